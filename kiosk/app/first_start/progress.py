"""How far the first start has come: one small file, replaced as a whole after every step."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from kiosk.durable import sync_folder, write_whole
from kiosk.errors import NotPermitted
from ui.presenters.technician.first_start import STEPS, Answer, Step

FILE = "first-start.json"
_LARGEST = 64 * 1024
_ORDER: tuple[Step, ...] = tuple(STEPS)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the first start stands; pure.

    ``answers`` says of every step that was left whether it was done or skipped, ``facts`` what
    people saw and confirmed, ``events`` what else belongs into the ledger once there is one.
    ``finished`` is set just before the configuration counts.
    """

    step: Step = "language"
    answers: Mapping[Step, Answer] = field(default_factory=dict[Step, Answer])
    facts: Mapping[str, Any] = field(default_factory=dict[str, Any])
    events: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    finished: bool = False

    def answered(self, answer: Answer) -> Progress:
        """Return it with the present step done or skipped, at the next one."""
        answers: dict[Step, Answer] = {**self.answers, self.step: answer}
        # Who came back from the summary goes there again: nothing else is left to be asked.
        rest = [step for step in _ORDER if step not in answers]
        place = min(_ORDER.index(self.step) + 1, len(_ORDER) - 1)
        step = _ORDER[place] if _ORDER[place] in rest else rest[0] if rest else "summary"
        return replace(self, answers=answers, step=step)

    def back(self) -> Progress:
        """Return it one step before; the first has none before it."""
        return replace(self, step=_ORDER[max(0, _ORDER.index(self.step) - 1)])

    def at(self, step: Step) -> Progress:
        """Return it at a step."""
        return replace(self, step=step)

    def knowing(self, **facts: Any) -> Progress:
        """Return it with facts more."""
        return replace(self, facts={**self.facts, **facts})

    def noting(self, kind: str, body: Mapping[str, Any]) -> Progress:
        """Return it with one event more for the ledger."""
        return replace(self, events=(*self.events, (kind, dict(body))))


def read_progress(data: Path) -> Progress:
    """Return how far the first start had come; what is damaged or missing means: the beginning."""
    try:
        with (data / FILE).open("rb") as file:
            found: Any = json.loads(file.read(_LARGEST))
        return _progress(found)
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Progress()


def write_progress(data: Path, progress: Progress) -> None:
    """Keep how far it has come; raises ``NotPermitted``."""
    body = asdict(progress)
    try:
        write_whole(data / FILE, json.dumps(body, ensure_ascii=False, indent=1).encode())
    except OSError as reason:
        raise NotPermitted(
            f"{data / FILE}: the first start cannot be kept ({reason.strerror}).",
            "Give the kiosk's user the right to write in its data folder, and make room there.",
        ) from reason


def forget_progress(data: Path) -> None:
    """Take the file away: the ledger knows it now. Raises ``OSError``."""
    (data / FILE).unlink(missing_ok=True)
    sync_folder(data)


def has_progress(data: Path) -> bool:
    """Whether there is a first start that the ledger does not know yet."""
    return os.path.lexists(data / FILE)


def _progress(found: Any) -> Progress:
    step = found["step"]
    answers: dict[Step, Answer] = {
        cast("Step", name): cast("Answer", answer)
        for name, answer in found["answers"].items()
        if name in STEPS and answer in {"done", "skipped"}
    }
    events = tuple((str(kind), dict(body)) for kind, body in found["events"])
    facts = {str(name): value for name, value in found["facts"].items()}
    if step not in STEPS:
        raise ValueError(step)
    return Progress(step, answers, facts, events, found["finished"] is True)
