"""Never a number for a closed counter, in whatever order visitors, staff, days and starts come."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from kiosk.store.pauses import CounterClosed
from kiosk.visits.issuing import KioskPaused
from tests.store.ledgers import HandClock, draft, opened, stop

QUEUES = ("A", "B", "C")
queues = st.sampled_from(QUEUES)
baskets = st.lists(queues, min_size=1, max_size=3, unique=True)


class ClosingInAnyOrder(RuleBasedStateMachine):
    """A store beside a model of what is out of service; drafts may be as old as they like."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.clock = HandClock(given=True)
        self.store = opened(Path(self._folder.name), self.clock)
        self.paused = False
        self.closed: set[str] = set()
        self.given: dict[str, int] = dict.fromkeys(QUEUES, 0)

    @rule(basket=baskets)
    def a_visitor_takes_numbers_for_what_they_chose_long_ago(self, basket: list[str]) -> None:
        chosen = draft(*(stop(queue) for queue in basket))
        before = dict(self.given)
        try:
            visit = self.store.issue(chosen, self.clock.now())
        except KioskPaused:
            assert self.paused
        except CounterClosed:
            assert not self.paused
            assert self.closed.intersection(basket)
        else:
            assert not self.paused
            assert not self.closed.intersection(basket)
            for ticket in visit.tickets:
                self.given[ticket.queue] += 1
                assert int(ticket.label[-3:]) == self.given[ticket.queue]
            return
        assert self.given == before

    @rule(queue=queues)
    def staff_close_a_counter(self, queue: str) -> None:
        is_news = self.store.close_agency(f"instansi-{queue.lower()}", "sari")
        assert is_news == (queue not in self.closed)
        self.closed.add(queue)

    @rule(queue=queues)
    def staff_open_a_counter(self, queue: str) -> None:
        is_news = self.store.open_agency(f"instansi-{queue.lower()}", "sari")
        assert is_news == (queue in self.closed)
        self.closed.discard(queue)

    @rule()
    def staff_pause_the_kiosk(self) -> None:
        assert self.store.pause("sari") == (not self.paused)
        self.paused = True

    @rule()
    def staff_resume_the_kiosk(self) -> None:
        assert self.store.resume("sari") == self.paused
        self.paused = False

    @rule()
    def a_night_passes(self) -> None:
        self.clock.run(days=1)
        self.closed, self.given = set(), dict.fromkeys(QUEUES, 0)

    @rule()
    def the_kiosk_starts_again(self) -> None:
        self.store.close()
        self.store = opened(Path(self._folder.name), self.clock)

    @invariant()
    def what_is_shown_is_what_holds(self) -> None:
        usage = self.store.usage(self.clock.now())
        assert usage.paused == self.paused
        assert usage.closed == {f"instansi-{queue.lower()}" for queue in self.closed}

    def teardown(self) -> None:
        self.store.close()
        self._folder.cleanup()


TestClosingInAnyOrder = ClosingInAnyOrder.TestCase
TestClosingInAnyOrder.settings = settings(
    max_examples=200 if os.environ.get("KIOSK_FULL") else 8, stateful_step_count=20, deadline=None
)
