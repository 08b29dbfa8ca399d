"""The small sign of a cut line on the glass: there, whole, and in nobody's way."""

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from tests.ui.glass import LANGUAGES, Glass, after, faults, printed
from tests.ui.screens.states import with_numbers

SIGNS = {
    "id": "Jaringan putus. Nomor tetap sah.",
    "en": "Network down. Your numbers are valid.",
}
NO_PAPER = ev.SlipAnswered("not_printed", ("media-empty",), may_retry=True)


@pytest.mark.parametrize("count", range(1, 10))
@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_any_number_of_numbers_it_stands_whole(
    glass: Glass, count: int, language: str
) -> None:
    glass.line_cut = True
    for session in (printed(with_numbers(count)), after(NO_PAPER, session=with_numbers(count))):
        glass.show(replace(session, language=language), seconds_left=20)
        assert faults(glass) == []
        assert glass.says(SIGNS[language])


def test_it_cannot_be_touched(glass: Glass) -> None:
    glass.show(printed(with_numbers(3)))
    before = glass.names()
    glass.line_cut = True
    glass.show(printed(with_numbers(3)))
    assert glass.names() == before


def test_where_the_line_holds_nothing_is_said_of_it(glass: Glass) -> None:
    glass.show(printed(with_numbers(3)))
    assert not glass.says(SIGNS["id"])
