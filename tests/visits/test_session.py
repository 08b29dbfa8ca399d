"""The session: every way leads on, back or to the start, and nothing of a visitor remains."""

from __future__ import annotations

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.effects import ForgetVisitor, IssueNumbers, PrintList
from kiosk.visits.session.state import Overlay, Screen, Session, fresh
from kiosk.visits.session.transitions import (
    LONGEST_QUERY,
    advance,
    askable_conditions,
    offered_steps,
)
from tests.premises import example_premises

PREMISES = example_premises()
KTP = "disdukcapil-ktp-hilang-rusak"
SKCK = "polres-skck-baru"


def after(*happened: ev.Event, session: Session | None = None) -> Session:
    """Return the session after the events, from the first screen."""
    current = session or fresh()
    for event in happened:
        current, _effects = advance(current, event, PREMISES)
    return current


def looking_at(service: str) -> Session:
    return after(ev.Started(), ev.Opened("service", service))


def test_a_touch_starts_at_home() -> None:
    assert after(ev.Started()).at.screen is Screen.HOME


def test_three_touches_ask_for_the_number_of_a_popular_service() -> None:
    session = looking_at(KTP)
    session, effects = advance(session, ev.NumberAsked(), PREMISES)
    assert session.issuing
    assert isinstance(effects[0], IssueNumbers)
    assert effects[0].request.services == (KTP,)


def test_a_second_touch_while_issuing_asks_for_nothing() -> None:
    session = after(ev.NumberAsked(), session=looking_at(KTP))
    again, effects = advance(session, ev.NumberAsked(), PREMISES)
    assert again == session
    assert effects == ()


def test_two_services_are_one_visit() -> None:
    session = after(
        ev.ServiceAdded(),
        ev.Opened("service", SKCK),
        ev.ServiceAdded("summary"),
        session=looking_at(KTP),
    )
    assert session.at.screen is Screen.SUMMARY
    assert session.request().services == (KTP, SKCK)


def test_a_tenth_service_is_told_and_changes_nothing() -> None:
    names = [name for name in PREMISES.catalogue.services if name.startswith("disdukcapil")]
    session = Session(basket=tuple(names[:9]))
    full = after(ev.Opened("service", names[9]), ev.ServiceAdded("summary"), session=session)
    assert full.overlay is Overlay.NOTICE
    assert full.notice == "basket_full"
    assert full.basket == tuple(names[:9])


def test_removing_the_last_service_leads_home() -> None:
    session = after(ev.ServiceAdded("summary"), session=looking_at(KTP))
    empty = after(ev.ServicesRemoved((KTP,)), session=session)
    assert empty.at.screen is Screen.HOME
    assert empty.chosen == ()


def test_a_life_event_asks_its_conditions_first() -> None:
    session = after(ev.Started(), ev.LifeEventChosen("anak-lahir"))
    assert session.at.screen is Screen.CONDITIONS
    asked = askable_conditions(session, PREMISES)
    assert 0 < len(asked) <= 6
    assert "punya" not in asked


def test_lewati_leaves_everything_unanswered() -> None:
    session = after(ev.Started(), ev.LifeEventChosen("anak-lahir"), ev.ConditionsAnswered(()))
    assert session.at.screen is Screen.PACKAGE
    assert session.answers == ()


def test_a_step_whose_condition_is_no_disappears() -> None:
    session = after(
        ev.Started(),
        ev.LifeEventChosen("buka-usaha-makanan"),
        ev.ConditionsAnswered((("perorangan", False),)),
    )
    assert "kpp-npwp-op" not in offered_steps(session, PREMISES)


def test_core_steps_are_ticked_and_optional_ones_offered() -> None:
    session = after(ev.Started(), ev.LifeEventChosen("anak-lahir"), ev.ConditionsAnswered(()))
    assert "disdukcapil-ikd" not in session.steps
    ticked = after(ev.StepToggled("disdukcapil-ikd"), session=session)
    assert ticked.steps[-1] == "disdukcapil-ikd"
    assert after(ev.StepToggled("disdukcapil-ikd"), session=ticked).steps == session.steps


def test_unticking_every_step_asks_for_nothing() -> None:
    session = after(ev.Started(), ev.LifeEventChosen("usia-17"), ev.ConditionsAnswered(()))
    for step in session.steps:
        session = after(ev.StepToggled(step), session=session)
    _same, effects = advance(session, ev.NumberAsked(), PREMISES)
    assert effects == ()


def test_back_from_a_life_event_forgets_its_steps() -> None:
    session = after(
        ev.Started(),
        ev.LifeEventChosen("anak-lahir"),
        ev.ConditionsAnswered(()),
        ev.WentBack(),
        ev.WentBack(),
    )
    assert session.at.screen is Screen.HOME
    assert session.chosen == ()
    assert session.life_event is None


def test_a_service_chosen_before_a_life_event_stays_in_the_visit() -> None:
    session = after(ev.ServiceAdded(), ev.LifeEventChosen("usia-17"), session=looking_at(SKCK))
    assert SKCK in session.request().services
    assert session.request().life_event == "usia-17"


def test_conditions_of_one_service_lead_back_to_it() -> None:
    service = "disdukcapil-kk-baru"
    session = after(ev.Opened("conditions", service), session=looking_at(service))
    assert session.request().services == (service,)
    answered = after(ev.ConditionsAnswered((("menikah", False),)), session=session)
    assert answered.at.screen is Screen.SERVICE
    assert answered.request().answers == (("menikah", False),)


def test_the_language_changes_in_place() -> None:
    session = after(ev.LanguageAsked(), ev.LanguageChosen("en"), session=looking_at(KTP))
    assert session.at.subject == KTP
    assert session.language == "en"
    assert session.overlay is None


def test_typing_is_capped_however_much_is_pasted() -> None:
    session = after(ev.Started(), ev.Opened("search"), ev.Typed("x" * 10_000))
    assert len(session.query) == LONGEST_QUERY
    assert after(ev.Erased(), session=session).query == "x" * (LONGEST_QUERY - 1)
    assert after(ev.Cleared(), session=session).query == ""


def test_mulai_lagi_leaves_nothing_of_the_visitor() -> None:
    session = after(
        ev.LanguageChosen("en"),
        ev.DocumentToggled("kk", "pemohon"),
        ev.PriorityChosen("lansia"),
        session=looking_at(KTP),
    )
    ended, effects = advance(session, ev.Restarted(), PREMISES)
    assert ended == fresh()
    assert isinstance(effects[0], ForgetVisitor)


def test_the_idle_warning_can_be_answered_without_losing_anything() -> None:
    session = looking_at(KTP)
    assert after(ev.IdleNoticed(), ev.OverlayClosed(), session=session) == session


def test_a_failure_is_told_and_keeps_the_visit() -> None:
    session = after(ev.NumberAsked(), ev.Failed("disk_full"), session=looking_at(KTP))
    assert not session.issuing
    assert session.notice == "disk_full"
    assert session.request().services == (KTP,)


def test_the_missing_list_prints_only_what_is_not_ticked() -> None:
    session = after(
        ev.Opened("check", SKCK), ev.DocumentToggled("ktp-el", "pemohon"), session=looking_at(SKCK)
    )
    _same, effects = advance(session, ev.ListPrintAsked(missing=True), PREMISES)
    assert isinstance(effects[0], PrintList)
    assert effects[0].have == {("ktp-el", "pemohon")}


def test_bantuan_khusus_is_remembered_and_goes_with_the_request() -> None:
    session = after(ev.Opened("special_help"), ev.PriorityChosen("hamil"), session=looking_at(KTP))
    assert session.at.screen is Screen.SERVICE
    assert session.request().priority == "hamil"


@pytest.mark.parametrize("screen", list(Screen))
def test_every_screen_has_a_way_back_to_the_start(screen: Screen) -> None:
    session = fresh().go(Screen.HOME).go(screen, KTP)
    for _step in range(5):
        session = after(ev.WentBack(), session=session)
    assert session.at.screen is Screen.WELCOME


def test_a_service_taken_by_itself_survives_a_no_to_the_life_events_step() -> None:
    session = after(
        ev.ServiceAdded(),
        ev.LifeEventChosen("buka-usaha-makanan"),
        ev.ConditionsAnswered((("perorangan", False),)),
        session=looking_at("kpp-npwp-op"),
    )
    assert "kpp-npwp-op" in session.request().services
    assert "kpp-npwp-op" in session.request().apart
