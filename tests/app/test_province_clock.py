"""The province's clock: the machine's where it can be right, the province's where it cannot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.province_clock import FRESH_MS, LOOK_MS, ProvinceClock
from kiosk.clock import JAKARTA, Clock, TimeTold, boot_id
from kiosk.errors import StoreProblem
from kiosk.store.reading import open_reader
from kiosk.store.store import Store, open_store
from tests.premises import TUESDAY
from tests.store.ledgers import MALL, STARTS, HandClock, take

YEAR = timedelta(days=365)
DEAD, FAR = datetime(1970, 1, 1, 7, tzinfo=JAKARTA), datetime(2099, 6, 1, tzinfo=JAKARTA)


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


@dataclass
class World:
    """The true time, a machine's clock that may tell another, and a province that may tell it."""

    machine: HandClock
    told: TimeTold | None = None
    broken: bool = False
    looks: int = 0

    def tells(self, truth: datetime, *, boot: str | None = None, rtt_ms: int = 100) -> None:
        """Let the agent note the true time, as a signed reply told it just now."""
        mono_ms = self.machine.mono_ms()
        boot = boot_id() if boot is None else boot
        self.told = TimeTold(ms(truth), ms(self.machine.now()), mono_ms, boot, rtt_ms)

    def read(self) -> TimeTold | None:
        self.looks += 1
        if self.broken:
            raise StoreProblem("line.db is damaged.", "Nothing to do.")
        return self.told


@pytest.fixture
def world() -> World:
    return World(HandClock())


@pytest.fixture
def clock(world: World) -> ProvinceClock:
    return ProvinceClock(world.machine, world.read)


def test_it_is_a_clock_that_nobody_set_by_hand(clock):
    as_clock: Clock = clock
    assert not as_clock.given
    assert as_clock.mono_ms() == 1_000_000


def test_without_a_province_it_is_the_machines_clock(clock):
    assert clock.now() == TUESDAY
    assert clock.quality_of(clock.now()) == "holdover"


@pytest.mark.parametrize("off", [0, -59, 59, 60])
def test_a_machine_that_agrees_with_the_province_keeps_its_clock_and_is_trusted(world, clock, off):
    world.tells(TUESDAY + timedelta(seconds=off), rtt_ms=0)
    assert clock.now() == TUESDAY
    assert clock.quality_of(clock.now()) == "trusted"


@pytest.mark.parametrize(
    "wrong", [DEAD, FAR, TUESDAY - YEAR, TUESDAY + YEAR, TUESDAY + timedelta(seconds=62)]
)
def test_a_machine_that_is_wrong_goes_by_the_province(world, clock, wrong):
    world.machine.wall = wrong
    world.tells(TUESDAY)
    world.machine.run(hours=2)
    assert clock.now() == TUESDAY + timedelta(hours=2)
    assert clock.quality_of(clock.now()) == "trusted"
    assert clock.quality_of(world.machine.now()) == "suspect"


def test_the_machine_is_believed_again_once_somebody_sets_it_right(world, clock):
    world.machine.wall = DEAD
    world.tells(TUESDAY)
    world.machine.wall = TUESDAY + timedelta(seconds=3)
    assert clock.now() == TUESDAY + timedelta(seconds=3)


def test_a_reply_that_took_long_may_be_off_by_as_much(world, clock):
    world.tells(TUESDAY + timedelta(seconds=75), rtt_ms=20_000)
    assert clock.now() == TUESDAY


def test_after_a_week_the_time_told_vouches_for_no_date_any_more(world, clock):
    world.tells(TUESDAY)
    world.machine.run(milliseconds=FRESH_MS)
    assert clock.quality_of(clock.now()) == "trusted"
    world.machine.run(milliseconds=LOOK_MS)
    assert clock.quality_of(clock.now()) == "holdover"


def test_a_machine_that_is_wrong_goes_by_the_province_also_after_a_week(world, clock):
    world.machine.wall = DEAD
    world.tells(TUESDAY)
    world.machine.run(days=30)
    assert clock.now() == TUESDAY + timedelta(days=30)
    assert clock.quality_of(clock.now()) == "holdover"


def test_a_machine_that_lost_some_seconds_in_a_month_keeps_its_clock(world, clock):
    world.tells(TUESDAY)
    world.machine.run(days=30)
    world.machine.jump(minutes=-10)
    assert clock.now() == world.machine.now()


def test_after_another_start_the_machine_is_alone(world, clock):
    world.tells(TUESDAY, boot="the boot before")
    world.machine.run(days=1)
    assert clock.now() == world.machine.now()
    assert clock.quality_of(clock.now()) == "holdover"


@pytest.mark.parametrize("back", [timedelta(seconds=61), timedelta(days=1), YEAR, TUESDAY - DEAD])
def test_a_time_before_the_last_one_told_is_certainly_wrong(world, clock, back):
    world.tells(TUESDAY, boot="the boot before")
    world.machine.jump(seconds=-back.total_seconds())
    assert clock.quality_of(clock.now()) == "suspect"
    assert clock.now() == TUESDAY - back


def test_a_minute_before_the_last_time_told_proves_nothing(world, clock):
    world.tells(TUESDAY, boot="the boot before")
    world.machine.jump(seconds=-60)
    assert clock.quality_of(clock.now()) == "holdover"


def test_a_time_before_the_program_was_built_is_certainly_wrong(world, clock):
    world.machine.wall = DEAD
    assert clock.quality_of(clock.now()) == "suspect"


def test_a_told_time_from_the_future_of_this_boot_is_of_another(world, clock):
    world.tells(TUESDAY)
    world.told = replace(world.told, mono_ms=world.machine.mono_ms() + 1)
    assert clock.quality_of(clock.now()) == "holdover"


@pytest.mark.parametrize("nonsense", [DEAD, datetime(2200, 1, 1, tzinfo=JAKARTA)])
def test_a_province_that_lives_in_another_century_is_not_heard(world, clock, nonsense):
    world.tells(nonsense)
    assert clock.now() == TUESDAY
    assert clock.quality_of(clock.now()) == "holdover"


def test_what_was_told_is_looked_at_once_in_some_seconds(world, clock):
    for _ in range(50):
        clock.now()
        clock.quality_of(TUESDAY)
    assert world.looks == 1
    world.machine.run(milliseconds=LOOK_MS)
    clock.now()
    assert world.looks == 2


def test_a_line_that_cannot_be_read_leaves_the_machine_alone(world, clock):
    world.broken = True
    assert clock.now() == TUESDAY
    assert clock.quality_of(clock.now()) == "holdover"


def test_a_line_that_cannot_be_read_any_more_takes_nothing_back(world, clock):
    world.machine.wall = FAR
    world.tells(TUESDAY)
    assert clock.now() == TUESDAY
    world.broken = True
    world.machine.run(hours=1)
    assert clock.now() == TUESDAY + timedelta(hours=1)
    assert clock.quality_of(clock.now()) == "trusted"


def test_a_moment_taken_before_the_province_spoke_is_not_believed_for_it(world, clock):
    world.machine.wall = FAR
    early = clock.now()
    world.tells(TUESDAY)
    world.machine.run(milliseconds=LOOK_MS)
    assert early == FAR
    assert clock.quality_of(early) == "suspect"


# A ledger that goes by it.


@pytest.fixture
def store(tmp_path, clock):
    store = opened(tmp_path, clock)
    yield store
    store.close()


def opened(folder: Path, clock: ProvinceClock) -> Store:
    return open_store(folder, mall=MALL, terminal=None, clock=clock, queue_day_starts=STARTS)


def clocks_in(folder) -> list[str]:
    with open_reader(folder) as reader:
        return [event.row["clock"] for event in reader.events()]


@pytest.mark.parametrize("wrong", [DEAD, FAR, TUESDAY - YEAR, TUESDAY + YEAR])
def test_a_wrong_machine_gives_todays_numbers_once_the_province_spoke(
    world, clock, store, tmp_path, wrong
):
    world.machine.wall = wrong
    assert take(store, clock.now()) == "A001"
    world.machine.run(milliseconds=LOOK_MS)
    world.tells(TUESDAY)
    assert take(store, clock.now()) == "A001"
    assert store.day_status(clock.now()).date == TUESDAY.date()
    assert clocks_in(tmp_path)[-1] == "trusted"


@pytest.mark.parametrize("wrong", [DEAD, FAR, TUESDAY - YEAR, TUESDAY + YEAR])
def test_a_clock_that_goes_wrong_between_two_starts_stops_no_ticket(
    world, clock, store, tmp_path, wrong
):
    world.tells(TUESDAY)
    take(store, clock.now())
    world.tells(TUESDAY, boot="the boot before")
    store._writer._boot_id = "another"
    world.machine.run(hours=20)
    world.machine.wall = wrong
    assert take(store, clock.now()) == "A002"
    assert store.day_status(clock.now()).date == TUESDAY.date()
    assert clocks_in(tmp_path)[-1] == "suspect"


def test_a_day_begins_at_once_where_the_province_vouches_for_it(world, clock, store, tmp_path):
    world.tells(TUESDAY)
    world.machine.run(milliseconds=LOOK_MS)
    take(store, clock.now())
    world.machine.run(days=40)
    world.tells(TUESDAY + timedelta(days=40))
    assert take(store, clock.now()) == "A001"
    assert set(clocks_in(tmp_path)) == {"trusted"}


def test_a_date_before_the_last_one_told_begins_no_day(world, clock, store):
    take(store, TUESDAY)
    world.tells(TUESDAY + timedelta(days=9), boot="the boot before")
    store._writer._boot_id = "another"
    world.machine.run(days=2)
    assert take(store, clock.now()) == "A002"
    assert store.day_status(clock.now()).doubted


def test_a_moment_from_before_the_correction_begins_no_day(world, clock, store):
    take(store, TUESDAY)
    world.machine.wall = FAR
    early = clock.now()
    world.tells(TUESDAY + timedelta(hours=3))
    world.machine.run(milliseconds=LOOK_MS)
    assert take(store, early) == "A002"
    assert store.day_status(clock.now()).date == TUESDAY.date()


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("run"), st.integers(1, 60)),
        st.tuples(st.just("set"), st.sampled_from([DEAD, FAR, TUESDAY - YEAR, TUESDAY + YEAR])),
        st.tuples(st.just("told"), st.booleans()),
        st.tuples(st.just("break"), st.booleans()),
    ),
    max_size=12,
)


@given(STEPS)
def test_what_is_trusted_is_within_the_slack_of_the_true_time(steps):
    world, truth = World(HandClock()), TUESDAY
    clock = ProvinceClock(world.machine, world.read)
    for step, what in steps:
        if step == "run":
            world.machine.run(hours=what)
            truth += timedelta(hours=what)
        elif step == "set":
            world.machine.wall = what
        elif step == "told":
            world.tells(truth, boot=None if what else "another")
        else:
            world.broken = what
        now = clock.now()
        if clock.quality_of(now) == "trusted":
            assert abs(now - truth) <= timedelta(seconds=61)
