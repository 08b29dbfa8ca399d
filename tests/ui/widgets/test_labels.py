from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.widgets.fingers import colours, picture
from ui.theme.theme import Theme
from ui.widgets.chip import Chip
from ui.widgets.hero_label import HeroLabel
from ui.widgets.highlight_label import HighlightLabel
from ui.widgets.long_label import LongLabel
from ui.widgets.plain_label import PlainLabel

HTML = "<h1>Akta</h1><img src='/etc/passwd'>"


def test_a_label_never_reads_html(theme: Theme) -> None:
    label = PlainLabel(theme, HTML)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HTML


def test_a_label_cannot_be_selected_or_followed(theme: Theme) -> None:
    label = PlainLabel(theme, "https://example.go.id")
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.NoTextInteraction
    assert not label.openExternalLinks()


def test_a_label_lets_touches_through_to_its_card(theme: Theme) -> None:
    label = PlainLabel(theme, "Akta")
    assert label.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_long_text_takes_more_lines_and_none_is_shortened(theme: Theme) -> None:
    label = PlainLabel(theme, "Surat pernyataan tanggung jawab mutlak kebenaran data")
    assert label.heightForWidth(200) > 2 * label.heightForWidth(1000)
    assert "…" not in label.text()


@pytest.mark.parametrize(("width", "height", "cut"), [(900, 60, False), (100, 60, True)])
def test_a_label_knows_when_it_is_cut_off(
    theme: Theme, width: int, height: int, cut: object
) -> None:
    label = PlainLabel(theme, "Kartu Keluarga asli")
    label.resize(width, height)
    assert label.is_clipped() == cut


def test_a_label_on_one_line_is_cut_off_sideways(theme: Theme) -> None:
    label = PlainLabel(theme, "Selasa, 24 Nov 2026")
    label.setWordWrap(False)
    label.resize(80, 200)
    assert label.is_clipped()


def test_a_label_is_painted_in_its_colour(theme: Theme) -> None:
    label = PlainLabel(theme, "Akta", "h1", "primary")
    label.resize(400, 100)
    assert theme.colour("primary").name() in colours(picture(label))


def test_searched_words_are_marked_and_others_are_not(theme: Theme) -> None:
    plain = HighlightLabel(theme, "KTP hilang atau rusak")
    marked = HighlightLabel(theme, "KTP hilang atau rusak", ((0, 3), (4, 10)))
    for label in (plain, marked):
        label.resize(600, 60)
    ground = theme.colour("highlight").name()
    assert ground not in colours(picture(plain))
    assert colours(picture(marked))[ground] > 500


def test_a_mark_lies_where_its_word_is(theme: Theme) -> None:
    label = HighlightLabel(theme, "Kartu Keluarga hilang", ((15, 21),))
    label.resize(600, 60)
    image, ground = picture(label), theme.colour("highlight")
    columns = [x for x in range(image.width()) if image.pixelColor(x, 30) == ground]
    before = label.fontMetrics().horizontalAdvance("Kartu Keluarga ")
    assert columns[0] == pytest.approx(before, abs=4)


def test_a_mark_follows_its_word_to_the_second_line(theme: Theme) -> None:
    label = HighlightLabel(theme, "Kartu Keluarga hilang", ((15, 21),))
    width = label.fontMetrics().horizontalAdvance("Kartu Keluarga") + 10
    label.resize(width, label.heightForWidth(width))
    image, ground = picture(label), theme.colour("highlight")
    rows = [y for y in range(image.height()) if image.pixelColor(1, y) == ground]
    assert rows
    assert rows[0] >= image.height() // 2 - 2


def test_the_hero_stands_one_word_a_line(theme: Theme) -> None:
    label = HeroLabel(theme, "Selamat datang")
    one = HeroLabel(theme, "Selamat")
    assert label.sizeHint().height() > 1.5 * one.sizeHint().height()
    assert label.accessibleName() == "Selamat datang"
    label.resize(label.sizeHint())
    assert not label.is_clipped()
    label.resize(100, 100)
    assert label.is_clipped()


@pytest.mark.parametrize(
    ("tone", "ground", "ink"), [("free", "soft", "on_soft"), ("fee", "warning", "on_warning")]
)
def test_a_chip_says_its_word_in_its_tone(theme: Theme, tone: str, ground: str, ink: str) -> None:
    chip = Chip(theme, "Gratis", tone)
    chip.resize(chip.sizeHint())
    seen = colours(picture(chip))
    assert {theme.colour(ground).name(), theme.colour(ink).name()} <= set(seen)
    assert chip.accessibleName() == "Gratis"
    assert not chip.is_clipped()


def test_a_word_nobody_can_break_is_not_cut_off(theme: Theme) -> None:
    unbroken = "sha256:" + "0123456789abcdef" * 4
    for kind, cut in ((LongLabel, False), (PlainLabel, True)):
        label = kind(theme, unbroken, "h2")
        width = theme.mm(120)
        label.resize(width, label.heightForWidth(width))
        assert label.text() == unbroken
        assert label.is_clipped() is cut
