"""The checker: content with an honest run, and not with one that was spoilt in any one way."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sync.faults import kinds
from tests.sync.faults.checker import LAWS, check
from tests.sync.faults.history import Asked, Believed, Fault, Held, History, Issue, Told, Wrote
from tests.sync.faults.honest import (
    EPOCH,
    TERMINAL,
    Pen,
    honest_history,
    last_look,
    proven_days,
    spelt,
)
from tests.sync.faults.lines import FIRST, read, root


def spoilt(**changes: object) -> list[str]:
    """Check an honest history whose last look was changed."""
    history = honest_history()
    history.last[TERMINAL] = replace(history.last[TERMINAL], **changes)
    return check(history)


def held() -> tuple[str, ...]:
    return honest_history().last[TERMINAL].held


def says(breaches: list[str], *words: str) -> bool:
    return {breach.split(":")[0] for breach in breaches} == set(words)


def test_an_honest_run_breaks_no_law():
    assert check(honest_history()) == []


def test_an_empty_run_breaks_no_law():
    history = History()
    history.last[TERMINAL] = last_look([])
    assert check(history) == []


@given(st.data())
def test_a_line_that_never_arrived_is_lost_wherever_it_stood(data):
    lines = list(held())
    del lines[data.draw(st.integers(0, len(lines) - 1))]
    assert any(b.startswith("LOST") for b in spoilt(held=tuple(lines), days=proven_days(lines)))


@given(st.data())
def test_a_line_that_is_there_twice_is_found(data):
    lines = list(held())
    again = data.draw(st.sampled_from(lines))
    lines.insert(data.draw(st.integers(0, len(lines))), again)
    assert any(b.startswith("TWICE") for b in spoilt(held=tuple(lines)))


def test_an_event_under_a_second_place_is_there_twice():
    lines = list(held())
    fields = {**json.loads(lines[-1]), "seq": 99}
    assert any(b.startswith("TWICE") for b in spoilt(held=(*lines, spelt(fields))))


@given(st.data())
def test_a_changed_body_is_found_at_the_province(data):
    lines = list(held())
    index = data.draw(st.integers(0, len(lines) - 1))
    fields = json.loads(lines[index])
    fields["body"]["note"] = "x"
    lines[index] = spelt(fields)
    breaches = spoilt(held=tuple(lines))
    assert {b.split(":")[0] for b in breaches} >= {"LOST", "INVENTED", "OVERWRITTEN", "CHAIN"}


def test_a_line_nobody_wrote_is_invented():
    pen = Pen("e9")
    assert says(spoilt(held=(*held(), pen.ticket("B001"))), "INVENTED")


def test_a_terminal_that_never_gets_done_has_lost_something():
    assert says(spoilt(drained=False), "LOST")


def test_what_was_there_and_is_gone_was_overwritten_unless_the_province_was_restored():
    history = honest_history()
    gone = history.last[TERMINAL].held[:-1]
    history.add(9, "ok", Held(TERMINAL, gone))
    history.add(9, "ok", Held(TERMINAL, history.last[TERMINAL].held))
    assert says(check(history), "OVERWRITTEN")
    history = honest_history()
    history.add(9, "info", Fault(kinds.PROVINCE_RESTORED, "province"))
    history.add(9, "ok", Held(TERMINAL, gone))
    assert check(history) == []


def test_what_nobody_has_any_more_was_forgotten_unless_the_disk_was_harmed():
    lines = held()
    history = honest_history()
    history.last[TERMINAL] = last_look(list(lines[:-1]))
    assert says(check(history), "FORGOTTEN", "OVERWRITTEN")
    history.add(9, "info", Fault(kinds.LEDGER_RESTORED, TERMINAL))
    history.add(9, "info", Fault(kinds.PROVINCE_RESTORED, "province"))
    assert check(history) == []


def test_what_the_province_holds_may_go_from_the_disk():
    lines = held()
    assert spoilt(ledgers=(lines[3:],)) == []


def test_a_number_on_the_glass_without_a_ticket_is_found():
    history = honest_history()
    history.add(9, "ok", Issue(TERMINAL, ("B001",)))
    assert says(check(history), "UNWRITTEN")


def test_a_number_that_may_have_been_shown_is_no_breach():
    history = honest_history()
    history.add(9, "info", Issue(TERMINAL, ("B001",)))
    assert check(history) == []


@pytest.mark.parametrize(("acked", "digest"), [(99, "a" * 64), (7, "a" * 64), (8, FIRST)])
def test_a_watermark_beyond_what_is_stored_or_with_another_hash_is_found(acked, digest):
    history = honest_history()
    history.add(9, "ok", Believed(TERMINAL, EPOCH, acked, digest))
    assert says(check(history), "ACKED, NOT STORED")


def test_a_watermark_of_an_epoch_that_never_arrived_is_found():
    history = honest_history()
    history.add(9, "ok", Believed(TERMINAL, "e2", 1, "a" * 64))
    assert says(check(history), "ACKED, NOT STORED")


def restored_province() -> History:
    """A province was set back to before the last line; the agent believes the old mark."""
    history = honest_history()
    head = read(history.last[TERMINAL].held[-1])
    history.add(9, "info", Fault(kinds.PROVINCE_RESTORED, "province"))
    history.add(9, "ok", Held(TERMINAL, history.last[TERMINAL].held[:-1]))
    history.add(9, "ok", Believed(TERMINAL, EPOCH, head.place[1], head.hash))
    return history


def test_after_a_restore_of_the_province_an_old_mark_is_excused_until_the_next_answer():
    history = restored_province()
    assert check(history) == []
    history.add(10, "ok", Asked(TERMINAL, "/hello", 900, 200, epoch=EPOCH))
    assert check(history) == []
    head = read(history.last[TERMINAL].held[-1])
    history.add(11, "ok", Believed(TERMINAL, EPOCH, head.place[1], head.hash))
    assert says(check(history), "ACKED, NOT STORED")


@given(st.data())
def test_two_lines_in_each_others_place_break_the_chain(data):
    lines = list(held())
    one, two = data.draw(
        st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True)
    )
    lines[one], lines[two] = lines[two], lines[one]
    assert any(b.startswith("CHAIN") for b in spoilt(held=tuple(lines)))


def test_days_that_go_back_break_the_chain():
    pen = Pen()
    pen.next_day()
    pen.write("print.outcome", {}, day=1)
    assert any("goes back to day 1" in b for b in checked(pen.lines))


def checked(lines: list[str], **changes: object) -> list[str]:
    """Check a run in which just these lines were written and arrived."""
    history = History()
    history.add(0, "ok", Wrote(TERMINAL, tuple(lines)))
    history.last[TERMINAL] = last_look(lines, **changes)
    return check(history)


def test_a_label_given_twice_on_a_day_is_found_and_is_out_of_turn():
    pen = Pen()
    pen.ticket("A001")
    pen.ticket("A001")
    assert says(checked(pen.lines), "LABEL TWICE", "OUT OF TURN")


def test_a_new_epoch_may_not_give_a_label_of_the_old_one_again():
    old, new = Pen(), Pen("e2")
    old.ticket()
    new.ticket()
    lines = [*old.lines, *new.lines]
    history = History()
    history.add(0, "info", Fault(kinds.LEDGER_LOST, TERMINAL))
    history.add(0, "ok", Wrote(TERMINAL, tuple(lines)))
    history.last[TERMINAL] = last_look(lines, ledgers=(tuple(old.lines), tuple(new.lines)))
    assert says(check(history), "LABEL TWICE")


def test_a_number_that_was_left_out_is_out_of_turn():
    pen = Pen()
    pen.ticket("A001")
    pen.ticket("A003")
    assert says(checked(pen.lines), "OUT OF TURN")


@pytest.mark.parametrize("state", ["open", "missing", "different"])
def test_a_whole_day_that_is_not_proven_is_found(state):
    days = honest_history().last[TERMINAL].days
    assert says(spoilt(days=tuple(replace(day, state=state) for day in days)), "UNPROVEN")
    assert says(spoilt(days=()), "UNPROVEN")


@pytest.mark.parametrize("change", [{"root": root([FIRST])}, {"events": 99}, {"day_id": 9}])
def test_a_day_that_is_proven_with_another_root_or_count_is_found(change):
    (day,) = honest_history().last[TERMINAL].days
    wrong = replace(day, **change)
    assert any(b.startswith("FALSELY PROVEN") for b in spoilt(days=(wrong,)))


def test_a_day_whose_close_tells_another_root_may_not_be_proven():
    pen = Pen()
    pen.ticket()
    pen.day = 2
    pen.write("day.closed", {"day_id": 1, "events": 1, "root": FIRST})
    assert says(checked(pen.lines), "FALSELY PROVEN")


def forked() -> History:
    """The ledger was set back by one ticket, and something else took its place."""
    history = honest_history()
    lines = list(history.last[TERMINAL].held)
    pen = Pen(lines=lines[:-1], day=2)
    pen.write("print.outcome", {"other": True})
    history.add(9, "info", Fault(kinds.LEDGER_RESTORED, TERMINAL))
    history.add(9, "ok", Wrote(TERMINAL, (pen.lines[-1],)))
    history.last[TERMINAL] = last_look(lines, ledgers=(tuple(pen.lines),))
    return history


def test_two_histories_of_one_epoch_that_nobody_was_told_of_are_found():
    history = forked()
    assert says(check(history), "LOST", "UNNOTICED")
    history.add(9, "ok", Told(TERMINAL, EPOCH, "forked"))
    assert says(check(history), "LOST", "SILENCED")
    history.last[TERMINAL] = replace(history.last[TERMINAL], state="forked")
    assert says(check(history), "LOST")
    stray = history.last[TERMINAL].on_disk[-1:]
    history.last[TERMINAL] = replace(history.last[TERMINAL], strays=stray)
    assert check(history) == []


def test_a_stray_is_to_be_there_once_written_by_somebody_and_of_a_closed_epoch():
    lines = held()
    assert says(spoilt(strays=lines[-1:]), "TWICE", "MISPLACED")
    assert says(spoilt(strays=(Pen("e9").ticket("B001"),)), "INVENTED", "MISPLACED")


def test_a_stray_that_was_there_may_not_go_either():
    history = honest_history()
    history.add(9, "ok", Held(TERMINAL, held(), (Pen("e9").ticket(),)))
    assert says(check(history), "OVERWRITTEN")


def test_an_alarm_of_a_province_that_forgot_it_by_a_restore_is_excused():
    history = forked()
    history.add(9, "ok", Told(TERMINAL, EPOCH, "forked"))
    history.add(9, "info", Fault(kinds.PROVINCE_RESTORED, "province"))
    assert says(check(history), "LOST")


def test_a_fault_of_the_province_itself_is_found():
    assert "DEFECT" in {b.split(":")[0] for b in check(asked((0, "fail", "fault")))}


def test_an_alarm_without_a_cause_is_found():
    history = honest_history()
    history.add(9, "ok", Told(TERMINAL, EPOCH, "known"))
    assert check(history) == []
    history.add(9, "ok", Told(TERMINAL, EPOCH, "restored"))
    assert says(check(history), "FALSE ALARM")


def asked(*steps: tuple[float, str, str]) -> History:
    """Return a history in which an agent asked at these moments, with these ends."""
    history = honest_history()
    for at_s, outcome, why in steps:
        history.add(at_s, "invoke", Asked(TERMINAL, "/events", 1000 + at_s))
        history.add(at_s, outcome, Asked(TERMINAL, "/events", 1000 + at_s, 409, why))
    return history


@pytest.mark.parametrize("outcome", ["fail", "info"])
def test_an_agent_that_asks_again_at_once_runs_against_a_wall(outcome):
    assert says(check(asked((0, outcome, "busy"), (4.9, "ok", ""))), "TIGHT LOOP")
    assert check(asked((0, outcome, "busy"), (5.0, "ok", ""))) == []


def test_an_agent_may_do_at_once_what_it_is_told_to_but_not_for_ever():
    assert check(asked(*[(n / 10, "fail", "too_large") for n in range(12)], (1.3, "ok", ""))) == []
    assert says(check(asked(*[(n / 10, "fail", "gap") for n in range(14)])), "TIGHT LOOP")


def test_a_success_may_be_followed_at_once_and_a_new_process_may_ask_at_once():
    assert check(asked((0, "ok", ""), (0.1, "ok", ""))) == []
    history = asked((0, "info", ""))
    history.add(0.1, "info", Fault(kinds.AGENT_KILLED, TERMINAL))
    history.add(0.2, "invoke", Asked(TERMINAL, "/hello", 1000.2))
    assert check(history) == []


def test_every_law_has_a_history_that_breaks_it():
    assert len(LAWS) == len(set(LAWS)) == 18


def test_the_checker_reckons_roots_as_the_rfc_does():
    assert root([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert root([FIRST]) != FIRST
    assert len({root([FIRST] * n) for n in range(9)}) == 9
