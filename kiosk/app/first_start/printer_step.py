"""First start: chooses the printer, prints the trial page, and asks what a person sees of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app.first_start.bench import StepBench
from kiosk.app.paper_line import raise_if_ours
from kiosk.app.print_room import SLIPS, PrintRoom
from kiosk.app.selftest.printer import address_words
from kiosk.app.technician.printer_look import first_card, uri_of, words_of
from kiosk.app.trial_page import print_trial_page
from kiosk.errors import KioskError, UsageError
from kiosk.settings import read_standing
from printing.card import Card
from printing.choosing import printers_found
from printing.ports import Outcome
from ui.presenters.technician.first_start_printer import derive_first_printer
from ui.presenters.technician.parts import Banner, Page, Pressed
from ui.presenters.technician.printer_state import FOUND, PrinterState, Step
from ui.presenters.technician.troubles import trouble_words


class PrinterStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = PrinterState()
        self._uri = ""
        self._presses: dict[str, Callable[[], None]] = {
            "choose": self._find,
            "type": partial(self._go, "address"),
            "next": self._take_address,
            "take": self._take_printer,
            "back": self._go_back,
            "trial": self._print_trial,
            "trial_yes": partial(self._judge, came_out=True),
            "trial_no": partial(self._judge, came_out=False),
            "forward": self._forward,
        }

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        at_home = self._state.step == "home"
        words = address_words(self._uri) if self._uri else ""
        state = replace(self._state, address=words) if at_home else self._state
        return derive_first_printer(state, self._seen)

    @property
    def busy(self) -> bool:
        """Whether a printer is asked or prints."""
        return self._state.busy in {"trial", "choose"}

    def enter(self) -> None:
        """Show the printer that is chosen, if there is one."""
        self._state = PrinterState(busy=self._state.busy)
        self._uri = read_standing(self._bench.data).settings.printer.uri or ""

    def tick(self) -> None:
        """Wait for nothing."""

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched."""
        if self.busy:
            return
        press = self._presses.get(pressed.what)
        if press is not None:
            press()
        elif pressed.what.startswith(FOUND):
            _words, uri = self._state.found[int(pressed.what.removeprefix(FOUND))]
            self._choose(uri)
        elif pressed.what in _CHOICES:
            self._show(**{_CHOICES[pressed.what]: pressed.which}, fault="")
        elif pressed.what == "page":
            self._show(page=int(pressed.which))

    @property
    def _seen(self) -> bool | None:
        trial = self._bench.progress().facts.get("trial")
        return trial["came_out"] if trial and trial["printer"] == self._uri else None

    def _go(self, step: Step) -> None:
        self._show(step=step, fault="", news=None, page=0)

    def _go_back(self) -> None:
        self._go("find" if self._state.step in {"address", "paper"} else "home")

    def _forward(self) -> None:
        if self._uri:
            self._bench.know({"printer": self._uri})
            self._bench.done()

    def _find(self) -> None:
        self._go("find")
        self._show(busy="find")
        self._bench.errands.submit(printers_found, self._found)

    def _found(self, uris: list[str] | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        seen = [(address_words(uri), uri) for uri in dict.fromkeys(uris or ())]
        folder = f"folder:{(self._bench.data / SLIPS).absolute()}"
        self._show(busy="", found=(*seen, ("Tanpa printer, simpan sebagai berkas", folder)))

    def _take_address(self) -> None:
        self._choose(uri_of(self._state.kind, self._state.typed))

    def _choose(self, uri: str) -> None:
        try:
            card = first_card(uri)
        except UsageError:
            self._show(fault="Alamat ini belum benar.")
            return
        self._go("paper")
        self._show(address=uri, width=card.width, dpi=str(card.dpi))

    def _take_printer(self) -> None:
        self._show(busy="choose", news=None)
        width: Any = self._state.width
        card = Card(self._state.address, width, int(self._state.dpi))
        self._bench.printing.submit(partial(_take, self._bench.data, card), self._taken)

    def _taken(self, card: Card | None, error: Exception | None) -> None:
        self._show(busy="")
        raise_if_ours(None, error)
        if card is None:
            self._show(news=Banner("bad", "Belum bisa", _trouble(error)))
            return
        self._uri = card.uri
        chosen = {"printer": card.uri, "width": card.width, "dpi": card.dpi}
        self._bench.note("printer.chosen", chosen)
        self._go("home")
        words = "Cetak uji sekarang, lalu lihat hasilnya."
        self._show(news=Banner("good", "Printer dipilih", words))

    def _print_trial(self) -> None:
        if not self._uri:
            return
        self._show(busy="trial", news=None)
        now = self._bench.clock.now()
        work = partial(_print, self._bench.data, now)
        self._bench.printing.submit(work, self._printed)

    def _printed(self, outcome: Outcome | None, error: Exception | None) -> None:
        self._show(busy="")
        raise_if_ours(None, error)
        if outcome is None:
            self._show(news=Banner("bad", "Belum bisa", _trouble(error)))
        elif outcome.result == "not_printed":
            words = words_of(outcome.reason.split(", "))
            self._show(news=Banner("bad", "Cetak uji tidak keluar", words))
        else:
            self._show(asked="trial", news=None)

    def _judge(self, *, came_out: bool) -> None:
        if self._state.asked == "trial":
            self._bench.know({"trial": {"printer": self._uri, "came_out": came_out}})
            self._show(asked="")

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


_CHOICES = {"kind": "kind", "address": "typed", "width": "width", "dpi": "dpi"}


def _take(data: Path, card: Card) -> Card:
    return PrintRoom(data, must_exist=False).choose(card)


def _print(data: Path, now: Any) -> Outcome:
    room = PrintRoom(data)
    room.hold.lift()  # Whoever prints a trial page stands before the printer.
    return print_trial_page(room, now)


def _trouble(error: Exception | None) -> str:
    return trouble_words(error.key if isinstance(error, KioskError) else "")
