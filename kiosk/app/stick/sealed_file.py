"""The province's sealed answers on a stick, and our own sealed files, which are not for here."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.app.stick.handler import MB, Brought, Findings
from kiosk.errors import KioskError, NotEnrolled
from kiosk.stick.preview import Change, Fault, Kind
from kiosk.stick.problems import StickProblem
from sync.enrolled import read_enrolment
from sync.line_store import LineState, read_line_store
from sync.usb.headers import ENROLLED, REPLY
from sync.usb.incoming import first_line
from sync.usb.media import BadFile
from sync.usb.terminal import Imported, import_reply, weigh
from sync.wire.keys import fingerprint

LARGEST: int = 16 * MB

_TITLES: dict[Kind, str] = {
    "reply": "Balasan provinsi untuk buku mesin",
    "enrolled": "Balasan provinsi untuk pendaftaran",
    "office": "Berkas untuk kantor provinsi",
}
_WORDS = (
    ("it is for", "Berkas ini untuk mesin lain."),
    ("it is older", "Berkas ini lebih lama dari kabar terakhir provinsi. Bawa yang terbaru."),
    ("it answers", "Berkas ini bukan jawaban untuk mesin ini."),
    ("its seal", "Segelnya tidak cocok. Berkas ini bukan dari provinsi mesin ini, atau rusak."),
    ("at event", "Isi buku provinsi berbeda dari buku mesin ini. Hubungi kantor provinsi."),
)
_DAMAGED = "Berkas rusak, atau bukan untuk mesin ini. Minta kantor membuatnya lagi."
_NOT_ENROLLED = "Mesin ini belum terdaftar di provinsi mana pun."


def fits(brought: Brought) -> Kind | None:
    """Return which sealed file of ours it is, going by its first line."""
    try:
        kind = first_line(brought.path, io.BytesIO(brought.content)).kind
    except BadFile:
        return None
    return {REPLY: "reply", ENROLLED: "enrolled"}.get(kind, "office")  # pyright: ignore[reportReturnType] - literals


def findings(brought: Brought, data: Path) -> Findings:
    """Hold the answer against this terminal's own ledger and keys, with nothing changed."""
    kind = fits(brought) or "office"
    if kind == "office":
        return Findings(_TITLES[kind])
    with _copied(brought) as copy:
        try:
            weighed = weigh(data, copy)
        except (BadFile, NotEnrolled) as reason:
            return Findings(_TITLES[kind], (_fault(reason, copy),))
    if weighed.enrolment is not None and weighed.enrolment == read_enrolment(data):
        return Findings(_TITLES[kind])
    return Findings(_TITLES[kind], changes=tuple(_changes(weighed, read_line_store(data))))


def apply(brought: Brought, data: Path) -> None:
    """Take the answer in; raises ``SecondWriter`` beside a running agent, which needs no file."""
    with _copied(brought) as copy:
        try:
            import_reply(data, copy)
        except BadFile as reason:
            fault = _fault(reason, copy)
            raise StickProblem(fault.reason, fault.remedy, fault.words) from reason


@contextmanager
def _copied(brought: Brought) -> Generator[Path]:
    """Give the answer a name on this machine: a stick cannot change it between two looks."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "reply"
        copy.write_bytes(brought.content)
        yield copy


def _fault(reason: KioskError, copy: Path) -> Fault:
    what = reason.message.removeprefix(f"{copy}: ").removesuffix(" Nothing was changed.")
    if isinstance(reason, NotEnrolled):
        return Fault("", "this terminal belongs to no province yet", reason.remedy, _NOT_ENROLLED)
    words = next((words for begin, words in _WORDS if what.startswith(begin)), _DAMAGED)
    return Fault("", what.rstrip("."), reason.remedy, words)


def _changes(weighed: Imported, state: LineState | None) -> Iterator[Change]:
    if weighed.enrolment is not None:
        yield Change("terminal", "Terdaftar sebagai", "", weighed.enrolment.terminal)
        seen = fingerprint(weighed.enrolment.server_key)
        yield Change("fingerprint", "Sidik jari provinsi", "", seen)
    for one in weighed.news:
        before = state.watermark(one.mark.epoch).acked if state else 0
        if before != one.mark.acked:
            title = "Catatan yang sudah sampai"
            yield Change("acked", title, str(before), str(one.mark.acked))
        if one.days:
            yield Change("days", "Hari yang dicocokkan", "", str(len(one.days)))
        if one.shown is not None:
            yield Change("strays", "Catatan dari buku yang ditutup", "", str(one.shown.acked))
