"""The checker, in the manner of Jepsen: reads the whole history and says what does not hold.

It knows nothing of the program: export lines, hashes and roots are read and reckoned anew in
``lines``. A law is a function that yields a sentence for each breach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.sync.faults.alarms import find_false_alarms, find_unnoticed_forks
from tests.sync.faults.defects import find_defects, find_silenced_alarms
from tests.sync.faults.history import History
from tests.sync.faults.order import (
    find_broken_chains,
    find_numbers_out_of_turn,
    find_repeated_labels,
)
from tests.sync.faults.pace import find_tight_loops
from tests.sync.faults.proofs import find_falsely_proven_days, find_unproven_days
from tests.sync.faults.sets import (
    find_forgotten,
    find_invented,
    find_lost,
    find_misplaced,
    find_twice,
    find_unwritten,
    find_vanished,
)
from tests.sync.faults.watermarks import find_false_watermarks

Law = Callable[[History], Iterator[str]]

LAWS: tuple[Law, ...] = (
    find_lost,
    find_twice,
    find_invented,
    find_misplaced,
    find_vanished,
    find_forgotten,
    find_unwritten,
    find_false_watermarks,
    find_broken_chains,
    find_repeated_labels,
    find_numbers_out_of_turn,
    find_unproven_days,
    find_falsely_proven_days,
    find_unnoticed_forks,
    find_false_alarms,
    find_tight_loops,
    find_defects,
    find_silenced_alarms,
)


def check(history: History) -> list[str]:
    """Return every breach of every law; none means that nothing was lost and nothing came twice."""
    return [breach for law in LAWS for breach in law(history)]
