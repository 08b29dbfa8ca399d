"""The province's answers on a stick: weighed before they count, believed only if proven."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.app.stick import apply, preview
from kiosk.errors import SecondWriter
from kiosk.stick.problems import NotApplied
from kiosk.store.reading import open_reader
from sync.enrolled import read_enrolment
from sync.enrolment import claim_of
from sync.line_store import LineStore, read_line_store
from sync.province.books import open_books, open_key
from sync.province.ports import Province
from sync.usb.office import receive
from sync.usb.terminal import export_ledger, write_request
from sync.wire.keys import fingerprint, public_hex
from tests.app.stick.brought import written
from tests.store.big_ledgers import big_ledger
from tests.sync.usb.sticks import APP, TERMINAL

NOW_MS = 1795488060_000


class Office:
    """A province that only ever sees sticks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.books: Province = open_books(folder)
        self.key: Ed25519PrivateKey = open_key(folder)
        self.now_ms = NOW_MS

    def answers(self, brought: Path, reply: Path) -> Path:
        """Take a file in, a minute after the last, and answer it."""
        self.now_ms += 60_000
        receive(self.books, self.key, brought, reply, self.now_ms, self.folder)
        return reply

    def grants(self, data: Path, stick: Path) -> Path:
        """Answer the request of a terminal to be enrolled."""
        code = self.books.invite(TERMINAL, self.now_ms).code
        write_request(data, stick / "permintaan.json", claim_of(TERMINAL, code, APP))
        return self.answers(stick / "permintaan.json", stick / "balasan.json")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path / "office")
    yield office
    office.books.close()


@pytest.fixture
def enrolled(office: Office, data: Path, stick: Path) -> Path:
    """A terminal that was enrolled by stick and has a ledger of 30 events."""
    apply(preview(office.grants(data, stick), data), data)
    big_ledger(data, 30, days=1)
    return data


def reply_of(office: Office, data: Path, stick: Path) -> Path:
    export_ledger(data, stick / "buku.gz", APP)
    return office.answers(stick / "buku.gz", stick / "jawaban.json")


def acked(data: Path) -> int:
    line = read_line_store(data)
    assert line is not None
    with open_reader(data) as reader:
        return line.watermark(reader.ident.epoch).acked


def test_an_enrolment_is_shown_with_the_fingerprint_and_then_holds(
    office: Office, data: Path, stick: Path
) -> None:
    shown = preview(office.grants(data, stick), data)
    assert (shown.kind, shown.state) == ("enrolled", "ready")
    changes = {change.id: change.after for change in shown.changes}
    assert changes == {"terminal": TERMINAL, "fingerprint": fingerprint(public_hex(office.key))}
    assert read_enrolment(data) is None
    apply(shown, data)
    assert read_enrolment(data) is not None
    assert preview(shown.path, data).state == "same"


def test_a_reply_is_shown_before_the_watermark_moves(
    office: Office, enrolled: Path, stick: Path
) -> None:
    shown = preview(reply_of(office, enrolled, stick), enrolled)
    assert (shown.kind, shown.state) == ("reply", "ready")
    assert [(c.id, c.before, c.after) for c in shown.changes] == [("acked", "0", "30")]
    assert acked(enrolled) == 0
    apply(shown, enrolled)
    assert acked(enrolled) == 30


def test_a_reply_taken_in_before_changes_nothing(
    office: Office, enrolled: Path, stick: Path
) -> None:
    path = reply_of(office, enrolled, stick)
    apply(preview(path, enrolled), enrolled)
    assert preview(path, enrolled).state == "same"


def test_our_own_files_are_for_the_office(office: Office, enrolled: Path, stick: Path) -> None:
    reply_of(office, enrolled, stick)
    for name in ("buku.gz", "permintaan.json"):
        shown = preview(stick / name, enrolled)
        assert (shown.kind, shown.state) == ("office", "not_here")
        with pytest.raises(NotApplied):
            apply(shown, enrolled)


def test_a_reply_that_was_changed_is_refused_with_its_reason(
    office: Office, enrolled: Path, stick: Path
) -> None:
    path = reply_of(office, enrolled, stick)
    text = path.read_text(encoding="utf-8")
    shown = preview(written(path, text.replace('"ack":30', '"ack":29')), enrolled)
    assert shown.state == "faulty"
    assert "Segelnya tidak cocok" in shown.faults[0].words
    assert str(stick) not in shown.faults[0].reason


def test_the_answer_to_another_terminal_is_refused(
    office: Office, stick: Path, data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    shown = preview(office.grants(other, stick), data)
    assert shown.state == "faulty"
    assert "bukan jawaban untuk mesin ini" in shown.faults[0].words


def test_without_an_enrolment_a_reply_means_nothing(
    office: Office, enrolled: Path, stick: Path, tmp_path: Path
) -> None:
    path = reply_of(office, enrolled, stick)
    empty = tmp_path / "empty"
    empty.mkdir()
    shown = preview(path, empty)
    assert shown.faults[0].words == "Mesin ini belum terdaftar di provinsi mana pun."


def test_beside_a_running_agent_nothing_is_taken_in(
    office: Office, enrolled: Path, stick: Path
) -> None:
    shown = preview(reply_of(office, enrolled, stick), enrolled)
    line = LineStore(enrolled)
    try:
        with pytest.raises(SecondWriter):
            apply(shown, enrolled)
    finally:
        line.close()
    assert preview(shown.path, enrolled).state == "ready"
