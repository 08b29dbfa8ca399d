"""The last resort: a fault of ours is written to a file, told in one line, and ends the kiosk.

Nobody sees a stack trace, and a kiosk that may be broken does not go on half working: whoever
started it (systemd) starts it again.
"""

from __future__ import annotations

import sys
import tempfile
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType

FAULT_CODE = 1
"""Exit code of a fault of ours."""


def write_report(error: BaseException) -> Path:
    """Write what happened into a file of its own and return its path."""
    name = f"anjungan-{datetime.now().astimezone():%Y%m%d-%H%M%S}-"
    text = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile(
        "w",
        prefix=name,
        suffix=".log",
        delete=False,
        encoding="utf-8",
        errors="backslashreplace",
    ) as report:
        report.write(text)
        return Path(report.name)


def told(error: BaseException) -> tuple[str, str]:
    """Write the report and return message and remedy for the command line."""
    message = f"A fault in the kiosk itself ({type(error).__name__})."
    try:
        path = write_report(error)
    except OSError as reason:  # A full disk may be what broke it.
        place = traceback.extract_tb(error.__traceback__)[-1:]
        where = "".join(f" at {Path(frame.filename).name}:{frame.lineno}" for frame in place)
        return message, (
            f"Nothing that was shown is lost. No report could be written ({reason.strerror}); "
            f"please tell the maintainers of {type(error).__name__}{where}."
        )
    return message, f"Nothing that was shown is lost. Please send {path} to the maintainers."


def end_on_faults(quit_application: Callable[[], None]) -> list[BaseException]:
    """End the application on the first fault in any slot; the list holds it afterwards."""
    faults: list[BaseException] = []

    def hook(
        _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        faults.append(error)
        quit_application()

    sys.excepthook = hook
    return faults
