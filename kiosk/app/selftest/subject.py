"""A subject of the self-test: its lasting id, its Indonesian title, and the answers it may give."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.health.check import Check


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked. ``id`` is lasting and English, ``title`` its name on glass and paper."""

    id: str
    title: str

    def passed(self, words: str) -> Check:
        """Say that all is well."""
        return Check(self.id, self.title, "pass", words)

    def warned(self, words: str, remedy: str) -> Check:
        """Say that the kiosk serves, but somebody should do something."""
        return Check(self.id, self.title, "warn", words, remedy)

    def failed(self, words: str, remedy: str) -> Check:
        """Say that something does not work."""
        return Check(self.id, self.title, "fail", words, remedy)

    def skipped(self, words: str, remedy: str = "") -> Check:
        """Say what cannot be known here, and why."""
        return Check(self.id, self.title, "skip", words, remedy)
