"""The default catalogue and its index, built once for all tests of the search."""

from __future__ import annotations

import pytest

from kiosk.catalogue.loading import load_catalogue
from kiosk.catalogue.model import Catalogue
from kiosk.catalogue.search.index import Index, build_index


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """Return the catalogue that comes with the program."""
    return load_catalogue()


@pytest.fixture(scope="session")
def index(catalogue: Catalogue) -> Index:
    """Return the index of the default catalogue."""
    return build_index(catalogue)
