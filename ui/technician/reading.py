"""Parts that are only read: heading, sentences, figures, lines of the log."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.presenters.technician.parts import Figures, LogLine, LogLines, Prose, Title
from ui.technician.part_view import PartView
from ui.theme.theme import Theme
from ui.theme.tokens import GAP
from ui.widgets.boxed import Boxed
from ui.widgets.layouts import column, row
from ui.widgets.long_label import LongLabel

LONGEST_LARGE = 22
"""Characters of a heading that is set large."""


class TitleView(PartView):
    """A heading with one sentence under it."""

    def __init__(self, theme: Theme, part: Title, parent: QWidget | None = None) -> None:
        """Build the heading."""
        super().__init__(theme, parent)
        layout = column(theme, self, 0, 0.6)
        role = "h1" if len(part.text) <= LONGEST_LARGE else "h2"
        self._title = LongLabel(theme, part.text, role, "ink", self)
        layout.addWidget(self._title)
        self._sentence = _said(theme, part.sentence, "body", self)
        layout.addWidget(self._sentence)

    def takes(self, part: Title) -> bool:
        """Change the sentence in place; another heading is another page."""
        self._sentence.setText(part.sentence)
        self._sentence.setVisible(bool(part.sentence))
        return self._title.text() == part.text


class ProseView(PartView):
    """Sentences to read."""

    def __init__(self, theme: Theme, part: Prose, parent: QWidget | None = None) -> None:
        """Build the sentences."""
        super().__init__(theme, parent)
        self._text = LongLabel(theme, part.text, "body", "ink", self)
        column(theme, self).addWidget(self._text)

    def takes(self, part: Prose) -> bool:
        """Change the words in place."""
        self._text.setText(part.text)
        return True


class FiguresView(PartView):
    """Large figures side by side, each with its word."""

    def __init__(self, theme: Theme, part: Figures, parent: QWidget | None = None) -> None:
        """Build a box for each figure."""
        super().__init__(theme, parent)
        layout = row(theme, self, 0, GAP)
        self._pairs: list[tuple[LongLabel, LongLabel]] = []
        for figure, word in part.items:
            box = Boxed(theme, self)
            inside = column(theme, box, 0, 0.5)
            inside.setContentsMargins(theme.mm(5), theme.mm(3.5), theme.mm(4), theme.mm(3.5))
            large = LongLabel(theme, figure, "ticket_small", "ink", box)
            small = LongLabel(theme, word, "small", "muted", box)
            inside.addWidget(large)
            inside.addWidget(small)
            layout.addWidget(box, 1)
            self._pairs.append((large, small))

    def takes(self, part: Figures) -> bool:
        """Change the figures in place where there are as many."""
        if len(part.items) != len(self._pairs):
            return False
        for (large, small), (figure, word) in zip(self._pairs, part.items, strict=True):
            large.setText(figure)
            small.setText(word)
        return True


class LogLinesView(PartView):
    """Lines of the log in one box, newest first."""

    def __init__(self, theme: Theme, part: LogLines, parent: QWidget | None = None) -> None:
        """Build a line for each entry."""
        super().__init__(theme, parent)
        self._lines = part.lines
        box = Boxed(theme, self)
        column(theme, self).addWidget(box)
        layout = column(theme, box, 0, 2.0)
        layout.setContentsMargins(theme.mm(6), theme.mm(4), theme.mm(6), theme.mm(4))
        for line in part.lines:
            layout.addLayout(self._line(line, box))

    def takes(self, part: LogLines) -> bool:
        """Stay where the lines are the same; nothing of them can be touched."""
        return part.lines == self._lines

    def _line(self, line: LogLine, box: QWidget) -> QHBoxLayout:
        theme = self.theme
        layout = row(theme, None, 0, 5)
        when = LongLabel(theme, line.when, "small_bold", "muted", box)
        when.setFixedWidth(theme.mm(WHEN_MM))
        layout.addWidget(when)
        texts = column(theme, None, 0, 0)
        texts.addWidget(LongLabel(theme, line.title, "body", "ink", box))
        if line.detail:
            texts.addWidget(LongLabel(theme, line.detail, "small", "muted", box))
        layout.addLayout(texts, 1)
        return layout


WHEN_MM = 44.0
"""Width of the column of times."""


def _said(theme: Theme, text: str, role: str, parent: QWidget) -> LongLabel:
    label = LongLabel(theme, text, role, "muted", parent)
    label.setVisible(bool(text))
    return label
