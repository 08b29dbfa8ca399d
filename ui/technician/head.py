"""The dark head of the technician's screens: where one is, the tabs, and the way out."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.presenters.technician.parts import Head, Pressed
from ui.theme.painting import WRAPPED, Face, focus_ring, rounded_box
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE, GAP
from ui.widgets.icon_box import IconBox
from ui.widgets.layouts import column, row
from ui.widgets.long_label import LongLabel
from ui.widgets.touchable import BY_KEYBOARD, Touchable

LEAVE_MM = (66.0, 25.0)
TAB_MM = 21.0
_SIDE_MM = 5.0


class TechnicianHead(QWidget):
    """Title, line, tabs and the way out; words and the chosen tab change in place."""

    acted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty head."""
        super().__init__(parent)
        self._theme = theme
        self._tabs: list[TabButton] = []
        layout = column(theme, self, 0, 0)
        upper = row(theme, None, 0, 5)
        upper.setContentsMargins(theme.mm(EDGE), theme.mm(8), theme.mm(EDGE), theme.mm(8))
        wrench = IconBox(theme, "wrench", 15, self, colour="start", ground="", weight="fill")
        upper.addWidget(wrench)
        texts = column(theme, None, 0, 0)
        self._title = LongLabel(theme, "", "h2", "on_primary", self)
        self._line = LongLabel(theme, "", "small", "on_primary", self)
        texts.addWidget(self._title)
        texts.addWidget(self._line)
        upper.addLayout(texts, 1)
        self._leave = DarkButton(theme, "leave", "", self)
        self._leave.clicked.connect(self._on_leave_clicked)
        upper.addWidget(self._leave)
        layout.addLayout(upper)
        self._row = row(theme, None, 0, GAP)
        self._row.setContentsMargins(theme.mm(EDGE - 2), 0, theme.mm(EDGE - 2), 0)
        self._row.addStretch(1)
        layout.addLayout(self._row)

    def show_head(self, head: Head) -> None:
        """Show another head; buttons that are the same stay where they are."""
        self._title.setText(head.title)
        self._line.setText(head.line)
        self._line.setVisible(bool(head.line))
        self._leave.setText(head.leave)
        self._leave.setAccessibleName(head.leave)
        self._leave.setVisible(bool(head.leave))
        self._leave.update()
        if [(tab.tab, tab.text()) for tab in self._tabs] != list(head.tabs):
            self._build_tabs(head)
        for tab in self._tabs:
            tab.setChecked(tab.tab == head.chosen)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dark ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("ink"))
        painter.end()

    def _build_tabs(self, head: Head) -> None:
        for old in self._tabs:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._tabs = [TabButton(self._theme, name, text, self) for name, text in head.tabs]
        for place, tab in enumerate(self._tabs):
            tab.clicked.connect(self._on_tab_clicked)
            self._row.insertWidget(place, tab)

    def _on_tab_clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, TabButton):
            self.acted.emit(Pressed("tab", tab.tab))

    def _on_leave_clicked(self) -> None:
        self.acted.emit(Pressed("leave"))


class DarkButton(Touchable):
    """A light outline with light words on the dark head."""

    def __init__(self, theme: Theme, name: str, text: str, parent: QWidget) -> None:
        """Show ``text``; its width leaves room for a countdown."""
        super().__init__(theme, name, text, parent)
        self.fill, self.pressed_fill = "ink", "muted"
        self.edge, self.edge_mm = "on_primary", 0.6
        self.setFont(theme.font("label"))
        self.setFixedSize(*(theme.mm(length) for length in LEAVE_MM))

    def text_room(self) -> QSize:
        """Return the room inside the outline."""
        return QSize(self.width() - 2 * self.theme.mm(2), self.height() - self.theme.mm(2))

    def paint_content(self, painter: QPainter) -> None:
        """Paint the words."""
        painter.setFont(self.font())
        painter.setPen(self.theme.colour("on_primary"))
        painter.drawText(self.rect(), WRAPPED, self.text())


class TabButton(Touchable):
    """A tab; the chosen one is part of the page below it."""

    def __init__(self, theme: Theme, tab: str, text: str, parent: QWidget) -> None:
        """Show ``text`` for the tab called ``tab``."""
        super().__init__(theme, f"tab_{tab}", text, parent)
        self.tab = tab
        self.setCheckable(True)
        self.setFont(theme.font("label"))
        self.setFixedHeight(theme.mm(TAB_MM))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = QFontMetrics(self.font()).horizontalAdvance(text)
        self.setFixedWidth(max(theme.mm(20.5), words + 2 * theme.mm(_SIDE_MM)))

    def text_room(self) -> QSize:
        """Return the whole tab."""
        return self.size()

    def paintEvent(self, e: QPaintEvent) -> None:
        """Paint the chosen tab as a tongue of the page, the others as words on the dark ground."""
        theme, chosen = self.theme, self.isChecked()
        painter = QPainter(self)
        area = QRectF(self.rect())
        if chosen or self.isDown():
            tongue = area.adjusted(0, 0, 0, area.height() / 2)
            rounded_box(painter, theme, tongue, Face("paper" if chosen else "muted"))
        painter.setFont(self.font())
        painter.setPen(theme.colour("ink" if chosen else "on_primary"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus() and self.window().property(BY_KEYBOARD):
            focus_ring(painter, theme, area)
        painter.end()
