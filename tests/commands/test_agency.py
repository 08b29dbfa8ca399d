"""``kiosk agency``: close a counter for the day, open it again, list which are closed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.store.folder_lock import FolderLock
from tests.commands.calling import KIA, SKCK, Call, in_a_process

WEDNESDAY = "2026-11-25T09:41"
DUKCAPIL = "disdukcapil"


@pytest.fixture
def running(kiosk: Call, data: Path) -> Iterator[None]:
    """A kiosk runs on the folder: its lock is held, and its ledger has a first number."""
    assert kiosk("ticket", "issue", SKCK).code == 0
    lock = FolderLock(data)
    yield
    lock.release()


def closed(kiosk: Call, *more: object) -> list[str]:
    lines = kiosk("agency", "list", "--json", *more).lines
    return [line["agency"] for line in lines if line["closed"]]


def test_a_closed_counter_gives_no_number_until_it_is_opened(kiosk: Call) -> None:
    answer = kiosk("agency", "close", DUKCAPIL, "--json")
    assert answer.only == {"agency": DUKCAPIL, "closed": True, "queue_day": "2026-11-24"}
    assert closed(kiosk) == [DUKCAPIL]
    refused = kiosk("ticket", "issue", KIA)
    assert (refused.code, refused.out) == (6, "")
    assert "closed by staff today" in refused.err
    assert kiosk("agency", "open", DUKCAPIL, "--json").only == {
        "agency": DUKCAPIL,
        "closed": False,
    }
    assert closed(kiosk) == []
    assert kiosk("ticket", "issue", KIA).out == "A001\n"


def test_the_other_counters_of_a_visit_give_theirs(kiosk: Call) -> None:
    kiosk("agency", "close", DUKCAPIL)
    report = kiosk("ticket", "issue", KIA, SKCK, "--json").only
    assert [ticket["services"] for ticket in report["tickets"]] == [[SKCK]]
    assert report["later"] == [{"service": KIA, "after": [], "reason": "closed"}]


def test_the_window_refuses_a_closed_counter_as_the_desk_does(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    kiosk("agency", "close", DUKCAPIL)
    answer = in_a_process("visit", KIA, "--data", data, "--out", tmp_path / "pictures")
    assert answer.code == 6
    assert any((tmp_path / "pictures").iterdir())


def test_the_next_day_it_is_open_again_by_itself(kiosk: Call, monkeypatch) -> None:
    kiosk("agency", "close", DUKCAPIL)
    monkeypatch.setenv("KIOSK_NOW", WEDNESDAY)
    assert closed(kiosk) == []
    assert kiosk("ticket", "issue", KIA).out == "A001\n"


def test_saying_it_twice_changes_nothing_and_is_told(kiosk: Call) -> None:
    kiosk("agency", "close", DUKCAPIL)
    assert "closed already" in kiosk("agency", "close", DUKCAPIL).out
    kiosk("agency", "open", DUKCAPIL)
    assert "open already" in kiosk("agency", "open", DUKCAPIL).out


def test_the_list_names_every_agency_here_and_who_closed_it(kiosk: Call) -> None:
    kiosk("agency", "close", DUKCAPIL)
    lines = {line["agency"]: line for line in kiosk("agency", "list", "--json").lines}
    assert len(lines) > 10
    assert lines[DUKCAPIL]["since"] == "2026-11-24T09:41:00+07:00"
    assert lines[DUKCAPIL]["person"] == "command line"
    assert "CLOSED since 24 Nov 09:41" in kiosk("agency", "list").out


@pytest.mark.parametrize("verb", ["close", "open"])
def test_an_agency_that_is_not_in_this_mall_is_told(kiosk: Call, verb: str) -> None:
    answer = kiosk("agency", verb, "kemenkum")
    assert answer.code == 2
    assert "kiosk agency list" in answer.err
    assert closed(kiosk) == []


@pytest.mark.parametrize("verb", ["close", "open"])
def test_beside_a_running_kiosk_the_technicians_screen_does_it(
    kiosk: Call, running: None, verb: str
) -> None:
    answer = kiosk("agency", verb, DUKCAPIL)
    assert answer.code == 7
    assert "technician's screen (Antrean)" in answer.err


def test_beside_a_running_kiosk_the_list_is_only_read(kiosk: Call, data: Path) -> None:
    kiosk("agency", "close", DUKCAPIL)
    lock = FolderLock(data)
    assert closed(kiosk) == [DUKCAPIL]
    lock.release()
