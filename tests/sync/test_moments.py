"""Moments as people read them."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.moments import local_iso


def test_a_moment_is_told_in_lampungs_time() -> None:
    assert local_iso(1795488060_000) == "2026-11-24T09:41:00+07:00"
    assert local_iso(1795488060_999) == "2026-11-24T09:41:00+07:00"


@given(st.integers(0, 253_402_214_400_000))
def test_whoever_reads_it_has_the_second_again(moment_ms: int) -> None:
    assert datetime.fromisoformat(local_iso(moment_ms)).timestamp() == moment_ms // 1000


@pytest.mark.parametrize("moment_ms", [2**53, -(2**53), 10**30])
def test_a_moment_that_no_calendar_has_is_refused(moment_ms: int) -> None:
    with pytest.raises(ValueError):
        local_iso(moment_ms)
