"""Errors named by what the caller should do; each has an exit code, a message and a remedy.

The world failed (a full disk, a second kiosk): a subclass of ``KioskError``. We failed (a bug):
any other exception. Messages and remedies are English, for the command line; ``key`` names the
Indonesian text of the glass (see ``ui.presenters.overlays``).
"""

from __future__ import annotations

from typing import ClassVar


class KioskError(Exception):
    """Something the world did, with a remedy. ``code`` is the process's exit code."""

    code: ClassVar[int] = 1
    key: ClassVar[str] = "problem"

    def __init__(self, message: str, remedy: str) -> None:
        """Say what happened (``message``) and what to do about it (``remedy``)."""
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(KioskError):
    """The command was called wrongly: an unknown service, life event or option."""

    code = 2
    key = "usage"


class UnknownId(UsageError):
    """An id that the catalogue or the mall does not have."""

    key = "unknown"


class NotInstalled(UsageError):
    """A part of the program that this machine does not have."""

    key = "not_installed"


class NotEnrolled(KioskError):
    """The terminal belongs to no province, or the province will not have it."""

    code = 3
    key = "not_enrolled"


class NotPermitted(KioskError):
    """A file or folder cannot be read or written."""

    code = 4
    key = "permission"


class ServerProblem(KioskError):
    """The line or the province's server fails; what was asked may be tried again."""

    code = 5
    key = "server"


class Refused(KioskError):
    """Nothing was issued: closed, quota reached, empty basket."""

    code = 6
    key = "refused"


class StoreProblem(KioskError):
    """The ledger cannot be used."""

    code = 7
    key = "store"


class SecondWriter(StoreProblem):
    """Another kiosk already writes in this data folder."""

    key = "second_writer"


class NewerStore(StoreProblem):
    """The store was written by a newer program."""

    key = "newer_store"


class WrongTerminal(StoreProblem):
    """The data folder belongs to another terminal or mall."""

    key = "wrong_terminal"


class DiskFull(StoreProblem):
    """There is no room to write the number down, so none was given."""

    key = "disk_full"


class DataProblem(KioskError):
    """The catalogue, the mall file or the configuration has faults."""

    code = 8
    key = "data"


class PrinterProblem(KioskError):
    """The printer cannot be asked at all."""

    code = 9
    key = "printer"
