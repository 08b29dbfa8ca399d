"""The conductor: whole sessions on a real store, with time and threads driven by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import DiskFull, KioskError, SecondWriter
from kiosk.store.series import SeriesFull
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, SlipState, fresh
from printing.ports import Outcome
from tests.app.kiosks import KTP, MONDAY, SKCK, TILANG, Kiosk, events_in, set_faults
from tests.fakes import FakeClock
from ui.presenters.welcome import WelcomeView


def asks_for(kiosk: Kiosk, service: str) -> None:
    kiosk.does(ev.Started(), ev.Opened("service", service), ev.NumberAsked())


def takes_number(kiosk: Kiosk, service: str = KTP) -> str:
    """Go from the first screen to the ticket and return the number on it."""
    asks_for(kiosk, service)
    kiosk.work()
    return str(kiosk.issued[-1].visit.tickets[0].label)


def failing(error: Exception):
    def issue(*_arguments: object, **_named: object) -> None:
        raise error

    return issue


def test_it_begins_on_the_first_screen_and_remembers_nobody(kiosk: Kiosk) -> None:
    assert kiosk.session == fresh()
    kiosk.conductor.render()
    assert isinstance(kiosk.glass.shown[-1], WelcomeView)


def test_from_the_first_touch_to_the_slip(kiosk: Kiosk, tmp_path: Path) -> None:
    assert takes_number(kiosk) == "A001"
    assert kiosk.screen == "ticket"
    assert kiosk.session.issued == kiosk.issued[0]
    assert kiosk.glass.shown[-1].session.issued.visit.tickets[0].label == "A001"
    (printed,) = kiosk.printed
    assert printed.outcome.result == "printed"
    assert printed.path is not None
    assert "A001" in printed.path
    assert [body["label"] for body in events_in(tmp_path, "ticket.issued")] == ["A001"]


def test_the_number_is_in_the_ledger_before_it_is_on_the_glass(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    seen: list[int] = []
    real = kiosk.glass.show_scene

    def watching(scene: object) -> None:
        if scene.session.issued is not None:
            seen.append(len(events_in(tmp_path, "ticket.issued")))
        real(scene)

    kiosk.glass.show_scene = watching
    takes_number(kiosk)
    assert seen
    assert set(seen) == {1}


def test_the_number_is_on_the_glass_before_the_slip_is_printed(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    assert kiosk.screen == "ticket"
    assert kiosk.printed == []
    assert len(kiosk.printing.queued) == 2  # It is drawn, then printed.


def test_the_moment_of_the_commit_is_kept(kiosk: Kiosk) -> None:
    assert kiosk.conductor.committed_at == 0
    takes_number(kiosk)
    assert kiosk.conductor.committed_at > 0


def test_a_second_tap_while_issuing_issues_once(kiosk: Kiosk, tmp_path: Path) -> None:
    asks_for(kiosk, KTP)
    kiosk.does(ev.NumberAsked(), ev.NumberAsked())
    kiosk.work()
    assert len(kiosk.issued) == 1
    assert len(events_in(tmp_path, "visit.issued")) == 1
    assert kiosk.desk.usage().services == {KTP: 1}


def test_the_page_stands_still_until_the_number_is_there(kiosk: Kiosk) -> None:
    kiosk.does(ev.Started(), ev.Opened("service", KTP))
    shown = len(kiosk.glass.shown)
    kiosk.does(ev.NumberAsked())
    assert len(kiosk.glass.shown) == shown
    assert kiosk.session.issuing
    kiosk.work()
    assert len(kiosk.glass.shown) > shown


def test_a_number_that_takes_longer_than_a_second_is_told(kiosk: Kiosk) -> None:
    kiosk.conductor.tick()
    asks_for(kiosk, KTP)
    shown = len(kiosk.glass.shown)
    kiosk.wait(1)
    assert len(kiosk.glass.shown) == shown + 1
    assert kiosk.glass.shown[-1].session.issuing
    kiosk.work()


@pytest.mark.parametrize(
    "touch",
    [ev.Restarted(), ev.WentBack(), ev.Opened("home"), ev.LanguageChosen("en"), ev.Started()],
)
def test_no_touch_takes_a_number_away_from_whoever_asked(kiosk: Kiosk, touch: ev.Event) -> None:
    asks_for(kiosk, KTP)
    before = kiosk.session
    kiosk.does(touch)
    assert kiosk.session == before
    kiosk.work()
    assert kiosk.screen == "ticket"
    assert kiosk.glass.forgotten == 0


def test_nobody_is_sent_away_while_a_number_is_written(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.wait(300)
    assert kiosk.screen == "service"
    kiosk.work()
    assert kiosk.screen == "ticket"


def test_a_slow_number_gives_the_ticket_its_whole_time(kiosk: Kiosk) -> None:
    asks_for(kiosk, KTP)
    kiosk.wait(300)
    kiosk.work()
    assert kiosk.conductor.scene.seconds_left == 20


def test_the_ticket_counts_down_and_the_first_screen_returns(kiosk: Kiosk) -> None:
    takes_number(kiosk)
    left: list[int] = []
    while kiosk.screen == "ticket":
        left.append(kiosk.conductor.scene.seconds_left)
        kiosk.wait(1)
    assert left == list(range(20, 0, -1))
    assert kiosk.session == fresh()


def test_a_touch_on_the_ticket_gives_it_its_whole_time_again(kiosk: Kiosk) -> None:
    takes_number(kiosk)
    kiosk.wait(19)
    kiosk.conductor.touched()
    kiosk.wait(19)
    assert kiosk.screen == "ticket"
    kiosk.wait(1)
    assert kiosk.screen == "welcome"


@pytest.mark.parametrize(
    ("way", "limit"),
    [
        ((), 60),
        ((ev.Opened("agencies"),), 60),
        ((ev.Opened("service", KTP),), 120),
        ((ev.Opened("search"), ev.Typed("ktp")), 120),
    ],
)
def test_the_idle_warning_comes_after_its_time(
    kiosk: Kiosk, way: tuple[ev.Event, ...], limit: int
) -> None:
    kiosk.does(ev.Started(), *way)
    kiosk.wait(limit - 1)
    assert kiosk.notice == ""
    kiosk.wait(1)
    assert kiosk.notice == "idle"
    assert kiosk.conductor.scene.seconds_left == 30


def test_the_warning_counts_down_and_the_first_screen_returns(kiosk: Kiosk) -> None:
    kiosk.does(ev.Started())
    kiosk.wait(60)
    kiosk.wait(29)
    assert kiosk.conductor.scene.seconds_left == 1
    assert kiosk.screen == "home"
    kiosk.wait(1)
    assert kiosk.session == fresh()
    assert isinstance(kiosk.glass.shown[-1], WelcomeView)
    assert kiosk.glass.forgotten == 1


def test_the_warning_is_answered_as_often_as_somebody_likes(kiosk: Kiosk) -> None:
    kiosk.does(ev.Started(), ev.Opened("service", KTP))
    for _time in range(3):
        kiosk.wait(120)
        assert kiosk.notice == "idle"
        kiosk.does(ev.OverlayClosed())
        assert kiosk.notice == ""
    assert kiosk.session.at.subject == KTP


def test_a_language_nobody_went_on_with_does_not_stay(kiosk: Kiosk) -> None:
    kiosk.does(ev.LanguageChosen("en"))
    assert kiosk.session.language == "en"
    kiosk.wait(59)
    assert kiosk.session.language == "en"
    kiosk.wait(1)
    assert kiosk.session == fresh()
    assert [choice.selected for choice in kiosk.glass.shown[-1].languages][:1] == [True]


def test_the_first_screen_alone_ends_nothing(kiosk: Kiosk) -> None:
    kiosk.wait(600)
    assert kiosk.glass.forgotten == 0
    queued = [work.__name__ for work, _done in kiosk.storage.queued]
    assert queued == ["no_line", "keep_house"]


def test_the_first_screen_shows_the_time_of_day(kiosk: Kiosk) -> None:
    kiosk.conductor.tick()
    shown = len(kiosk.glass.shown)
    kiosk.wait(59)
    assert len(kiosk.glass.shown) == shown
    kiosk.wait(1)
    assert len(kiosk.glass.shown) == shown + 1


@pytest.mark.parametrize(
    ("error", "key"),
    [
        (DiskFull("full", "make room"), "disk_full"),
        (SecondWriter("taken", "stop it"), "second_writer"),
        (SeriesFull("A is full", "tomorrow"), "refused"),
        (KioskError("else", "else"), "problem"),
    ],
)
def test_what_the_world_refuses_is_told_and_keeps_the_visit(
    kiosk: Kiosk, monkeypatch, error: KioskError, key: str
) -> None:
    monkeypatch.setattr(type(kiosk.desk), "issue", failing(error))
    asks_for(kiosk, KTP)
    kiosk.work()
    assert kiosk.notice == key
    assert not kiosk.session.issuing
    assert kiosk.session.request().services == (KTP,)
    assert kiosk.glass.shown[-1].session.notice == key
    assert kiosk.issued == []


def test_after_a_failure_the_same_visit_gets_its_number(kiosk: Kiosk, monkeypatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(type(kiosk.desk), "issue", failing(DiskFull("full", "make room")))
        asks_for(kiosk, KTP)
        kiosk.work()
    kiosk.does(ev.OverlayClosed(), ev.NumberAsked())
    kiosk.work()
    assert kiosk.screen == "ticket"
    assert kiosk.issued[0].visit.tickets[0].label == "A001"


def test_a_fault_of_ours_is_never_told_as_the_worlds(kiosk: Kiosk, monkeypatch) -> None:
    monkeypatch.setattr(type(kiosk.desk), "issue", failing(ZeroDivisionError("a bug")))
    asks_for(kiosk, KTP)
    with pytest.raises(ZeroDivisionError):
        kiosk.work()


def test_a_counter_that_closed_meanwhile_gives_no_number(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.clock.set_wall("2026-11-24T14:29")
    kiosk.does(ev.Started(), ev.Opened("service", KTP))
    assert kiosk.conductor.scene.plan.stops
    kiosk.clock.set_wall("2026-11-24T14:31")
    kiosk.does(ev.NumberAsked())
    kiosk.work()
    assert kiosk.notice == "nothing_to_issue"
    assert events_in(tmp_path, "visit.issued") == []
    assert kiosk.printing.queued == []


def test_a_quota_that_is_full_shows_at_once(tmp_path: Path) -> None:
    kiosk = Kiosk(tmp_path, FakeClock(MONDAY))
    try:
        for _visit in range(15):
            takes_number(kiosk, TILANG)
            kiosk.does(ev.Restarted())
            kiosk.work()
        kiosk.does(ev.Started(), ev.Opened("service", TILANG))
        assert kiosk.conductor.scene.standing(TILANG).reason == "quota"
        kiosk.does(ev.NumberAsked())
        kiosk.work()
        assert kiosk.notice == "refused"
    finally:
        kiosk.close()
    assert len(kiosk.issued) == 15


def test_usage_is_counted_again_after_each_visit(kiosk: Kiosk) -> None:
    assert kiosk.conductor.scene.usage.services == {}
    takes_number(kiosk)
    assert kiosk.conductor.scene.usage.services == {KTP: 1}


def test_the_first_visitor_of_a_day_sees_nothing_of_yesterdays_numbers(kiosk: Kiosk) -> None:
    takes_number(kiosk)
    kiosk.does(ev.Restarted())
    kiosk.work()
    kiosk.wait(1)
    kiosk.clock.advance(24 * 3600)
    kiosk.conductor.tick()
    kiosk.does(ev.Started())
    kiosk.work()
    assert kiosk.conductor.scene.usage.services == {}


def test_a_kiosk_that_starts_again_knows_what_it_gave_today(tmp_path: Path) -> None:
    first = Kiosk(tmp_path, FakeClock())
    takes_number(first)
    first.close()
    again = Kiosk(tmp_path, FakeClock())
    try:
        assert again.conductor.scene.usage.services == {KTP: 1}
        assert takes_number(again) == "A002"
    finally:
        again.close()


def test_nothing_of_a_visitor_remains(kiosk: Kiosk) -> None:
    kiosk.does(
        ev.LanguageChosen("en"),
        ev.Started(),
        ev.Opened("search"),
        ev.Typed("rahasia"),
        ev.Opened("service", SKCK),
        ev.DocumentToggled("ktp-el", "pemohon"),
        ev.PriorityChosen("hamil"),
        ev.ServiceAdded("summary"),
        ev.NumberAsked(),
    )
    kiosk.work()
    kiosk.does(ev.Restarted())
    kiosk.work()
    assert kiosk.session == fresh()
    assert kiosk.conductor.scene.session == fresh()
    assert kiosk.glass.forgotten == 1
    kiosk.does(ev.Started())
    assert kiosk.session == fresh().go(Screen.HOME)


def test_the_first_screen_is_the_same_after_a_visit_as_before(kiosk: Kiosk) -> None:
    kiosk.conductor.render()
    before = kiosk.glass.shown[-1]
    kiosk.does(ev.LanguageChosen("en"))
    takes_number(kiosk, SKCK)
    kiosk.does(ev.Restarted())
    kiosk.work()
    assert kiosk.glass.shown[-1] == before


@pytest.mark.parametrize("fault", ["media-empty", "cover-open"])
def test_paper_that_does_not_come_out_is_told_on_the_ticket(
    kiosk: Kiosk, tmp_path: Path, fault: str
) -> None:
    set_faults(tmp_path, fault)
    assert takes_number(kiosk) == "A001"
    assert kiosk.screen == "slip"
    assert kiosk.printed[0].outcome.result == "not_printed"
    assert len(events_in(tmp_path, "ticket.issued")) == 1


def test_a_missing_slip_is_not_told_to_the_next_visitor(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-empty")
    asks_for(kiosk, KTP)
    kiosk.storage.run_all()
    kiosk.does(ev.Restarted(), ev.Started())
    kiosk.work()
    assert kiosk.screen == "home"
    assert kiosk.notice == ""
    assert kiosk.printed[0].outcome.result == "not_printed"


def test_a_list_of_the_last_visitor_is_not_told_to_the_next(kiosk: Kiosk) -> None:
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.ListPrintAsked())
    kiosk.does(ev.Restarted(), ev.Started())
    kiosk.work()
    assert kiosk.notice == ""
    assert len(kiosk.printed) == 1


def test_a_list_that_failed_never_lets_a_number_be_asked_twice(
    kiosk: Kiosk, tmp_path: Path
) -> None:
    set_faults(tmp_path, "media-empty")
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.ListPrintAsked(), ev.NumberAsked())
    kiosk.printing.run_all()
    kiosk.does(ev.NumberAsked())
    kiosk.work()
    assert len(events_in(tmp_path, "visit.issued")) == 1


def test_a_printed_list_is_told_and_gives_no_number(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.ListPrintAsked())
    kiosk.work()
    assert kiosk.notice == "list_printed"
    assert len(list((tmp_path / "slips").glob("*-syarat-*.pdf"))) == 1
    assert events_in(tmp_path, "ticket.issued") == []


def test_a_list_without_paper_is_told(kiosk: Kiosk, tmp_path: Path) -> None:
    set_faults(tmp_path, "media-empty")
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.ListPrintAsked())
    kiosk.work()
    assert kiosk.notice == "list_failed"
    assert kiosk.printed == []


def test_a_fault_of_ours_in_printing_is_seen_and_the_number_stays(
    kiosk: Kiosk, monkeypatch
) -> None:
    broken = failing(ZeroDivisionError("a bug"))
    monkeypatch.setattr(type(kiosk.paperwork), "draw", broken)
    asks_for(kiosk, KTP)
    with pytest.raises(ZeroDivisionError):
        kiosk.work()
    kiosk.work()
    assert kiosk.screen == "slip"


def test_a_word_sought_in_vain_by_three_visits_is_counted(kiosk: Kiosk, tmp_path: Path) -> None:
    for _visit in range(3):
        kiosk.does(ev.Started(), ev.Opened("search"), ev.Typed("zzqxjw"), ev.Restarted())
        kiosk.work()
    assert events_in(tmp_path, "search.unfound") == [{"word": "zzqxjw", "visits": 3}]


def test_what_two_visits_sought_is_nobodys_business(kiosk: Kiosk, tmp_path: Path) -> None:
    for _visit in range(2):
        kiosk.does(ev.Started(), ev.Opened("search"), ev.Typed("zzqxjw"), ev.Restarted())
        kiosk.work()
    assert events_in(tmp_path, "search.unfound") == []


def test_a_full_disk_between_visits_disturbs_nobody(kiosk: Kiosk, monkeypatch) -> None:
    monkeypatch.setattr(type(kiosk.desk), "tidy", failing(DiskFull("full", "make room")))
    kiosk.does(ev.Started(), ev.Restarted(), ev.Started())
    kiosk.work()
    assert kiosk.notice == ""
    assert kiosk.screen == "home"


def test_a_life_event_becomes_one_visit_with_its_steps(kiosk: Kiosk, tmp_path: Path) -> None:
    kiosk.does(
        ev.Started(),
        ev.LifeEventChosen("anak-lahir"),
        ev.ConditionsAnswered(()),
        ev.NumberAsked(),
    )
    kiosk.work()
    (visit,) = events_in(tmp_path, "visit.issued")
    assert visit["life_event"] == "anak-lahir"
    assert visit["tickets"] == [t.label for t in kiosk.issued[0].visit.tickets]
    assert kiosk.issued[0].plan.checklist.to_bring == 8


def test_two_visitors_one_after_the_other_get_two_numbers(kiosk: Kiosk) -> None:
    first = takes_number(kiosk)
    kiosk.does(ev.Restarted())
    second = takes_number(kiosk)
    assert [first, second] == ["A001", "A002"]
    assert kiosk.issued[0].visit.code != kiosk.issued[1].visit.code


def test_a_list_that_nobody_can_prove_is_said_to_be_sent(
    kiosk: Kiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    unknown = Outcome("unknown", "sent", settled=False)
    monkeypatch.setattr(kiosk.paperwork.room, "print_paper", lambda *_a, **_k: unknown)
    kiosk.does(ev.Started(), ev.Opened("service", KTP), ev.ListPrintAsked())
    kiosk.work()
    assert kiosk.notice == "list_sent"


def test_where_printing_itself_breaks_the_visitor_is_asked(kiosk: Kiosk, monkeypatch) -> None:
    broken = failing(ZeroDivisionError("a bug"))
    monkeypatch.setattr(type(kiosk.paperwork), "print_drawn", broken)
    asks_for(kiosk, KTP)
    with pytest.raises(ZeroDivisionError):
        kiosk.work()
    assert (kiosk.screen, kiosk.session.slip) == ("slip", SlipState.ASKED)


def test_a_kiosk_that_nobody_uses_forgets_yesterday_all_the_same(kiosk: Kiosk, monkeypatch) -> None:
    tidied: list[bool] = []
    monkeypatch.setattr(type(kiosk.desk), "tidy", lambda _desk: tidied.append(True))
    kiosk.wait(3)
    kiosk.work()
    assert tidied == []
    kiosk.clock.advance(3600)
    kiosk.wait(3)
    kiosk.work()
    assert tidied == [True]


def test_a_kiosk_that_nobody_uses_goes_on_tidying_as_long_as_there_is_more(
    kiosk: Kiosk, monkeypatch
) -> None:
    answers = [True, True, False, False]
    monkeypatch.setattr(type(kiosk.desk), "tidy", lambda _desk: answers.pop(0))
    kiosk.clock.advance(3600)
    for left in (3, 2, 1, 1, 1):
        kiosk.wait(2)
        kiosk.work()
        assert len(answers) == left


def test_tidying_waits_while_somebody_is_there_and_goes_on_afterwards(
    kiosk: Kiosk, monkeypatch
) -> None:
    answers = [True, False, False]
    monkeypatch.setattr(type(kiosk.desk), "tidy", lambda _desk: answers.pop(0))
    kiosk.clock.advance(3600)
    kiosk.wait(1)
    kiosk.work()
    kiosk.does(ev.Started())
    kiosk.wait(5)
    kiosk.work()
    assert len(answers) == 2
    kiosk.does(ev.Restarted())
    kiosk.work()
    kiosk.wait(2)
    kiosk.work()
    assert answers == []  # Once for the visit that ended, once for what was left.


def test_the_day_turns_on_a_kiosk_that_nobody_uses(kiosk: Kiosk, tmp_path: Path) -> None:
    takes_number(kiosk)
    kiosk.does(ev.Restarted())
    kiosk.work()
    kiosk.clock.advance(24 * 3600)
    kiosk.wait(2)
    kiosk.work()
    assert [body["date"] for body in events_in(tmp_path, "day.closed")] == ["2026-11-24"]
    assert kiosk.screen == "welcome"
