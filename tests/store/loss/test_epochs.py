"""The list of epochs: written whole or not at all, only where an epoch begins."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk import durable
from kiosk.errors import StoreProblem
from kiosk.store.ident import Ident
from kiosk.store.labels import LAST_SPARE
from kiosk.store.loss import quarantine
from kiosk.store.loss.epochs import EpochRecord, ledgers_in, read_epochs, write_epochs
from kiosk.store.loss.history import next_day_id, next_spare, read_history
from kiosk.store.loss.quarantine import kept_of, losses, place_for, set_aside
from kiosk.store.same_files import files_of
from tests.premises import TUESDAY
from tests.store.ledgers import opened, take
from tests.store.losses import records_of

DAY = date(2026, 11, 24)
FIRST = EpochRecord(
    epoch="one",
    terminal_id="contoh-pringsewu-1",
    began="2026-11-24T09:41:00+07:00",
    series=1,
    series_until=DAY,
    first_day=DAY,
    day_id=1,
    reason="first",
    state="runs",
    ledger="ledger.db",
)


def record(**parts):
    return msgspec.structs.replace(FIRST, **parts)


def test_what_is_written_is_read_back(tmp_path):
    records = [FIRST, record(epoch="two", state="over", salvaged=3, told_seq=9)]
    write_epochs(tmp_path, records)
    assert read_epochs(tmp_path) == records
    assert [path.name for path in tmp_path.iterdir()] == ["epochs.json"]


def test_a_folder_without_the_file_has_no_list_and_a_damaged_one_is_told(tmp_path):
    assert read_epochs(tmp_path) is None
    (tmp_path / "epochs.json").write_bytes(b"[{]")
    with pytest.raises(ValueError, match=r"epochs\.json"):
        read_epochs(tmp_path)


def test_a_field_of_a_newer_program_does_not_matter(tmp_path):
    write_epochs(tmp_path, [FIRST])
    path = tmp_path / "epochs.json"
    (fields,) = json.loads(path.read_text())
    path.write_text(json.dumps([{**fields, "moon": "full"}]))
    assert read_epochs(tmp_path) == [FIRST]


def test_a_list_that_cannot_be_written_leaves_the_one_before(tmp_path, monkeypatch):
    write_epochs(tmp_path, [FIRST])

    def refuse(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        write_epochs(tmp_path, [])
    assert read_epochs(tmp_path) == [FIRST]


def test_the_list_is_written_where_an_epoch_begins_and_not_with_a_ticket(tmp_path):
    store = opened(tmp_path)
    path = tmp_path / "epochs.json"
    before = path.stat().st_mtime_ns, files_of(path)
    for _ in range(5):
        take(store)
    store.checkpoint()
    store.close()
    opened(tmp_path).close()
    assert (path.stat().st_mtime_ns, files_of(path)) == before
    (only,) = records_of(tmp_path)
    assert (only.first_day, only.day_id, only.reason) == (DAY, 1, "first")


def test_ledgers_are_listed_oldest_first_and_only_those_that_are_there(tmp_path):
    assert ledgers_in(tmp_path) == []
    for name in ("ledger-one.db", "ledger.db"):
        (tmp_path / name).touch()
    over = {"state": "over"}
    write_epochs(
        tmp_path,
        [
            record(epoch="one", ledger="ledger-one.db", **over),
            record(epoch="two", ledger="", salvaged=0, **over),
            record(epoch="three", ledger="ledger-three.db", **over),
            record(epoch="four"),
        ],
    )
    found = [(ledger.path.name, ledger.epoch, ledger.current) for ledger in ledgers_in(tmp_path)]
    assert found == [("ledger-one.db", "one", False), ("ledger.db", "four", True)]


def test_a_ledger_without_a_list_is_the_current_one(tmp_path):
    (tmp_path / "ledger.db").touch()
    (only,) = ledgers_in(tmp_path)
    assert (only.path, only.current) == (tmp_path / "ledger.db", True)


@pytest.mark.parametrize(
    ("used", "day", "expected"),
    [
        ([], DAY, 1),
        ([(1, DAY)], DAY, 1),
        ([(101, DAY)], DAY, 2),
        ([(101, DAY), (201, DAY)], DAY, 3),
        ([(801, DAY), (1, DAY)], DAY, 9),
        ([(901, DAY - timedelta(days=1))], DAY, 1),
        ([(301, DAY + timedelta(days=1))], DAY, 4),
    ],
)
def test_a_spare_is_free_that_nobody_used_on_that_day_or_later(used, day, expected):
    records = [record(series=series, series_until=until) for series, until in used]
    assert next_spare(records, day) == expected


def test_after_the_ninth_spare_there_is_none():
    with pytest.raises(StoreProblem, match="no series is left"):
        next_spare([record(series=100 * LAST_SPARE + 1)], DAY)


@given(st.lists(st.integers(0, 3), max_size=30), st.integers(0, 5))
def test_a_day_id_is_greater_than_any_a_lost_ledger_can_have_used(steps, later):
    """Each day's number grows by one, its date by at least one."""
    day_id, day = FIRST.day_id, FIRST.first_day
    for step in steps:
        if step:
            day_id, day = day_id + 1, day + timedelta(days=step)
    assert next_day_id([FIRST], day + timedelta(days=later), 0) > day_id
    assert next_day_id([FIRST], day, day_id + 100) == day_id + 101


WHOSE = Ident("contoh-pringsewu-1", 1, "contoh-pringsewu", "")


def test_a_folder_that_shows_nothing_has_no_history(tmp_path):
    assert read_history(tmp_path, WHOSE).records == []


def test_without_the_list_the_folder_itself_shows_what_was_lost_and_when(tmp_path):
    at = datetime(2026, 11, 24, 3, tzinfo=UTC)
    for epoch, moment in (("one", at), ("two", at), ("", at), ("four", at + timedelta(days=1))):
        (tmp_path / "ledger.db").write_bytes(b"x")
        set_aside(tmp_path, place_for(tmp_path, epoch, moment))
    history = read_history(tmp_path, replace(WHOSE, terminal=3))
    assert not history.recorded
    told = [(each.epoch, each.series, each.first_day) for each in history.records]
    tomorrow = DAY + timedelta(days=1)
    assert sorted(told) == [
        ("", 303, DAY),
        ("four", 103, tomorrow),
        ("one", 103, DAY),
        ("two", 203, DAY),
    ]
    assert [each.epoch for each in history.records if not each.is_to_be_salvaged] == [""]


def test_no_file_is_put_where_another_lies(tmp_path):
    places = []
    for _ in range(3):
        (tmp_path / "ledger.db").write_bytes(b"x")
        places.append(place_for(tmp_path, "one", TUESDAY))
        assert set_aside(tmp_path, places[-1])
    assert [place.name for place in places] == [
        "ledger-20261124T024100Z-one.db",
        "ledger-20261124T024100Z.2-one.db",
        "ledger-20261124T024100Z.3-one.db",
    ]
    assert [epoch for epoch, _ in losses(tmp_path)] == ["one"] * 3
    assert not set_aside(tmp_path, place_for(tmp_path, "one", TUESDAY))


def test_all_files_of_a_ledger_are_moved_together(tmp_path):
    for suffix in quarantine.SUFFIXES:
        (tmp_path / f"ledger.db{suffix}").write_text(suffix or "db")
    place = place_for(tmp_path, "one", TUESDAY)
    set_aside(tmp_path, place)
    assert not list(tmp_path.glob("ledger*"))
    assert [path.name for path in kept_of(tmp_path, "one")] == [place.name, f"{place.name}-wal"]
    assert place.with_name(f"{place.name}-journal").read_text() == "-journal"
    assert kept_of(tmp_path, "another") == []
