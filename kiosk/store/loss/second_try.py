"""A second try: what failed for a reason that the store can put right by itself is done once more.

Nothing of the first try is in the ledger then: each method is one transaction, or only looks.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from kiosk.errors import DiskFull
from kiosk.store.explained import Damaged


class Mending(ABC):
    """Whose methods may be tried again."""

    @abstractmethod
    def mend(self, reason: Damaged | DiskFull) -> bool:
        """Put right what a method failed for; whether another try is worth it."""

    @abstractmethod
    def mended(self) -> None:
        """Hear that the other try went well; must raise nothing of the world's."""


S = TypeVar("S", bound=Mending)
P = ParamSpec("P")
T = TypeVar("T")


def tried_again(method: Callable[Concatenate[S, P], T]) -> Callable[Concatenate[S, P], T]:
    """Let a method be tried once more after a damaged ledger or a full disk."""

    @wraps(method)
    def wrapper(self: S, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(self, *args, **kwargs)
        except (Damaged, DiskFull) as reason:
            if not self.mend(reason):
                raise
        result = method(self, *args, **kwargs)
        self.mended()
        return result

    return wrapper
