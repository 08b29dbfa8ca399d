"""What can be wrong with the stick itself; each says it in English and, for the glass, in ours."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import ClassVar

from kiosk.errors import KioskError


class StickProblem(KioskError):
    """The stick, or a file on it, does not do; nothing was changed. ``words`` are Indonesian."""

    code: ClassVar[int] = 1
    key: ClassVar[str] = "stick"

    def __init__(self, message: str, remedy: str, words: str) -> None:
        """Say what happened, what to do, and both in Indonesian."""
        super().__init__(message, remedy)
        self.words = words


class NoStick(StickProblem):
    """There is no stick."""

    def __init__(self, mount: Path) -> None:
        """Name the place where it would be."""
        super().__init__(
            f"{mount}: there is no stick.",
            "Put a stick in and wait some seconds; KIOSK_STICK names another folder.",
            "Stik USB belum terbaca. Pasang stik, lalu tunggu beberapa detik.",
        )


class StickGone(StickProblem):
    """The stick was pulled out, or fails."""

    def __init__(self, path: Path, reason: OSError) -> None:
        """Say at which file."""
        super().__init__(
            f"{path}: it is gone, or the stick was pulled out or fails ({reason.strerror}). "
            "Nothing was changed.",
            "Put it in again, or take another stick.",
            "Stik tercabut atau rusak. Tidak ada yang berubah. Pasang lagi, atau pakai stik lain.",
        )


class StickFull(StickProblem):
    """There is no room; sizes in bytes."""

    def __init__(self, mount: Path, needed: int, free: int) -> None:
        """Say how much is needed, and how much there is."""
        super().__init__(
            f"{mount}: {megabytes(needed)} are needed, {megabytes(free)} are free.",
            "Make room on the stick, or take a larger one.",
            f"Stik penuh: perlu {megabytes(needed)}, tersisa {megabytes(free)}. "
            "Kosongkan dulu, atau pakai stik lain.",
        )


class StickReadOnly(StickProblem):
    """The stick cannot be written."""

    def __init__(self, mount: Path) -> None:
        """Name the stick."""
        super().__init__(
            f"{mount}: the stick can only be read.",
            "Take its write protection off, or take another stick.",
            "Stik ini hanya bisa dibaca. Buka kuncinya, atau pakai stik lain.",
        )


class BadCopy(StickProblem):
    """What was read back is not what was written."""

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path}: what is on the stick is not what was written. The stick is worn out.",
            "Take another stick.",
            "Isi stik tidak sama dengan yang disimpan. Stik ini rusak; pakai stik lain.",
        )


class NotApplied(StickProblem):
    """What was asked cannot be done with what lies on this stick; nothing was changed."""


def stick_problem(path: Path, reason: OSError) -> StickProblem:
    """Return what an error of the system says of the stick that ``path`` lies on."""
    if reason.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return StickReadOnly(path)
    if reason.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return StickFull(path, 1, 0)
    return StickGone(path, reason)


def megabytes(size: int) -> str:
    """Return a size in bytes as MB, rounded up to the tenth, in the Indonesian way."""
    return f"{-(-size // 100_000) / 10:.1f} MB".replace(".", ",")
