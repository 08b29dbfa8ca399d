"""First start: the terminal's number, and its mall from a stick."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.app.first_start.bench import StepBench
from kiosk.app.first_start.keeping import UNWRITTEN, keep_values
from kiosk.app.paper_line import raise_if_ours
from kiosk.errors import KioskError
from kiosk.settings import Problem, read_standing
from kiosk.settings.schema import check_value
from kiosk.stick.preview import Preview
from kiosk.stick.problems import StickProblem
from ui.presenters.technician.first_start_terminal import FILE, TerminalState, derive_terminal
from ui.presenters.technician.parts import Banner, Page, Pressed

KEY = "terminal.number"
LOOK_EVERY = 3
"""Seconds between two looks for a stick while there is none."""

_TAKEN = frozenset({"mall", "config", "catalogue"})
"""Kinds of files that set a terminal up."""


class TerminalStep:
    """Implements ``kiosk.app.first_start.bench.Step``."""

    def __init__(self, bench: StepBench) -> None:
        """Know nothing yet."""
        self._bench = bench
        self._state = TerminalState()
        self._looking, self._ticks = False, 0

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_terminal(self._state)

    @property
    def busy(self) -> bool:
        """Whether a file is being put in force."""
        return self._state.working

    def enter(self) -> None:
        """Show what holds."""
        settled = bool(self._bench.progress().facts.get("enrolled"))
        self._state = TerminalState(settled=settled)
        self._read()

    def tick(self) -> None:
        """Look for a stick while there is none."""
        self._ticks += 1
        waiting = self._state.screen == "stick" and self._state.trouble
        if waiting and self._ticks % LOOK_EVERY == 0:
            self._look()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched, unless something is under way."""
        if self._state.working:
            return
        match pressed.what:
            case "number":
                self._show(screen="number", typed="", fault="", news=None)
            case "typed":
                self._type(pressed.which)
            case "keep":
                self._keep()
            case "mall":
                self._show(screen="stick", files=None, trouble="", news=None, page=0)
                self._look()
            case "cancel":
                self._show(screen="home", fault="", news=None)
            case "forward" if self._state.number:
                self._know()
                self._bench.done()
            case _:
                self._use_stick(pressed)

    def _use_stick(self, pressed: Pressed) -> None:
        opened = self._state.opened
        match pressed.what:
            case "look":
                self._look()
            case "page":
                self._show(page=int(pressed.which))
            case "example":
                self._work({"mall.file": None})
            case "close":
                self._show(opened=None, page=0)
            case "apply" if opened is not None and self._state.files is not None:
                self._apply(self._state.files[opened])
            case _ if pressed.what.startswith(FILE):
                self._show(opened=int(pressed.what.removeprefix(FILE)), page=0)
            case _:
                return

    def _know(self) -> None:
        state = self._state
        known = {"example": state.is_example, "number": state.number, "mall": state.mall}
        self._bench.know(known)

    def _type(self, text: str) -> None:
        found = check_value(KEY, text) if text else None
        self._show(typed=text, fault=found.glass if isinstance(found, Problem) else "")

    def _keep(self) -> None:
        if not isinstance(check_value(KEY, self._state.typed), Problem):
            self._work({KEY: self._state.typed})

    def _work(self, values: dict[str, object]) -> None:
        self._show(working=True)
        keep_values(self._bench, values, self._kept)

    def _kept(self, trouble: str) -> None:
        self._show(working=False)
        if trouble:
            self._show(fault=trouble, news=Banner("bad", "Belum tersimpan", trouble))
        else:
            self._show(screen="home", fault="", news=None)
        self._read()

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._bench.errands.submit(partial(_files, self._bench.data), self._seen)

    def _seen(self, files: tuple[Preview, ...] | None, error: Exception | None) -> None:
        self._looking = False
        raise_if_ours(None, error)
        trouble = _words(error) if isinstance(error, KioskError) else ""
        self._show(files=files, trouble=trouble, opened=None)

    def _apply(self, preview: Preview) -> None:
        from kiosk.app.stick.desk import apply

        self._show(opened=None, working=True)
        done = partial(self._applied, preview)
        self._bench.errands.submit(partial(apply, preview, self._bench.data), done)

    def _applied(self, preview: Preview, _result: object, error: Exception | None) -> None:
        self._show(working=False)
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(news=Banner("bad", "Belum terpasang", _words(error)))
            return
        self._bench.note("stick.imported", {"kind": preview.kind, "sha256": preview.sha256})
        self._show(screen="home", news=Banner("good", "Terpasang", "Stik boleh dicabut."))
        self._read()

    def _read(self) -> None:
        self._bench.errands.submit(partial(_who, self._bench.data), self._known)

    def _known(self, who: tuple[str, str, bool] | None, error: Exception | None) -> None:
        raise_if_ours(None, error)
        if who is None:
            news = Banner("bad", "Berkas mal tidak bisa dibaca", "Pilih berkas lain.")
            self._show(news=news, mall="Tidak terbaca")
            return
        number, mall, is_example = who
        self._show(number=number, mall=mall, is_example=is_example)

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _who(data: Path) -> tuple[str, str, bool]:
    from kiosk.app.stick.force import mall_in_force
    from kiosk.catalogue.loading import load_mall

    settings = read_standing(data).settings
    number = "" if settings.terminal is None else str(settings.terminal)
    return number, load_mall(mall_in_force(data)).name_id, settings.mall is None


def _files(data: Path) -> tuple[Preview, ...]:
    from kiosk.app.stick.desk import look
    from kiosk.app.stick.place import stick_folder

    return tuple(p for p in look(stick_folder(), data).previews if p.kind in _TAKEN)


def _words(error: KioskError) -> str:
    return error.words if isinstance(error, StickProblem) else UNWRITTEN
