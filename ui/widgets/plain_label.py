"""Text to read: plain text only, wrapped, in a type role and a colour role."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.theme import Theme


class PlainLabel(QLabel):
    """A label that never reads its text as HTML and never shortens it."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        role: str = "body",
        colour: str = "ink",
        parent: QWidget | None = None,
        *,
        centred: bool = False,
    ) -> None:
        """Show ``text`` in a type role and a colour role."""
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setWordWrap(True)
        self.setFont(theme.font(role))
        self._colour(theme, colour)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        across = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(across | Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)

    def _colour(self, theme: Theme, colour: str) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, theme.colour(colour))
        self.setPalette(palette)
        # Inside a button a label would else take the button's own text colour, black.
        self.setForegroundRole(QPalette.ColorRole.WindowText)

    def is_clipped(self) -> bool:
        """Whether some of the text does not fit into the label as it is laid out."""
        flags = int(self.alignment())
        if self.wordWrap():
            flags |= Qt.TextFlag.TextWordWrap
        laid_out = QLabel.text(self)  # As Qt breaks it, whatever a subclass shows to others.
        needed = self.fontMetrics().boundingRect(0, 0, self.width(), 10_000, flags, laid_out)
        return needed.height() > self.height() + 2 or needed.width() > self.width() + 2
