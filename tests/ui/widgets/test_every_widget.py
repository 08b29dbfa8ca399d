from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QAccessible, QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.ui.widgets.samples import (
    LONG_NAMES,
    SAMPLES,
    SHORT_TOUCHABLES,
    TO_READ,
    TOUCHABLES,
    clipped,
    laid_out,
    longer,
)
from ui.theme.theme import Theme
from ui.theme.tokens import SMALLEST_CAP, SMALLEST_TARGET
from ui.widgets.touchable import Touchable

HTML = "<b>Akta</b> <img src=/etc/passwd>"
ALL_TOUCHABLES = TOUCHABLES | SHORT_TOUCHABLES


@pytest.mark.parametrize("name", LONG_NAMES)
@pytest.mark.parametrize("sample", TOUCHABLES | TO_READ)
def test_no_long_name_is_cut_off(theme: Theme, sample: str, name: str) -> None:
    assert clipped(laid_out(theme, SAMPLES[sample], name)) == []


@pytest.mark.parametrize("sample", TOUCHABLES | TO_READ)
def test_nothing_is_cut_off_where_words_are_forty_percent_longer(theme: Theme, sample: str) -> None:
    assert clipped(laid_out(theme, SAMPLES[sample], longer(LONG_NAMES[0]))) == []


@pytest.mark.parametrize("words", ["Panggil petugas", "Hapus huruf"])
@pytest.mark.parametrize("sample", SHORT_TOUCHABLES)
def test_our_own_words_fit_even_forty_percent_longer(theme: Theme, sample: str, words: str) -> None:
    assert clipped(laid_out(theme, SAMPLES[sample], longer(words))) == []


def test_a_text_that_is_cut_off_is_noticed(theme: Theme) -> None:
    for sample in ("secondary", "dock button", "label"):
        widget = laid_out(theme, SAMPLES[sample], LONG_NAMES[0])
        widget.setFixedSize(theme.mm(40), theme.mm(12))
        assert clipped(widget), sample


@pytest.mark.parametrize("sample", ALL_TOUCHABLES)
def test_every_target_is_at_least_twenty_millimetres_wide_and_high(
    theme: Theme, sample: str
) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Ya")
    smallest = SMALLEST_TARGET - 0.5 / theme.px_per_mm
    assert min(widget.minimumWidth(), widget.minimumHeight()) / theme.px_per_mm >= smallest


@pytest.mark.parametrize("sample", SAMPLES)
def test_everything_that_can_be_touched_is_one_kind_of_button(theme: Theme, sample: str) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    for part in [widget, *widget.findChildren(QAbstractButton)]:
        assert isinstance(part, Touchable) or not isinstance(part, QAbstractButton)


@pytest.mark.parametrize("sample", ALL_TOUCHABLES)
def test_the_name_a_screen_reader_says_begins_with_what_is_seen(theme: Theme, sample: str) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    assert interface.text(QAccessible.Text.Name).startswith("Akta kelahiran")
    labels = [label.text() for label in widget.findChildren(QLabel)]
    for seen in labels:
        assert seen in interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("sample", ALL_TOUCHABLES)
def test_a_screen_reader_hears_of_a_button_or_a_tick_box(theme: Theme, sample: str) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    assert interface.role() in {QAccessible.Role.Button, QAccessible.Role.CheckBox}


@pytest.mark.parametrize("sample", SAMPLES)
def test_html_is_shown_as_it_was_written(theme: Theme, sample: str) -> None:
    widget = laid_out(theme, SAMPLES[sample], HTML)
    plain = [label for label in widget.findChildren(QLabel) if label.text() == HTML]
    for label in plain:
        assert label.textFormat().name == "PlainText"
    own = widget.text_room() if isinstance(widget, Touchable) else None
    assert plain or own is not None or (isinstance(widget, QLabel) and widget.text() == HTML)


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_text_is_smaller_than_4_8_mm(theme: Theme, sample: str) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    with_words = [*widget.findChildren(QLabel)]
    if isinstance(widget, Touchable) and widget.text_room() is not None:
        with_words.append(widget)
    for part in with_words:
        capital = QFontMetricsF(part.font()).capHeight() / theme.px_per_mm
        assert capital >= SMALLEST_CAP - 0.01


@pytest.mark.parametrize("sample", SAMPLES)
def test_labels_are_painted_in_their_own_ink_and_not_in_the_buttons_black(
    theme: Theme, sample: str
) -> None:
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    for label in widget.findChildren(QLabel):
        ink = label.palette().color(label.foregroundRole()).name()
        assert ink != "#000000"


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_widget_that_goes_takes_everything_with_it(
    theme: Theme, sample: str, qapp: QApplication
) -> None:
    before = set(QApplication.allWidgets())
    widget = laid_out(theme, SAMPLES[sample], "Akta kelahiran")
    assert widget.findChildren(QTimer) == []
    widget.hide()
    widget.deleteLater()
    del widget
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left: set[QWidget] = set(QApplication.allWidgets()) - before
    assert left == set()
