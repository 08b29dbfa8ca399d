"""Any schedule of faults and repairs: printed is whole and cut, not printed is nothing ever."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.script import AtBytes, AtCuts, AtRows, AtTime, Script
from printing.simulated.traits import CLASSES
from tests.printing.matrix.cases import repair
from tests.printing.matrix.judge import false_statements
from tests.printing.matrix.stand import LONG, Stand, later


def change_roll(printer: SimulatedPrinter) -> None:
    """Put a new roll in, which nobody can with the head on the paper."""
    if not (printer.condition.paper_end or printer.condition.cover_open):
        printer.open_cover()
        later(printer, 0.0, SimulatedPrinter.close_cover)
    printer.refill()


ACTIONS = {
    action.__name__: action
    for action in (
        SimulatedPrinter.paper_out,
        change_roll,
        SimulatedPrinter.near_end,
        SimulatedPrinter.open_cover,
        SimulatedPrinter.close_cover,
        SimulatedPrinter.jam_cutter,
        SimulatedPrinter.free_cutter,
        SimulatedPrinter.overheat,
        SimulatedPrinter.break_down,
        SimulatedPrinter.go_silent,
        SimulatedPrinter.stop_accepting,
        SimulatedPrinter.start_accepting,
        SimulatedPrinter.cut_power,
        SimulatedPrinter.give_power,
        SimulatedPrinter.pull_cable,
        SimulatedPrinter.plug_cable,
    )
}
ROWS, CUTS, BYTES, TIME = "rows", "cuts", "bytes", "time"

moments = st.one_of(
    st.tuples(st.just(ROWS), st.integers(0, 1_500)),
    st.tuples(st.just(CUTS), st.integers(0, 3)),
    st.tuples(st.just(BYTES), st.integers(0, 32_000)),
    st.tuples(st.just(TIME), st.floats(0, 8)),
)
schedules = st.lists(st.tuples(moments, st.sampled_from(sorted(ACTIONS))), max_size=6)
stands = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(sorted(CLASSES)),
        "link": st.sampled_from(["usb", "tcp"]),
        "buffer": st.sampled_from([4_096, 65_536]),
        "speed": st.sampled_from([60.0, 250.0]),
        "tells": st.booleans(),
        "pause": st.sampled_from([0.0, 0.3, 2.0, LONG]),
        "restarts": st.booleans(),
    }
)


def scripted(stand: Stand, schedule: list) -> Script:
    """Return the schedule as a script; rows, cuts, bytes and seconds count from now."""
    triggers = {
        ROWS: lambda count: AtRows(stand.rows + count),
        CUTS: lambda count: AtCuts(stand.cuts + count),
        BYTES: lambda count: AtBytes(stand.bytes + count),
        TIME: lambda seconds: AtTime(stand.printer.time + seconds),
    }
    return Script([(triggers[kind](count), ACTIONS[name]) for (kind, count), name in schedule])


def play(setting: dict, schedule: list) -> list[str]:
    """Print slips while the schedule plays, then after a repair; return what was false."""
    traits = replace(
        CLASSES[setting["kind"]], buffer_bytes=setting["buffer"], speed=setting["speed"]
    )
    stand = Stand(traits, setting["link"], tells_faults=setting["tells"])
    stand.printer.script = scripted(stand, schedule)
    stand.print_slip(1)
    stand.wait(setting["pause"])
    if setting["restarts"]:
        stand.restart()
    stand.print_slip(2)
    stand.wait(setting["pause"])
    stand.print_slip(3, looked=True)
    stand.printer.script = Script()
    repair(stand.printer)
    stand.print_slip(4)
    stand.wait(LONG)
    stand.print_slip(5, looked=True)
    stand.wait(LONG)
    return false_statements(stand)


@settings(max_examples=150)
@given(stands, schedules)
def test_no_schedule_of_faults_makes_a_statement_false(setting: dict, schedule: list) -> None:
    assert play(setting, schedule) == []


CONVICTED = [
    (
        {
            "kind": "status",
            "link": "tcp",
            "buffer": 4096,
            "speed": 250.0,
            "tells": True,
            "pause": 0.0,
            "restarts": False,
        },
        [
            (("bytes", 1393), "overheat"),
            (("bytes", 9932), "give_power"),
            (("time", 1.1343154261539103), "start_accepting"),
        ],
    ),
    (
        {
            "kind": "status",
            "link": "tcp",
            "buffer": 4096,
            "speed": 250.0,
            "tells": True,
            "pause": 0.0,
            "restarts": False,
        },
        [
            (("rows", 150), "overheat"),
            (("bytes", 28238), "start_accepting"),
            (("bytes", 26969), "overheat"),
            (("rows", 640), "go_silent"),
            (("time", 7.070518118258538), "pull_cable"),
        ],
    ),
    (
        {
            "kind": "early",
            "link": "tcp",
            "buffer": 4096,
            "speed": 250.0,
            "tells": False,
            "pause": 0.3,
            "restarts": True,
        },
        [
            (("rows", 548), "near_end"),
            (("bytes", 1287), "overheat"),
            (("rows", 986), "pull_cable"),
            (("rows", 986), "plug_cable"),
        ],
    ),
    (
        {
            "kind": "early",
            "link": "usb",
            "buffer": 65536,
            "speed": 60.0,
            "tells": False,
            "pause": 0.3,
            "restarts": False,
        },
        [
            (("time", 4.228298807101202), "break_down"),
            (("rows", 1197), "open_cover"),
            (("cuts", 1), "cut_power"),
            (("cuts", 2), "open_cover"),
            (("bytes", 4410), "cut_power"),
            (("bytes", 4410), "give_power"),
        ],
    ),
    (
        {
            "kind": "gs_r",
            "link": "usb",
            "buffer": 4096,
            "speed": 250.0,
            "tells": False,
            "pause": 0.0,
            "restarts": True,
        },
        [
            (("bytes", 17966), "free_cutter"),
            (("rows", 883), "change_roll"),
            (("rows", 951), "pull_cable"),
            (("rows", 951), "plug_cable"),
        ],
    ),
]


@pytest.mark.parametrize(("setting", "schedule"), CONVICTED)
def test_what_once_made_a_statement_false_makes_none_now(setting: dict, schedule: list) -> None:
    assert play(setting, schedule) == []


@pytest.mark.full
@settings(max_examples=3_000)
@given(stands, schedules)
def test_thousands_of_schedules_make_no_statement_false(setting: dict, schedule: list) -> None:
    assert play(setting, schedule) == []
