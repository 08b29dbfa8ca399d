"""How an enrolment can fail: one class for each thing that somebody can do about it."""

from __future__ import annotations

from kiosk.errors import NotEnrolled, ServerProblem, UsageError


class NoCode(UsageError):
    """What was typed is no enrolment code."""

    key = "no_code"


class CodeRefused(NotEnrolled):
    """The province does not take the code for ``terminal``; ``problem`` is its short name."""

    key = "code_refused"

    def __init__(self, message: str, remedy: str, problem: str, terminal: str) -> None:
        """Say what happened, what to do, the code of ``sync.wire.problems`` and for whom."""
        super().__init__(message, remedy)
        self.problem, self.terminal = problem, terminal


class OtherProvince(NotEnrolled):
    """Another province answers than the one that is meant; ``seen`` is its fingerprint."""

    key = "other_province"

    def __init__(self, message: str, remedy: str, seen: str) -> None:
        """Say what happened, what to do, and which fingerprint was seen."""
        super().__init__(message, remedy)
        self.seen = seen


class NewProvince(OtherProvince):
    """A province granted that this terminal has not met before; nothing of it is in force yet."""

    key = "new_province"


class NoProvince(ServerProblem):
    """Something answered that is no province, or nothing of what it said can be believed."""

    key = "no_province"


class Declined(ServerProblem):
    """The province declined for another reason than the code; ``problem`` is its short name."""

    key = "declined"

    def __init__(self, message: str, remedy: str, problem: str) -> None:
        """Say what happened, what to do, and the code of ``sync.wire.problems``."""
        super().__init__(message, remedy)
        self.problem = problem


class NoAnswer(ServerProblem):
    """Nothing answered; ``reason`` is that of ``sync.agent.ports.LineDown``."""

    key = "no_answer"

    def __init__(self, message: str, remedy: str, reason: str) -> None:
        """Say what happened, what to do, and what kept the answer away."""
        super().__init__(message, remedy)
        self.reason = reason
