"""What would lead a visitor out of the kiosk, or into what another one has left: never let through.

A keyboard that somebody plugs in, a long press, a thing that is dragged: the glass itself needs
none of them. Keys that the window manager takes for itself never come here; that is why there is
none on a terminal, only a compositor that has no such keys.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

_SHUT = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
        QEvent.Type.EnterWhatsThisMode,
        QEvent.Type.QueryWhatsThis,
        QEvent.Type.WhatsThis,
    }
)
_KEYS = frozenset({QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride})
_HELD = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_NAMED = frozenset(
    {
        Qt.Key.Key_Alt,
        Qt.Key.Key_Control,
        Qt.Key.Key_Help,
        Qt.Key.Key_Menu,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Print,
        Qt.Key.Key_SysReq,
    }
)


def leads_out(event: QEvent) -> bool:
    """Whether an event must reach no widget: modified keys, function keys, menus, drops."""
    kind = event.type()
    if kind in _SHUT:
        return True
    if kind not in _KEYS or not isinstance(event, QKeyEvent):
        return False
    return (
        bool(event.modifiers() & _HELD)
        or event.key() in _NAMED
        or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
    )
