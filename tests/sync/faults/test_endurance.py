"""Half a year without a network, and a whole province that comes back at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.sync.faults.backups import SqliteDatabase
from tests.sync.faults.chances import seeded
from tests.sync.faults.clocks import TrueTime
from tests.sync.faults.history import History
from tests.sync.faults.outposts import Outpost
from tests.sync.faults.province_side import ProvinceSide
from tests.sync.postgres import roomy_memory

A_QUARTER_S = 15 * 60.0
HALF_A_YEAR, A_MONTH = 180, 30


@pytest.fixture
def folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="endurance-", dir=roomy_memory()) as name:
        yield Path(name)


@pytest.fixture
def province(folder: Path) -> Iterator[ProvinceSide]:
    database = SqliteDatabase(folder / "province")
    province = ProvinceSide(database, TrueTime(), History(), seeded("endurance"))
    yield province
    province.close()


def endure(folder: Path, province: ProvinceSide, events: int, attempts: int) -> float:
    """Be cut off for half a year; return the seconds from link-up until all is proven."""
    outpost = Outpost(folder, 1, province)
    try:
        outpost.be_cut_off(HALF_A_YEAR, events, attempts)
        outpost.open()
        assert len(outpost.unproven()) == HALF_A_YEAR
        seconds = outpost.come_back(A_QUARTER_S)
        assert outpost.unproven() == set()
        assert province.held(outpost.name) == tuple(outpost.lines())
        standing = province.standing(outpost.name)
        assert {day.state for day in standing.days} == {"proven", "open"}
        assert len(standing.days) == HALF_A_YEAR + 1
    finally:
        outpost.close()
    return seconds


def test_half_a_year_offline_is_proven_within_a_quarter_of_an_hour(folder, province):
    assert endure(folder, province, events=5_400, attempts=60) <= A_QUARTER_S


@pytest.mark.full
def test_half_a_busy_year_offline_is_proven_within_a_quarter_of_an_hour(
    folder, province, record_property
):
    """500 tickets a day and their papers, an attempt every quarter of an hour all the time."""
    began = time.monotonic()
    seconds = endure(folder, province, events=270_000, attempts=HALF_A_YEAR * 96)
    record_property("simulated_s", seconds)
    record_property("real_s", time.monotonic() - began)
    assert seconds <= A_QUARTER_S


def return_at_once(folder: Path, province: ProvinceSide, kiosks: int, events: int) -> list[float]:
    """Bring kiosks back at the same moment; return how long each took until all was proven."""
    outposts = [Outpost(folder, number, province) for number in range(1, kiosks + 1)]
    try:
        for outpost in outposts:
            outpost.be_cut_off(A_MONTH, events, attempts=4)
            outpost.open()
            outpost.link.visitor = outpost.kiosk.visit
        took = [outpost.come_back(A_QUARTER_S) for outpost in outposts]
        for outpost in outposts:
            outpost.link.visitor = None
            assert any(outpost.agent.attempt().empty for _ in range(5))
            assert outpost.unproven() == set()
            assert province.held(outpost.name) == tuple(outpost.lines())
            assert len(outpost.lines()) > events, "numbers were given meanwhile"
    finally:
        for outpost in outposts:
            outpost.close()
    return took


def test_kiosks_that_come_back_together_are_proven_and_go_on_serving(folder, province):
    took = return_at_once(folder, province, kiosks=8, events=600)
    assert max(took) <= A_QUARTER_S
    assert len({round(seconds) for seconds in took}) > 4, "they come spread over two minutes"


@pytest.mark.full
def test_sixty_kiosks_that_come_back_together_are_proven_and_go_on_serving(
    folder, province, record_property
):
    began = time.monotonic()
    took = return_at_once(folder, province, kiosks=60, events=6_000)
    record_property("simulated_s", max(took))
    record_property("real_s", time.monotonic() - began)
    assert max(took) <= A_QUARTER_S
