"""The ledger file: all that is not acknowledged goes in, and nothing that was changed comes out."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
from pathlib import Path
from tempfile import TemporaryFile

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import DataProblem, NotEnrolled, StoreProblem, UsageError
from kiosk.store.connection import FILE as LEDGER_DB
from kiosk.store.engine import sqlite3
from kiosk.store.lines import export_line
from kiosk.store.reading import open_reader
from sync.line_store import LineStore, Watermark
from sync.usb.headers import LEDGER, read_ledger
from sync.usb.incoming import LedgerFile, first_line, kind_of, ledger_file
from sync.usb.media import BadFile
from sync.usb.sealed import is_own, seal
from sync.usb.terminal import export_ledger
from sync.wire.keys import TERMINAL_KEY, key_id, public_hex
from sync.wire.lines import PoisonedLine, read_line
from tests.sync.usb.sticks import (
    APP,
    OWN,
    TERMINAL,
    export_lines,
    packed,
    terminal_in,
    unpacked,
)


@pytest.fixture(scope="module")
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A terminal of 1,400 events in three days; nobody writes there."""
    return terminal_in(tmp_path_factory.mktemp("terminal"), 1400)


@pytest.fixture(scope="module")
def written(terminal: Path) -> Path:
    """Its ledger file; nobody changes it."""
    path = terminal / "ledger.gz"
    export_ledger(terminal, path, APP)
    return path


def opened(path: Path) -> LedgerFile:
    with path.open("rb") as file:
        sealed = first_line(path, file)
    copy = io.BytesIO(path.read_bytes())
    return ledger_file(path, copy, sealed)


def proven(path: Path) -> list[str]:
    """Prove a ledger file and return its events as lines of an export."""
    file = opened(path)
    file.prove()
    lines: list[str] = []
    for header, batch in file.batches():
        prev = header.prev
        for line in batch:
            row = read_line(line, file.header.terminal, header.epoch, prev)
            assert not isinstance(row, PoisonedLine)
            lines.append(export_line(file.header.terminal, header.epoch, row))
            prev = row.hash
    return lines


def test_it_holds_the_whole_ledger_byte_for_byte(terminal: Path, written: Path) -> None:
    assert proven(written) == export_lines(terminal)


def test_its_header_says_whose_it_is_and_seals_the_rest(written: Path) -> None:
    file = opened(written)
    assert file.sealed.holds(public_hex(OWN))
    assert file.header.terminal == TERMINAL
    assert file.header.key == key_id(public_hex(OWN))
    assert file.header.events == 1400
    assert file.header.app == APP
    assert is_own(file.header.nonce, OWN)


def test_batches_are_those_of_the_line(written: Path) -> None:
    file = opened(written)
    headers = [header for header, _lines in file.batches()]
    assert [header.first for header in headers] == [1, 501, 1001]
    assert [header.count for header in headers] == [500, 500, 400]
    assert [header.backlog for header in headers] == [900, 400, 0]


def test_what_is_acknowledged_stays_at_home(tmp_path: Path) -> None:
    terminal_in(tmp_path, 700)
    with open_reader(tmp_path) as reader:
        event = reader.event_at(650)
        assert event is not None
        mark = Watermark(reader.ident.epoch, 650, event.row["hash"])
    with LineStore(tmp_path) as line:
        line.accept(mark)
    export_ledger(tmp_path, tmp_path / "file", APP)
    assert proven(tmp_path / "file") == export_lines(tmp_path)[650:]


def test_with_nothing_left_the_file_only_asks(tmp_path: Path) -> None:
    terminal_in(tmp_path, 20)
    with open_reader(tmp_path) as reader:
        mark = Watermark(reader.ident.epoch, reader.head().seq, reader.head().hash)
    with LineStore(tmp_path) as line:
        line.accept(mark)
    assert export_ledger(tmp_path, tmp_path / "file", APP).header.events == 0
    file = opened(tmp_path / "file")
    ((header, lines),) = file.batches()
    assert (header.first, header.prev, header.count, lines) == (21, mark.acked_hash, 0, [])


def test_a_ledger_the_province_has_closed_stays_at_home(tmp_path: Path) -> None:
    terminal_in(tmp_path, 20)
    with open_reader(tmp_path) as reader:
        epoch = reader.ident.epoch
    with LineStore(tmp_path) as line:
        line.judge(Watermark(epoch, 5, "ab" * 32, "forked"))
    assert export_ledger(tmp_path, tmp_path / "file", APP).header.epochs == []


def test_before_the_first_number_there_is_an_empty_file(tmp_path: Path) -> None:
    terminal_in(tmp_path, 0)
    assert export_ledger(tmp_path, tmp_path / "file", APP).header.events == 0
    assert proven(tmp_path / "file") == []


def test_it_is_written_beside_a_running_agent(tmp_path: Path) -> None:
    terminal_in(tmp_path, 20)
    with LineStore(tmp_path):
        assert export_ledger(tmp_path, tmp_path / "file", APP).header.events == 20


def test_it_is_written_over_an_older_one_only(tmp_path: Path, written: Path) -> None:
    terminal_in(tmp_path, 20)
    path = tmp_path / "file"
    path.write_bytes(written.read_bytes())
    assert export_ledger(tmp_path, path, APP).header.events == 20
    for other in (b"", b"letter to my mother", gzip.compress(b"photographs"), b"\x1f\x8b"):
        path.write_bytes(other)
        with pytest.raises(UsageError):
            export_ledger(tmp_path, path, APP)
        assert path.read_bytes() == other


def test_a_row_that_was_changed_goes_as_poisoned_and_those_behind_it_follow(tmp_path: Path) -> None:
    terminal_in(tmp_path, 30)
    connection = sqlite3.connect(tmp_path / LEDGER_DB)
    with connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute('UPDATE event SET body = \'{"label":"A999"}\' WHERE seq = 7')
        connection.execute("UPDATE event SET kind = 'Not A Kind' WHERE seq = 9")
    connection.close()
    assert export_ledger(tmp_path, tmp_path / "file", APP).header.events == 30
    lines = unpacked(tmp_path / "file")[2:]
    assert [line.startswith(b'{"hash":') for line in lines[6:9]] == [True, False, True]


def test_a_hole_in_the_ledger_is_told(tmp_path: Path) -> None:
    terminal_in(tmp_path, 30)
    connection = sqlite3.connect(tmp_path / LEDGER_DB)
    with connection:
        connection.execute("DROP TRIGGER event_no_delete")
        connection.execute("DELETE FROM event WHERE seq = 7")
    connection.close()
    with pytest.raises(StoreProblem) as told:
        export_ledger(tmp_path, tmp_path / "file", APP)
    assert "seq 7 is missing" in told.value.message
    assert not (tmp_path / "file").exists()


def test_who_is_not_enrolled_has_nobody_to_write_to(tmp_path: Path) -> None:
    with pytest.raises(NotEnrolled):
        export_ledger(tmp_path, tmp_path / "file", APP)
    assert list(tmp_path.iterdir()) == []


def test_a_key_that_is_gone_is_told(tmp_path: Path) -> None:
    terminal_in(tmp_path, 0)
    (tmp_path / TERMINAL_KEY).unlink()
    with pytest.raises(DataProblem):
        export_ledger(tmp_path, tmp_path / "file", APP)


@given(data=st.data())
def test_no_byte_of_the_file_can_be_changed_or_lost(
    data, written: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    raw = bytearray(written.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 1))
    if data.draw(st.booleans()):
        del raw[place:]
    else:
        raw[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("spoilt") / "file"
    path.write_bytes(raw)
    try:
        found = proven(path)
    except BadFile:
        return
    # gzip's own header has bytes that mean nothing: a time, an operating system.
    assert found == proven(written)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines[:-1],
        lambda lines: [*lines, lines[-1]],
        lambda lines: [lines[0], *lines[2:]],
        lambda lines: [*lines[:3], lines[4], lines[3], *lines[5:]],
        lambda lines: [*lines[:5], lines[5].replace(b"holdover", b"trusted"), *lines[6:]],
        lambda lines: lines[:1],
        lambda lines: [*lines, b""],
    ],
)
def test_lines_that_were_changed_are_noticed_before_any_is_handed_on(
    change, written: Path, tmp_path: Path
) -> None:
    path = packed(tmp_path / "file", change(unpacked(written)))
    with pytest.raises(BadFile):
        proven(path)


def test_behind_its_end_nothing_may_follow(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(written.read_bytes() + b"and more")
    with pytest.raises(BadFile):
        proven(path)


def resealed(written: Path, path: Path, **change) -> Path:
    """Write a file whose header its own terminal has sealed, but wrongly."""
    first, *rest = unpacked(written)
    header = read_ledger(bytes(msgspec.json.encode(json.loads(first)["header"])))
    line = seal(LEDGER, msgspec.structs.replace(header, **change), OWN)
    return packed(path, [line.removesuffix(b"\n"), *rest])


@pytest.mark.parametrize(
    "change",
    [
        {"size": 10},
        {"size": 10_000_000},
        {"events": 1399},
        {"digest": "ab" * 32},
        {"epochs": []},
        {"epochs": ["another"]},
    ],
)
def test_a_header_that_does_not_fit_its_file_is_noticed(
    change, written: Path, tmp_path: Path
) -> None:
    with pytest.raises(BadFile):
        proven(resealed(written, tmp_path / "file", **change))


def test_a_bomb_is_cut_off_where_its_header_says_it_ends(written: Path, tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    first = unpacked(written)[0]
    with gzip.open(path, "wb") as file:
        file.write(first + b"\n")
        for _block in range(60):
            file.write(b"0" * 1_000_000)
    tracemalloc.start()
    with pytest.raises(BadFile):
        proven(path)
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20_000_000


def test_a_bomb_for_a_first_line_is_cut_off_too(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    with gzip.open(path, "wb") as file:
        for _block in range(40):
            file.write(b"0" * 1_000_000)
    with path.open("rb") as file, pytest.raises(BadFile):
        first_line(path, file)
    assert kind_of(path) == ""


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b", b"{}", b"\n", b"hello\n", b"\x00" * 100])
def test_what_is_none_of_ours_has_no_kind(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert kind_of(path) == ""
    assert kind_of(tmp_path) == ""
    assert kind_of(tmp_path / "nowhere") == ""


def test_memory_stays_that_of_a_batch(tmp_path: Path) -> None:
    terminal_in(tmp_path, 4000)
    tracemalloc.start()
    export_ledger(tmp_path, tmp_path / "file", APP)
    with (tmp_path / "file").open("rb") as source, TemporaryFile() as copy:
        sealed = first_line(tmp_path / "file", source)
        source.seek(0)
        copy.write(source.read())
        ledger_file(tmp_path / "file", copy, sealed).prove()
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 12_000_000
