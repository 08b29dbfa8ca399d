"""What a test may leave behind by mistake: threads, windows, running timers and animations."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from typing import Any


def threads_left(before: Iterable[threading.Thread]) -> list[str]:
    """Return the names of the threads that live and did not live ``before``."""
    return [t.name for t in set(threading.enumerate()) - set(before) if t.is_alive()]


def qt_is_in_use() -> bool:
    """Return whether there is a QApplication; asking never imports Qt."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets is not None and widgets.QApplication.instance() is not None


def settle() -> None:
    """Let Qt do what was asked of it, deletions too."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def windows_left() -> list[str]:
    """Return the kinds of all windows that still exist, shown or not."""
    from PySide6.QtWidgets import QApplication

    return [type(widget).__name__ for widget in QApplication.topLevelWidgets()]


@contextmanager
def fresh_objects() -> Generator[None]:
    """Set aside what exists, so that looking for what came since takes no time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def still_running() -> list[str]:
    """Return timers and animations that run, whoever their parent is or whether they have one.

    Within ``fresh_objects`` only those that were made since.
    """
    from PySide6.QtCore import QAbstractAnimation, QTimer

    timers = [t for t in _alive(QTimer) if t.isActive()]
    going = QAbstractAnimation.State.Running
    moves = [a for a in _alive(QAbstractAnimation) if a.state() == going]
    return [f"{type(thing).__name__} {thing.objectName()}".strip() for thing in timers + moves]


def _alive(kind: type) -> list[Any]:
    """Find objects by the garbage collector: Qt lists only the children of a known parent."""
    from shiboken6 import Shiboken

    # issubclass, for isinstance would ask proxies what they stand for.
    found = [thing for thing in gc.get_objects() if issubclass(type(thing), kind)]
    return [thing for thing in found if Shiboken.isValid(thing)]
