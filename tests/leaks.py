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
    """Let Qt do what was asked of it, deletions too, and make it fit for the next test."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not loops_run():
        _take_back_the_exit()


def loops_run() -> bool:
    """Return whether an event loop runs until it is told to stop.

    Once the application was told to exit while its own loop did not run, every other loop ends at
    once, in all tests to come: whoever waits there waits in vain.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    return loop.exec() != -1


def _take_back_the_exit() -> None:
    """Run the application's own loop once: only that forgets an exit."""
    from PySide6.QtCore import QCoreApplication, QTimer

    QTimer.singleShot(0, QCoreApplication.exit)
    QCoreApplication.exec()


def windows() -> dict[int, str]:
    """Return all windows that exist, shown or not: address -> kind.

    No window itself, for who holds it keeps it.
    """
    from PySide6.QtWidgets import QApplication
    from shiboken6 import Shiboken

    found = QApplication.topLevelWidgets()
    return {Shiboken.getCppPointer(widget)[0]: type(widget).__name__ for widget in found}


def windows_left(before: Iterable[int] = ()) -> list[str]:
    """Return the kinds of windows that are not among the addresses ``before``.

    A window that was left behind earlier, or that a failed test's traceback holds, is told once.
    """
    known = set(before)
    return [kind for address, kind in windows().items() if address not in known]


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
