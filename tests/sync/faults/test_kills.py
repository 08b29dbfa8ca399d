"""Killing at a line: at every step, with what lay on the disk then, and in threads too."""

from __future__ import annotations

import threading
from pathlib import Path

import pysqlite3 as sqlite3
import pytest

from tests.sync.faults import victim
from tests.sync.faults.kills import Killed, Snapshot, Trap

SOURCES = [Path(victim.__file__)]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    victim.make(folder / "victim.db")
    return folder / "victim.db"


def stored(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return connection.execute("SELECT count(*) FROM note").fetchone()[0]
    finally:
        connection.close()


def kill(database: Path, aside: Path, line: int) -> Trap:
    """Kill the victim before a line and leave the disk as a killed process does."""
    snapshots: list[Snapshot] = []
    trap = Trap(SOURCES, line, lambda: snapshots.append(Snapshot(database.parent, aside, bool)))
    try:
        with trap.armed():
            victim.write_two(database)
    except Killed:
        snapshots[0].put_back()
    return trap


def test_a_trap_that_is_not_reached_changes_nothing(database: Path, tmp_path: Path):
    trap = kill(database, tmp_path / "aside", 1000)
    assert not trap.sprung
    assert trap.seen > 5
    assert stored(database) == 2


def test_at_every_line_both_notes_are_there_or_none(database: Path, tmp_path: Path):
    lines = kill(database, tmp_path / "counted", 0).seen
    found = []
    for line in range(1, lines + 1):
        victim.make(database)
        assert kill(database, tmp_path / f"aside-{line}", line).sprung
        found.append(stored(database))
    assert set(found) == {0, 2}
    assert found == sorted(found)


def test_what_is_written_on_the_way_out_never_happened(database: Path, tmp_path: Path):
    lines = kill(database, tmp_path / "counted", 0).seen
    for line in range(1, lines + 1):
        victim.make(database)
        kill(database, tmp_path / f"aside-{line}", line)
        assert not (database.parent / "farewell").exists() or line > lines - 2


def test_a_kill_is_no_exception_that_somebody_may_catch():
    assert not issubclass(Killed, Exception)


def test_threads_that_begin_meanwhile_are_killed_too(database: Path):
    caught: list[str] = []

    def run() -> None:
        try:
            victim.write_two(database)
        except Killed as killed:
            caught.append(str(killed))

    trap = Trap(SOURCES, 4, lambda: None)
    with trap.armed():
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    assert trap.sprung
    assert caught == [trap.where]


def test_afterwards_nobody_is_watched(database: Path, tmp_path: Path):
    trap = kill(database, tmp_path / "aside", 0)
    seen = trap.seen
    victim.write_two(database)
    assert trap.seen == seen


def test_a_snapshot_takes_away_what_came_later(tmp_path: Path):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "a.db").write_text("1")
    (folder / "other").write_text("1")
    (folder / "c.db").mkdir()
    (folder / "c.db" / "in").write_text("1")
    snapshot = Snapshot(folder, tmp_path / "aside", lambda name: name.endswith(".db"))
    (folder / "a.db").write_text("2")
    (folder / "b.db").write_text("2")
    (folder / "other").write_text("2")
    (folder / "c.db" / "in").write_text("2")
    snapshot.put_back()
    found = {p.name: p.read_text() for p in folder.rglob("*") if p.is_file()}
    assert found == {"a.db": "1", "in": "1", "other": "2"}
