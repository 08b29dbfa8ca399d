"""Catalogue, mall file, holidays, clock, configuration: what the kiosk goes by."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest

from kiosk.app.selftest.catalogue import (
    judge_holidays,
    look_at_catalogue,
    look_at_holidays,
    look_at_mall,
)
from kiosk.app.selftest.clock import ClockFacts, judge_clock, look_at_clock
from kiosk.app.selftest.configuration import look_at_configuration
from kiosk.catalogue.loading import BUNDLED
from kiosk.clock import boot_id
from kiosk.settings.standing import keep_last_good, read_standing
from sync.enrolled import save_enrolment
from sync.line_store import LineStatus, LineStore, TimeTold
from tests.app.selftest.sites import PROVINCE, site_in
from tests.fakes import FakeClock
from tests.premises import TUESDAY

EXAMPLE = BUNDLED / "malls" / "contoh-pringsewu.json"


def configure(site, text):
    (site.data / "config.toml").write_text(text, encoding="utf-8")


def test_the_catalogue_is_told_by_version_and_size(site):
    check = look_at_catalogue(site)
    assert (check.state, check.words) == ("pass", "versi 1 · 35 instansi, 135 layanan")


def test_a_damaged_catalogue_names_the_first_fault(site):
    shutil.copytree(BUNDLED, site.data / "katalog")
    (site.data / "katalog" / "documents.json").write_text("{}", encoding="utf-8")
    configure(site, '[mall]\ncatalogue = "katalog"\n')
    check = look_at_catalogue(site)
    assert check.state == "fail"
    assert "documents.json" in check.words


def test_the_example_mall_is_no_mall_to_serve_in(site):
    assert look_at_mall(site).state == "warn"


def test_a_mall_of_its_own_is_told_by_name_and_date(site):
    mall = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    mall |= {"id": "metro", "name_id": "MPP Metro"}
    (site.data / "metro.json").write_text(json.dumps(mall), encoding="utf-8")
    configure(site, '[mall]\nfile = "metro.json"\n')
    check = look_at_mall(site)
    assert check.state == "pass"
    assert check.words.startswith("MPP Metro · ")


def test_a_mall_file_with_an_unknown_agency_names_the_place(site):
    mall = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    mall["agencies"][0]["agency"] = "tidak-ada"
    (site.data / "metro.json").write_text(json.dumps(mall), encoding="utf-8")
    configure(site, '[mall]\nfile = "metro.json"\n')
    check = look_at_mall(site)
    assert check.state == "fail"
    assert "tidak-ada" in check.words


def started_once(site):
    """Let a kiosk have started with a mall file of its own; return the file."""
    mall = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    mall |= {"id": "metro", "name_id": "MPP Metro"}
    path = site.data / "metro.json"
    path.write_text(json.dumps(mall), encoding="utf-8")
    configure(site, '[mall]\nfile = "metro.json"\n')
    keep_last_good(site.data, read_standing(site.data), 1)
    return path


def test_a_mall_file_that_broke_is_told_and_the_last_good_one_serves(site):
    started_once(site).write_text("{}", encoding="utf-8")
    mall, configuration = look_at_mall(site), look_at_configuration(site)
    assert mall.state == "warn"
    assert mall.words == "yang baru salah, dipakai yang terakhir baik: MPP Metro"
    assert configuration.state == "warn"
    assert "setelan terakhir yang baik" in configuration.words
    assert "mall.file" in configuration.remedy


def test_a_catalogue_that_broke_is_told_and_the_last_good_one_serves(site):
    started_once(site)
    (site.data / "katalog").mkdir()
    configure(site, '[mall]\nfile = "metro.json"\ncatalogue = "katalog"\n')
    catalogue = look_at_catalogue(site)
    assert catalogue.state == "warn"
    assert catalogue.words == "yang baru salah, dipakai versi 1"


def test_without_a_last_good_one_a_broken_catalogue_fails_and_the_mall_waits(site):
    (site.data / "katalog").mkdir()
    configure(site, '[mall]\ncatalogue = "katalog"\n')
    assert look_at_catalogue(site).state == "fail"
    assert look_at_mall(site).state == "fail"
    assert look_at_holidays(site).state == "fail"


def test_a_right_mall_waits_for_a_configuration_that_is_right(site):
    configure(site, "[[[")
    assert look_at_mall(site).state == "skip"
    assert look_at_catalogue(site).state == "pass"


def test_a_mall_file_that_is_gone_fails_in_words(site):
    configure(site, '[mall]\nfile = "metro.json"\n')
    check = look_at_mall(site)
    assert check.state == "fail"
    assert check.remedy


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-11-01", "pass"),
        ("2026-11-24", "warn"),
        ("2027-01-01", "warn"),
        ("2025-06-01", "warn"),
    ],
)
def test_the_holidays_of_the_next_year_are_wanted_before_this_one_ends(today, state):
    assert judge_holidays({"2026"}, date.fromisoformat(today)).state == state


def test_a_year_without_a_list_is_told_with_what_the_kiosk_then_does():
    assert "tanggal tetap" in judge_holidays({"2026"}, date(2027, 1, 1)).words


def test_the_bundled_holidays_are_known_in_spring(site):
    early = site_in(site.data, FakeClock("2026-03-02T09:00"))
    assert look_at_holidays(early).words == "dikenal s.d. akhir 2026"


def at(quality, ahead_ms=None, *, given=False):
    return judge_clock(ClockFacts(TUESDAY, quality, ahead_ms, given))


def test_a_clock_that_agrees_with_the_province_is_told_by_its_difference():
    assert at("trusted", 200).words == "selisih 0,2 detik · tepercaya"
    assert at("holdover", -200).words == "selisih 0,2 detik · lama tidak dicocokkan"


@pytest.mark.parametrize(
    ("ahead_ms", "words"),
    [(61_000, "jam mesin 1 menit lebih cepat"), (-7_200_000, "jam mesin 2 jam terlambat")],
)
def test_a_machine_that_is_off_is_told_although_the_kiosk_goes_by_the_province(ahead_ms, words):
    check = at("trusted", ahead_ms)
    assert check.state == "warn"
    assert check.words.startswith(words)


def test_a_date_that_is_certainly_wrong_fails():
    assert at("suspect").state == "fail"


def test_without_a_province_a_person_compares():
    check = at("holdover")
    assert check.state == "pass"
    assert "cocokkan" in check.words


def test_a_clock_that_was_started_by_hand_is_told(site):
    assert at("trusted", given=True).state == "warn"
    assert look_at_clock(site).state == "warn"


def test_the_machines_clock_is_held_against_what_the_province_told(site):
    machine = FakeClock(given=False)
    told_ms = int(machine.now().timestamp() * 1000) - 3_600_000
    save_enrolment(site.data, PROVINCE)
    with LineStore(site.data) as line:
        line.note(LineStatus("working", last_contact_ms=told_ms))
        line.tell(TimeTold(told_ms, told_ms, machine.mono_ms(), boot_id(), 20))
    check = look_at_clock(site_in(site.data, machine))
    assert check.state == "warn"
    assert check.words.startswith("jam mesin 1 jam lebih cepat")


def test_what_was_told_before_the_machine_started_again_says_nothing(site):
    machine = FakeClock(given=False)
    told_ms = int(machine.now().timestamp() * 1000) - 3_600_000
    save_enrolment(site.data, PROVINCE)
    with LineStore(site.data) as line:
        line.tell(TimeTold(told_ms, told_ms, machine.mono_ms(), "another-boot", 20))
    assert "cocokkan" in look_at_clock(site_in(site.data, machine)).words


def test_a_dead_battery_is_found(site):
    dead = FakeClock("2016-01-01T00:03", given=False)
    check = look_at_clock(site_in(site.data, dead))
    assert check.state == "fail"
    assert "baterai" in check.remedy


def test_no_configuration_is_a_right_one(site):
    assert look_at_configuration(site).words == "tanpa kesalahan · setelan bawaan"


def test_a_wrong_value_is_told_by_its_path_and_the_kiosk_goes_on(site):
    configure(site, "[screen]\ndiagonal_in = 700\n")
    check = look_at_configuration(site)
    assert check.state == "warn"
    assert "1 kesalahan" in check.words
    assert "screen.diagonal_in" in check.remedy
    assert site.settings.diagonal_in == 21.5


def test_several_faults_are_all_named_up_to_five(site):
    configure(site, "[idle]\nchoosing = 1\nreading = 1\nwarning = 1\n")
    told = look_at_configuration(site).remedy
    assert all(f"idle.{name}" in told for name in ("choosing", "reading", "warning"))


def test_of_many_faults_it_says_how_many_more_there_are(site):
    configure(site, "[idle]\n" + "".join(f"x{number} = 1\n" for number in range(7)))
    assert "Dan 2 lagi." in look_at_configuration(site).remedy


def test_a_file_that_says_nothing_of_who_this_is_fails(site):
    configure(site, "[[[")
    assert look_at_configuration(site).state == "fail"
