"""One sample of every widget, made around a given text, at the width it has on the glass."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.card import CardButton
from ui.widgets.dock_button import DockButton
from ui.widgets.document_row import DocumentRow
from ui.widgets.fact_card import FactCard
from ui.widgets.highlight_label import HighlightLabel
from ui.widgets.key import Key
from ui.widgets.language_button import LanguageButton
from ui.widgets.long_label import LongLabel
from ui.widgets.notice_box import NoticeBox
from ui.widgets.numbers_card import NumbersCard
from ui.widgets.option_card import OptionCard
from ui.widgets.page_heading import PageHeading
from ui.widgets.plain_label import PlainLabel
from ui.widgets.search_field import SearchField
from ui.widgets.tick_card import TickCard
from ui.widgets.ticket_card import TicketCard
from ui.widgets.ticket_row import TicketRow
from ui.widgets.tile import Tile

PAGE_MM = 244.0
HALF_MM = 120.0
THIRD_MM = 78.0

LONG_NAMES = (
    "Kartu Keluarga: perubahan data (pendidikan, pekerjaan, agama)",
    "BPJS Ketenagakerjaan",
    "Badan Pengelola Keuangan dan Pendapatan Daerah",
    "Surat pernyataan tanggung jawab mutlak kebenaran data",
)
QR = [[(row * column) % 3 == 0 for column in range(29)] for row in range(29)]

Make = Callable[[Theme, str], QWidget]


def longer(text: str) -> str:
    """Return ``text`` 40 % longer, as a language with longer words would be."""
    words = text.split()
    extra = max(1, round(len(text) * 0.4) // len(words))
    return " ".join(word + "e" * extra for word in words)


def _notice(theme: Theme, text: str) -> QWidget:
    notice = NoticeBox(theme, "success", text, text, "files")
    notice.add_button("look", "Lihat")
    return notice


def _heading(theme: Theme, text: str) -> QWidget:
    heading = PageHeading(theme, text, text, "Disdukcapil", "baby", beside_button=True)
    heading.add_button("details", "Rincian", "info")
    return heading


TOUCHABLES: dict[str, tuple[Make, float]] = {
    "primary": (lambda t, s: ActionButton(t, "b", s, "ticket", "primary"), PAGE_MM),
    "secondary": (lambda t, s: ActionButton(t, "b", s, "printer"), HALF_MM),
    "arrow": (lambda t, s: ActionButton(t, "b", s, "arrow-right", "primary"), PAGE_MM),
    "start": (lambda t, s: ActionButton(t, "b", s, "hand-pointing", "start"), PAGE_MM),
    "card": (lambda t, s: CardButton(t, "c", s, s, "baby", caret=True), PAGE_MM),
    "half card": (lambda t, s: CardButton(t, "c", s, "Dukcapil", "baby"), HALF_MM),
    "muted card": (
        lambda t, s: CardButton(t, "c", s, "", "baby", chip="Kamis", muted=True),
        HALF_MM,
    ),
    "warm card": (lambda t, s: CardButton(t, "c", s, s, "question", tone="warm"), HALF_MM),
    "found card": (lambda t, s: CardButton(t, "c", s, s, "baby", spans=((0, 5),)), PAGE_MM),
    "tile": (lambda t, s: Tile(t, "t", s, "baby"), THIRD_MM),
    "option": (lambda t, s: OptionCard(t, "o", s, "wheelchair", selected=True), HALF_MM),
    "tick": (lambda t, s: TickCard(t, "t", s, s, ticked=False), PAGE_MM),
    "step": (lambda t, s: TickCard(t, "t", s, s, ticked=True, number=1, chip="Gratis"), PAGE_MM),
}
"""Touchables that hold names of the catalogue, however long."""

SHORT_TOUCHABLES: dict[str, tuple[Make, float]] = {
    "dock button": (lambda t, s: DockButton(t, "d", s, "headset"), THIRD_MM),
    "language": (lambda t, s: LanguageButton(t, "l", s, selected=True), HALF_MM),
    "field": (lambda t, s: SearchField(t, "f", s, live=False), PAGE_MM),
    "live field": (lambda t, s: SearchField(t, "f", s, live=True), PAGE_MM),
    "action key": (lambda t, s: Key(t, "k", s, look="erase", icon="backspace"), THIRD_MM),
}
"""Touchables that hold our own short words."""


def _numbers(theme: Theme, text: str) -> NumbersCard:
    card = NumbersCard(theme, "AH199999", text, QR, "7QK4 M2XW 9DAB")
    card.add_numbers([("B014", text), ("AH21007", text), ("AAA-1-999", "Loket 3, lantai 1")])
    return card


TO_READ: dict[str, tuple[Make, float]] = {
    "label": (lambda t, s: PlainLabel(t, s, "h1"), PAGE_MM),
    "long label": (lambda t, s: LongLabel(t, s, "h2"), PAGE_MM),
    "marked": (lambda t, s: HighlightLabel(t, s, ((0, 3),)), HALF_MM),
    "document": (lambda t, s: DocumentRow(t, s, s, "files"), PAGE_MM),
    "fact": (lambda t, s: FactCard(t, "Biaya", s, "money"), THIRD_MM),
    "notice": (_notice, PAGE_MM),
    "heading": (_heading, PAGE_MM),
    "ticket": (lambda t, s: TicketCard(t, "Pertama, ke Loket 3", "AH002", s, QR), PAGE_MM),
    "numbers": (_numbers, PAGE_MM),
    "ticket row": (lambda t, s: TicketRow(t, "AH002", s, s), PAGE_MM),
    "narrow ticket row": (lambda t, s: TicketRow(t, "AH002", s, s, narrow=True), HALF_MM),
}

SAMPLES = TOUCHABLES | SHORT_TOUCHABLES | TO_READ


def laid_out(theme: Theme, sample: tuple[Make, float], text: str) -> QWidget:
    """Return a sample shown at its width and at the height it asks for."""
    make, width_mm = sample
    widget = make(theme, text)
    width = theme.mm(width_mm)
    high = widget.heightForWidth(width) if widget.hasHeightForWidth() else 0
    high = max(high, widget.minimumHeight())
    if not widget.hasHeightForWidth():
        widget.resize(width, high)
        high = max(high, widget.sizeHint().height())
    widget.resize(width, high)
    widget.show()
    return widget


def clipped(widget: QWidget) -> list[str]:
    """Return the texts of a widget and all in it that are cut off."""
    parts = [widget, *widget.findChildren(QWidget)]
    return [_words(part) for part in parts if hasattr(part, "is_clipped") and part.is_clipped()]


def _words(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    return f"{type(widget).__name__}: {text}"
