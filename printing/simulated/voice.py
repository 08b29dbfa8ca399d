"""What a printer has said and nobody has read yet."""

from __future__ import annotations

from printing.simulated import status
from printing.simulated.status import Condition
from printing.simulated.traits import Traits


class Voice:
    """Replies in the order they were given, and Automatic Status Back among them."""

    def __init__(self, traits: Traits) -> None:
        """Say nothing yet."""
        self._lags = traits.answers_behind
        self._said = bytearray()
        self._held_back = b""
        self._asb_on = False
        self._asb_last: bytes = b""

    def __bool__(self) -> bool:
        """Return whether anything was said."""
        return bool(self._said)

    def say(self, reply: bytes) -> None:
        """Reply; where it lags behind, with what was to be said to the question before."""
        if self._lags:
            reply, self._held_back = self._held_back, reply
        self._said += reply

    def set_asb(self, n: int, condition: Condition) -> None:
        """Obey ``GS a n``: 0 ends it, anything else sends the status now and on every change."""
        self._asb_on = bool(n)
        self._asb_last = b""
        self.tell(condition)

    def tell(self, condition: Condition) -> None:
        """Send the four bytes of ASB where it is on and they have changed."""
        if not self._asb_on:
            return
        now = status.asb(condition)
        if now != self._asb_last:
            self._said += now
        self._asb_last = now

    def drain(self, at_most: int) -> bytes:
        """Return what was said, the oldest ``at_most`` bytes, and forget them."""
        said = bytes(self._said[:at_most])
        del self._said[:at_most]
        return said

    def fall_silent(self) -> None:
        """Forget what was said."""
        self._said.clear()

    def reset(self) -> None:
        """Begin anew, as when it is switched on."""
        self._said.clear()
        self._held_back, self._asb_on = b"", False
