"""Every question of the technician's screens: the deed on top, the way back below, everywhere.

Whoever learned on one tab where Yes stands must not confirm on another what they meant to leave.
"""

from __future__ import annotations

from ui.presenters.technician.parts import Press, Question

NOTED = "noted"
"""The one button of what is only told."""


def tell(title: str, text: str) -> Question:
    """Return words over the page that wait until somebody has read them."""
    return Question(title, text, (Press(NOTED, "Mengerti", icon="check", look="primary"),))


def ask(
    title: str,
    text: str,
    deed: tuple[str, str],
    back: tuple[str, str] = ("no", "Batal"),
    *,
    careful: bool = False,
) -> Question:
    """Return a question; ``deed`` and ``back`` are (name, text) of its two buttons.

    ``careful`` where the deed takes something away or cannot be vouched for here: the order stays,
    but the way back is the button that stands out, and the deed's text has to say what happens.
    """
    looks = ("secondary", "primary") if careful else ("primary", "secondary")
    icon = "warning" if careful else "check"
    return Question(
        title, text, (Press(*deed, icon=icon, look=looks[0]), Press(*back, icon="x", look=looks[1]))
    )
