"""The checker convicts programs that are broken on purpose, and acquits the real one."""

from __future__ import annotations

import pytest

from tests.sync.faults.broken import BROKEN, Broken
from tests.sync.faults.judged import judge

SEEDS = range(8)


def convicted(broken: Broken) -> bool:
    """Return whether some seed shows just the crime that the program commits."""
    for seed in SEEDS:
        breaches = judge(seed, spoilt=broken.spoil(), climate=broken.climate).breaches
        if any(breach.startswith(broken.crime) for breach in breaches):
            return True
    return False


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: broken.spoil.__name__)
def test_a_broken_program_is_convicted(broken: Broken):
    assert convicted(broken)


@pytest.mark.parametrize("broken", BROKEN[::3], ids=lambda broken: broken.spoil.__name__)
def test_the_real_program_is_acquitted_in_the_same_climate(broken: Broken):
    assert judge(SEEDS[0], climate=broken.climate).breaches == []
