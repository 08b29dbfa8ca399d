"""Losses in any order, over days: no label is given twice on a day, whatever the clock does."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.errors import StoreProblem
from kiosk.store.labels import parse_label
from kiosk.store.loss.epochs import ledgers_in
from kiosk.store.reading import open_reader
from tests.store.ledgers import HandClock, draft, opened, stop
from tests.store.losses import BESIDE, assert_each_once, kept_labels, starts_of

FULL = os.environ.get("KIOSK_FULL") == "1"

STEPS = st.one_of(
    st.tuples(st.just("issue"), st.integers(1, 3)),
    st.tuples(st.just("issue"), st.integers(1, 3)),
    st.tuples(st.just("wait"), st.integers(1, 40)),
    st.tuples(st.just("jump"), st.integers(-60, 60)),
    st.tuples(st.just("restart"), st.just(0)),
    st.tuples(st.just("kill"), st.just(0)),
    st.tuples(st.just("delete"), st.integers(1, 7)),
    st.tuples(st.just("zero"), st.integers(0, 40)),
    st.tuples(st.just("cut the wal"), st.integers(0, 40_000)),
    st.tuples(st.just("delete it running"), st.integers(1, 3)),
    st.tuples(st.just("end the epoch"), st.just(0)),
    st.tuples(st.just("lose the list"), st.just(0)),
)


class Kiosk:
    """A kiosk in a folder, and everything it ever gave."""

    def __init__(self, root: Path) -> None:
        self.root, self.folder = root, root / "0"
        self.clock, self.kills = HandClock(), 0
        self.given: list[tuple[str, str]] = []
        self._start()

    def carry_out(self, step: str, what: int) -> None:
        getattr(self, f"_{step.replace(' ', '_')}")(what)

    def close(self) -> None:
        """Stop the kiosk, unless it did not start."""
        if self.runs:
            self.runs = False
            self.store.close()

    def _start(self) -> None:
        self.runs = False
        self.store = opened(self.folder, self.clock, 7)
        self.runs = True

    def _issue(self, count: int) -> None:
        for _ in range(count):
            visit = self.store.issue(draft(stop("A"), stop("B")), self.clock.now())
            self.given += [(visit.queue_day, ticket.label) for ticket in visit.tickets]

    def _wait(self, hours: int) -> None:
        self.clock.run(hours=hours)

    def _jump(self, hours: int) -> None:
        self.clock.jump(hours=hours)

    def _restart(self, _what: int) -> None:
        self.close()
        self._start()

    def _kill(self, _what: int, spoil: Callable[[], object] = lambda: None) -> None:
        """Go on in a copy, as a killed process leaves it, after ``spoil`` was let loose on it."""
        self.kills += 1
        copy = self.root / str(self.kills)
        shutil.copytree(self.folder, copy)
        self.close()
        self.folder = copy
        spoil()
        self._start()

    def _delete(self, which: int) -> None:
        self._kill(0, partial(self._unlink, which))

    def _delete_it_running(self, which: int) -> None:
        self._unlink(which)

    def _unlink(self, which: int) -> None:
        for bit, suffix in enumerate(BESIDE):
            if which >> bit & 1:
                (self.folder / f"ledger.db{suffix}").unlink(missing_ok=True)

    def _zero(self, page: int) -> None:
        def spoil() -> None:
            path = self.folder / "ledger.db"
            if path.exists():
                with path.open("r+b") as file:
                    file.seek(page * 4096 % path.stat().st_size)
                    file.write(bytes(4096))

        self._kill(0, spoil)

    def _cut_the_wal(self, size: int) -> None:
        def spoil() -> None:
            path = self.folder / "ledger.db-wal"
            if path.exists():
                os.truncate(path, min(size, path.stat().st_size))

        self._kill(0, spoil)

    def _end_the_epoch(self, _what: int) -> None:
        self.store.begin_epoch("restored", self.store.ident.epoch, 10_000)

    def _lose_the_list(self, _what: int) -> None:
        """Lose the list of epochs alone; together with its ledger it would be too much."""
        self._issue(1)
        self._kill(0, partial(os.unlink, self.root / str(self.kills + 1) / "epochs.json"))


@settings(max_examples=300 if FULL else 8)
@given(st.lists(STEPS, min_size=3, max_size=18 if FULL else 12))
def test_no_label_is_given_twice_on_a_day_whatever_is_lost(steps):
    with tempfile.TemporaryDirectory() as name:
        kiosk = Kiosk(Path(name))
        try:
            for step, what in steps:
                kiosk.carry_out(step, what)
            kiosk.carry_out("issue", 1)
        except StoreProblem as refused:
            assert "ledgers were lost on" in refused.message  # noqa: PT017 - after the ninth
        finally:
            kiosk.close()
        assert_each_once(kiosk.given, kept_labels(kiosk.folder))
        assert {parse_label(label).terminal for _, label in kiosk.given} <= {7}
        _series_grow(kiosk.given)
        _ledgers_hold(kiosk.folder)


def _series_grow(given):
    """Within each series of a day the numbers are 1, 2, 3 and so on."""
    numbers = defaultdict(list)
    for day, text in given:
        label = parse_label(text)
        numbers[day, label.queue, label.series].append(label.number)
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def _ledgers_hold(folder):
    day_ids = []
    for ledger in ledgers_in(folder):
        with open_reader(folder, ledger.path.name) as reader:
            hashes = [text for text in reader.verify().problems if "its ticket" not in text]
            assert hashes == []
            days = [span.day_id for span in reader.days()]
        day_ids += [days[0], days[-1]] if days else []
    assert day_ids == sorted(day_ids)
    for start in starts_of(folder):
        assert start["series"] % 100 == 7
        assert start["series"] > 100
