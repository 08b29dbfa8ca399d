"""The checkup: it finds in slices what a look at the whole would find, and disturbs nobody."""

from __future__ import annotations

import pysqlite3 as sqlite3
import pytest

from kiosk.store import checkup as module
from kiosk.store import soundness
from kiosk.store.checkup import Checkup
from kiosk.store.reading import open_reader
from tests.store.big_ledgers import big_ledger
from tests.store.ledgers import HandClock, opened, take


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A ledger of 1,200 events over four days, to be copied."""
    return big_ledger(tmp_path_factory.mktemp("made"), 1_200, days=4) / "ledger.db"


@pytest.fixture(autouse=True)
def big_and_in_slices(monkeypatch):
    """Everything above 64 KB counts as big, and a slice has 100 rows."""
    monkeypatch.setattr(soundness, "SMALL_FILE", 64 * 1024)
    monkeypatch.setattr(module, "SLICE", 100)


@pytest.fixture
def folder(made, tmp_path):
    (tmp_path / "ledger.db").write_bytes(made.read_bytes())
    return tmp_path


@pytest.fixture
def checkup(folder):
    with open_reader(folder) as reader:
        checkup = Checkup(folder / "ledger.db", reader.ident)
    yield checkup
    checkup.close()


def tamper(folder, *statements):
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    for name in ("event_no_update", "event_no_delete", "event_no_replace"):
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def result_of(checkup, most=100):
    for _ in range(most):
        found = checkup.step()
        if found is not None:
            return found
    raise AssertionError("it never ends")


def test_an_honest_ledger_holds_after_as_many_steps_as_it_has_slices(checkup, folder):
    steps = 0
    while (found := checkup.step()) is None:
        steps += 1
    with open_reader(folder) as reader:
        whole = reader.verify()
    assert found == whole
    assert found.ok
    assert steps == 4 + 11  # 397 print jobs and 1,200 events by 100, the last of which is told.


@pytest.mark.parametrize("seq", [1, 99, 100, 101, 250, 1_199])
def test_a_changed_event_is_found_wherever_a_slice_begins(checkup, folder, seq):
    tamper(folder, f"UPDATE event SET wall_ms = 1 WHERE seq = {seq}")  # noqa: S608
    found = result_of(checkup)
    assert not found.ok
    assert found.problems == [f"seq {seq}: its content was changed"]


@pytest.mark.parametrize("seq", [2, 100, 101, 1_150])
def test_a_missing_event_is_found_wherever_a_slice_begins(checkup, folder, seq):
    tamper(folder, f"DELETE FROM event WHERE seq = {seq}")  # noqa: S608
    assert f"seq {seq + 1}: {seq} is missing before it" in result_of(checkup).problems


def test_a_missing_end_is_found(checkup, folder):
    tamper(folder, "DELETE FROM event WHERE seq > 1190")
    assert "seq 1191: the end is missing, up to 1200" in result_of(checkup).problems


def test_many_problems_end_a_checkup_early(checkup, folder):
    tamper(folder, "UPDATE event SET wall_ms = 1 WHERE seq > 200")
    found = result_of(checkup)
    assert not found.ok
    assert found.events < 400
    assert found.problems[0] == "seq 201: its content was changed"


def without_last(folder, index):
    """Take the last entry out of an index of one page, as no program of ours could."""
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,)
    ).fetchone()
    connection.close()
    with (folder / "ledger.db").open("r+b") as file:
        file.seek((root - 1) * 4096)
        kind = file.read(1)[0]
        assert kind in {0x02, 0x0A}
        page = root
        if kind == 0x02:  # An inner page: go down to the leaf on its right.
            file.seek((root - 1) * 4096 + 8)
            page = int.from_bytes(file.read(4), "big")
        file.seek((page - 1) * 4096 + 3)
        cells = int.from_bytes(file.read(2), "big")
        file.seek((page - 1) * 4096 + 3)
        file.write((cells - 1).to_bytes(2, "big"))


@pytest.mark.parametrize(
    ("index", "words"),
    [
        ("sqlite_autoindex_event_1", "seq "),
        ("sqlite_autoindex_print_job_1", "print job "),
    ],
)
def test_a_row_that_is_missing_from_its_index_is_found(folder, index, words):
    without_last(folder, index)
    with open_reader(folder) as reader:
        checkup = Checkup(folder / "ledger.db", reader.ident)
    (problem,) = result_of(checkup).problems
    checkup.close()
    assert problem.startswith(words)
    assert problem.endswith("it is missing from its index")


def test_a_page_that_is_none_is_told_and_ends_the_checkup(folder):
    with (folder / "ledger.db").open("r+b") as file:
        file.seek(4096 * 60)
        file.write(b"\xff" * 4096 * 8)
    with open_reader(folder) as reader:
        checkup = Checkup(folder / "ledger.db", reader.ident)
    found = result_of(checkup)
    checkup.close()
    assert not found.ok
    assert found.problems[0].startswith("SQLite: ")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE series SET next = next + 1 WHERE day_id = 2",
        "UPDATE day_close SET root = 'other' WHERE day_id = 1",
        "DELETE FROM day_close",
    ],
)
def test_a_table_that_differs_from_the_events_is_found(checkup, folder, statement):
    tamper(folder, statement)
    assert not result_of(checkup).ok


def test_visits_go_on_between_two_steps_and_are_checked_too(folder):
    clock = HandClock()
    store = opened(folder, clock)
    checkup = Checkup(folder / "ledger.db", store.ident)
    issued = 0
    while (found := checkup.step()) is None:
        take(store, clock.now())
        store.checkpoint()
        issued += 1
    checkup.close()
    store.close()
    assert issued > 10
    assert found.problems == []
    assert found.events >= 1_200 + 2 * (issued - 1)


def test_days_that_go_meanwhile_are_no_damage(checkup, folder):
    for _ in range(9):
        assert checkup.step() is None
    tamper(
        folder,
        "INSERT INTO retention SELECT 1, last_seq FROM day_close WHERE day_id = 2",
        "DELETE FROM event WHERE seq <= (SELECT purge_ok FROM retention)",
        "DELETE FROM series WHERE day_id <= 2",
    )
    found = result_of(checkup)
    assert found.problems == []
    assert found.events == 600


def test_a_checkup_holds_nothing_of_the_ledger_between_two_steps(folder):
    clock = HandClock()
    store = opened(folder, clock)
    checkup = Checkup(folder / "ledger.db", store.ident)
    checkup.step()
    take(store, clock.now())
    assert store._writer.truncate()
    checkup.close()
    store.close()
