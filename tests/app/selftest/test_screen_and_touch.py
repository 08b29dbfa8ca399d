"""The glass: is it as large as the settings say, is it filled, can it be touched, was it tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.app.selftest.passes import note_touch_test
from kiosk.app.selftest.screen import judge_screen, look_at_screen
from kiosk.app.selftest.touch import judge_touch, look_at_touch, touch_screens
from tests.app.selftest.sites import PORTRAIT, lay, site_in
from tests.premises import TUESDAY

EETI = ["eGalax"]
# Masks as the kernel prints them: an eGalax panel, a touchpad, a mouse, a pen tablet.
PANEL = ("eGalaxTouch", "2", "260800000000003", "400 0 0 0 0 0")
TOUCHPAD = ("SynPS/2", "5", "660800011000003", "e520 10000 0 0 0 0")
MOUSE = ("USB Mouse", "0", "0", "70000 0 0 0 0")
TABLET = ("Wacom", "0", "1000003", "1c03 0 0 0 0 0")
OLD_PANEL = ("3M Resistive", "0", "3", "400 0 0 0 0 0")


def plug(system, number, device):
    name, properties, axes, keys = device
    place = f"class/input/input{number}"
    lay(system, f"{place}/name", f"{name}\n")
    lay(system, f"{place}/properties", f"{properties}\n")
    lay(system, f"{place}/capabilities/abs", f"{axes}\n")
    lay(system, f"{place}/capabilities/key", f"{keys}\n")


def test_a_screen_that_is_as_the_settings_say_is_well():
    check = judge_screen(PORTRAIT, 21.5)
    assert check.state == "pass"
    assert "1080 x 1920" in check.words
    assert "21,5 inci" in check.words


@pytest.mark.parametrize(
    ("diagonal", "state"), [(23.7, "pass"), (24.5, "warn"), (32.0, "warn"), (17.0, "warn")]
)
def test_another_diagonal_than_the_settings_say_is_told(diagonal, state):
    assert judge_screen(PORTRAIT, diagonal).state == state


@pytest.mark.parametrize(
    ("bottom_mm", "state"), [(379, "warn"), (380, "pass"), (1100, "pass"), (1101, "warn")]
)
def test_a_screen_whose_buttons_nobody_in_a_wheelchair_reaches_is_told(bottom_mm, state):
    check = judge_screen(PORTRAIT, 21.5, bottom_mm)
    assert check.state == state
    assert ("dari lantai" in check.words) is (state == "warn")


def test_a_screen_that_does_not_tell_its_size_is_believed():
    check = judge_screen(replace(PORTRAIT, glass_mm=(0.0, 0.0)), 21.5)
    assert check.state == "pass"
    assert "menurut setelan" in check.words


def test_a_window_that_does_not_fill_the_screen_is_told():
    check = judge_screen(replace(PORTRAIT, window_px=(600, 1066)), 21.5)
    assert check.state == "warn"
    assert "600 x 1066" in check.words


def test_without_a_window_the_screen_is_skipped_with_words(site):
    check = look_at_screen(site)
    assert check.state == "skip"
    assert check.words


def test_the_screen_is_held_against_the_settings_of_the_folder(site):
    (site.data / "config.toml").write_text("[screen]\ndiagonal_in = 32\n", encoding="utf-8")
    assert look_at_screen(site_in(site.data, site.machine, PORTRAIT)).state == "warn"


def test_a_panel_is_told_from_touchpad_mouse_and_tablet(site):
    for number, device in enumerate((PANEL, TOUCHPAD, MOUSE, TABLET, OLD_PANEL)):
        plug(site.system, number, device)
    assert touch_screens(site.system) == ["eGalaxTouch", "3M Resistive"]


def test_a_device_that_goes_while_it_is_looked_at_is_no_panel(site):
    plug(site.system, 0, PANEL)
    (site.system / "class/input/input0/capabilities/key").unlink()
    assert touch_screens(site.system) == []


def test_where_linux_says_nothing_of_devices_nobody_can_know(site):
    assert touch_screens(site.system) is None


def test_a_machine_without_a_touch_screen_is_told():
    check = judge_touch([], TUESDAY, TUESDAY)
    assert check.state == "warn"
    assert "tidak ada layar sentuh" in check.words


@pytest.mark.parametrize(("days", "state"), [(0, "pass"), (30, "pass"), (31, "warn"), (45, "warn")])
def test_a_touch_test_counts_for_thirty_days(days, state):
    check = judge_touch(EETI, TUESDAY - timedelta(days=days), TUESDAY)
    assert check.state == state
    assert check.last_pass == TUESDAY - timedelta(days=days)


def test_the_date_of_the_last_test_is_said_in_days():
    assert "45 hari lalu" in judge_touch(EETI, TUESDAY - timedelta(days=45), TUESDAY).words


def test_a_touch_screen_that_was_never_tried_is_told():
    check = judge_touch(None, None, TUESDAY)
    assert check.state == "warn"
    assert "belum pernah" in check.words
    assert check.last_pass is None


def test_a_test_in_the_future_was_none():
    assert judge_touch(EETI, TUESDAY + timedelta(days=2), TUESDAY).words == "belum pernah diuji"


def test_a_look_does_not_renew_the_touch_test(site, clock):
    note_touch_test(site.data, clock.now())
    plug(site.system, 0, PANEL)
    clock.advance(timedelta(days=31).total_seconds())
    assert look_at_touch(site).state == "warn"
