"""Writing keys of the draft from a step: off the GUI thread, and with words where it fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from kiosk.app.first_start.bench import StepBench
from kiosk.app.paper_line import raise_if_ours
from kiosk.errors import KioskError
from kiosk.settings import FaultyConfiguration
from kiosk.settings.writing import set_values

UNWRITTEN = "Folder data mesin tidak bisa ditulis. Periksa disk dan hak tulisnya."


def keep_values(
    bench: StepBench, values: Mapping[str, object], then: Callable[[str], None]
) -> None:
    """Write keys of the draft; ``then`` hears what is wrong, in Indonesian, or an empty text."""
    work = partial(set_values, bench.draft, dict(values))
    bench.errands.submit(work, partial(_kept, then))


def words_of(error: KioskError) -> str:
    """Return in Indonesian why something could not be kept."""
    if isinstance(error, FaultyConfiguration):
        return error.problems[0].glass
    return UNWRITTEN


def _kept(then: Callable[[str], None], _changes: Any, error: Exception | None) -> None:
    raise_if_ours(None, error)
    then(words_of(error) if isinstance(error, KioskError) else "")
