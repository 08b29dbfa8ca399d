"""Tab Printer: asks the printer how it is, prints the trial page, takes a new roll or printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.selftest.printer import address_words
from kiosk.app.technician import printer_look
from kiosk.app.technician.tab import Workbench
from kiosk.errors import KioskError, UsageError
from kiosk.store.papers.roll import Roll
from printing.card import Card
from printing.choosing import printers_found
from printing.ports import Outcome
from ui.presenters.technician.parts import Banner, Page, Pressed
from ui.presenters.technician.printer import derive_printer
from ui.presenters.technician.printer_state import FOUND, Busy, PrinterFacts, PrinterState, Step
from ui.presenters.technician.troubles import trouble_words

LOOK_TICKS = 5
"""Seconds between two looks at the printer while its page is shown."""


_ROLL_COUNTED = Banner("good", "Gulungan baru dicatat")
_ROLL_UNCOUNTED = Banner("warning", "Panjang gulungan belum diketahui", "Pilih panjangnya.")


class PrinterTab:
    """The printer in a technician's hands. Belongs to the GUI thread."""

    NAME = "printer"
    TITLE = "Printer"

    def __init__(self, bench: Workbench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = PrinterState()
        self._ticks = 0
        self._looking = False
        self._uri = ""
        self._presses: dict[str, Callable[[], None]] = {
            "trial": self._print_trial,
            "trial_yes": partial(self._answer_trial, came_out=True),
            "trial_no": partial(self._answer_trial, came_out=False),
            "roll": partial(self._go, "roll"),
            "roll_done": self._change_roll,
            "lift": partial(self._show, asked="hold"),
            "lift_yes": self._lift_hold,
            "lift_no": partial(self._show, asked=""),
            "choose": self._find,
            "type": partial(self._go, "address"),
            "next": self._take_address,
            "take": self._take_printer,
            "back": self._go_back,
        }

    def enter(self) -> None:
        """Begin with a fresh look; what is under way stays so."""
        self._state = PrinterState(busy=self._state.busy, asked=self._state.asked)
        self._look()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched on the page."""
        press = self._presses.get(pressed.what)
        if press is not None:
            press()
        elif pressed.what.startswith(FOUND):
            self._choose_found(int(pressed.what.removeprefix(FOUND)))
        elif pressed.what in _CHOICES:
            self._show(**{_CHOICES[pressed.what]: pressed.which}, fault="")
        elif pressed.what == "page":
            self._show(page=int(pressed.which))

    def tick(self) -> None:
        """Ask the printer again every few seconds."""
        self._ticks += 1
        if self._ticks >= LOOK_TICKS and self._state.step == "home" and not self._state.busy:
            self._look()

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_printer(self._state)

    @property
    def busy(self) -> bool:
        """Whether a paper is on its way, a printer is asked, or an answer is waited for."""
        return bool(self._state.busy) or self._state.asked == "trial"

    def _show(self, **changes: Any) -> None:
        self._state = replace(self._state, **changes)
        self._bench.changed()

    def _go(self, step: Step) -> None:
        self._show(step=step, fault="", news=None, page=0)

    def _go_back(self) -> None:
        before: dict[Step, Step] = {"address": "find", "paper": "find"}
        self._go(before.get(self._state.step, "home"))

    def _look(self) -> None:
        self._ticks = 0
        if not self._looking:
            self._looking = True
            ask = partial(printer_look.look, self._bench.equipment)
            self._bench.printing.submit(ask, self._looked)

    def _looked(self, found: PrinterFacts | None, error: Exception | None) -> None:
        self._looking = False
        if found is None:
            self._tell_trouble(error)
        else:
            self._show(facts=found)

    def _print_trial(self) -> None:
        self._begin("trial")
        work = partial(printer_look.print_trial, self._bench.equipment)
        self._bench.printing.submit(work, self._trial_printed)

    def _trial_printed(self, printed: tuple[str, Outcome] | None, error: Exception | None) -> None:
        self._show(busy="")
        if printed is None:
            self._tell_trouble(error)
            return
        self._uri, outcome = printed
        body = {"outcome": outcome.result, "reason": outcome.reason, "proof": outcome.proof}
        self._bench.record("printer.trial_printed", body)
        if outcome.result == "not_printed":
            words = printer_look.words_of(outcome.reason.split(", "))
            self._show(news=Banner("bad", "Cetak uji tidak keluar", words))
        else:
            self._show(asked="trial", news=None)
        self._look()

    def _answer_trial(self, *, came_out: bool) -> None:
        self._show(asked="")
        store, person = self._bench.equipment.desk.store, self._bench.person
        keep = partial(store.record_trial, self._uri, person, came_out=came_out)
        self._bench.storage.submit(keep, self._answered)
        if came_out:
            self._bench.printing.submit(self._bench.equipment.paperwork.room.hold.lift, self._done)
            self._show(news=Banner("good", "Cetak uji dicatat", "Printer mencetak dengan benar."))
        else:
            words = "Periksa gulungan, lebar kertas, dan kepala cetak, lalu coba lagi."
            self._show(news=Banner("warning", "Cetak uji dicatat", words))

    def _change_roll(self) -> None:
        length = self._state.roll
        desk = self._bench.equipment.desk
        mm = desk.settings.paper.roll_mm if length == "same" else int(length) * 1000
        self._go("home")
        self._bench.storage.submit(partial(desk.store.new_roll, mm), self._roll_changed)

    def _roll_changed(self, roll: Roll | None, error: Exception | None) -> None:
        if roll is None:
            self._tell_trouble(error)
            return
        self._bench.record("paper.roll_changed_by", {"length_mm": roll.length_mm})
        self._show(news=_ROLL_UNCOUNTED if roll.length_mm is None else _ROLL_COUNTED)
        self._look()

    def _lift_hold(self) -> None:
        self._show(asked="")
        lift = partial(printer_look.lift_hold, self._bench.equipment.paperwork.room)
        self._bench.printing.submit(lift, self._hold_lifted)

    def _hold_lifted(self, job: int | None, error: Exception | None) -> None:
        if error is not None:
            self._tell_trouble(error)
            return
        self._bench.record("printer.hold_lifted", {"job": job})
        self._show(news=Banner("good", "Cetakan boleh keluar lagi"))
        self._look()

    def _find(self) -> None:
        self._go("find")
        self._begin("find")
        self._bench.errands.submit(printers_found, self._found)

    def _found(self, uris: list[str] | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        found = tuple((address_words(uri), uri) for uri in dict.fromkeys(uris or ()))
        self._show(busy="", found=found)

    def _choose_found(self, place: int) -> None:
        _words, uri = self._state.found[place]
        self._choose(uri)

    def _take_address(self) -> None:
        self._choose(printer_look.uri_of(self._state.kind, self._state.typed))

    def _choose(self, uri: str) -> None:
        try:
            card = printer_look.first_card(uri)
        except UsageError:
            self._show(fault="Alamat ini belum benar.")
            return
        self._go("paper")
        self._show(address=uri, width=card.width, dpi=str(card.dpi))

    def _take_printer(self) -> None:
        self._begin("choose")
        width: Any = self._state.width
        card = Card(self._state.address, width, int(self._state.dpi))
        room = self._bench.equipment.paperwork.room
        self._bench.printing.submit(partial(room.choose, card), self._taken)

    def _taken(self, card: Card | None, error: Exception | None) -> None:
        self._show(busy="")
        if card is None:
            self._tell_trouble(error)
            return
        body = {"printer": card.uri, "width": card.width, "dpi": card.dpi}
        self._bench.record("printer.chosen", body)
        self._go("home")
        words = "Cetak uji sekarang, lalu lihat hasilnya."
        self._show(facts=None, news=Banner("good", "Printer dipilih", words))
        self._look()

    def _begin(self, busy: Busy) -> None:
        self._show(busy=busy, news=None, fault="")

    def _answered(self, _result: object, error: Exception | None) -> None:
        self._done(None, error)
        self._look()

    def _done(self, _result: object, error: Exception | None) -> None:
        if error is not None:
            self._tell_trouble(error)

    def _tell_trouble(self, error: Exception | None) -> None:
        raise_if_ours(None, error)
        words = trouble_words(error.key if isinstance(error, KioskError) else "")
        self._show(busy="", news=Banner("bad", "Belum bisa", words))


_CHOICES = {
    "length": "roll",
    "kind": "kind",
    "address": "typed",
    "width": "width",
    "dpi": "dpi",
}
"""Which touched part sets which value of the state."""
