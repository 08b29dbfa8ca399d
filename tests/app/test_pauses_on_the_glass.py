"""Staff pause the kiosk or close a counter while visitors stand there: what the glass does."""

from __future__ import annotations

import pytest

from kiosk.app.equipment import equip
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen
from tests.app.kiosks import KTP, SKCK, Kiosk, events_in, foundation_in

OUT_OF_SERVICE = "Mesin ini sedang diperbaiki"
TAKE = (ev.Started(), ev.Opened(Screen.SERVICE.value, KTP), ev.NumberAsked())


def shown(kiosk: Kiosk) -> str:
    """The title of the apology that stands there, or nothing."""
    last = kiosk.glass.shown[-1]
    return last[0] if isinstance(last, tuple) else ""


def soon(kiosk: Kiosk) -> None:
    """Let a second pass and both threads do what they have."""
    kiosk.wait(1)
    kiosk.work()


def test_a_paused_kiosk_shows_one_screen_and_takes_no_touch(kiosk: Kiosk) -> None:
    kiosk.desk.store.pause("sari")
    soon(kiosk)
    assert shown(kiosk) == OUT_OF_SERVICE
    kiosk.does(*TAKE)
    kiosk.work()
    assert (kiosk.issued, kiosk.screen) == ([], "welcome")
    assert shown(kiosk) == OUT_OF_SERVICE


def test_whoever_was_choosing_is_forgotten(kiosk: Kiosk) -> None:
    kiosk.does(*TAKE[:2])
    kiosk.desk.store.pause("sari")
    soon(kiosk)
    assert (shown(kiosk), kiosk.screen) == (OUT_OF_SERVICE, "welcome")
    assert kiosk.glass.forgotten == 1


def test_resumed_it_welcomes_the_next_visitor(kiosk: Kiosk) -> None:
    kiosk.desk.store.pause("sari")
    soon(kiosk)
    kiosk.desk.store.resume("sari")
    soon(kiosk)
    assert shown(kiosk) == ""
    kiosk.does(*TAKE)
    kiosk.work()
    assert [i.visit.tickets[0].label for i in kiosk.issued] == ["A001"]


def test_whoever_just_got_a_number_still_sees_it(kiosk: Kiosk) -> None:
    kiosk.does(*TAKE)
    kiosk.work()
    kiosk.desk.store.pause("sari")
    soon(kiosk)
    assert (shown(kiosk), kiosk.screen) == ("", "ticket")
    kiosk.does(ev.Restarted())
    assert shown(kiosk) == OUT_OF_SERVICE


@pytest.mark.parametrize("pause_first", [True, False])
def test_a_number_asked_for_at_the_same_moment_is_given_or_refused_but_never_both(
    kiosk: Kiosk, *, pause_first: bool
) -> None:
    kiosk.does(*TAKE[:2])
    if pause_first:
        kiosk.storage.submit(lambda: kiosk.desk.store.pause("sari"), lambda *_: None)
    kiosk.does(TAKE[2])
    if not pause_first:
        kiosk.storage.submit(lambda: kiosk.desk.store.pause("sari"), lambda *_: None)
    kiosk.work()
    assert len(kiosk.issued) == (0 if pause_first else 1)
    assert len(events_in(kiosk.folder, "ticket.issued")) == len(kiosk.issued)
    soon(kiosk)
    assert (shown(kiosk) == OUT_OF_SERVICE) == pause_first


def test_a_counter_that_closes_while_the_page_is_read_gives_no_number(kiosk: Kiosk) -> None:
    kiosk.does(*TAKE[:2])
    kiosk.desk.close_agency("disdukcapil", "sari")
    kiosk.does(TAKE[2])
    kiosk.work()
    assert (kiosk.issued, kiosk.notice) == ([], "nothing_to_issue")
    assert events_in(kiosk.folder, "ticket.issued") == []


def test_the_open_half_of_a_basket_gets_its_number_when_the_other_closes(kiosk: Kiosk) -> None:
    kiosk.does(
        *TAKE[:2],
        ev.ServiceAdded(),
        ev.Opened(Screen.SERVICE.value, SKCK),
        ev.ServiceAdded("summary"),
    )
    kiosk.desk.close_agency("disdukcapil", "sari")
    kiosk.does(ev.NumberAsked())
    kiosk.work()
    visit = kiosk.issued[0].visit
    assert [ticket.services for ticket in visit.tickets] == [(SKCK,)]
    assert [(step.service, step.reason) for step in visit.later] == [(KTP, "closed")]


def test_the_page_that_is_open_says_so_within_a_second(kiosk: Kiosk) -> None:
    kiosk.does(*TAKE[:2])
    kiosk.desk.close_agency("disdukcapil", "sari")
    soon(kiosk)
    scene = kiosk.glass.shown[-1]
    assert scene.standing(KTP).by_staff


def test_a_kiosk_that_was_paused_starts_paused(tmp_path, clock) -> None:
    first = Kiosk(tmp_path, clock)
    first.desk.store.pause("sari")
    first.close()
    equipment = equip(foundation_in(tmp_path, clock))
    assert equipment.usage.paused
    equipment.close()
    again = Kiosk(tmp_path, clock)
    again.conductor.restore()
    assert shown(again) == OUT_OF_SERVICE
    again.does(*TAKE)
    again.work()
    assert again.issued == []
    again.close()


def test_an_unfinished_slip_is_shown_before_the_pause(tmp_path, clock) -> None:
    first = Kiosk(tmp_path, clock)
    first.does(*TAKE)
    first.storage.run_all()  # The slip never gets its turn: the kiosk is killed.
    first.desk.store.pause("sari")
    first.close()
    again = Kiosk(tmp_path, clock)
    again.conductor.restore()
    assert (again.screen, shown(again)) == ("slip", "")
    again.does(ev.Restarted())
    assert shown(again) == OUT_OF_SERVICE
    again.close()


def test_a_technician_finds_the_glass_free_while_it_is_paused(kiosk: Kiosk) -> None:
    kiosk.desk.store.pause("sari")
    soon(kiosk)
    assert kiosk.conductor.make_way()
    kiosk.desk.store.resume("sari")
    kiosk.conductor.come_back()
    kiosk.work()
    assert shown(kiosk) == ""
