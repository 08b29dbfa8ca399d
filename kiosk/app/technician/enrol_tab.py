"""The page Daftarkan: a code and an address typed on the glass, one attempt at the province."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from kiosk.app import enrolling
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.errors import KioskError
from kiosk.language import DEFAULT, Translator
from kiosk.wording.dates import long_date
from ui.presenters.technician.enrol import EnrolState, Said, derive_enrol
from ui.presenters.technician.parts import Page, Pressed

BEHIND = "sinkron"
"""The tab that leads here."""

THEN = "Nanti sentuh Kirim sekarang di tab Sinkron."


class EnrolTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "enrol"
    TITLE = "Daftarkan"

    def __init__(self, bench: Workbench, then: str = THEN) -> None:
        """Know nothing yet; ``then`` is what to do once it worked, in words for where it is shown.

        Empty where nothing is to be done.
        """
        self._bench, self._then = bench, then
        self._folder = bench.foundation.data
        self._state = EnrolState()
        self._before = self._state

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_enrol(self._state)

    @property
    def busy(self) -> bool:
        """Whether an attempt is under way."""
        return self._state.working

    def enter(self) -> None:
        """Begin with an empty code and the configured address."""
        if self._state.working:
            return
        self._state = EnrolState(url=self._bench.foundation.settings.server or "")
        self._bench.errands.submit(partial(enrolling.standing, self._folder), self._stands)

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was typed or touched."""
        match pressed.what:
            case "code" | "url":
                self._before = self._state
                self._show(asking=pressed.what)
            case "code-typed":
                self._show(code=enrolling.typed_code(pressed.which), code_fault="")
            case "url-typed":
                self._typed_url(pressed.which)
            case "keep":
                self._keep()
            case "cancel":
                self._state = self._before
                self._bench.changed()
            case _:
                self._act(pressed.what)

    def _act(self, what: str) -> None:
        match what:
            case "enrol":
                self._enrol()
            case "confirm":
                self._enrol(self._state.seen)
            case "stranger" if self._state.seen:
                self._forget()
            case "back" if not self._state.working:
                self._bench.go(BEHIND)
            case _:
                return

    def _typed_url(self, typed: str) -> None:
        plain = typed.replace(" ", "")
        self._show(url=plain, url_fault=enrolling.address_fault(plain) if plain else "")

    def _keep(self) -> None:
        state = self._state
        whole = enrolling.code_is_whole(state.code)
        url = enrolling.typed_address(state.url)
        right = bool(url) and not enrolling.address_fault(url)
        self._show(asking="", url=url, ready=whole and right, said=None)

    def _enrol(self, fingerprint: str = "") -> None:
        state = self._state
        if state.working or not state.ready:
            return
        self._show(working=True, said=None, seen="")
        attempt = partial(enrolling.enrol, self._folder, state.code, state.url, fingerprint)
        self._bench.errands.submit(attempt, self._tried)

    def _tried(self, outcome: Any, error: Exception | None) -> None:
        self._show(working=False)
        if error is not None:
            raise error
        if isinstance(outcome, enrolling.Enrolled):
            self._bench.record(
                "line.enrolled", {"server": outcome.url, "province": outcome.fingerprint}
            )
            self._show(done=True, code="", said=_welcome(outcome, self._then))
            return
        if outcome.seen:  # It is no failure yet: somebody has to look first.
            self._show(said=Said("warning", outcome.title, outcome.text), seen=outcome.seen)
            return
        self._bench.record("line.enrolment_failed", {"reason": outcome.key})
        # What is wrong with one field is told there, not a second time at the head.
        wrong = {f"{outcome.wrong}_fault": outcome.text} if outcome.wrong else {}
        said = Said("warning", outcome.title, "" if outcome.wrong else outcome.text)
        self._show(said=said, **wrong)

    def _forget(self) -> None:
        state = self._state
        self._show(working=True, said=None, seen="")
        self._bench.errands.submit(
            partial(enrolling.forget, self._folder, state.code), self._forgotten
        )

    def _forgotten(self, _nothing: Any, error: Exception | None) -> None:
        self._show(working=False)
        raise_if_ours(None, error)
        self._bench.record("line.enrolment_failed", {"reason": "other_province"})
        if isinstance(error, KioskError):
            self._show(said=Said("bad", "Kunci belum terhapus", f"{error.message} {error.remedy}"))
            return
        self._show(code="", ready=False, said=_refused(self._state.terminal))

    def _stands(self, standing: Any, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            said = Said("bad", "Keadaan tidak bisa dibaca", f"{error.message} {error.remedy}")
            self._show(said=said)
            return
        self._show(terminal=standing.terminal, present=_present(standing))

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _welcome(outcome: enrolling.Enrolled, then: str) -> Said:
    told = f"Di {outcome.url}, sidik kunci server {outcome.fingerprint}. {then}"
    return Said("good", "Terdaftar", told.strip())


def _refused(terminal: str) -> Said:
    return Said(
        "warning",
        "Dibatalkan, server ini tidak dipakai",
        f"Kodenya sudah terkirim. Minta kantor mencabut kunci {terminal}, lalu membuat kode baru.",
    )


def _present(standing: enrolling.Standing) -> str:
    found = standing.enrolment
    if found is None:
        return ""
    where = found.url or "lewat berkas"
    day = long_date(date.fromisoformat(found.enrolled[:10]), Translator.load(DEFAULT))
    return f"Di {where}, sejak {day}."
