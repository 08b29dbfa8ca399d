"""There and back by stick: the ledger arrives once, and only what is proven is believed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import NotEnrolled, SecondWriter, UsageError
from kiosk.store.connection import FILE as LEDGER_DB
from kiosk.store.engine import sqlite3
from kiosk.store.lines import right_hash
from kiosk.store.reading import open_reader
from sync.agent.batch import row_of
from sync.agent.standing import read_standing
from sync.enrolled import Enrolment, read_enrolment, save_enrolment
from sync.enrolment import claim_of, pending_key, request_of
from sync.line_store import LineState, LineStore, Watermark, read_line_store
from sync.province.books import FILE as BOOKS
from sync.province.books import open_books, open_key
from sync.province.ports import Province
from sync.usb.headers import REPLY, ReplyHeader, read_reply
from sync.usb.media import BadFile
from sync.usb.office import receive
from sync.usb.receiving import Receipt
from sync.usb.sealed import read_sealed, seal
from sync.usb.terminal import export_ledger, import_reply, write_request
from sync.wire.keys import TERMINAL_KEY, fingerprint, public_hex, save_key
from tests.store.big_ledgers import big_ledger
from tests.store.ledgers import opened, take
from tests.sync.usb.sticks import APP, STRANGER, TERMINAL, export_lines

NOW_MS = 1795488060_000
DAY_MS = 24 * 60 * 60 * 1000


@dataclass
class Office:
    """A province that only ever sees sticks."""

    store: Path
    books: Province
    key: Ed25519PrivateKey
    now_ms: int = NOW_MS

    def takes(self, path: Path, reply: Path) -> Receipt:
        """Take a file in a minute later than the last."""
        self.now_ms += 60_000
        return receive(self.books, self.key, path, reply, self.now_ms, self.store)

    def lines(self) -> list[str]:
        """Return what it has of the terminal."""
        return list(self.books.export(TERMINAL))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = tmp_path / "office"
    books = open_books(store)
    yield Office(store, books, open_key(store))
    books.close()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of 1,200 events in three days, two of them closed; to be copied."""
    return big_ledger(tmp_path_factory.mktemp("ledger"), 1200, days=3)


@pytest.fixture
def folder(office: Office, ledger: Path, tmp_path: Path) -> Path:
    """An enrolled terminal with that ledger."""
    shutil.copytree(ledger, tmp_path / "terminal")
    return enrolled(office, tmp_path / "terminal")


def enrolled(office: Office, folder: Path) -> Path:
    """Enrol a terminal by hand, as the line does."""
    claim = claim_of(TERMINAL, office.books.invite(TERMINAL, office.now_ms).code, APP)
    key = pending_key(folder, claim)
    office.books.enrol(request_of(claim, key), office.now_ms)
    save_key(folder / TERMINAL_KEY, key)
    save_enrolment(folder, Enrolment("", public_hex(office.key), TERMINAL, "2026-11-24"))
    return folder


def trip(office: Office, folder: Path) -> Path:
    """Carry the ledger to the office and its reply home; return the reply."""
    export_ledger(folder, folder / "ledger.gz", APP)
    office.takes(folder / "ledger.gz", folder / "reply")
    return folder / "reply"


def line_of(folder: Path) -> LineState:
    found = read_line_store(folder)
    assert found is not None
    return found


def acked(folder: Path) -> int:
    with open_reader(folder) as reader:
        return line_of(folder).watermark(reader.ident.epoch).acked


def day_states(folder: Path) -> list[str]:
    return [day.state for day in line_of(folder).days]


def test_the_ledger_arrives_byte_for_byte_and_days_become_proven(
    office: Office, folder: Path
) -> None:
    reply = trip(office, folder)
    assert office.lines() == export_lines(folder)
    assert acked(folder) == 0
    import_reply(folder, reply)
    assert acked(folder) == 1200
    assert day_states(folder) == ["proven", "proven"]
    assert line_of(folder).status.code == "working"
    assert line_of(folder).status.last_contact_ms == office.now_ms


def test_the_next_file_has_only_what_is_new(office: Office, folder: Path) -> None:
    import_reply(folder, trip(office, folder))
    assert export_ledger(folder, folder / "ledger.gz", APP).header.events == 0
    import_reply(folder, trip(office, folder))
    assert acked(folder) == 1200


def test_files_may_come_twice_late_and_out_of_order(office: Office, folder: Path) -> None:
    for name in ("first", "second", "third"):
        export_ledger(folder, folder / name, APP)
    for name in ("third", "first", "third", "second", "first"):
        office.takes(folder / name, folder / "reply")
        assert office.lines() == export_lines(folder)
    import_reply(folder, folder / "reply")
    assert acked(folder) == 1200


def test_a_reply_may_be_taken_in_twice(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    import_reply(folder, reply)
    before = line_of(folder)
    import_reply(folder, reply)
    assert line_of(folder) == before


def test_an_older_reply_changes_nothing(office: Office, folder: Path) -> None:
    older = folder / "older"
    trip(office, folder).rename(older)
    import_reply(folder, trip(office, folder))
    before = line_of(folder)
    with pytest.raises(BadFile) as told:
        import_reply(folder, older)
    assert "older" in told.value.message
    assert line_of(folder) == before


def test_a_province_that_was_restored_gets_again_what_it_lost(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    import_reply(folder, trip(office, folder))
    fresh = open_books(tmp_path / "restored")
    (tmp_path / "restored" / "province.key").write_bytes(
        (office.store / "province.key").read_bytes()
    )
    restored = Office(tmp_path / "restored", fresh, office.key, office.now_ms + DAY_MS)
    try:
        key = office.books.key(export_ledger(folder, folder / "ledger.gz", APP).header.key)
        assert key is not None
        code = fresh.invite(TERMINAL, restored.now_ms).code
        claim = claim_of(TERMINAL, code, APP)
        fresh.enrol(
            msgspec.structs.replace(request_of(claim, STRANGER), public_key=key.public),
            restored.now_ms,
        )
        receipt = restored.takes(folder / "ledger.gz", folder / "reply")
        assert [problem.rpartition(" ")[2] for problem in receipt.problems] == ["gap"]
        import_reply(folder, folder / "reply")
        assert acked(folder) == 0
        import_reply(folder, trip(restored, folder))
        assert restored.lines() == export_lines(folder)
        assert acked(folder) == 1200
    finally:
        fresh.close()


def spoilt_reply(path: Path, key: Ed25519PrivateKey, **change) -> None:
    """Rewrite a reply with other words, sealed with ``key``."""
    header = read_reply(bytes(read_sealed(path.read_bytes().rstrip(b"\n")).header))
    path.write_bytes(seal(REPLY, msgspec.structs.replace(header, **change), key))


def header_of(path: Path) -> ReplyHeader:
    return read_reply(bytes(read_sealed(path.read_bytes().rstrip(b"\n")).header))


def test_a_reply_that_was_forged_changed_or_mixed_up_changes_nothing(
    office: Office, folder: Path
) -> None:
    reply = trip(office, folder)
    whole = reply.read_bytes()
    header = header_of(reply)
    (standing,) = header.epochs
    lie = msgspec.structs.replace(standing, ack_hash="ab" * 32)
    further = msgspec.structs.replace(standing, ack=5000, ack_hash="ab" * 32)
    LineStore(folder).close()
    before = line_of(folder)
    for key, change in (
        (STRANGER, {}),
        (office.key, {"nonce": "ab" * 32}),
        (office.key, {"terminal": "contoh-metro-1"}),
        (office.key, {"epochs": [lie]}),
        (office.key, {"epochs": [further]}),
        (office.key, {"epochs": [standing, lie]}),
    ):
        reply.write_bytes(whole)
        spoilt_reply(reply, key, **change)
        with pytest.raises(BadFile) as told:
            import_reply(folder, reply)
        assert "Nothing was changed" in told.value.message
        assert line_of(folder) == before


@pytest.mark.parametrize("cut", [0, 1, 100, -2])
def test_a_reply_that_was_cut_off_changes_nothing(office: Office, folder: Path, cut: int) -> None:
    reply = trip(office, folder)
    reply.write_bytes(reply.read_bytes()[:cut])
    with pytest.raises(BadFile):
        import_reply(folder, reply)


def test_what_follows_a_reply_spoils_it(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    reply.write_bytes(reply.read_bytes() + b"{}\n")
    with pytest.raises(BadFile):
        import_reply(folder, reply)


def test_a_days_root_that_is_not_ours_is_not_proven(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    (standing,) = header_of(reply).epochs
    days = [msgspec.structs.replace(standing.days[0], root="ab" * 32), *standing.days[1:]]
    wrong = msgspec.structs.replace(standing, days=days)
    spoilt_reply(reply, office.key, epochs=[wrong])
    import_reply(folder, reply)
    assert day_states(folder) == ["different", "proven"]


def test_a_ledger_that_is_gone_meanwhile_is_left_out(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    for path in folder.glob(f"{LEDGER_DB}*"):
        path.unlink()
    big_ledger(folder, 10, days=1)
    assert import_reply(folder, reply).news == []


@pytest.fixture
def two_ledgers(office: Office, tmp_path: Path) -> Path:
    """A terminal that began a second epoch, since its first ledger was restored from a backup."""
    folder = tmp_path / "two"
    store = opened(folder)
    try:
        for _visit in range(3):
            take(store)
        store.begin_epoch("restored", store.ident.epoch, 5)
        for _visit in range(2):
            take(store)
    finally:
        store.close()
    return enrolled(office, folder)


def test_all_ledgers_of_the_folder_go_and_come_back(office: Office, two_ledgers: Path) -> None:
    written = export_ledger(two_ledgers, two_ledgers / "ledger.gz", APP)
    assert len(written.header.epochs) == 2
    assert written.troubles == []
    assert office.takes(two_ledgers / "ledger.gz", two_ledgers / "reply").problems == []
    news = import_reply(two_ledgers, two_ledgers / "reply").news
    assert [one.mark.epoch for one in news] == written.header.epochs
    assert sum(one.mark.acked for one in news) == written.header.events
    assert export_ledger(two_ledgers, two_ledgers / "ledger.gz", APP).header.events == 0
    assert office.lines()[-4:] == export_lines(two_ledgers)[-4:]


def test_an_old_ledger_that_cannot_be_read_is_told_and_keeps_no_other_back(
    office: Office, two_ledgers: Path
) -> None:
    (old,) = two_ledgers.glob("ledger-*.db")
    old.write_bytes(b"no ledger any more" * 1000)
    written = export_ledger(two_ledgers, two_ledgers / "ledger.gz", APP)
    assert len(written.header.epochs) == 1
    assert [str(old) in trouble.message for trouble in written.troubles] == [True]
    office.takes(two_ledgers / "ledger.gz", two_ledgers / "reply")
    brought = import_reply(two_ledgers, two_ledgers / "reply")
    assert [one.mark.epoch for one in brought.news] == written.header.epochs
    assert len(brought.troubles) == 1


def test_a_reply_is_refused_beside_a_running_agent(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    with LineStore(folder), pytest.raises(SecondWriter) as told:
        import_reply(folder, reply)
    assert "Stop the agent" in told.value.remedy


def test_without_an_enrolment_a_reply_means_nothing(office: Office, folder: Path) -> None:
    reply = trip(office, folder)
    with pytest.raises(NotEnrolled):
        import_reply(folder.parent / "another", reply)


def forget(path: Path) -> None:
    """Take the file away, and whatever lies in its place."""
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
    else:
        path.unlink(missing_ok=True)


def test_the_office_takes_nothing_of_a_file_that_does_not_hold(
    office: Office, folder: Path
) -> None:
    good = folder / "good"
    export_ledger(folder, good, APP)
    raw = good.read_bytes()
    lines = gzip.decompress(raw).split(b"\n")
    bad = folder / "bad"
    for content in (
        b"",
        raw[:-20],
        raw[:100],
        raw + b"more",
        b"holiday photographs",
        gzip.compress(b"\n".join(lines[:-2]) + b"\n"),
        gzip.compress(b"\n".join([*lines[:5], lines[5].replace(b'"v":1', b'"v":2'), *lines[6:]])),
        gzip.compress(lines[0] + b"\n" + b"0" * 5_000_000),
        gzip.compress(b"0" * 5_000_000),
    ):
        bad.write_bytes(content)
        with pytest.raises(BadFile):
            office.takes(bad, folder / "reply")
    for make in (bad.mkdir, lambda: os.mkfifo(bad), lambda: bad.symlink_to(good)):
        forget(bad)
        make()
        with pytest.raises(BadFile):
            office.takes(bad, folder / "reply")
    assert office.lines() == []
    assert not (folder / "reply").exists()
    assert sorted(path.name for path in office.store.iterdir() if path.suffix == "") == []


def test_a_file_of_nobodys_key_is_refused(office: Office, folder: Path) -> None:
    save_key(folder / TERMINAL_KEY, STRANGER)
    export_ledger(folder, folder / "ledger.gz", APP)
    with pytest.raises(NotEnrolled) as told:
        office.takes(folder / "ledger.gz", folder / "reply")
    assert TERMINAL in told.value.message
    assert office.lines() == []


def test_a_file_under_another_terminals_name_is_refused(office: Office, folder: Path) -> None:
    found = read_enrolment(folder)
    assert found is not None
    save_enrolment(folder, msgspec.structs.replace(found, terminal="contoh-metro-1"))
    export_ledger(folder, folder / "ledger.gz", APP)
    with pytest.raises(NotEnrolled):
        office.takes(folder / "ledger.gz", folder / "reply")


def test_a_revoked_terminal_is_refused(office: Office, folder: Path) -> None:
    export_ledger(folder, folder / "ledger.gz", APP)
    office.books.revoke(TERMINAL, office.now_ms)
    with pytest.raises(NotEnrolled) as told:
        office.takes(folder / "ledger.gz", folder / "reply")
    assert "withdrawn" in told.value.message


def test_two_histories_are_told_and_end_the_ledger(
    office: Office, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder, tmp_path / "clone")
    import_reply(folder, trip(office, folder))
    connection_lines = office.lines()
    clone = tmp_path / "clone"
    _rewrite_last(clone)
    export_ledger(clone, clone / "ledger.gz", APP)
    receipt = office.takes(clone / "ledger.gz", clone / "reply")
    with open_reader(clone) as reader:
        epoch, head = reader.ident.epoch, reader.head()
    assert (receipt.closed, receipt.problems) == ([epoch], [])
    assert office.lines() == connection_lines
    assert list(office.books.export_strays(TERMINAL)) == export_lines(clone)[-1:]
    import_reply(clone, clone / "reply")
    (mark,) = line_of(clone).watermarks
    assert mark.verdict == "forked"
    assert line_of(clone).stray(epoch) == Watermark(epoch, head.seq, head.hash)
    assert export_ledger(clone, clone / "ledger.gz", APP).header.epochs == []


@pytest.fixture
def parted(office: Office, tmp_path: Path) -> Path:
    """A terminal whose disk was set back by two visits and gave four others since, by file only."""
    folder = tmp_path / "parted"
    store = opened(folder)
    for _visit in range(3):
        take(store)
    store.close()
    enrolled(office, folder)
    shutil.copytree(folder, tmp_path / "older")
    store = opened(folder)
    for _visit in range(2):
        take(store)
    store.close()
    import_reply(folder, trip(office, folder))
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "older", folder)
    store = opened(folder)
    for _visit in range(4):
        take(store)
    store.close()
    return folder


def begin_another(folder: Path) -> str:
    """Have the kiosk begin its next ledger, after more visits; return the epoch before it."""
    store = opened(folder)
    take(store)
    epoch = store.ident.epoch
    store.begin_epoch("restored", epoch, 0)
    take(store)
    store.close()
    return epoch


def test_what_a_set_back_disk_gave_goes_with_the_next_files(office: Office, parted: Path) -> None:
    before = office.lines()
    import_reply(parted, trip(office, parted))
    epoch = begin_another(parted)
    assert read_standing(parted)["backlog"] > 0
    import_reply(parted, trip(office, parted))
    (old,) = parted.glob("ledger-*.db")
    with open_reader(parted, old.name) as reader:
        ours = [event.line for event in reader.events()]
    strays = list(office.books.export_strays(TERMINAL))
    assert strays == [line for line in ours if line not in before]
    assert office.lines() == before + export_lines(parted)
    standing = read_standing(parted)
    assert (standing["state"], standing["backlog"]) == ("working", 0)
    written = export_ledger(parted, parted / "ledger.gz", APP)
    assert (written.header.events, len(written.header.epochs)) == (0, 2)
    assert line_of(parted).watermark(epoch).ended


def test_an_office_that_lost_its_strays_gets_them_with_the_file_after_the_next(
    office: Office, parted: Path
) -> None:
    import_reply(parted, trip(office, parted))
    epoch = begin_another(parted)
    import_reply(parted, trip(office, parted))
    strays = list(office.books.export_strays(TERMINAL))
    connection = sqlite3.connect(office.store / BOOKS)
    connection.execute("DELETE FROM stray")
    connection.commit()
    connection.close()
    import_reply(parted, trip(office, parted))
    assert line_of(parted).stray(epoch) is None
    import_reply(parted, trip(office, parted))
    assert list(office.books.export_strays(TERMINAL)) == strays


def test_a_reply_that_lies_about_strays_is_not_believed(office: Office, parted: Path) -> None:
    reply = trip(office, parted)
    header = read_reply(bytes(read_sealed(reply.read_bytes()[:-1]).header))
    (standing,) = header.epochs
    lie = msgspec.structs.replace(standing, ack_hash="ab" * 32)
    reply.write_bytes(seal(REPLY, msgspec.structs.replace(header, epochs=[lie]), office.key))
    with pytest.raises(BadFile):
        import_reply(parted, reply)
    assert line_of(parted).strays == ()


def test_a_torn_closed_ledger_keeps_no_other_back(office: Office, parted: Path) -> None:
    import_reply(parted, trip(office, parted))
    begin_another(parted)
    (old,) = parted.glob("ledger-*.db")
    connection = sqlite3.connect(old)
    connection.execute("DROP TRIGGER event_no_delete")
    connection.execute("DELETE FROM event WHERE seq = (SELECT max(seq) - 1 FROM event)")
    connection.commit()
    connection.close()
    import_reply(parted, trip(office, parted))
    assert office.lines()[-2:] == export_lines(parted)[-2:]
    assert read_standing(parted)["backlog"] > 0


def _rewrite_last(folder: Path) -> None:
    """Give the clone another end: the same event with another content and its right hash."""
    with open_reader(folder) as reader:
        event = reader.tail(1)[0]
        ident = reader.ident
    row = row_of(event)._replace(wall_ms=event.row["wall_ms"] + 1)
    digest = right_hash(ident.terminal_id, ident.epoch, row)
    connection = sqlite3.connect(folder / LEDGER_DB)
    with connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute(
            "UPDATE event SET wall_ms = ?, hash = ? WHERE seq = ?", (row.wall_ms, digest, row.seq)
        )
    connection.close()


def test_a_reply_is_written_over_an_older_reply_only(office: Office, folder: Path) -> None:
    export_ledger(folder, folder / "ledger.gz", APP)
    (folder / "letter").write_text("Ibu yang baik", encoding="utf-8")
    for target in (folder / "letter", folder / "ledger.gz"):
        before = target.read_bytes()
        with pytest.raises(UsageError):
            office.takes(folder / "ledger.gz", target)
        assert target.read_bytes() == before
    assert office.lines() == []
    for _time in range(2):
        office.takes(folder / "ledger.gz", folder / "reply")


def test_the_line_goes_on_where_the_files_left_off(office: Office, folder: Path) -> None:
    """The count of a key's requests only grows, whichever way they come."""
    import_reply(folder, trip(office, folder))
    with LineStore(folder) as line:
        line.adopt_sent(500)
    assert export_ledger(folder, folder / "late", APP).header.sent == 499
    for _time in range(2):
        office.takes(folder / "late", folder / "reply")


def test_a_terminal_may_be_enrolled_by_stick(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "offline"
    code = office.books.invite(TERMINAL, office.now_ms).code
    write_request(folder, tmp_path / "request", claim_of(TERMINAL, code, APP))
    assert json.loads((tmp_path / "request").read_bytes())["kind"] == "anjungan-enrol-1"
    assert read_enrolment(folder) is None
    office.takes(tmp_path / "request", tmp_path / "reply")
    seen = fingerprint(public_hex(office.key)).replace(" ", "")
    granted = import_reply(folder, tmp_path / "reply", seen).enrolment
    assert granted is not None
    assert (granted.url, granted.terminal) == ("", TERMINAL)
    big_ledger(folder, 30, days=1)
    import_reply(folder, trip(office, folder))
    assert office.lines() == export_lines(folder)
    assert import_reply(folder, tmp_path / "reply").enrolment == granted


def test_a_request_by_stick_may_be_brought_twice(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "offline"
    code = office.books.invite(TERMINAL, office.now_ms).code
    for name in ("first", "second"):
        write_request(folder, tmp_path / name, claim_of(TERMINAL, code, APP))
        office.takes(tmp_path / name, tmp_path / f"reply-{name}")
    import_reply(folder, tmp_path / "reply-second")
    import_reply(folder, tmp_path / "reply-first")
    assert read_enrolment(folder) is not None


def test_an_enrolment_by_stick_that_is_not_ours_is_refused(office: Office, tmp_path: Path) -> None:
    folder, other = tmp_path / "offline", tmp_path / "other"
    claim = claim_of(TERMINAL, office.books.invite(TERMINAL, office.now_ms).code, APP)
    write_request(folder, tmp_path / "request", claim)
    office.takes(tmp_path / "request", tmp_path / "reply")
    write_request(other, tmp_path / "other-request", claim)
    with pytest.raises(BadFile):
        import_reply(other, tmp_path / "reply")
    with pytest.raises(NotEnrolled):
        import_reply(folder, tmp_path / "reply", "00" * 8)
    with pytest.raises(NotEnrolled):
        office.takes(tmp_path / "other-request", tmp_path / "reply")
    assert read_enrolment(folder) is None
    assert read_enrolment(other) is None


def test_a_reply_to_one_kind_of_file_is_none_to_the_other(office: Office, folder: Path) -> None:
    export_ledger(folder, folder / "ledger.gz", APP)
    with pytest.raises(BadFile):
        import_reply(folder, folder / "ledger.gz")
    with pytest.raises(BadFile):
        office.takes(trip(office, folder), folder / "another")
