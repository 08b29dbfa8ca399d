"""The page USB: reads the stick, shows what a file would change, puts it in force, saves ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kiosk.app.paper_line import raise_if_ours
from kiosk.app.technician.tab import Workbench
from kiosk.errors import DiskFull, KioskError, NotPermitted, SecondWriter
from kiosk.stick.preview import Look, Preview
from kiosk.stick.problems import StickProblem
from ui.presenters.technician.parts import Page, Pressed
from ui.presenters.technician.usb import Asked, Told, UsbState, derive_usb

if TYPE_CHECKING:
    from kiosk.app.selftest.site import ScreenFacts

LOOK_EVERY = 3
"""Seconds between two looks for a stick while there is none."""

_FROM_NEXT_START = "Berlaku setelah aplikasi dimulai ulang."


class UsbTab:
    """Implements ``kiosk.app.technician.tab.Tab``."""

    NAME = "usb"
    TITLE = "USB"

    def __init__(self, bench: Workbench) -> None:
        """Look at nothing yet."""
        self._bench = bench
        self._data = bench.foundation.data
        self._state = UsbState()
        self._looking = False
        self._ticks = 0

    @property
    def page(self) -> Page:
        """What is to be shown now."""
        return derive_usb(self._state)

    @property
    def busy(self) -> bool:
        """Whether a file is being put in force or written."""
        return bool(self._state.working)

    def enter(self) -> None:
        """Forget the last look and look anew; what is under way is not forgotten."""
        if not self._state.working:
            self._state = UsbState()
            self._look()

    def tick(self) -> None:
        """Look for a stick while there is none."""
        self._ticks += 1
        if self._state.trouble and self._ticks % LOOK_EVERY == 0:
            self._look()

    def handle(self, pressed: Pressed) -> None:
        """Take what was touched, unless something is under way."""
        if self._state.working:
            return
        match pressed.what:
            case "look":
                self._show(told=None)
                self._look()
            case "save":
                self._show(screen="save", told=None)
            case "back":
                self._show(screen="files", opened=None, told=None, page=0)
            case "page":
                self._show(page=int(pressed.which))
            case "choice":
                self._show(choice=pressed.which)
            case "restart":
                self._bench.restart()
            case _:
                self._act(pressed.what)

    def _act(self, what: str) -> None:
        if what == "export":
            self._export()
        elif what == "apply" or what.startswith("back_"):
            self._show(asked=cast("Asked", what))
        elif what == "cancel":
            self._show(asked="")
        elif what == "confirm":
            self._confirm()
        elif what.startswith("file_") and self._state.look is not None:
            opened = self._state.look.previews[int(what.removeprefix("file_"))]
            self._show(screen="file", opened=opened, told=None, page=0)

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._bench.errands.submit(partial(_read, self._data), self._seen)

    def _seen(self, found: Any, error: Exception | None) -> None:
        self._looking = False
        raise_if_ours(None, error)
        if isinstance(error, KioskError):
            self._show(look=None, trouble=_words(error), former=())
        else:
            look, former = cast("tuple[Look, tuple[str, ...]]", found)
            self._show(look=look, trouble="", former=former)

    def _confirm(self) -> None:
        asked, opened = self._state.asked, self._state.opened
        self._show(asked="")
        if asked == "apply" and opened is not None:
            self._put_in_force(opened)
        elif asked.startswith("back_"):
            self._go_back(asked.removeprefix("back_"))

    def _put_in_force(self, opened: Preview) -> None:
        from kiosk.app.stick.desk import apply

        at_once = opened.kind in {"reply", "enrolled"}
        told = Told(
            "good",
            "Terpasang",
            "Stik boleh dicabut." if at_once else _FROM_NEXT_START,
            restart=not at_once,
        )
        body = {"kind": opened.kind, "sha256": opened.sha256}
        work = partial(apply, opened, self._data)
        self._do("Memasang berkas", work, "stick.imported", body, told)

    def _go_back(self, kind: str) -> None:
        from kiosk.app.stick.back import go_back

        told = Told("good", "Yang sebelumnya dipakai lagi", _FROM_NEXT_START, restart=True)
        work = partial(go_back, kind, self._data)
        self._do("Memasang yang sebelumnya", work, "stick.went_back", {"kind": kind}, told)

    def _do(
        self, words: str, work: Callable[[], None], kind: str, body: dict[str, Any], told: Told
    ) -> None:
        self._show(working=words, told=None)

        def done(_result: Any, error: Exception | None) -> None:
            self._show(working="")
            raise_if_ours(None, error)
            outcome = error.key if isinstance(error, KioskError) else "done"
            self._bench.record(kind, {**body, "outcome": outcome})
            if isinstance(error, KioskError):
                self._show(told=Told("bad", "Belum terpasang", _words(error)))
            else:
                self._show(told=told, screen="files", opened=None, page=0)
            self._look()

        self._bench.errands.submit(work, done)

    def _export(self) -> None:
        from kiosk.app.technician.kondisi_tab import screen_facts

        choice = self._state.choice
        self._show(working="Menyimpan ke stik", told=None)
        screen = screen_facts() if choice in {"all", "report"} else None
        work = partial(_save, choice, self._bench, screen)
        self._bench.errands.submit(work, self._saved)

    def _saved(self, done: Any, error: Exception | None) -> None:
        self._show(working="")
        raise_if_ours(None, error)
        parts = self._state.choice
        if isinstance(error, KioskError):
            self._bench.record("stick.exported", {"parts": parts, "outcome": error.key})
            self._show(told=Told("bad", "Belum tersimpan", _words(error)))
            return
        body = {"parts": parts, "outcome": "done", "files": len(done.files)}
        self._bench.record("stick.exported", {**body, "sha256": done.digest})
        left = " ".join(left.words for left in done.left_out)
        text = f"{len(done.files)} berkas di {done.folder.name}. {left}".strip()
        self._show(told=Told("good", "Stik boleh dicabut", text))

    def _show(self, **changed: Any) -> None:
        self._state = replace(self._state, **changed)
        self._bench.changed()


def _read(data: Path) -> tuple[Look, tuple[str, ...]]:
    from kiosk.app.stick.back import ways_back
    from kiosk.app.stick.desk import look
    from kiosk.app.stick.place import stick_folder

    return look(stick_folder(), data), ways_back(data)


def _save(choice: str, bench: Workbench, screen: ScreenFacts | None) -> Any:
    from kiosk.app.stick.exporting import PARTS, ExportPart, export
    from kiosk.app.stick.place import stick_folder

    parts: list[ExportPart] = [part for part in PARTS if choice in {"all", part}]
    foundation = bench.foundation
    return export(stick_folder(), foundation.data, parts, foundation.clock, screen)


def _words(error: KioskError) -> str:
    """Return why something failed, for the glass; what is not the stick's lies in the machine."""
    if isinstance(error, StickProblem):
        return error.words
    for kind, words in _OWN:
        if isinstance(error, kind):
            return words
    return "Ada yang rusak di mesin ini. Lihat Kondisi."


_OWN: tuple[tuple[type[KioskError], str], ...] = (
    (SecondWriter, "Jalur ke provinsi sedang bekerja, jadi berkas ini tidak perlu."),
    (DiskFull, "Disk mesin penuh. Lihat Kondisi."),
    (NotPermitted, "Folder data mesin tidak bisa ditulis. Lihat Kondisi."),
)
