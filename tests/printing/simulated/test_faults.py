"""What befalls a printer, what it says then, and what comes out afterwards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.script import AtBytes, AtCuts, AtRows, AtTime, Script
from printing.simulated.traits import CLONE_DROPS, FULL
from tests.printing.simulated.jobs import (
    ALL_STATUS,
    ASB_ON,
    ASK_PAPER,
    CLEAR,
    CLEARED,
    LONG,
    OK,
    mark,
    marked,
    raster,
    rows,
    slip,
)

Printer = SimulatedPrinter
MARK = mark(b"0001")


def struck(action, *, at=100, traits=FULL, after=MARK) -> Printer:
    """Return a printer that ``action`` befell while a slip of 240 rows was coming out."""
    printer = Printer(traits, script=Script([(AtRows(at), action)]))
    printer.accept(slip(240) + after, 0.0)
    printer.advance(LONG)
    return printer


def said(printer: Printer, question: bytes = ALL_STATUS) -> bytes:
    printer.accept(question, printer.time)
    return printer.replies(printer.time)


STOPS = [
    (Printer.paper_out, "1a32127e", Printer.refill),
    (Printer.open_cover, "1a161212", Printer.close_cover),
    (Printer.jam_cutter, "1a521a12", Printer.free_cutter),
]


@pytest.mark.parametrize(("fault", "status", "repair"), STOPS)
def test_a_fault_stops_the_slip_half_way_and_nothing_in_order_is_answered(
    fault, status, repair
) -> None:
    printer = struck(fault)
    assert said(printer) == bytes.fromhex(status)
    assert (printer.papers, printer.strip.ink) == ([], rows(1, 100))
    assert said(printer, ASK_PAPER) == b""


@pytest.mark.parametrize(("fault", "status", "repair"), STOPS)
def test_the_rest_comes_out_after_the_repair_a_ghost(fault, status, repair) -> None:
    printer = struck(fault)
    repair(printer)
    printer.advance(2 * LONG)
    assert b"".join(b"".join(paper.ink) for paper in printer.papers) == b"".join(rows(1, 240))
    assert printer.replies(2 * LONG) == marked(b"0001")


@pytest.mark.parametrize(("fault", "status", "repair"), STOPS)
def test_a_clear_before_the_repair_lays_the_ghost(fault, status, repair) -> None:
    printer = struck(fault)
    assert said(printer, CLEAR) == CLEARED
    repair(printer)
    assert printer.replies(2 * LONG) == b""
    assert printer.rows_out == 100


@pytest.mark.parametrize(("fault", "status", "repair"), STOPS)
def test_some_printers_drop_what_they_hold_when_they_are_repaired(fault, status, repair) -> None:
    printer = struck(fault, traits=CLONE_DROPS, after=ASK_PAPER)
    repair(printer)
    assert printer.replies(2 * LONG) == b""
    assert printer.rows_out == 100


def test_paper_ends_by_itself_and_the_half_slip_falls_out_at_the_refill() -> None:
    printer = Printer(mm_left=12.5)
    printer.accept(slip(240), 0.0)
    printer.advance(LONG)
    assert (printer.rows_out, printer.mm_left) == (100, 0.0)
    printer.refill(1_000.0)
    (half,) = printer.papers
    assert (half.cut, half.ink) == (False, rows(1, 100))
    printer.advance(2 * LONG)
    assert printer.papers[1].ink == rows(101, 140)
    assert printer.cuts == 1


def test_a_refill_of_an_idle_printer_leaves_no_paper_behind() -> None:
    printer = Printer()
    printer.refill()
    assert printer.papers == []


def test_two_faults_need_two_repairs() -> None:
    printer = struck(Printer.paper_out)
    printer.open_cover()
    printer.refill()
    printer.advance(2 * LONG)
    assert printer.rows_out == 100
    printer.close_cover()
    printer.advance(3 * LONG)
    assert printer.cuts == 1


def test_near_end_is_a_warning_and_ends_with_the_refill() -> None:
    printer = struck(Printer.near_end)
    assert printer.papers[0].ink == rows(1, 240)
    assert said(printer).endswith(bytes.fromhex("1212121e"))
    assert said(printer, ASK_PAPER) == b"\x03"
    printer.refill()
    assert said(printer) == OK


def test_a_near_end_sensor_sees_the_roll_run_down() -> None:
    printer = Printer(replace(FULL, near_end_mm=500.0), mm_left=510.0)
    printer.accept(ASB_ON + raster(1, 160), 0.0)
    assert printer.replies(LONG) == bytes.fromhex("10000000 10000300")


def test_a_hot_head_pauses_and_the_slip_stays_whole() -> None:
    printer = Printer(script=Script([(AtRows(100), lambda p: p.overheat(3.0))]))
    printer.accept(slip(240), 0.0)
    printer.advance(1.0)
    assert said(printer) == bytes.fromhex("1a525212")
    assert printer.rows_out == 100
    assert printer.next_event(1.0) == pytest.approx(3.05)
    printer.advance(LONG)
    assert printer.papers[0].ink == rows(1, 240)
    assert said(printer) == OK


def test_a_hot_head_can_be_cooled() -> None:
    printer = Printer()
    printer.overheat(1_000.0)
    printer.cool()
    assert said(printer) == OK


def test_a_knife_that_sticks_at_the_cut_leaves_the_slip_uncut_until_it_is_freed() -> None:
    printer = struck(lambda p: p.jam_cutter(at_next_cut=True))
    assert (printer.cuts, printer.strip.ink) == (0, rows(1, 240))
    assert said(printer) == bytes.fromhex("1a521a12")
    printer.free_cutter()
    printer.advance(2 * LONG)
    assert printer.papers[0].ink == rows(1, 240)


def test_dle_enq_2_drops_what_is_held_behind_a_stuck_knife() -> None:
    printer = struck(lambda p: p.jam_cutter(at_next_cut=True))
    assert said(printer, b"\x10\x05\x02") == b""
    printer.free_cutter()
    printer.advance(2 * LONG)
    assert (printer.cuts, printer.is_idle) == (0, True)


def test_dle_enq_2_does_nothing_without_an_error() -> None:
    printer = Printer()
    printer.accept(slip(240), 0.0)
    assert said(printer, b"\x10\x05\x02") == b""
    printer.advance(LONG)
    assert printer.cuts == 1


def test_only_the_switch_ends_an_unrecoverable_error_and_all_is_lost() -> None:
    printer = struck(Printer.break_down)
    assert said(printer) == bytes.fromhex("1a523212")
    printer.refill()
    assert said(printer) == bytes.fromhex("1a523212")
    printer.cut_power()
    printer.give_power()
    assert said(printer) == OK
    assert printer.replies(2 * LONG) == b""
    assert printer.rows_out == 100


def test_a_power_cut_loses_the_buffer_the_words_and_asb() -> None:
    printer = Printer(script=Script([(AtRows(100), Printer.cut_power)]))
    printer.accept(ASB_ON + raster(1, 240) + mark(b"0001"), 0.0)
    printer.advance(LONG)
    assert (printer.rows_out, printer.replies(LONG), printer.accept(b"x", LONG)) == (100, b"", 0)
    printer.give_power()
    printer.open_cover()
    assert printer.replies(2 * LONG) == b""
    printer.close_cover()
    printer.advance(3 * LONG)
    assert (printer.rows_out, printer.power_cuts) == (100, 1)
    assert said(printer) == OK


def test_a_printer_that_hangs_takes_bytes_and_says_and_prints_nothing() -> None:
    printer = struck(Printer.go_silent)
    printer.open_cover()
    printer.close_cover()
    assert printer.accept(ALL_STATUS, LONG) == len(ALL_STATUS)
    assert (printer.replies(2 * LONG), printer.rows_out) == (b"", 100)
    printer.cut_power()
    printer.give_power()
    assert said(printer) == OK


def test_a_printer_may_take_nothing_and_print_on() -> None:
    printer = struck(Printer.stop_accepting)
    assert printer.cuts == 1
    assert printer.accept(ALL_STATUS, LONG) == 0
    printer.start_accepting()
    assert printer.accept(ALL_STATUS, LONG) == len(ALL_STATUS)


def test_behind_a_pulled_cable_it_prints_on_and_its_words_are_lost() -> None:
    printer = struck(Printer.pull_cable)
    assert printer.papers[0].ink == rows(1, 240)
    printer.plug_cable()
    assert printer.replies(LONG) == b""
    assert said(printer) == OK


def test_a_script_plays_each_line_once_and_at_its_moment() -> None:
    played: list[tuple[str, float, int]] = []

    def note(name):
        return lambda p: played.append((name, round(p.time, 6), p.bytes_accepted))

    lines = [
        (AtTime(0.3), note("time")),
        (AtBytes(1_000), note("bytes")),
        (AtRows(10), note("rows")),
        (AtCuts(1), note("cut")),
    ]
    job = slip(20)
    printer = Printer(script=Script(lines))
    printer.accept(job, 0.0)
    assert printer.next_event(0.0) is not None
    printer.advance(LONG)
    everything = len(job)
    assert played == [
        ("bytes", 0.0, 1_000),
        ("rows", 0.005, everything),
        ("cut", 0.27, everything),
        ("time", 0.3, everything),
    ]
    printer.advance(2 * LONG)
    assert len(played) == 4
