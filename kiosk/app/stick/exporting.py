"""Writing the terminal's own files onto a stick: made here first, then carried over as one."""

from __future__ import annotations

import gzip
import hashlib
import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kiosk.app.line import APP, own_terminal
from kiosk.app.stick.catalogue_file import packed
from kiosk.app.stick.event_log import write_log
from kiosk.catalogue.loading import BUNDLED
from kiosk.clock import Clock, SystemClock
from kiosk.errors import KioskError, NotEnrolled
from kiosk.settings import load_settings
from kiosk.settings.writing import target_file
from kiosk.stick.problems import NotApplied
from kiosk.stick.writing import write_folder
from kiosk.store.reading import open_reader

if TYPE_CHECKING:
    from kiosk.app.selftest.site import ScreenFacts

ExportPart = Literal["ledger", "log", "report", "config"]
PARTS: tuple[ExportPart, ...] = ("ledger", "log", "report", "config")
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What could not be made, why (English), and the same in Indonesian."""

    part: ExportPart
    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that was read back: its folder, SHA-256 by file name, and what was left out.

    ``digest`` is the SHA-256 of ``SHA256SUMS``, which stands for all of it.
    """

    folder: Path
    files: Mapping[str, str]
    digest: str
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where the files are made before they are carried over."""

    data: Path
    folder: Path
    clock: Clock
    screen: ScreenFacts | None


def export(
    stick: Path,
    data: Path,
    parts: Collection[ExportPart],
    clock: Clock,
    screen: ScreenFacts | None = None,
) -> Exported:
    """Write ``parts`` into ``ANJUNGAN/<terminal>-<date>`` and read them back.

    ``clock`` is the one the kiosk goes by; ``screen`` is for the report, where one is seen.
    Works beside a running kiosk, and takes some seconds. Raises ``StickProblem`` where nothing is
    on the stick then, ``KioskError`` where the terminal's own files cannot be read.
    """
    now = clock.now()
    left_out: list[LeftOut] = []
    with tempfile.TemporaryDirectory(prefix="stick-") as place:
        bench = _Bench(data, Path(place), clock, screen)
        for part in PARTS:
            if part in parts:
                left_out += _make(part, bench)
        sums = {path.name: _sha256(path) for path in sorted(bench.folder.iterdir())}
        if not sums:
            raise _nothing(left_out)
        _write_sums(bench.folder / SUMS, sums)
        files = {path.name: path for path in sorted(bench.folder.iterdir())}
        digest = _sha256(files[SUMS])
        folder = write_folder(stick, f"{own_terminal(data)}-{now:%Y-%m-%d}", files)
    return Exported(folder, sums, digest, tuple(left_out))


def _make(part: ExportPart, bench: _Bench) -> list[LeftOut]:
    try:
        _MAKERS[part](bench)
    except NotEnrolled as reason:
        words = "Berkas untuk kantor tidak dibuat: mesin ini belum terdaftar."
        return [LeftOut(part, reason.message, words)]
    except KioskError as reason:
        return [LeftOut(part, reason.message, _LEFT_OUT[part])]
    return []


def _ledger(bench: _Bench) -> None:
    from sync.usb.terminal import export_ledger

    path = bench.folder / "buku-besar.jsonl.gz"
    with (
        open_reader(bench.data) as reader,
        gzip.GzipFile(path, "wb", mtime=0) as file,
    ):
        for event in reader.events():
            file.write(f"{event.line}\n".encode())
    export_ledger(bench.data, bench.folder / "untuk-kantor.gz", APP)


def _log(bench: _Bench) -> None:
    write_log(bench.data, bench.folder / "catatan.csv")


def _report(bench: _Bench) -> None:
    from kiosk.app.selftest.look import take_look
    from kiosk.app.selftest.readiness import write_readiness
    from kiosk.app.selftest.site import Site

    # The self-test compares the machine's own clock with the province's.
    machine = bench.clock if bench.clock.given else SystemClock()
    health = take_look(Site(bench.data, machine, bench.screen))
    write_readiness(bench.folder / "kesiapan.pdf", bench.data, health)


def _config(bench: _Bench) -> None:
    """Write the configuration with the files that it names: all that another machine needs."""
    settings = load_settings(bench.data)
    file = target_file(bench.data)
    content = file.read_bytes() if file.exists() else b""
    (bench.folder / "konfigurasi.toml").write_bytes(content or b"# Semua setelan bawaan.\n")
    if settings.mall is not None:
        (bench.folder / "berkas-mal.json").write_bytes(settings.mall.read_bytes())
    if settings.catalogue is not None and settings.catalogue != BUNDLED:
        (bench.folder / "katalog.json.gz").write_bytes(packed(settings.catalogue))


_MAKERS: dict[ExportPart, Callable[[_Bench], None]] = {
    "ledger": _ledger,
    "log": _log,
    "report": _report,
    "config": _config,
}
_LEFT_OUT: dict[ExportPart, str] = {
    "ledger": "Buku mesin tidak bisa dibaca, atau belum ada.",
    "log": "Catatan kejadian belum ada.",
    "report": "Laporan kesiapan tidak bisa dibuat.",
    "config": "Setelan tidak bisa dibaca.",
}


def _write_sums(path: Path, sums: Mapping[str, str]) -> None:
    """Write what `sha256sum -c` reads, so that anybody can see that nothing was changed since."""
    path.write_text("".join(f"{sum_}  {name}\n" for name, sum_ in sums.items()), encoding="ascii")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _nothing(left_out: list[LeftOut]) -> NotApplied:
    reasons = " ".join(left.reason for left in left_out)
    words = " ".join(left.words for left in left_out)
    return NotApplied(
        f"There is nothing to export. {reasons}".strip(),
        "Choose another part, or issue a number first.",
        f"Tidak ada yang disimpan. {words}".strip(),
    )
