"""Alerts: what the ledger keeps for staff, until a technician has seen it."""

from __future__ import annotations

import pytest

from kiosk.app.selftest.alerts import SEEN, WORDS, look_at_alerts, unseen_alerts
from kiosk.store.looking import look_over
from tests.app.kiosks import desk_in
from ui.presenters.technician.event_words import KINDS, kinds_of

LOW = ("paper.low", {"mm_left": 6_000})
NOT_READY = ("printer.state", {"ready": False, "faults": ["media-empty"]})
READY = ("printer.state", {"ready": True, "faults": []})


@pytest.fixture
def store(site, clock):
    opened = desk_in(site.data, clock).store
    yield opened
    opened.close()


def record(store, clock, *events):
    for kind, body in events:
        store.record(kind, body, clock.now())


def head(site):
    with look_over(site.data) as ledger:
        return ledger.head().seq


def test_nothing_is_to_be_seen_in_a_fresh_ledger(site, store):
    assert look_at_alerts(site).words == "semua sudah dilihat"


def test_without_a_ledger_nobody_can_say(site):
    assert look_at_alerts(site).state == "skip"


def test_alerts_are_counted_by_what_they_tell(site, store, clock):
    record(store, clock, LOW, NOT_READY, NOT_READY, ("staff.alert", {"about": "ledger"}))
    check = look_at_alerts(site)
    assert check.state == "warn"
    assert check.words == (
        "4 belum dilihat: buku rusak (1), printer tidak siap (2), kertas hampir habis (1)"
    )


def test_a_printer_that_is_ready_again_is_no_alert(site, store, clock):
    record(store, clock, READY)
    assert look_at_alerts(site).state == "pass"


def test_what_was_seen_is_seen_and_what_came_after_is_not(site, store, clock):
    record(store, clock, LOW, NOT_READY)
    record(store, clock, (SEEN, {"seq": head(site), "person": "Sari"}))
    assert look_at_alerts(site).state == "pass"
    record(store, clock, LOW)
    assert look_at_alerts(site).words.startswith("1 belum dilihat")


def test_an_alert_that_came_between_look_and_touch_was_not_seen(site, store, clock):
    record(store, clock, LOW)
    seen = head(site)
    record(store, clock, NOT_READY, (SEEN, {"seq": seen, "person": "Sari"}))
    assert look_at_alerts(site).words == "1 belum dilihat: printer tidak siap (1)"


@pytest.mark.parametrize("body", [{}, {"seq": "all"}, {"seq": None}])
def test_a_mark_without_a_number_counts_from_itself(site, store, clock, body):
    record(store, clock, LOW, (SEEN, body))
    assert look_at_alerts(site).state == "pass"
    record(store, clock, NOT_READY)
    assert look_at_alerts(site).state == "warn"


def test_the_newest_come_first(site, store, clock):
    record(store, clock, LOW, NOT_READY)
    with look_over(site.data) as ledger:
        kinds = [event.row["kind"] for event in unseen_alerts(ledger)]
    assert kinds == ["printer.state", "paper.low"]


def test_every_alert_stands_among_the_problems_of_the_log():
    assert set(WORDS) <= set(kinds_of("problem"))
    assert set(WORDS) <= set(KINDS)
