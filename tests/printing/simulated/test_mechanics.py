"""What a printer without faults does: moves paper, cuts, answers, takes what it has room for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.traits import (
    CLASSES,
    CLONE_BEHIND,
    CLONE_SHORT_CUT,
    CLONE_SMALL_BUFFER,
    FULL,
    GS_R,
    NARROW,
)
from tests.printing.simulated.jobs import (
    ALL_STATUS,
    ASB_ON,
    ASK_PAPER,
    CLEAR,
    CLEARED,
    CUT,
    CUT_HERE,
    LONG,
    OK,
    mark,
    marked,
    raster,
    rows,
    slip,
)

KNIFE_ROWS = 120


def printed(printer: SimulatedPrinter, data: bytes) -> SimulatedPrinter:
    assert printer.accept(data, printer.time) == len(data)
    printer.advance(printer.time + LONG)
    return printer


def test_a_slip_comes_out_whole_and_cut() -> None:
    printer = printed(SimulatedPrinter(), slip(240))
    (paper,) = printer.papers
    assert paper.cut
    assert paper.ink == rows(1, 240)
    assert paper.text == ""
    assert paper.mm == pytest.approx((KNIFE_ROWS + 240) / 8)
    assert printer.mm_out == pytest.approx((240 + KNIFE_ROWS) / 8)
    assert printer.mm_left == pytest.approx(80_000 - printer.mm_out)


def test_paper_takes_its_time() -> None:
    printer = SimulatedPrinter()
    printer.accept(raster(1, 200), 0.0)
    printer.advance(0.05)
    assert printer.rows_out == 100
    printer.advance(0.1)
    assert printer.rows_out == 200


def test_the_time_of_day_does_not_matter() -> None:
    printer = SimulatedPrinter(time=3e6)
    printer.accept(raster(1, 200), 3e6)
    printer.advance(3e6 + 0.1001)
    assert printer.rows_out == 200


def test_a_cut_without_a_feed_leaves_the_last_rows_on_the_next_paper() -> None:
    printer = printed(SimulatedPrinter(), raster(1, 240) + CUT_HERE)
    (paper,) = printer.papers
    assert paper.ink == rows(1, 240 - KNIFE_ROWS)
    assert printer.strip.ink == rows(240 - KNIFE_ROWS + 1, KNIFE_ROWS)
    assert not printer.strip.cut
    printed(printer, slip(10))
    assert printer.papers[1].rows[:KNIFE_ROWS] == rows(240 - KNIFE_ROWS + 1, KNIFE_ROWS)


def test_a_clone_whose_feeding_cut_does_not_reach_the_knife_catches_who_relies_on_it() -> None:
    printer = printed(SimulatedPrinter(CLONE_SHORT_CUT), slip(240))
    assert len(printer.papers[0].ink) == 240 - KNIFE_ROWS


@pytest.mark.parametrize(
    ("unit", "rows_fed"), [(b"", 50), (b"\x1dP\x00\xcb", 100), (b"\x1dP\x00\xcb\x1b@", 50)]
)
def test_esc_j_counts_in_half_dots_until_the_unit_is_set(unit, rows_fed) -> None:
    assert printed(SimulatedPrinter(FULL), unit + b"\x1bJ\x64").rows_out == rows_fed


def test_a_narrow_head_prints_narrow_rows() -> None:
    (paper,) = printed(SimulatedPrinter(NARROW), raster(1, 5, wide=48) + CUT).papers
    assert paper.ink == rows(1, 5, wide=48)


def test_a_mark_is_answered_only_once_all_before_it_is_printed() -> None:
    printer = SimulatedPrinter()
    printer.accept(raster(1, 100) + mark(b"0001") + CUT + mark(b"0002"), 0.0)
    assert printer.replies(0.0499) == b""
    assert printer.replies(0.0501) == marked(b"0001")
    assert printer.replies(0.3) == b""
    assert printer.replies(0.32) == marked(b"0002")
    assert printer.cuts == 1


@pytest.mark.parametrize("kind", ["full", "gs_r"])
def test_gs_r_is_answered_in_order(kind) -> None:
    printer = SimulatedPrinter(CLASSES[kind])
    printer.accept(raster(1, 100) + ASK_PAPER, 0.0)
    assert printer.replies(0.0499) == b""
    assert printer.replies(0.0501) == b"\x00"


def test_an_early_clone_answers_gs_r_before_the_paper_has_moved() -> None:
    printer = SimulatedPrinter(CLASSES["early"])
    printer.accept(raster(1, 100) + ASK_PAPER, 0.0)
    assert (printer.rows_out, printer.replies(0.0)) == (0, b"\x00")
    assert printer.replies(LONG) == b""


def test_a_clone_that_lags_behind_answers_the_question_before() -> None:
    printer = SimulatedPrinter(CLONE_BEHIND)
    printer.accept(b"\x10\x04\x01", 0.0)
    assert printer.replies(0.0) == b""
    printer.paper_out()
    printer.accept(b"\x10\x04\x04", 0.0)
    assert printer.replies(0.0) == b"\x12"
    printer.accept(b"\x10\x04\x01", 0.0)
    assert printer.replies(0.0) == b"\x7e"


ANSWERS = {
    "full": OK + b"\x10\x00\x00\x00" + b"\x00" + marked(b"0042") + CLEARED,
    "gs_r": OK + b"\x10\x00\x00\x00" + b"\x00",
    "status": OK,
    "early": OK + b"\x00",
    "mute": b"",
}


@pytest.mark.parametrize("kind", CLASSES)
def test_each_class_answers_what_it_can_and_no_more(kind) -> None:
    printer = SimulatedPrinter(CLASSES[kind])
    for question in (ALL_STATUS, ASB_ON, ASK_PAPER, mark(b"0042"), CLEAR):
        printed(printer, question)
    assert printer.replies(LONG) == ANSWERS[kind]


def test_questions_it_does_not_know_show_on_the_paper_unless_it_is_initialised() -> None:
    status = CLASSES["status"]
    clean = printed(SimulatedPrinter(status), ASK_PAPER + mark(b"0042") + slip(10))
    assert clean.papers[0].text == ""
    dirty = printed(SimulatedPrinter(status), ASK_PAPER + mark(b"0042") + raster(1, 10) + CUT)
    assert dirty.papers[0].text == "r(H000042"
    assert len(dirty.papers[0].ink) == 30 + 10


def test_a_full_line_of_text_prints_itself() -> None:
    printer = printed(SimulatedPrinter(), b"x" * 50)
    assert (printer.strip.text, printer.rows_out) == ("x" * 48, 30)


def test_it_takes_only_what_its_buffer_has_room_for() -> None:
    printer = SimulatedPrinter(CLONE_SMALL_BUFFER)
    job = raster(1, 240)
    taken = printer.accept(job, 0.0)
    assert 4_096 <= taken < len(job)
    assert (printer.room, printer.accept(job[taken:], 0.0)) == (0, 0)
    later = printer.next_event(0.0)
    assert later is not None
    assert printer.accept(job[taken:], later) > 0


def test_real_time_questions_wait_outside_a_full_buffer() -> None:
    printer = SimulatedPrinter(replace(FULL, buffer_bytes=4_096))
    printer.accept(raster(1, 240), 0.0)
    assert printer.accept(ALL_STATUS, 0.0) == 0
    assert printer.replies(0.0) == b""


def test_real_time_bytes_inside_a_raster_are_executed_and_printed_too() -> None:
    printer = SimulatedPrinter()
    picture = b"\x1dv0\x00\x48\x00\x01\x00" + b"\xaa" + b"\x10\x04\x04" + b"\x55" * 68
    printed(printer, picture + CUT)
    assert printer.executed_inside_data == [b"\x10\x04\x04"]
    assert printer.replies(LONG) == b"\x12"
    assert printer.papers[0].ink == (picture[8:],)


def test_a_clear_inside_a_raster_throws_the_slip_away() -> None:
    printer = printed(SimulatedPrinter(), raster(1, 240)[:5_000] + CLEAR)
    assert printer.executed_inside_data == [CLEAR]
    assert printer.rows_out == 0


def test_a_question_of_its_own_is_no_question_inside_data() -> None:
    printer = printed(SimulatedPrinter(), slip(10) + ALL_STATUS)
    assert printer.executed_inside_data == []


def test_a_clear_drops_what_is_held_confirms_and_no_later_id_comes() -> None:
    printer = SimulatedPrinter()
    printer.accept(raster(1, 200) + mark(b"0001"), 0.0)
    printer.accept(CLEAR, 0.05)
    assert printer.replies(0.05) == CLEARED
    assert printer.replies(LONG) == b""
    assert printer.strip.ink == rows(1, 100)
    assert printer.is_idle
    assert printed(printer, mark(b"0002")).replies(LONG + LONG) == marked(b"0002")


def test_what_still_follows_a_clear_in_mid_raster_is_garbage() -> None:
    printer = SimulatedPrinter()
    job = raster(1, 200)
    printer.accept(job[:7_000], 0.0)
    printer.accept(CLEAR, 0.01)
    printed(printer, b"AAAA" + b"\n")
    assert printer.strip.text == "AAAA"


@pytest.mark.parametrize("pulse", [b"\x1bp\x00\x19\xfa", b"\x10\x14\x01\x00\x05"])
def test_the_drawer_opens(pulse) -> None:
    assert printed(SimulatedPrinter(), pulse).drawer_opened == 1


def test_asb_speaks_when_it_is_switched_on_and_on_each_change_only() -> None:
    printer = printed(SimulatedPrinter(GS_R), ASB_ON)
    assert printer.replies(LONG) == b"\x10\x00\x00\x00"
    printer.open_cover()
    printer.open_cover()
    assert printer.replies(LONG) == b"\x38\x00\x00\x00"
    printer.close_cover()
    assert printer.replies(LONG) == b"\x10\x00\x00\x00"


@pytest.mark.parametrize("off", [b"\x1da\x00", b"\x1b@"])
def test_asb_can_be_ended(off) -> None:
    printer = printed(SimulatedPrinter(), ASB_ON + off)
    printer.replies(LONG)
    printer.open_cover()
    assert printer.replies(LONG) == b""


def test_nothing_will_happen_to_an_idle_printer_by_itself() -> None:
    assert printed(SimulatedPrinter(), slip(10)).next_event(LONG) is None


def test_replies_can_be_taken_a_few_at_a_time() -> None:
    printer = printed(SimulatedPrinter(), ALL_STATUS)
    assert (printer.replies(LONG, 3), printer.has_replies(LONG)) == (b"\x12" * 3, True)
    assert (printer.replies(LONG), printer.has_replies(LONG)) == (b"\x12", False)
