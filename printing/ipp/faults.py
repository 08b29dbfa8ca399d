"""A printer's reasons (``printer-state-reasons``) in our words, and which of them stop printing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from printing.ipp.encoding import Attributes, number, value_of, words

STATE = ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
"""What to ask a printer for, to know how it is."""

IDLE, STOPPED = 3, 5
"""Of ``printer-state``; 4 is processing."""

_SEVERITIES = ("-report", "-warning", "-error")

_OUR_WORDS = {
    "media-needed": "media-empty",
    "door-open": "cover-open",
    "interlock-open": "cover-open",
    "toner-empty": "marker-supply-empty",
    "toner-low": "marker-supply-low",
    "connecting-to-device": "offline",
    "shutdown": "offline",
}

_BREAKING = frozenset(
    {
        "cover-open",
        "input-tray-missing",
        "marker-supply-empty",
        "media-empty",
        "media-jam",
        "offline",
        "output-area-full",
        "paused",
        "spool-area-full",
    }
)
"""These stop a printer whatever severity it gives them: ippeveprinter reports an empty roll as
``media-empty-report`` while it is idle."""


@dataclass(frozen=True, slots=True)
class Faults:
    """What a printer has to say of itself: ``told`` is all of it, ``breaking`` what stops it."""

    told: tuple[str, ...] = ()
    breaking: tuple[str, ...] = ()


def faults_of(reasons: Iterable[str]) -> Faults:
    """Return reasons in our words, each once, in their order.

    A word nobody here knows stops printing only where the printer calls it an error.
    """
    told: dict[str, bool] = {}
    for reason in reasons:
        word, severity = _split(reason)
        if word != "none" and not word.startswith("cups-"):
            stops = word in _BREAKING or severity == "-error"
            told[word] = told.get(word, False) or stops
    return Faults(tuple(told), tuple(word for word, stops in told.items() if stops))


def _split(reason: str) -> tuple[str, str]:
    severity = next((end for end in _SEVERITIES if reason.endswith(end)), "")
    word = reason.removesuffix(severity)
    return _OUR_WORDS.get(word, word), severity


def state_of(printer: Attributes) -> Faults:
    """Return what a printer's ``STATE`` means; a printer that does not say is not ready."""
    found = faults_of(words(printer, "printer-state-reasons"))
    state = number(printer, "printer-state")
    if value_of(printer, "printer-is-accepting-jobs") is False:
        found = _with(found, "not-accepting-jobs")
    if state is None:
        return _with(found, "unknown")
    if state == STOPPED and not found.breaking:
        return _with(found, "paused")
    return found


def _with(found: Faults, word: str) -> Faults:
    return Faults((*found.told, word), (*found.breaking, word))
