"""What can go wrong with one question to a printer; each says what it proves."""

from __future__ import annotations


class IppError(Exception):
    """A question that got no usable answer."""

    @property
    def fault(self) -> str:
        """Return one word for it."""
        return "offline"


class Unreachable(IppError):
    """No connection could be made: nothing of the question has left this machine."""


class NoAnswer(IppError):
    """The question may have been heard, wholly or in part, and no answer came in time."""


class NotIpp(IppError):
    """Somebody answered, and it is no answer to what was asked."""

    @property
    def fault(self) -> str:
        """Return a word that says so."""
        return "unclear-answer"


class Refused(IppError):
    """The other side says that it did nothing with what it was sent; its words say why."""

    @property
    def fault(self) -> str:
        """Return the status in words, such as ``client-error-not-found``."""
        return str(self)


class Failed(IppError):
    """The other side failed at it, and does not say how far it had come."""

    @property
    def fault(self) -> str:
        """Return the status in words, such as ``server-error-internal-error``."""
        return str(self)
