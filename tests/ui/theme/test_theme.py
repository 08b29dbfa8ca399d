from __future__ import annotations

import pytest

from ui.theme.theme import Theme, theme_for


@pytest.mark.parametrize(
    ("width", "height", "inches", "px_per_mm"),
    [(1080, 1920, 21.5, 4.03), (1080, 1920, 32.0, 2.71), (1920, 1080, 21.5, 4.03)],
)
def test_pixels_a_millimetre_come_from_the_screen(
    width: int, height: int, inches: float, px_per_mm: float
) -> None:
    assert theme_for(width, height, inches).px_per_mm == pytest.approx(px_per_mm, abs=0.005)


@pytest.mark.parametrize("inches", [7.0, 15.6, 19.0])
def test_on_a_small_screen_all_is_drawn_smaller_and_nothing_is_cut_off(inches: float) -> None:
    small, design = theme_for(1080, 1920, inches), theme_for(1080, 1920, 21.5)
    assert small.px_per_mm == design.px_per_mm
    assert small.real_px_per_mm == pytest.approx(design.px_per_mm * 21.5 / inches)


def test_millimetres_become_whole_pixels(theme: Theme) -> None:
    assert theme.mm(20) == 81
    assert theme.mm(0) == 0
    assert isinstance(theme.mm(1.1), int)


def test_a_font_is_made_once(theme: Theme) -> None:
    assert theme.font("body") is theme.font("body")


def test_two_screens_do_not_share_their_fonts(theme: Theme) -> None:
    other = theme_for(1080, 1920, 32.0)
    assert other.font("body").pixelSize() < theme.font("body").pixelSize()


def test_a_colour_is_found_by_its_role(theme: Theme) -> None:
    assert theme.colour("primary").name() == "#08463a"


@pytest.mark.parametrize("ask", ["font", "colour"])
def test_a_role_that_does_not_exist_is_an_error(theme: Theme, ask: str) -> None:
    with pytest.raises((AttributeError, KeyError)):
        getattr(theme, ask)("pink")


def test_an_icon_is_as_large_as_asked_for(theme: Theme) -> None:
    assert theme.icon("check", "primary", 10).width() == theme.mm(10)
