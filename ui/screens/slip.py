"""The numbers where there is no paper to trust, all on one card to be photographed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.presenters.slip import SlipView
from ui.screens.citizen_screen import CitizenScreen, show_buttons
from ui.theme.theme import Theme
from ui.widgets.icon_box import IconBox
from ui.widgets.numbers_card import NumbersCard
from ui.widgets.plain_label import PlainLabel

LONGEST_LARGE = 31
"""Characters of a centred heading that is set large; it has the whole width."""

ROOMY = 6
"""Further numbers that leave room for the mark over the heading at its full size."""

_INKS = {"warning": "on_warning", "success": "primary"}
_GROUNDS = {"warning": "warning", "success": "soft"}


class SlipScreen(CitizenScreen):
    """What happened, what to do, the numbers, and the ways from here."""

    def __init__(self, theme: Theme, view: SlipView, parent: QWidget | None = None) -> None:
        """Build the page."""
        super().__init__(theme, parent)
        self._add_head(view)
        self.page.addWidget(self._numbers(view))
        for notice in view.notices:
            self.add_notice(notice)
        self.add_sign(view.sign)
        self.page.addStretch(1)
        self._ends = self.add_ends(view.buttons)

    def show_view(self, view: SlipView) -> None:
        """Count down in place."""
        show_buttons(self._ends, view.buttons)

    def _add_head(self, view: SlipView) -> None:
        theme, heading = self.theme, view.heading
        mark = IconBox(
            theme,
            heading.icon,
            31 if len(view.rest) <= ROOMY else 22,
            self,
            colour=_INKS[view.tone],
            ground=_GROUNDS[view.tone],
            round_ground=True,
        )
        self.page.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        role = "h1" if len(heading.title) <= LONGEST_LARGE else "h2"
        self.page.addWidget(PlainLabel(theme, heading.title, role, "ink", self, centred=True))
        # A label is never set in Atkinson, whose slashed zero reads like another letter.
        figures = view.label in heading.sentence
        sentence = PlainLabel(
            theme, heading.sentence, "price" if figures else "field", "ink", self, centred=True
        )
        self.page.addWidget(sentence)
        self.page.addSpacing(theme.mm(2))

    def _numbers(self, view: SlipView) -> NumbersCard:
        card = NumbersCard(self.theme, view.label, view.where, view.qr, view.code, self)
        if view.rest:
            card.add_numbers([(number.label, number.place) for number in view.rest])
        return card
