"""The printer and its paper: what it says, in words, and what to do; never a long wait."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.app.print_hold import HoldFile
from kiosk.app.printer_turn import printer_turn
from kiosk.app.selftest import printer as printer_module
from kiosk.app.selftest.paper import judge_paper, look_at_paper
from kiosk.app.selftest.printer import address_words, judge_printer, look_at_printer
from kiosk.app.selftest.trial import judge_trial, look_at_trial
from kiosk.errors import NotPermitted
from kiosk.store.papers.roll import Roll
from kiosk.store.papers.trials import Trial
from kiosk.wording.printer_faults import FAULTS
from printing.card import FILE as CARD
from printing.ports import PrinterHealth
from tests.app.kiosks import desk_in
from tests.premises import TUESDAY

TCP = "escpos+tcp://192.168.10.21:9100"
READY = PrinterHealth(ready=True)


def choose(site, uri, width="80"):
    """Let the configuration name a printer."""
    text = f'[printer]\nuri = "{uri}"\nwidth = "{width}"\n'
    (site.data / "config.toml").write_text(text, encoding="utf-8")


def test_a_printer_that_is_ready_is_named_by_its_address():
    check = judge_printer(TCP, READY, held=False)
    assert (check.state, check.words) == ("pass", "TCP 192.168.10.21:9100 · siap")


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault not in {"held", "media-low"}])
def test_every_fault_has_words_and_a_remedy(fault):
    check = judge_printer(TCP, PrinterHealth(ready=False, faults=(fault,)), held=False)
    assert check.state == "fail"
    assert check.words.endswith(FAULTS[fault][0])
    assert check.remedy == FAULTS[fault][1]


def test_a_printer_that_is_low_on_paper_still_serves():
    check = judge_printer(TCP, PrinterHealth(ready=True, faults=("media-low",)), held=False)
    assert check.state == "warn"
    assert "siap, kertas hampir habis" in check.words


def test_a_fault_nobody_has_words_for_is_told_all_the_same():
    check = judge_printer(TCP, PrinterHealth(ready=False, faults=("moving-to-paused",)), held=False)
    assert check.words.endswith("belum siap")
    assert check.remedy


def test_a_printer_that_is_not_ready_without_a_fault_is_told():
    assert judge_printer(TCP, PrinterHealth(ready=False), held=False).state == "fail"


def test_held_papers_fail_until_somebody_has_looked(site):
    choose(site, f"folder:{site.data / 'slips'}")
    HoldFile(site.data).put(3, "no answer")
    check = look_at_printer(site)
    assert check.state == "fail"
    assert "ditahan" in check.words


def test_a_folder_is_no_printer_to_open_a_mall_with(site):
    assert look_at_printer(site).state == "warn"


def test_a_printer_that_is_printing_is_not_disturbed(site, monkeypatch):
    monkeypatch.setattr(printer_module, "PATIENCE_SECONDS", 0.0)
    with printer_turn(site.data):
        check = look_at_printer(site)
    assert (check.state, check.words) == ("skip", "sedang mencetak")


def test_another_user_who_may_not_take_the_printers_turn_skips_it(site, monkeypatch):
    def refuse(_room, patience=None):
        raise NotPermitted("the printer's turn cannot be taken there", "Give the right.")

    monkeypatch.setattr(printer_module.PrintRoom, "probe", refuse)
    assert look_at_printer(site).state == "skip"


def test_a_damaged_card_fails_in_words(site):
    (site.data / CARD).write_text("{", encoding="utf-8")
    check = look_at_printer(site)
    assert check.state == "fail"
    assert "pilihan printer" in check.words
    assert look_at_paper(site).state == "skip"


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        (TCP, "TCP 192.168.10.21:9100"),
        ("escpos+file:/dev/usb/lp0", "USB /dev/usb/lp0"),
        ("ipp://10.0.0.9:631/ipp/print", "IPP 10.0.0.9:631/ipp/print"),
        ("cups:laser", "CUPS laser"),
        ("other:thing", "other:thing"),
    ],
)
def test_an_address_is_said_as_a_person_reads_it(uri, words):
    assert address_words(uri) == words


def test_a_roll_is_told_in_tickets_and_metres():
    check = judge_paper(Roll(80_000, 14_400), 160)
    assert (check.state, check.words) == ("pass", "± 410 tiket · sisa 65,6 m")


def test_before_the_first_ticket_a_roll_is_told_in_metres():
    assert judge_paper(Roll(80_000, 0), None).words == "sisa 80,0 m"


def test_a_roll_that_ends_soon_is_told():
    assert judge_paper(Roll(80_000, 70_000), 160).state == "warn"


@pytest.mark.parametrize("roll", [None, Roll(None, 5_000)])
def test_a_roll_of_unknown_length_proves_nothing(roll):
    check = judge_paper(roll, 160)
    assert (check.state, check.words) == ("warn", "panjang gulungan belum dicatat")


def test_the_roll_is_read_from_the_ledger(site, clock):
    choose(site, TCP)
    assert look_at_paper(site).state == "warn"
    desk = desk_in(site.data, clock)
    try:
        desk.store.new_roll(80_000)
        assert look_at_paper(site).words == "sisa 80,0 m"
    finally:
        desk.store.close()


def trial(days=0, *, came_out=True, uri=TCP):
    at = TUESDAY - timedelta(days=days)
    return Trial(int(at.timestamp() * 1000), came_out, uri, "Sari")


@pytest.mark.parametrize(("days", "state"), [(0, "pass"), (30, "pass"), (31, "warn")])
def test_a_trial_page_that_a_person_saw_counts_for_thirty_days(days, state):
    assert judge_trial(trial(days), TCP, TUESDAY).state == state


def test_a_trial_page_that_was_not_whole_fails():
    check = judge_trial(trial(2, came_out=False), TCP, TUESDAY)
    assert (check.state, check.words) == ("fail", "tidak utuh 2 hari lalu")


@pytest.mark.parametrize("found", [None, trial(uri="cups:old")])
def test_another_printers_trial_page_proves_nothing(found):
    check = judge_trial(found, TCP, TUESDAY)
    assert (check.state, check.words) == ("warn", "belum pernah dengan printer ini")


def test_the_trial_is_read_from_the_ledger(site, clock):
    assert look_at_trial(site).state == "skip"
    choose(site, TCP)
    assert look_at_trial(site).state == "warn"
    desk = desk_in(site.data, clock)
    try:
        desk.store.record_trial(TCP, "Sari", came_out=True)
        assert look_at_trial(site).words == "keluar utuh 0 detik lalu"
    finally:
        desk.store.close()


def test_a_configuration_that_nobody_can_read_tells_of_no_printer(site):
    (site.data / "config.toml").write_text("[[[", encoding="utf-8")
    assert look_at_trial(site).state == "skip"
    assert look_at_paper(site).state == "skip"


def test_sheets_and_folders_have_no_roll(site):
    assert look_at_paper(site).words == "belum ada printer"
    choose(site, "ipp://10.0.0.9/ipp/print", "a4")
    assert look_at_paper(site).words == "lembaran tidak dihitung"
