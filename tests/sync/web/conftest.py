"""What the front's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sync.web.front import Front


@pytest.fixture
def front() -> Iterator[Front]:
    """The front with two terminals enrolled, and nobody counting how often they come."""
    with Front() as made:
        yield made
