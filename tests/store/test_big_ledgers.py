"""Big ledgers: as honest as those the kiosk writes, and as large as was asked for."""

from __future__ import annotations

import pytest

from kiosk.store.reading import open_reader
from tests.store.big_ledgers import LAST_DAY, big_ledger
from tests.store.ledgers import HandClock, opened, take


@pytest.mark.parametrize(("events", "days"), [(300, 1), (1_000, 7), (4_000, 1), (2_000, 30)])
def test_a_big_ledger_verifies_and_has_as_many_events_and_days_as_asked(tmp_path, events, days):
    with open_reader(big_ledger(tmp_path, events, days=days)) as reader:
        found = reader.verify()
        spans = reader.days()
    assert found.problems == []
    assert found.events == events
    assert [span.day_id for span in spans] == list(range(1, days + 1))
    assert spans[-1].date == LAST_DAY.isoformat()


def test_a_kiosk_goes_on_with_a_big_ledger(tmp_path):
    clock = HandClock()
    store = opened(big_ledger(tmp_path / "data", 900, days=3, terminal=4), clock, 4)
    assert take(store, clock.now()) == "A4001"
    store.close()
    with open_reader(tmp_path / "data") as reader:
        assert reader.verify().ok
        assert [close.day_id for close in reader.day_closes()] == [1, 2, 3]


def test_a_day_may_be_fuller_than_one_queue_can_be(tmp_path):
    with open_reader(big_ledger(tmp_path, 4_000, days=1)) as reader:
        queues = {
            event.fields["body"]["queue"]
            for event in reader.events()
            if event.row["kind"] == "ticket.issued"
        }
    assert queues == {"A", "B"}
