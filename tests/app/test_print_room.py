"""The print room: follows its card, keeps what it learned, holds back until somebody looked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from kiosk.app import print_room as rooms
from kiosk.app import printer_choice
from kiosk.app import printer_turn as turns
from kiosk.app.print_room import SLIPS, PrintRoom, choose_printer
from kiosk.errors import DataProblem, NotPermitted, UsageError
from kiosk.settings.writing import set_values
from printing.card import FILE, Card, read_card
from printing.folder import FolderPrinter
from printing.layout.draw import draw_slip
from printing.layout.page import FORMATS
from printing.ports import OnState, Outcome, Paper, PrinterHealth, Result
from tests.app.kiosks import no_pause
from tests.printing.samples import made_up_slip

PAPER = Paper("A007", draw_slip(made_up_slip()))
URI = "escpos+tcp://192.168.1.50:9100"
LEARNED = {"asked": True, "early": ["gs_r"]}


@dataclass
class Journal:
    """Implements ``printing.ports.Journal``: remembers how papers ended."""

    ended: list[tuple[int, str, str]] = field(default_factory=list)

    def sending(self, job: int) -> None:
        """Nothing is written down."""

    def sent(self, job: int) -> None:
        """Nothing is written down."""

    def finish(self, job: int, outcome: Result, reason: str, proof: str, mm: int) -> None:
        self.ended.append((job, outcome, reason))


class Device:
    """A printer that shows what it can do when it prints, and clears when it is told to."""

    proof = "marker"

    def __init__(self, outcome: Outcome, *, clears: bool = False) -> None:
        self._outcome, self._clears = outcome, clears
        self.capabilities: Mapping[str, Any] = {}
        self.during: Callable[[], object] = lambda: None

    def learn(self) -> Mapping[str, Any]:
        self.capabilities = LEARNED
        return LEARNED

    def probe(self) -> PrinterHealth:
        return PrinterHealth(ready=True)

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        on_state("printing")
        self.capabilities = LEARNED
        self.during()
        return self._outcome

    def clear(self) -> bool:
        return self._clears


def chosen(folder: Path, uri: str, width: str = "80") -> None:
    """Write a printer into the configuration that nobody has asked anything yet."""
    set_values(folder / "config.toml", {"printer.uri": uri, "printer.width": width})


def prints(room: PrintRoom, journal: Journal | None = None, **how: bool) -> Outcome:
    return room.print_paper(journal or Journal(), 7, PAPER, lambda _state: None, **how)


@pytest.fixture
def device(monkeypatch) -> Device:
    """The only printer there is, whatever the card says."""
    made = Device(Outcome("printed", proof="marker"))
    for module in (rooms, printer_choice):
        monkeypatch.setattr(module, "open_printer", lambda _card: made)
    return made


def test_without_a_card_paper_goes_into_the_data_folder(tmp_path: Path) -> None:
    room = PrintRoom(tmp_path, no_pause)
    assert room.card == Card(f"folder:{tmp_path / SLIPS}")
    assert prints(room).result == "printed"
    assert room.path_of(PAPER) == str(tmp_path / SLIPS / "A007.pdf")
    assert not (tmp_path / FILE).exists()


def test_a_data_folder_may_be_named_from_where_one_stands(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert PrintRoom(Path("data")).card.uri == f"folder:{tmp_path / 'data' / SLIPS}"


def test_the_printer_stays_the_same_while_its_card_does(tmp_path: Path) -> None:
    room = PrintRoom(tmp_path)
    before = room.printer
    prints(room)
    assert room.printer is before
    choose_printer(tmp_path, Card(f"folder:{tmp_path / 'other'}"))
    chosen = room.printer
    assert chosen is not before
    assert room.printer is chosen


def test_a_card_that_changes_beside_a_running_kiosk_is_followed(tmp_path: Path) -> None:
    room = PrintRoom(tmp_path)
    prints(room)
    choose_printer(tmp_path, Card(f"folder:{tmp_path / 'other'}", "58"))
    assert room.format == FORMATS["58"]
    prints(room)
    assert (tmp_path / "other" / "A007.pdf").exists()
    (tmp_path / "config.toml").unlink()
    assert room.card.uri == f"folder:{tmp_path / SLIPS}"


@pytest.mark.parametrize(("width", "roll"), [("80", True), ("58", True), ("a4", False)])
def test_only_rolls_are_rolls(tmp_path: Path, width: Any, *, roll: bool) -> None:
    chosen(tmp_path, "cups:laser", width)
    room = PrintRoom(tmp_path)
    assert room.is_roll is roll
    assert room.format == FORMATS[width]
    assert room.path_of(PAPER) is None


def test_a_damaged_card_is_told_at_the_start(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(DataProblem):
        PrintRoom(tmp_path)


def test_a_wrong_address_in_the_configuration_is_told_with_its_key(tmp_path: Path) -> None:
    chosen(tmp_path, "escpos+tcp://10.0.0.9:0")
    with pytest.raises(DataProblem) as raised:
        PrintRoom(tmp_path)
    assert raised.value.code == 8
    assert "10.0.0.9:0" in raised.value.message
    assert "printer.uri" in raised.value.message
    assert "kiosk printer set" in raised.value.remedy


def test_a_damaged_card_can_be_replaced(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    choose_printer(tmp_path, Card(f"folder:{tmp_path / 'other'}"))
    assert isinstance(PrintRoom(tmp_path).printer, FolderPrinter)


def test_choosing_asks_the_printer_and_keeps_its_answer(tmp_path: Path, device: Device) -> None:
    room = PrintRoom(tmp_path)
    assert room.choose(Card(URI, "58")) == Card(URI, "58", capabilities=LEARNED)
    assert read_card(tmp_path) == Card(URI, "58", capabilities=LEARNED)


def test_whoever_chooses_a_printer_lifts_the_hold(tmp_path: Path, device: Device) -> None:
    room = PrintRoom(tmp_path)
    room.hold.put(3, "media-empty")
    room.choose(Card(URI))
    assert room.hold.reason == ""


def test_a_wrong_address_changes_nothing(tmp_path: Path) -> None:
    room = PrintRoom(tmp_path)
    room.hold.put(3, "media-empty")
    with pytest.raises(UsageError):
        room.choose(Card("lpd://10.0.0.9"))
    assert read_card(tmp_path) is None
    assert room.hold.reason == "media-empty"


def test_what_a_printer_showed_later_is_kept(tmp_path: Path, device: Device) -> None:
    chosen(tmp_path, URI)
    room = PrintRoom(tmp_path)
    prints(room)
    assert read_card(tmp_path) == Card(URI, capabilities=LEARNED)
    before = (tmp_path / FILE).stat().st_mtime_ns
    prints(room)
    assert (tmp_path / FILE).stat().st_mtime_ns == before


def test_what_cannot_be_kept_hides_no_outcome(tmp_path: Path, device: Device, monkeypatch) -> None:
    def full(_folder: Path, _card: Card) -> None:
        raise NotPermitted("full", "make room")

    chosen(tmp_path, URI)
    room = PrintRoom(tmp_path)
    monkeypatch.setattr(rooms, "write_card", full)
    assert prints(room).result == "printed"


def test_a_card_that_is_damaged_in_mid_print_hides_no_outcome(
    tmp_path: Path, device: Device
) -> None:
    chosen(tmp_path, URI)
    room = PrintRoom(tmp_path)
    device.during = lambda: (tmp_path / FILE).write_text("{", encoding="utf-8")
    assert prints(room).result == "printed"


def test_a_turn_that_never_comes_leaves_a_paper_that_may_go_again(
    tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.0)
    room, journal = PrintRoom(tmp_path), Journal()
    with turns.printer_turn(tmp_path):
        assert prints(room, journal) == Outcome("not_printed", "busy")
    assert journal.ended == [(7, "not_printed", "busy")]
    assert not (tmp_path / SLIPS).exists()


def test_nobody_else_has_the_printer_while_it_prints(tmp_path: Path, device: Device) -> None:
    taken: list[bool] = []

    def look() -> None:
        lock = (tmp_path / turns.FILE).open("r+")
        with lock:
            try:
                turns.fcntl.flock(lock, turns.fcntl.LOCK_EX | turns.fcntl.LOCK_NB)
            except BlockingIOError:
                taken.append(True)

    device.during = look
    prints(PrintRoom(tmp_path))
    assert taken == [True]


def test_a_hold_keeps_papers_back_in_every_process(tmp_path: Path, monkeypatch) -> None:
    ghostly = Device(Outcome("unknown", "media-empty", settled=False))
    monkeypatch.setattr(rooms, "open_printer", lambda _card: ghostly)
    assert prints(PrintRoom(tmp_path)).result == "unknown"
    held = json.loads((tmp_path / "printer-hold.json").read_text(encoding="utf-8"))
    assert held == {"job": 7, "reason": "media-empty"}
    other = PrintRoom(tmp_path)
    assert other.is_held()
    assert prints(other) == Outcome("not_printed", "held: media-empty")
    assert prints(other, looked=True).result == "unknown"


def test_a_printer_that_says_it_is_empty_is_held_no_more(tmp_path: Path, monkeypatch) -> None:
    clears = Device(Outcome("printed"), clears=True)
    monkeypatch.setattr(rooms, "open_printer", lambda _card: clears)
    room = PrintRoom(tmp_path)
    assert not room.is_held()
    room.hold.put(3, "the kiosk stopped while it printed")
    assert not room.is_held()
    assert room.hold.reason == ""
