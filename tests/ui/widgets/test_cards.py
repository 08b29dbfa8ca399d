from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.widgets.fingers import colours, picture, tap
from tests.ui.widgets.samples import QR, clipped
from ui.theme.theme import Theme
from ui.widgets.card import CardButton
from ui.widgets.chip import Chip
from ui.widgets.document_row import DocumentRow
from ui.widgets.fact_card import FactCard
from ui.widgets.language_button import LanguageButton
from ui.widgets.notice_box import NoticeBox
from ui.widgets.option_card import OptionCard
from ui.widgets.page_heading import PageHeading
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tick_box import TickBox
from ui.widgets.tick_card import TickCard
from ui.widgets.ticket_card import TicketCard
from ui.widgets.ticket_row import TicketRow
from ui.widgets.touchable import Touchable


def texts(widget: Touchable | PageHeading | NoticeBox) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel)]


def state_of(widget: Touchable) -> QAccessible.State:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.state()


def test_a_card_that_is_not_for_today_says_why_in_words(theme: Theme) -> None:
    card = CardButton(theme, "agency_imigrasi", "Imigrasi", "", chip="Buka Kamis", muted=True)
    assert card.accessibleName() == "Imigrasi · Buka Kamis"
    assert [chip.accessibleName() for chip in card.findChildren(Chip)] == ["Buka Kamis"]
    assert card.fill == "later"


def test_a_card_that_is_not_for_today_can_be_touched_all_the_same(
    theme: Theme, qtbot: QtBot
) -> None:
    card = CardButton(theme, "agency_imigrasi", "Imigrasi", chip="Buka Kamis", muted=True)
    qtbot.addWidget(card)
    card.resize(480, 130)
    card.show()
    with qtbot.waitSignal(card.clicked):
        tap(card)


def test_a_touch_on_a_cards_words_is_a_touch_on_the_card(theme: Theme, qtbot: QtBot) -> None:
    card = CardButton(theme, "service", "SKCK baru", "Polisi", "shield-check", caret=True)
    qtbot.addWidget(card)
    card.resize(900, 130)
    card.show()
    for x in (60, 250, 860):
        assert card.childAt(x, 65) is None


@pytest.mark.parametrize("ticked", [True, False])
def test_a_tick_is_seen_and_said(theme: Theme, ticked: object) -> None:
    card = TickCard(theme, "document_kk", "Kartu Keluarga", ticked=bool(ticked))
    assert state_of(card).checkable
    assert state_of(card).checked == ticked
    assert len(card.findChildren(TickBox)) == 1


def test_ticked_and_unticked_differ_in_shape_and_not_in_colour_alone(theme: Theme) -> None:
    ticked, empty = (TickBox(theme, ticked=state) for state in (True, False))
    grey = [
        picture(box).convertToFormat(picture(box).format().Format_Grayscale8)
        for box in (ticked, empty)
    ]
    middle = grey[0].width() // 2
    assert len({grey[0].pixelColor(x, middle).lightness() for x in range(grey[0].width())}) > 2
    assert grey[0] != grey[1]


def test_a_step_has_its_number_left_and_its_box_right(theme: Theme) -> None:
    step = TickCard(theme, "step", "NIB usaha", "Loket 3", ticked=True, number=1, chip="Gratis")
    step.resize(980, 110)
    step.show()
    box = step.findChild(TickBox)
    chip = step.findChild(Chip)
    title = step.findChildren(PlainLabel)[0]
    assert title.geometry().left() < chip.geometry().left() < box.geometry().left()


@pytest.mark.parametrize("kind", [LanguageButton, OptionCard])
def test_what_is_chosen_is_said_and_not_only_coloured(theme: Theme, kind: type) -> None:
    extra = ["wheelchair"] if kind is OptionCard else []
    chosen = kind(theme, "a", "Indonesia", *extra, selected=True)
    other = kind(theme, "b", "English", *extra, selected=False)
    assert state_of(chosen).checked
    assert not state_of(other).checked


def test_a_long_fact_is_set_smaller_and_not_cut(theme: Theme) -> None:
    short = FactCard(theme, "Biaya", "Rp30.000", "money")
    long = FactCard(theme, "Biaya", "tanyakan petugas di loket", "money")
    sizes = [card.findChildren(QLabel)[1].font().pixelSize() for card in (short, long)]
    assert sizes[0] > sizes[1]
    long.resize(theme.mm(78), long.heightForWidth(theme.mm(78)))
    long.show()
    assert clipped(long) == []


def test_a_document_without_a_detail_has_one_line(theme: Theme) -> None:
    assert len(DocumentRow(theme, "KTP", "", "files").findChildren(QLabel)) == 1
    assert len(DocumentRow(theme, "KTP", "asli", "files").findChildren(QLabel)) == 2


@pytest.mark.parametrize("tone", ["info", "later", "success", "warning"])
def test_a_notice_has_icon_words_and_tone(theme: Theme, tone: str) -> None:
    notice = NoticeBox(theme, tone, "Kurang 1: pas foto", "Ada di lantai 1.", "warning")
    notice.resize(980, 120)
    assert texts(notice) == ["Kurang 1: pas foto", "Ada di lantai 1."]
    assert len(colours(picture(notice))) > 3


def test_a_notice_has_at_most_one_button(theme: Theme) -> None:
    notice = NoticeBox(theme, "success", "Cukup 6 berkas", "", "files")
    assert notice.button is None
    assert notice.add_button("look", "Lihat") is notice.button


@pytest.mark.parametrize(("title", "large"), [("Semua instansi", True), ("x" * 40, False)])
def test_a_long_heading_is_set_smaller_and_not_cut(theme: Theme, title: str, large: object) -> None:
    heading = PageHeading(theme, title)
    size = heading.findChildren(QLabel)[0].font().pixelSize()
    assert (size == theme.font("h1").pixelSize()) == large


def test_a_heading_reads_from_top_to_bottom(theme: Theme) -> None:
    heading = PageHeading(theme, "SKCK baru", "Bawa berkas ini.", "Polisi")
    assert texts(heading) == ["Polisi", "SKCK baru", "Bawa berkas ini."]


@pytest.mark.parametrize("label", ["B014", "AH002", "AH199999", "AAA-1-999", "WW1-W999"])
def test_the_first_number_is_as_large_as_it_fits(theme: Theme, label: str) -> None:
    card = TicketCard(theme, "Pertama, ke Loket 3", label, "DPMPTSP", QR)
    width = theme.mm(244)
    card.resize(width, card.heightForWidth(width))
    card.show()
    number = card.findChild(PlainLabel, "first_label")
    assert number is not None
    assert not number.is_clipped()
    assert number.font().pixelSize() <= theme.font("ticket").pixelSize()
    assert clipped(card) == []


def test_a_usual_number_is_set_at_its_full_size(theme: Theme) -> None:
    card = TicketCard(theme, "Pertama", "B014", "", QR)
    number = card.findChild(PlainLabel, "first_label")
    assert number is not None
    assert number.font().pixelSize() == theme.font("ticket").pixelSize()


@pytest.mark.parametrize("narrow", [True, False])
def test_a_further_number_says_what_and_where(theme: Theme, narrow: object) -> None:
    row = TicketRow(theme, "AH002", "SPP-IRT", "Dinkes · Loket 12", narrow=bool(narrow))
    assert {label.text() for label in row.findChildren(QLabel)} == {
        "AH002",
        "SPP-IRT",
        "Dinkes · Loket 12",
    }
