"""How an exchange can fail, as the uploader tells it apart."""

from __future__ import annotations

from sync.line_store import LineCode
from sync.wire import problems
from sync.wire.messages import Problem, Verdict


class Failed(Exception):
    """The attempt ends here and nothing has changed; ``hold_s`` is the least wait in seconds."""

    def __init__(self, code: LineCode, reason: str, hold_s: float = 0.0, status: int = 0) -> None:
        """Keep what the line is to say of itself; ``status`` is HTTP's, 0 without an answer."""
        super().__init__(f"{code}: {reason}")
        self.code: LineCode = code
        self.reason, self.hold_s, self.status = reason, hold_s, status


class Declined(Exception):
    """The province itself, by its signature, declined the request."""

    def __init__(self, problem: Problem, hold_s: float) -> None:
        """Keep the signed problem and the least wait in seconds."""
        super().__init__(problem.code)
        self.problem, self.hold_s = problem, hold_s


_BY_PROBLEM: dict[str, LineCode] = {
    problems.NOT_SIGNED: "refused",
    problems.WRONG_TERMINAL: "refused",
    problems.UNKNOWN_TERMINAL: "unknown",
    problems.REVOKED: "revoked",
    problems.SLOW: "busy",
    problems.TOO_MANY: "busy",
    problems.FAULT: "busy",
    problems.BUSY: "busy",
}

OFFICE: frozenset[LineCode] = frozenset({"refused", "unknown", "revoked", "mismatch", "purged"})
"""Where waiting helps nobody: a person has to do something first."""

VERDICTS: dict[Verdict, LineCode] = {
    "restored": "restored",
    "cloned": "cloned",
    "forked": "forked",
}
"""The verdicts that end an epoch."""

OF_ONE_LEDGER: frozenset[LineCode] = frozenset({"mismatch", "purged", "ledger", *VERDICTS.values()})
"""Troubles of one ledger, which must not keep the others from being sent."""


def code_of_problem(code: str) -> LineCode:
    """Return how the line stands after a signed problem."""
    return _BY_PROBLEM.get(code, "rejected")


def code_of_status(status: int) -> LineCode:
    """Return how the line stands after an answer that was not the province's."""
    if status < 400 or status in {407, 511}:
        return "captive"
    if status in {401, 403}:
        return "refused"
    return "busy" if status in {408, 429} or status >= 500 else "rejected"
