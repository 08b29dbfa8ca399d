"""At the door: settings that were changed and wait for a new start of the application."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.app.executor import Executor
from kiosk.app.foundation import Foundation
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.setting_change import waits_for_restart
from kiosk.settings.standing import read_standing
from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import Pressed, Question

PATIENCE_MS = 1_500
"""How long somebody who wants to leave waits for the settings to be read."""

NOW, LATER = "parting_restart", "parting_later"
QUESTION = ask(
    "Mulai ulang aplikasi?",
    "Setelan yang baru berlaku setelah aplikasi dimulai ulang.",
    (NOW, "Ya, mulai ulang"),
    (LATER, "Nanti saja"),
)


class Parting:
    """One person's leaving. ``go`` is called once they may; ``changed`` when there is a question.

    Whoever is kept too long by other work that is under way leaves without being asked.
    """

    def __init__(
        self,
        foundation: Foundation,
        errands: Executor,
        *,
        changed: Callable[[], None],
        go: Callable[[], None],
        restart: Callable[[], None],
    ) -> None:
        """Read the settings that are kept."""
        self._foundation, self._clock = foundation, foundation.clock
        self._changed, self._go, self._restart = changed, go, restart
        self._began_ms = foundation.clock.mono_ms()
        self._over = False
        self.question: Question | None = None
        errands.submit(self._waits, self._answered)

    def handle(self, pressed: Pressed) -> None:
        """Take the answer; nothing else counts any more."""
        if self.question is not None and pressed.what in {NOW, LATER}:
            self._end(self._restart if pressed.what == NOW else self._go)

    def tick(self) -> None:
        """Let nobody wait for long."""
        waited = self._clock.mono_ms() - self._began_ms
        if self.question is None and waited >= PATIENCE_MS:
            self._end(self._go)

    def _waits(self) -> bool:
        kept = read_standing(self._foundation.data).settings
        return waits_for_restart(self._foundation.settings, kept)

    def _answered(self, waits: bool | None, error: Exception | None) -> None:  # noqa: FBT001 - Done
        raise_if_ours(None, error)
        if self._over:
            return
        if waits:
            self.question = QUESTION
            self._changed()
        else:
            self._end(self._go)

    def _end(self, follow: Callable[[], None]) -> None:
        if not self._over:
            self._over = True
            follow()

    def leave(self) -> None:
        """Let no late answer count: they have left in another way."""
        self._over = True
