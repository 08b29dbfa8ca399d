"""How the command line tells what became of a paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kiosk.app.paperwork import Printed

_WORDS: Mapping[str, str] = {
    "printed": "printed",
    "not_printed": "NOT PRINTED, the number is safe",
    "partial": "PRINTED IN PART, the number is safe",
    "unknown": "SENT, but nobody can say that it came out; the number is safe",
}


def print_report(printed: Printed) -> dict[str, Any]:
    """Return what became of a paper as JSON: job, copy, outcome, reason, proof."""
    outcome = printed.outcome
    return {
        "job": printed.job,
        "copy": printed.copy,
        "outcome": outcome.result,
        "reason": outcome.reason,
        "proof": outcome.proof,
    }


def print_words(printed: Printed) -> str:
    """Return what became of a paper in words, with its path where it lies in a folder."""
    return slip_words(printed.path, print_report(printed))


def slip_words(path: str | None, report: Mapping[str, Any]) -> str:
    """Return the same of a paper's path and of what ``print_report`` returned for it."""
    outcome, reason = report["outcome"], report["reason"]
    words = path or _WORDS[outcome]
    if path and outcome != "printed":
        words = f"{_WORDS[outcome]}: {path}"
    return f"{words} ({reason})" if reason else words
