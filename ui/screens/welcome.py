"""The first screen: dark green, one gold button, languages; the whole glass starts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kiosk.visits.session import events as ev
from ui.presenters.head import HeadView
from ui.presenters.welcome import LanguageChoice, WelcomeView
from ui.theme.theme import Theme
from ui.widgets.action_button import ActionButton
from ui.widgets.chip import Chip
from ui.widgets.hero_label import HeroLabel
from ui.widgets.icon_box import IconBox
from ui.widgets.identity_strip import IdentityStrip
from ui.widgets.language_button import LanguageButton
from ui.widgets.layouts import column, row
from ui.widgets.plain_label import PlainLabel
from ui.widgets.touchable import Touchable

EDGE = 16.0


class WelcomeScreen(QWidget):
    """Fills the glass; needs no catalogue."""

    acted = Signal(object)

    def __init__(self, theme: Theme, view: WelcomeView, parent: QWidget | None = None) -> None:
        """Build the first screen."""
        super().__init__(parent)
        self.theme = theme
        self._pressed = False
        outside = column(theme, self)
        outside.addWidget(IdentityStrip(theme, 33, self))
        page = column(theme, None, EDGE, 4)
        outside.addLayout(page, 1)
        self._clock = self._label("", "welcome_clock")
        self._date = self._label("", "body")
        self._add_head(page, view.head)
        page.addStretch(3)
        self._add_welcome(page, view)
        page.addStretch(4)
        self._add_opening(page, view)
        start = ActionButton(theme, "start", view.start, "hand-pointing", "start", self)
        self._bind(start, ev.Started())
        page.addWidget(start)
        page.addSpacing(theme.mm(3))
        self._add_languages(page, view.languages)
        self.show_time(view.head)

    def show_time(self, head: HeadView) -> None:
        """Change clock and date in place."""
        self._clock.setText(head.clock)
        self._date.setText(head.date)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.theme.colour("primary"))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note that the glass itself is touched, not a button that the finger then slides off."""
        self._pressed = True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Start wherever the glass is touched."""
        if self._pressed:
            self._pressed = False
            self.acted.emit(ev.Started())

    def _label(self, text: str, role: str, colour: str = "on_primary") -> PlainLabel:
        return PlainLabel(self.theme, text, role, colour, self)

    def _bind(self, touchable: Touchable, event: ev.Event) -> None:
        touchable.meaning = event
        touchable.clicked.connect(self._on_touchable_clicked)

    def _on_touchable_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, Touchable):
            self.acted.emit(sender.meaning)

    def _add_head(self, page: QVBoxLayout, head: HeadView) -> None:
        line = row(self.theme, None, 0, 6)
        place = column(self.theme, None, 0, 1)
        place.addWidget(self._label(head.title, "body"))
        place.addWidget(self._label(head.place, "action"))
        line.addLayout(place, 1)
        if head.example:
            line.addWidget(Chip(self.theme, head.example, "fee", self))
        time = column(self.theme, None, 0, 0)
        for label in (self._clock, self._date):
            label.setWordWrap(False)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            time.addWidget(label)
        line.addLayout(time)
        page.addLayout(line)

    def _add_welcome(self, page: QVBoxLayout, view: WelcomeView) -> None:
        page.addWidget(self._label(view.greeting, "action"))
        page.addWidget(HeroLabel(self.theme, view.welcome, self))
        page.addSpacing(self.theme.mm(2))
        page.addWidget(self._label(view.sentence, "lead"))
        page.addSpacing(self.theme.mm(4))
        for icon, words in view.points:
            line = row(self.theme, None, 0, 6)
            mark = IconBox(
                self.theme,
                icon,
                12,
                self,
                colour="start",
                ground="",
                weight="fill",
            )
            line.addWidget(mark)
            line.addWidget(self._label(words, "field"), 1)
            page.addLayout(line)

    def _add_opening(self, page: QVBoxLayout, view: WelcomeView) -> None:
        line = row(self.theme, None, 0, 4)
        line.addWidget(self._label(view.free, "body_bold"), 1)
        opening = self._label(view.opening, "body")
        opening.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(opening, 1)
        page.addLayout(line)

    def _add_languages(self, page: QVBoxLayout, languages: tuple[LanguageChoice, ...]) -> None:
        line = row(self.theme, None, 0, 5)
        for choice in languages:
            button = LanguageButton(
                self.theme, f"language_{choice.code}", choice.name, self, selected=choice.selected
            )
            self._bind(button, ev.LanguageChosen(choice.code))
            line.addWidget(button)
        page.addLayout(line)
