"""The session once numbers are asked for: paper is believed only where somebody proved it."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from kiosk.visits.issuing import Issued, issue_visit
from kiosk.visits.model import Request
from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import (
    ForgetVisitor,
    IssueNumbers,
    PrintAgain,
    SettleSlip,
)
from kiosk.visits.session.state import At, Overlay, Screen, Session, SlipState, fresh
from kiosk.visits.session.transitions import advance
from tests.fakes import NotedLedger
from tests.premises import TUESDAY, example_premises

PREMISES = example_premises()
KTP = "disdukcapil-ktp-hilang-rusak"
LATE = [
    SlipState.PAPER_OUT,
    SlipState.STUCK,
    SlipState.ASKED,
    SlipState.UNANSWERED,
    SlipState.RESTORED,
]


def issued(language: str = "id") -> Issued:
    request = Request((KTP,), None, (), None, language, frozenset())
    return issue_visit(PREMISES, NotedLedger(), request, TUESDAY, print_copy=True)


ISSUED = issued()


def after(*happened: ev.Event, session: Session | None = None) -> Session:
    current = session or after(ev.Started(), ev.Opened("service", KTP), session=fresh())
    for event in happened:
        current, _effects = advance(current, event, PREMISES)
    return current


def in_state(slip: SlipState, *, retry: bool = False) -> Session:
    out = slip in {SlipState.PRINTING, SlipState.OUT}
    at = At(Screen.TICKET) if out else At(Screen.SLIP, slip.value)
    return replace(fresh(), at=at, issued=ISSUED, slip=slip, slip_retry=retry)


def test_the_numbers_stand_there_while_the_slip_is_being_printed() -> None:
    session = after(ev.NumberAsked(), ev.NumbersIssued(ISSUED))
    assert (session.at.screen, session.slip) == (Screen.TICKET, SlipState.PRINTING)
    assert (session.issued, session.issuing, session.trail) == (ISSUED, False, ())


def test_numbers_that_nothing_prints_are_to_be_photographed() -> None:
    session = after(ev.NumberAsked(), ev.NumbersIssued(ISSUED, printing=False))
    assert (session.at.screen, session.slip) == (Screen.SLIP, SlipState.STUCK)
    assert not session.slip_retry


def test_a_printed_slip_is_out() -> None:
    session = after(ev.SlipAnswered("printed"), session=in_state(SlipState.PRINTING))
    assert (session.at.screen, session.slip) == (Screen.TICKET, SlipState.OUT)


@pytest.mark.parametrize(
    ("result", "faults", "slip"),
    [
        ("not_printed", ("media-empty",), SlipState.PAPER_OUT),
        ("not_printed", ("cover-open", "media-empty"), SlipState.PAPER_OUT),
        ("not_printed", ("cover-open",), SlipState.STUCK),
        ("not_printed", (), SlipState.STUCK),
        ("partial", ("media-empty",), SlipState.ASKED),
        ("unknown", (), SlipState.ASKED),
        ("something new", (), SlipState.ASKED),
    ],
)
@pytest.mark.parametrize("retry", [False, True])
def test_a_slip_nobody_can_prove_is_told_or_asked_about(
    result: str, faults: tuple[str, ...], slip: SlipState, *, retry: bool
) -> None:
    answer = ev.SlipAnswered(result, faults, may_retry=retry)
    session, effects = advance(in_state(SlipState.PRINTING), answer, PREMISES)
    assert (session.at.screen, session.slip) == (Screen.SLIP, slip)
    assert session.slip_retry == retry
    assert (session.issued, effects) == (ISSUED, ())


@pytest.mark.parametrize(
    ("overlay", "left"),
    [
        (Overlay.NOTICE, None),
        (Overlay.IDLE, None),
        (Overlay.LANGUAGE, Overlay.LANGUAGE),
        (Overlay.HELP, Overlay.HELP),
    ],
)
def test_news_of_the_slip_disturbs_nobody_who_asked_for_something(
    overlay: Overlay, left: Overlay | None
) -> None:
    beneath = replace(in_state(SlipState.PRINTING), overlay=overlay, notice="list_printed")
    session = after(ev.SlipAnswered("not_printed"), session=beneath)
    assert (session.overlay, session.slip) == (left, SlipState.STUCK)


@pytest.mark.parametrize("result", ["printed", "not_printed", "unknown"])
def test_a_slip_of_nobody_is_told_to_nobody(result: str) -> None:
    for session in (fresh(), after()):
        assert after(ev.SlipAnswered(result), session=session) == session


def test_whoever_finds_no_slip_is_asked_whether_it_came_out_whole() -> None:
    session = after(ev.SlipMissing(), session=in_state(SlipState.OUT, retry=True))
    assert (session.at.screen, session.slip) == (Screen.SLIP, SlipState.ASKED)
    assert session.slip_retry


@pytest.mark.parametrize("slip", [SlipState.PRINTING, *LATE])
def test_a_slip_that_is_still_printing_is_not_missing_yet(slip: SlipState) -> None:
    session = in_state(slip)
    assert after(ev.SlipMissing(), session=session) == session


def test_a_whole_slip_is_confirmed() -> None:
    session, effects = advance(in_state(SlipState.ASKED), ev.SlipWhole(), PREMISES)
    assert (session.at.screen, session.slip) == (Screen.TICKET, SlipState.OUT)
    assert effects == (SettleSlip("confirmed"),)


@pytest.mark.parametrize("retry", [False, True])
def test_a_broken_slip_is_given_up_and_may_be_printed_again(*, retry: bool) -> None:
    asked = in_state(SlipState.ASKED, retry=retry)
    session, effects = advance(asked, ev.SlipBroken(), PREMISES)
    assert (session.at.screen, session.slip) == (Screen.SLIP, SlipState.STUCK)
    assert session.slip_retry is retry
    assert effects == (SettleSlip("abandoned"),)


def test_a_question_nobody_answers_leaves_the_numbers_on_the_glass_and_no_second_paper() -> None:
    asked = in_state(SlipState.ASKED, retry=True)
    session, effects = advance(asked, ev.SlipUnanswered(), PREMISES)
    assert (session.at.screen, session.slip) == (Screen.SLIP, SlipState.UNANSWERED)
    assert (session.slip_retry, session.issued) == (False, ISSUED)
    assert effects == (SettleSlip("unanswered"),)


@pytest.mark.parametrize("event", [ev.SlipWhole(), ev.SlipBroken(), ev.SlipUnanswered()])
@pytest.mark.parametrize("slip", [s for s in SlipState if s is not SlipState.ASKED])
def test_an_answer_without_its_question_changes_nothing(slip: SlipState, event: ev.Event) -> None:
    session = in_state(slip)
    assert advance(session, event, PREMISES) == (session, ())


@pytest.mark.parametrize("slip", [SlipState.PAPER_OUT, SlipState.STUCK, SlipState.RESTORED])
def test_printing_again_shows_the_numbers_and_asks_for_one_paper(slip: SlipState) -> None:
    session, effects = advance(in_state(slip, retry=True), ev.SlipRetried(), PREMISES)
    assert (session.at.screen, session.slip) == (Screen.TICKET, SlipState.PRINTING)
    assert effects == (PrintAgain(),)
    assert advance(session, ev.SlipRetried(), PREMISES) == (session, ())


@pytest.mark.parametrize("slip", list(SlipState))
def test_nothing_is_printed_again_that_may_not_be(slip: SlipState) -> None:
    session = in_state(slip)
    assert advance(session, ev.SlipRetried(), PREMISES) == (session, ())


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_last_visit_comes_back_in_its_own_language(language: str) -> None:
    visit = issued(language)
    session, effects = advance(fresh(), ev.Restored(visit, may_retry=True), PREMISES)
    assert (session.at.screen, session.slip) == (Screen.SLIP, SlipState.RESTORED)
    assert (session.issued, session.slip_retry, session.language) == (visit, True, language)
    assert effects == ()


@pytest.mark.parametrize(
    "session",
    [fresh("en"), after(ev.Started(), session=fresh()), after(), in_state(SlipState.OUT)],
)
def test_no_visit_comes_back_to_somebody_else(session: Session) -> None:
    assert after(ev.Restored(ISSUED, may_retry=True), session=session) == session


@pytest.mark.parametrize(
    ("faults", "notice"),
    [(("media-empty",), "paper_out"), (("offline",), "printer"), ((), "printer")],
)
def test_a_doubted_printer_is_told_before_the_number(faults: tuple[str, ...], notice: str) -> None:
    session, effects = advance(after(), ev.PrinterDoubted(faults), PREMISES)
    assert (session.overlay, session.notice) == (Overlay.PRINTER, notice)
    assert effects == ()
    assert after(ev.OverlayClosed(), session=session) == after()


def test_a_number_can_be_taken_without_a_printer() -> None:
    doubted = after(ev.PrinterDoubted(("offline",)))
    session, effects = advance(doubted, ev.NumberAsked(anyway=True), PREMISES)
    assert session.issuing
    assert session.overlay is None
    assert cast("IssueNumbers", effects[0]).request.services == (KTP,)


@pytest.mark.parametrize(
    "session",
    [
        after(ev.NumberAsked()),
        after(ev.Started(), session=fresh()),
        in_state(SlipState.OUT),
        in_state(SlipState.STUCK),
    ],
)
def test_a_printer_is_doubted_only_where_a_number_can_be_asked_for(session: Session) -> None:
    assert after(ev.PrinterDoubted(("offline",)), session=session) == session


@pytest.mark.parametrize("event", [ev.WentBack(), ev.Restarted()])
@pytest.mark.parametrize("slip", list(SlipState))
def test_leaving_forgets_everything_and_settles_an_open_question(
    slip: SlipState, event: ev.Event
) -> None:
    session, effects = advance(in_state(slip), event, PREMISES)
    open_question = (SettleSlip("unanswered"),) if slip is SlipState.ASKED else ()
    assert session == fresh()
    assert effects == (*open_question, ForgetVisitor())
