"""The tab Setelan, touched by hand on a real configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.selftest.passes import TOUCH_TEST, read_passes
from kiosk.app.technician.setelan_tab import SetelanTab
from kiosk.app.touch_trial import TARGETS
from kiosk.errors import NotPermitted
from kiosk.settings import load_settings
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.last_good import write_last_good
from kiosk.settings.schema import GROUPS, KEYS
from kiosk.store.ident import FIRST_TERMINAL
from tests.app.kiosks import Kiosk
from tests.app.technician.setup_hand import TabHand
from ui.presenters.technician.parts import (
    Banner,
    Choice,
    Press,
    Pressed,
    Presses,
    ScreenTest,
    TouchTest,
)
from ui.presenters.technician.setting import FOR_EVER, field_name

FILE = "config.toml"


@pytest.fixture
def hand(kiosk: Kiosk) -> TabHand:
    return TabHand(SetelanTab, kiosk)


def configured(kiosk: Kiosk, text: str) -> TabHand:
    """The tab on a configuration as somebody wrote it."""
    (kiosk.folder / FILE).write_text(text, encoding="utf-8")
    return TabHand(SetelanTab, kiosk)


def every_press(hand: TabHand) -> dict[str, Press]:
    grids = [part for part in hand.page.parts if isinstance(part, Presses)]
    return {press.name: press for grid in grids for press in grid.buttons}


def restart_offered(hand: TabHand) -> bool:
    """Whether a banner has the button that starts the application anew."""
    banners = [part for part in hand.page.parts if isinstance(part, Banner)]
    return any(banner.press is not None and banner.press.name == "restart" for banner in banners)


def open_key(hand: TabHand, path: str) -> None:
    hand.touch(f"group_{KEYS[path].group}", field_name(path))


def change(hand: TabHand, path: str, text: str) -> None:
    open_key(hand, path)
    hand.type("value", text)
    hand.touch("save")


def test_every_key_of_the_table_has_its_line_in_its_group(hand: TabHand) -> None:
    seen: set[str] = set()
    for group in GROUPS:
        hand.touch(f"group_{group}")
        for number in range(hand.page.pages.pages if hand.page.pages else 1):
            hand.tab.handle(Pressed("page", str(number)))
            seen |= {part.name for part in hand.page.parts if hasattr(part, "note")}
        hand.touch("groups")
    assert seen == {field_name(path) for path in KEYS}


def test_a_value_is_changed_recorded_and_waits_for_a_restart(hand: TabHand) -> None:
    change(hand, "idle.choosing", "90")
    assert load_settings(hand.kiosk.folder).idle.choosing == 90
    assert hand.recorded == [("config.changed", {"key": "idle.choosing", "old": None, "new": "90"})]
    assert hand.banners == ["Tersimpan. Berlaku setelah aplikasi dimulai ulang."]
    field = hand.field("setting_idle_choosing")
    assert (field.value, field.note) == ("90 detik", "Dari config.toml, baris 5")


def test_a_wrong_value_is_told_while_it_is_typed_and_never_kept(hand: TabHand) -> None:
    open_key(hand, "idle.choosing")
    hand.type("value", "9")
    assert hand.entry.fault == "Isi angka 10 sampai 600 detik."
    assert not hand.button("save").enabled
    hand.touch("save")
    assert not (hand.kiosk.folder / FILE).exists()
    hand.type("value", "")
    assert (hand.entry.fault, hand.button("save").enabled) == ("", False)
    hand.touch("cancel")
    assert hand.field("setting_idle_choosing").value == "60 detik"


def test_one_of_a_few_values_is_chosen(hand: TabHand) -> None:
    open_key(hand, "printer.width")
    (choice,) = [part for part in hand.page.parts if isinstance(part, Choice)]
    assert choice.chosen == "80"
    hand.tab.handle(Pressed("value", "58"))
    hand.touch("save")
    assert hand.field("setting_printer_width").value == "Gulungan 58 mm"
    assert hand.banners == ["Tersimpan. Langsung berlaku."]


def test_values_that_do_not_fit_together_are_told_where_they_were_chosen(kiosk: Kiosk) -> None:
    hand = configured(kiosk, '[printer]\nuri = "escpos+tcp://192.168.1.50:9100"\n')
    open_key(hand, "printer.width")
    hand.tab.handle(Pressed("value", "a4"))
    hand.touch("save")
    (choice,) = [part for part in hand.page.parts if isinstance(part, Choice)]
    assert choice.fault == "Printer ini memakai gulungan 80 atau 58 mm."
    assert hand.recorded == []


def test_a_value_goes_back_to_its_default(kiosk: Kiosk) -> None:
    hand = configured(kiosk, "[idle]\nchoosing = 90\n")
    open_key(hand, "idle.choosing")
    hand.touch("default")
    assert hand.field("setting_idle_choosing").note == "Bawaan"
    assert hand.recorded == [("config.changed", {"key": "idle.choosing", "old": "90", "new": None})]
    hand.touch("setting_idle_choosing")
    assert not hand.button("default").enabled


def test_a_terminals_number_is_not_changed_and_files_come_by_stick(hand: TabHand) -> None:
    hand.touch("group_mesin")
    assert not hand.field(field_name(FOR_EVER)).pressable
    assert hand.field(field_name(FOR_EVER)).value == str(FIRST_TERMINAL)
    hand.touch("setting_mall_file", "setting_mall_catalogue")
    assert hand.went == ["usb", "usb"]


def test_problems_stand_at_the_head_and_each_has_its_line(kiosk: Kiosk) -> None:
    hand = configured(kiosk, "[idle]\nchoosing = 5\nreadng = 90\n")
    assert hand.banners == ["2 kesalahan setelan. Isian yang salah diganti nilai bawaan."]
    assert hand.row("group_waktu").state == "fail"
    hand.touch("problems")
    assert [hand.row(f"problem_{number}").title for number in range(2)] == [
        "idle.choosing",
        "idle.readng",
    ]
    assert hand.row("problem_0").detail.startswith("Baris 2. ")
    assert not hand.button("restore").enabled


def test_a_line_that_no_kiosk_knows_is_taken_out_after_a_question(kiosk: Kiosk) -> None:
    hand = configured(kiosk, "[idle]\n# Sabar.\nchoosing = 90\nreadng = 90\n")
    hand.touch("problems", "problem_0", "yes")
    assert hand.recorded == [("config.changed", {"key": "idle.readng", "old": None, "new": None})]
    left = (kiosk.folder / "config.toml").read_text(encoding="utf-8")
    assert "readng" not in left
    assert "# Sabar.\nchoosing = 90" in left
    assert "readng" in (kiosk.folder / "config.toml.bak").read_text(encoding="utf-8")
    assert not [words for words in hand.banners if "kesalahan" in words]


def test_nothing_is_taken_out_without_a_yes(kiosk: Kiosk) -> None:
    hand = configured(kiosk, "[idle]\nreadng = 90\n")
    hand.touch("problems", "problem_0", "no")
    assert "readng" in (kiosk.folder / "config.toml").read_text(encoding="utf-8")


def test_a_line_that_says_who_the_terminal_is_is_not_taken_out(kiosk: Kiosk) -> None:
    hand = configured(kiosk, "[terminal]\nnumber = 500\n")
    hand.touch("problems")
    assert not hand.row("problem_0").pressable


def test_the_last_good_configuration_is_put_in_force_after_a_question(kiosk: Kiosk) -> None:
    write_last_good(kiosk.folder, {"idle.choosing": 90}, kiosk.folder)
    hand = configured(kiosk, "this is no TOML")
    assert hand.banners[0].endswith("Dipakai: setelan terakhir yang baik.")
    hand.touch("problems", "restore")
    assert hand.page.question is not None
    hand.touch("yes")
    assert load_settings(kiosk.folder).idle.choosing == 90
    assert (kiosk.folder / f"{FILE}.bak").read_text(encoding="utf-8") == "this is no TOML"
    assert (kiosk.folder / LAST_GOOD).exists()
    assert not any("masalah" in words for words in hand.banners)


def test_a_file_that_cannot_be_changed_here_is_told(kiosk: Kiosk) -> None:
    write_last_good(kiosk.folder, {}, kiosk.folder)
    hand = configured(kiosk, "this is no TOML")
    change(hand, "idle.choosing", "90")
    assert hand.banners[0].startswith("Belum tersimpan.")
    assert hand.recorded == []
    assert not hand.tab.busy


def test_a_folder_that_cannot_be_written_is_told(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> object:
        raise NotPermitted("It cannot be written.", "Give the right to.")

    monkeypatch.setattr("kiosk.app.technician.setelan_tab.change_setting", refused)
    change(hand, "idle.choosing", "90")
    assert hand.banners == ["Belum tersimpan. It cannot be written. Give the right to."]


def test_nothing_else_is_touched_while_the_configuration_is_written(hand: TabHand) -> None:
    open_key(hand, "idle.choosing")
    hand.type("value", "90")
    for name in ("save", "cancel", "people"):
        hand.tab.handle(Pressed(name))
    assert hand.tab.busy
    assert hand.went == []
    hand.work()
    assert not hand.tab.busy


def test_the_application_is_started_anew_after_a_question(hand: TabHand) -> None:
    hand.touch("restart", "no")
    assert hand.restarts == 0
    hand.touch("restart", "yes")
    assert hand.restarts == 1
    assert hand.recorded == [("technician.restarted", {})]


def test_what_is_kept_already_but_does_not_run_yet_is_told_again_later(hand: TabHand) -> None:
    change(hand, "screen.diagonal_in", "32")
    assert restart_offered(hand)
    hand.tab.enter()
    hand.work()
    assert hand.banners == ["Ada setelan baru. Berlaku setelah aplikasi dimulai ulang."]
    assert restart_offered(hand)
    hand.touch("touch-test")
    for _target in TARGETS:
        hand.tab.handle(Pressed("touch", "0.0,0.0"))
    hand.work()
    assert not restart_offered(hand)


def test_other_pages_are_opened_from_here(hand: TabHand) -> None:
    for name in ("people", "clock", "usb"):
        assert name in every_press(hand)
        hand.touch(name)
    assert hand.went == ["people", "clock", "usb"]


def test_the_screen_is_tested_until_somebody_touches_it(hand: TabHand) -> None:
    hand.touch("screen_test")
    assert isinstance(hand.page.whole, ScreenTest)
    hand.touch("screen")
    assert hand.page.whole is None
    assert hand.recorded == [("screen.tested", {})]


def test_five_good_touches_pass_and_their_date_is_kept(hand: TabHand) -> None:
    hand.touch("touch_test")
    seen: list[tuple[float, float]] = []
    for _target in TARGETS:
        whole = hand.page.whole
        assert isinstance(whole, TouchTest)
        seen.append(whole.at)
        hand.tab.handle(Pressed("touch", "3.0,4.0"))
    hand.work()
    assert tuple(seen) == TARGETS
    assert hand.page.whole is None
    assert hand.banners == ["Layar sentuh tepat. Paling jauh 5,0 mm dari tengah."]
    assert hand.recorded == [("touch.tested", {"passed": True, "worst_mm": 5})]
    kept = read_passes(hand.kiosk.folder)[TOUCH_TEST]
    assert kept == hand.kiosk.clock.now()


def test_one_touch_beside_its_target_fails_and_keeps_no_date(hand: TabHand) -> None:
    hand.touch("touch_test")
    for which in ("0.0,0.0", "0.0,8.1", "0.0,0.0", "0.0,0.0", "0.0,0.0"):
        hand.tab.handle(Pressed("touch", which))
    hand.work()
    assert hand.banners[0].startswith("1 sasaran meleset. Paling jauh 8,1 mm dari tengah.")
    assert hand.recorded == [("touch.tested", {"passed": False, "worst_mm": 9})]
    assert read_passes(hand.kiosk.folder) == {}


def test_a_test_that_is_begun_again_begins_at_its_first_target(hand: TabHand) -> None:
    hand.touch("touch_test")
    hand.tab.handle(Pressed("touch", "0.0,0.0"))
    hand.tab.enter()
    hand.work()
    hand.touch("touch_test")
    assert isinstance(hand.page.whole, TouchTest)
    assert hand.page.whole.number == 1


def test_a_page_that_was_left_open_is_closed_when_it_is_entered(
    hand: TabHand, tmp_path: Path
) -> None:
    open_key(hand, "idle.choosing")
    hand.tab.enter()
    hand.work()
    assert hand.row("group_mesin").pressable
    assert tmp_path.exists()
