"""Soundness at start: a small ledger is read whole, a big one at its end, and quickly."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pysqlite3 as sqlite3
import pytest

from kiosk.store import soundness
from kiosk.store.explained import Damaged, plain_errors
from kiosk.store.ident import read_ident
from kiosk.store.soundness import LINKS_AT_START, check_at_start, is_big, quick_checks
from tests.store.big_ledgers import big_ledger
from tests.store.ledgers import HandClock, opened, take


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger of 3,000 events, to be copied."""
    return big_ledger(tmp_path_factory.mktemp("made"), 3_000, days=4) / "ledger.db"


@pytest.fixture
def big(made, tmp_path, monkeypatch):
    """The same, where everything above 64 KB counts as big."""
    monkeypatch.setattr(soundness, "SMALL_FILE", 64 * 1024)
    (tmp_path / "ledger.db").write_bytes(made.read_bytes())
    return tmp_path


def page_of(folder, statement, *values) -> int:
    """Return the page that a statement names."""
    connection = sqlite3.connect(folder / "ledger.db")
    (page,) = connection.execute(statement, values).fetchone()
    connection.close()
    return page


def spoil(folder, page) -> None:
    """Fill a page with what no page looks like."""
    with (folder / "ledger.db").open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)


def look_at(folder) -> None:
    """Look at a ledger as every start does."""
    path = folder / "ledger.db"
    with closing(sqlite3.connect(path)) as connection, plain_errors(path):
        check_at_start(connection, read_ident(connection), path)


def test_what_sqlite_reads_at_start_of_a_big_ledger_does_not_grow_with_it(big):
    read = []
    connection = sqlite3.connect(big / "ledger.db", isolation_level=None)
    connection.set_trace_callback(read.append)
    assert set(quick_checks(connection)) == {"ok"}
    connection.close()
    checked = [text.split("'")[1] for text in read if "quick_check" in text]
    assert {"series", "issued", "ident", "queue_day", "day_close", "retention"} <= set(checked)
    assert not {"event", "print_job"} & set(checked)
    ends = [text for text in read if "FROM print_job" in text]
    assert all(f"LIMIT {LINKS_AT_START}" in text for text in ends)


def test_a_small_ledger_is_read_whole(tmp_path):
    opened(tmp_path).close()
    read = []
    connection = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)
    connection.set_trace_callback(read.append)
    assert not is_big(connection)
    assert quick_checks(connection) == ["ok"]
    connection.close()
    assert read[-1] == "PRAGMA quick_check(1)"


def test_a_kiosk_starts_with_a_big_ledger_and_goes_on(big):
    store = opened(big, HandClock())
    assert take(store) == "A001"
    with store._writer.reading() as connection:
        assert is_big(connection)
    store.close()


def test_a_small_table_that_is_damaged_stops_a_big_ledger(big):
    spoil(big, page_of(big, "SELECT rootpage FROM sqlite_schema WHERE name = 'series'"))
    with pytest.raises(Damaged):
        look_at(big)


@pytest.mark.parametrize("seq", [3_000, 2_500, 2_002])
def test_a_changed_event_among_the_last_thousand_stops_a_big_ledger(big, seq):
    connection = sqlite3.connect(big / "ledger.db", isolation_level=None)
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("UPDATE event SET wall_ms = 1 WHERE seq = ?", (seq,))
    connection.close()
    with pytest.raises(Damaged, match=f"seq {seq}: its content was changed"):
        look_at(big)


def test_a_damaged_page_at_the_end_stops_a_big_ledger(big):
    root = page_of(big, "SELECT rootpage FROM sqlite_schema WHERE name = 'event'")
    spoil(big, _last_leaf(big, root))
    with pytest.raises(Damaged):
        look_at(big)


def read_at_start_of(folder) -> int:
    """Return how many bytes a start reads."""

    def so_far() -> int:
        return int(Path("/proc/self/io").read_text(encoding="ascii").split()[1])

    clock, before = HandClock(), so_far()
    store = opened(folder, clock)
    read = so_far() - before
    store.close()
    return read


def test_a_start_reads_no_more_of_a_ledger_three_times_as_big(tmp_path, monkeypatch):
    monkeypatch.setattr(soundness, "SMALL_FILE", 64 * 1024)
    small = read_at_start_of(big_ledger(tmp_path / "small", 2_000, days=4))
    large = read_at_start_of(big_ledger(tmp_path / "large", 6_000, days=4))
    assert abs(large - small) < 100_000
    monkeypatch.setattr(soundness, "SMALL_FILE", 32 * 1024 * 1024)
    assert read_at_start_of(tmp_path / "large") > large + 2_000_000


@pytest.mark.full
def test_a_start_reads_one_megabyte_of_a_million_events(tmp_path):
    folder = big_ledger(tmp_path, 1_000_000, days=200)
    assert (folder / "ledger.db").stat().st_size > 500_000_000
    read = read_at_start_of(folder)
    (folder / "ledger.db").unlink()  # Half a gigabyte that nobody will look at.
    assert read < 1_000_000


def _last_leaf(folder, page) -> int:
    """Follow the rightmost pointers of a table's tree, as SQLite's file format names them."""
    content = (folder / "ledger.db").read_bytes()
    while True:
        at = (page - 1) * 4096
        if content[at] == 0x0D:
            return page
        assert content[at] == 0x05
        page = int.from_bytes(content[at + 8 : at + 12], "big")
