"""Tab Printer, touched by hand, with a real folder printer and simulated ones on the network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from kiosk.app.technician import printer_tab
from kiosk.app.technician.printer_tab import LOOK_TICKS, PrinterTab
from kiosk.errors import DiskFull, NotPermitted
from kiosk.settings.model import PaperSettings
from kiosk.store.papers.roll import Roll
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from tests.app.fates import EMPTY, GHOSTLY, PRINTED, decide
from tests.app.kiosks import Kiosk, set_faults
from tests.app.technician.hand_on_tab import HandOnTab


@pytest.fixture
def hand(kiosk: Kiosk) -> HandOnTab:
    return HandOnTab(kiosk, PrinterTab)


@pytest.fixture
def serving() -> Iterator[SimulatedServer]:
    with SimulatedServer(SimulatedPrinter(FULL)) as server:
        yield server


def test_it_says_how_the_printer_is_and_asks_again_every_few_seconds(hand: HandOnTab) -> None:
    assert hand.banners == ["Belum ada printer. Tiket disimpan sebagai berkas."]
    set_faults(hand.kiosk.folder, "media-empty")
    hand.ticks(LOOK_TICKS)
    assert hand.banners[0].startswith("Printer belum siap. Kertas habis.")
    set_faults(hand.kiosk.folder)
    hand.ticks(LOOK_TICKS)
    assert hand.banners[0].startswith("Belum ada printer")


def test_a_trial_page_is_kept_as_what_a_person_saw(hand: HandOnTab) -> None:
    hand.touch("trial")
    assert hand.asked == "Tercetak benar?"
    assert hand.tab.busy
    hand.touch("trial_yes")
    assert not hand.tab.busy
    assert hand.rows["last_trial"].detail == "Tercetak benar · 24-11-2026 09.41"
    trial = hand.kiosk.desk.store.last_trial()
    assert trial is not None
    assert (trial.came_out, trial.person) == (True, "sari")
    (printed,) = hand.noted("printer.trial_printed")
    assert (printed["outcome"], printed["person"]) == ("printed", "sari")
    (seen,) = hand.noted("printer.tested")
    assert seen == {"printer": trial.printer, "came_out": True, "person": "sari"}


def test_a_trial_page_that_looks_wrong_is_kept_as_that(hand: HandOnTab) -> None:
    hand.touch("trial", "trial_no")
    assert hand.rows["last_trial"].detail.startswith("Tidak benar")
    assert hand.banners[0].startswith("Cetak uji dicatat. Periksa gulungan")


def test_where_none_came_out_nobody_is_asked_what_they_saw(hand: HandOnTab, monkeypatch) -> None:
    decide(monkeypatch, EMPTY)
    hand.touch("trial")
    assert hand.asked == ""
    assert hand.banners[0].startswith("Cetak uji tidak keluar. Kertas habis.")
    assert hand.kiosk.desk.store.last_trial() is None
    assert hand.noted("printer.trial_printed")[0]["reason"] == "media-empty"


def test_a_held_printer_is_let_go_only_after_somebody_looked(hand: HandOnTab, monkeypatch) -> None:
    decide(monkeypatch, PRINTED, clears=False)
    hand.kiosk.paperwork.room.hold.put(7, "no-marker")
    hand.ticks(LOOK_TICKS)
    assert hand.banners[0].startswith("Cetakan ditahan")
    hand.touch("lift", "lift_no")
    assert hand.kiosk.paperwork.room.hold.reason
    hand.touch("lift", "lift_yes")
    assert not hand.kiosk.paperwork.room.hold.reason
    assert hand.noted("printer.hold_lifted") == [{"person": "sari", "job": 7}]
    assert "Cetakan boleh keluar lagi." in hand.banners[0]


@pytest.mark.parametrize(("answer", "held"), [("trial_yes", False), ("trial_no", True)])
def test_a_whole_trial_page_ends_a_hold_and_a_broken_one_keeps_it(
    hand: HandOnTab, monkeypatch, *, answer: str, held: bool
) -> None:
    decide(monkeypatch, GHOSTLY, clears=False)
    hand.touch("trial")
    assert hand.kiosk.paperwork.room.hold.reason
    hand.touch(answer)
    assert bool(hand.kiosk.paperwork.room.hold.reason) == held


def test_a_roll_as_usual_is_as_long_as_the_configuration_or_the_one_before_says(
    kiosk: Kiosk, monkeypatch
) -> None:
    kiosk.desk.store.new_roll(30_000)
    hand = HandOnTab(kiosk, PrinterTab)
    hand.touch("roll", "roll_done")
    assert [body["length_mm"] for body in hand.noted("paper.roll_changed_by")] == [30_000]
    usual = replace(kiosk.desk.settings, paper=PaperSettings(roll_mm=79_000))
    monkeypatch.setitem(vars(kiosk.desk), "settings", usual)  # The desk itself is frozen.
    hand.touch("roll", "roll_done")
    assert kiosk.desk.store.roll() == Roll(79_000, 0)


@pytest.mark.parametrize(("length", "mm"), [("50", 50_000), ("80", 80_000), ("same", None)])
def test_a_new_roll_is_counted_from_here(hand: HandOnTab, length: str, mm: int | None) -> None:
    hand.touch("roll")
    assert "Sudah dipasang" in hand.button("roll_done").text
    hand.press("length", length)
    hand.touch("roll_done")
    assert hand.banners[0].startswith("Gulungan baru dicatat.") == (mm is not None)
    assert ("Panjang gulungan belum diketahui" in hand.banners[0]) == (mm is None)
    assert hand.noted("paper.roll_changed") == [{"length_mm": mm}]
    assert hand.noted("paper.roll_changed_by") == [{"person": "sari", "length_mm": mm}]


def test_a_printer_whose_address_is_typed_is_asked_and_taken(
    hand: HandOnTab, serving: SimulatedServer
) -> None:
    hand.touch("choose", "type")
    hand.press("address", "{}:{}".format(*serving.address))
    hand.touch("next")
    assert hand.choices == {"width": "80", "dpi": "203"}
    hand.press("width", "58")
    hand.press("take")
    assert hand.tab.busy
    assert not hand.button("take").enabled
    hand.work()
    assert hand.banners[0].startswith("Printer dipilih.")
    uri = "escpos+tcp://{}:{}".format(*serving.address)
    card = hand.kiosk.paperwork.room.card
    assert (card.uri, card.width) == (uri, "58")
    assert card.capabilities
    assert hand.noted("printer.chosen") == [
        {"person": "sari", "printer": uri, "width": "58", "dpi": 203}
    ]
    assert hand.rows["device"].detail.endswith("kertas 58 mm")


def test_a_printer_that_is_seen_is_chosen_from_the_list(hand: HandOnTab, monkeypatch) -> None:
    seen = ["escpos+file:/dev/usb/lp0", "cups:laser", "cups:laser"]
    monkeypatch.setattr(printer_tab, "printers_found", lambda: seen)
    hand.press("choose")
    assert hand.banners == ["Mencari printer. Tunggu beberapa detik."]
    hand.work()
    assert [row.title for row in hand.rows.values()] == ["USB /dev/usb/lp0", "CUPS laser"]
    hand.touch("found_1")
    assert hand.choices == {"width": "a4"}
    hand.touch("back")
    assert set(hand.rows) == {"found_0", "found_1"}


@pytest.mark.parametrize(
    ("kind", "typed"), [("tcp", "http://x/y?"), ("ipp", "/"), ("cups", "a b"), ("usb", "lp0")]
)
def test_an_address_that_is_none_is_told_before_anything_is_asked(
    hand: HandOnTab, kind: str, typed: str
) -> None:
    hand.touch("choose", "type")
    hand.press("kind", kind)
    hand.press("address", typed)
    hand.touch("next")
    assert hand.entry.fault == "Alamat ini belum benar."
    hand.press("address", "1")
    assert hand.entry.fault == ""


def test_an_ipp_printer_needs_no_path_typed(hand: HandOnTab) -> None:
    hand.touch("choose", "type")
    hand.press("kind", "ipp")
    hand.press("address", "192.168.1.60:631")
    hand.touch("next")
    assert hand.tab.page.parts[0].sentence == "ipp://192.168.1.60:631/ipp/print"


def test_a_choice_that_cannot_be_kept_is_told_and_changes_nothing(
    hand: HandOnTab, monkeypatch
) -> None:
    before = hand.kiosk.paperwork.room.card

    def refuse(_card: object) -> None:
        raise NotPermitted("no", "give the right")

    monkeypatch.setattr(hand.kiosk.paperwork.room, "choose", refuse)
    hand.touch("choose", "type")
    hand.press("address", "192.168.1.50")
    hand.touch("next", "take")
    assert "Belum bisa. Folder data tidak bisa ditulis." in hand.banners[0]
    assert hand.button("take").enabled
    assert hand.kiosk.paperwork.room.card == before
    assert hand.noted("printer.chosen") == []


def test_a_full_disk_is_told_where_the_roll_was_to_be_written_down(
    hand: HandOnTab, monkeypatch
) -> None:
    def full(_length: object) -> None:
        raise DiskFull("full", "make room")

    monkeypatch.setattr(hand.kiosk.desk.store, "new_roll", full)
    hand.touch("roll", "roll_done")
    assert hand.banners[0] == "Belum bisa. Disk penuh. Lihat Kondisi."
    assert hand.noted("paper.roll_changed_by") == []


def test_a_mistake_of_ours_is_not_hidden_behind_words(hand: HandOnTab, monkeypatch) -> None:
    def broken(_length: object) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr(hand.kiosk.desk.store, "new_roll", broken)
    with pytest.raises(RuntimeError, match="ours"):
        hand.touch("roll", "roll_done")


def test_coming_back_to_the_tab_asks_afresh_and_keeps_an_open_question(hand: HandOnTab) -> None:
    hand.touch("trial")
    hand.tab.enter()
    hand.work()
    assert hand.asked == "Tercetak benar?"
    hand.touch("trial_yes", "roll")
    hand.tab.enter()
    hand.work()
    assert "trial" in {press.name for press in hand.tab.page.foot}
