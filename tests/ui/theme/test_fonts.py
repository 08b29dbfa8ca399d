from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

from ui.theme import fonts
from ui.theme.theme import Theme, theme_for
from ui.theme.tokens import CAP_RATIO, FIGURES, SMALLEST_CAP, TYPES

SCREENS = [(1080, 1920, 21.5), (1080, 1920, 27.0), (1080, 1920, 32.0), (2160, 3840, 43.0)]


@pytest.fixture
def unloaded() -> Iterator[None]:
    fonts.load_fonts.cache_clear()
    yield
    fonts.load_fonts.cache_clear()


@pytest.mark.parametrize("role", TYPES)
@pytest.mark.parametrize("screen", SCREENS)
def test_capitals_are_at_least_4_8_mm_high_on_every_screen(
    qapp: QApplication, role: str, screen: tuple[int, int, float]
) -> None:
    theme = theme_for(*screen)
    capital = QFontMetricsF(theme.font(role)).capHeight() / theme.px_per_mm
    assert capital >= SMALLEST_CAP - 0.01


@pytest.mark.parametrize("role", TYPES)
def test_a_role_is_set_in_its_own_family_and_never_in_a_system_font(
    theme: Theme, role: str
) -> None:
    assert QFontInfo(theme.font(role)).family() == TYPES[role].family
    assert QFontInfo(theme.font(role)).bold() == TYPES[role].bold


@pytest.mark.parametrize("family", CAP_RATIO)
def test_the_height_of_capitals_is_what_the_font_says(theme: Theme, family: str) -> None:
    role = next(name for name, kind in TYPES.items() if kind.family == family)
    font = QFont(theme.font(role))
    font.setPixelSize(1000)
    assert QFontMetricsF(font).capHeight() / 1000 == pytest.approx(CAP_RATIO[family], abs=0.004)


@pytest.mark.parametrize("role", [name for name, kind in TYPES.items() if kind.family == FIGURES])
def test_figures_are_all_equally_wide_so_that_a_clock_stands_still(theme: Theme, role: str) -> None:
    metrics = QFontMetricsF(theme.font(role))
    assert len({metrics.horizontalAdvance(digit * 4) for digit in "0123456789"}) == 1


def test_a_zero_has_no_slash_where_figures_are_read(theme: Theme) -> None:
    """Atkinson's slashed zero reads like the letter on a slip; Inter's plain one does not."""
    assert {TYPES[role].family for role in ("ticket", "ticket_small", "clock", "price")} == {
        FIGURES
    }


def test_no_font_is_hinted_so_that_every_machine_paints_the_same(theme: Theme) -> None:
    for role in TYPES:
        assert theme.font(role).hintingPreference() == QFont.HintingPreference.PreferNoHinting


@pytest.mark.usefixtures("qapp", "unloaded")
def test_a_missing_font_is_an_error_that_names_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match=r"AtkinsonHyperlegibleNext-Regular\.ttf"):
        fonts.load_fonts()
