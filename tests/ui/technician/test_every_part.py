from __future__ import annotations

import pytest

from tests.ui.technician.pages import assert_page_holds
from tests.ui.technician.samples import HTML, LONG, UNBROKEN, pages

every_page = pytest.mark.parametrize("name", pages("Printer"))
pytestmark = pytest.mark.usefixtures("qapp")


@every_page
@pytest.mark.parametrize("words", ["Printer tiket", LONG, UNBROKEN, HTML])
def test_every_part_holds_whatever_the_words(name: str, words: str) -> None:
    assert_page_holds(pages(words)[name])
