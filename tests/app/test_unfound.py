"""What is looked for in vain: written down once three visits typed it, and never a person."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.desk import Desk
from kiosk.app.unfound import KIND, UnfoundLog
from tests.app.kiosks import events_in, example_index


@pytest.fixture
def log(desk: Desk) -> UnfoundLog:
    return UnfoundLog(example_index(), desk)


def ended(log: UnfoundLog, query: str, times: int = 1) -> None:
    for _visit in range(times):
        log.visit_ended(query)


@pytest.mark.parametrize(("visits", "written"), [(1, 0), (2, 0), (3, 1), (4, 1), (9, 1)])
def test_a_word_is_written_at_its_third_visit_and_only_then(
    log: UnfoundLog, tmp_path: Path, visits: int, written: int
) -> None:
    ended(log, "zzqxjw", visits)
    assert events_in(tmp_path, KIND) == [{"word": "zzqxjw", "visits": 3}][:written]


@pytest.mark.parametrize("query", ["", " ", "\t\n", "ktp hilang", "SKCK", "paspor"])
def test_what_is_found_or_empty_is_never_counted(
    log: UnfoundLog, tmp_path: Path, query: str
) -> None:
    ended(log, query, 5)
    assert events_in(tmp_path, KIND) == []


@pytest.mark.parametrize(
    "query", ["1871010203040506", "0812 3456 7890", "0 8 1 2 3 4", "b1234zzqx"]
)
def test_a_persons_number_is_never_written(log: UnfoundLog, tmp_path: Path, query: str) -> None:
    ended(log, query, 5)
    assert events_in(tmp_path, KIND) == []


def test_words_beside_a_number_are_written_without_it(log: UnfoundLog, tmp_path: Path) -> None:
    for number in ("18710102", "18710103", "18710104"):
        ended(log, f"zzqxjw {number}")
    assert [body["word"] for body in events_in(tmp_path, KIND)] == ["zzqxjw"]


def test_a_word_typed_twice_in_one_visit_counts_once(log: UnfoundLog, tmp_path: Path) -> None:
    ended(log, "zzqxjw zzqxjw zzqxjw", 2)
    assert events_in(tmp_path, KIND) == []


def test_two_words_of_three_visits_are_two_events(log: UnfoundLog, tmp_path: Path) -> None:
    ended(log, "zzqxjw wwjxqq", 3)
    assert {body["word"] for body in events_in(tmp_path, KIND)} == {"zzqxjw", "wwjxqq"}


def test_the_event_names_nobody(log: UnfoundLog, tmp_path: Path) -> None:
    ended(log, "zzqxjw", 3)
    (body,) = events_in(tmp_path, KIND)
    assert set(body) == {"word", "visits"}
