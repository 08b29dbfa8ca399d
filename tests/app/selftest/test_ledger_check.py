"""The ledger's check: its end, the last whole checkup, and damage in plain words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pysqlite3 as sqlite3
import pytest

from kiosk.app.selftest.keys import judge_keys, look_at_keys
from kiosk.app.selftest.ledger import judge_ledger, look_at_ledger
from kiosk.app.selftest.service import look_at_service
from kiosk.catalogue.files import MALLS
from kiosk.catalogue.loading import BUNDLED
from kiosk.store.quick_look import QuickLook, WholeCheckup
from kiosk.visits.model import Request
from tests.app.kiosks import KTP, desk_in
from tests.premises import TUESDAY

WHOLE = QuickLook((), 318, 41 * 1024 * 1024, big=False, checkup=None)
MS = int(TUESDAY.timestamp() * 1000)


@pytest.fixture
def desk(site, clock):
    opened = desk_in(site.data, clock)
    yield opened
    opened.store.close()


def test_a_whole_ledger_is_told_with_its_size():
    check = judge_ledger(WHOLE, TUESDAY)
    assert (check.state, check.words) == ("pass", "utuh · 41 MB · 318 catatan")


def test_a_broken_chain_is_told_and_sends_to_verify():
    check = judge_ledger(replace(WHOLE, problems=("seq 5: the hash is wrong",)), TUESDAY)
    assert check.state == "fail"
    assert "seq 5" in check.words
    assert "ledger verify" in check.remedy


def test_a_big_ledger_that_was_never_read_whole_says_so():
    assert "akhirnya diperiksa" in judge_ledger(replace(WHOLE, big=True), TUESDAY).words


@pytest.mark.parametrize(("days", "state"), [(0, "pass"), (7, "pass"), (8, "warn")])
def test_a_whole_checkup_of_a_big_ledger_counts_for_a_week(days, state):
    then = int((TUESDAY - timedelta(days=days)).timestamp() * 1000)
    look = replace(WHOLE, big=True, checkup=WholeCheckup(then, ok=True))
    assert judge_ledger(look, TUESDAY).state == state


def test_what_a_whole_checkup_found_is_told_although_the_end_holds():
    look = replace(WHOLE, checkup=WholeCheckup(MS, ok=False))
    check = judge_ledger(look, TUESDAY)
    assert check.state == "fail"
    assert "24-11-2026" in check.words


def test_before_the_first_number_there_is_nothing_to_look_at(site):
    assert look_at_ledger(site).state == "skip"


def test_the_ledger_is_read_beside_its_writer(site, desk):
    desk.issue(Request((KTP,), None, (), None, "id", frozenset()), print_copy=False)
    check = look_at_ledger(site)
    assert check.state == "pass"
    assert "utuh" in check.words


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("[terminal]\nnumber = 9\n", "milik contoh-pringsewu-1, bukan contoh-pringsewu-9"),
        ('[mall]\nfile = "other.json"\n', "milik contoh-pringsewu-1, bukan mpp-lain-1"),
    ],
)
def test_a_ledger_of_another_terminal_fails_for_no_kiosk_starts_on_it(site, desk, told, words):
    other = (BUNDLED / MALLS / "contoh-pringsewu.json").read_text(encoding="utf-8")
    other = other.replace('"id": "contoh-pringsewu"', '"id": "mpp-lain"')
    (site.data / "other.json").write_text(other, encoding="utf-8")
    (site.data / "config.toml").write_text(told, encoding="utf-8")
    check = look_at_ledger(site)
    assert (check.state, check.words) == ("fail", words)
    assert check.remedy


def test_a_changed_row_is_found(site, clock):
    desk = desk_in(site.data, clock)
    desk.issue(Request((KTP,), None, (), None, "id", frozenset()), print_copy=False)
    desk.store.close()
    connection = sqlite3.connect(site.data / "ledger.db")
    connection.execute("DROP TRIGGER event_no_update")
    connection.execute("UPDATE event SET body = '{}' WHERE seq = 2")
    connection.commit()
    connection.close()
    assert look_at_ledger(site).state == "fail"


@pytest.mark.parametrize("content", [b"", b"no database", b"\0" * 5000])
def test_a_file_that_is_no_ledger_fails_in_words(site, content):
    (site.data / "ledger.db").write_bytes(content)
    check = look_at_ledger(site)
    assert check.state == "fail"
    assert check.words == "buku tidak dapat dibaca"


def test_a_kiosk_that_serves_says_so(site, desk):
    assert look_at_service(site).state == "pass"


def test_a_paused_kiosk_and_a_closed_counter_are_told(site, desk):
    desk.store.close_agency("disdukcapil", "Sari")
    closed = look_at_service(site)
    assert (closed.state, closed.words) == ("warn", "1 loket ditutup hari ini")
    desk.store.pause("Sari")
    check = look_at_service(site)
    assert check.state == "fail"
    assert "dihentikan sejak 24-11-2026 09.41" in check.words


def test_without_a_ledger_nobody_can_say_who_is_out_of_service(site):
    assert look_at_service(site).state == "skip"


def test_the_keys_of_a_fresh_kiosk_are_private(site, desk):
    check = look_at_keys(site)
    assert (check.state, check.words) == ("pass", "Kunci mesin hanya bisa dibaca aplikasi kios")


def test_before_the_first_number_there_is_no_key(site):
    assert look_at_keys(site).state == "skip"


def test_a_key_that_others_may_read_fails(site, desk):
    (site.data / "mall.key").chmod(0o640)
    check = look_at_keys(site)
    assert check.state == "fail"
    assert "chmod 600 mall.key" in check.remedy


@pytest.mark.parametrize("content", [b"", b"too short", b"x" * 33])
def test_a_damaged_key_fails_before_the_next_start_does(site, desk, content):
    (site.data / "mall.key").write_bytes(content)
    check = look_at_keys(site)
    assert (check.state, check.words) == ("fail", "mall.key rusak")


def test_a_ledger_without_its_key_fails(site, desk):
    (site.data / "mall.key").unlink()
    check = look_at_keys(site)
    assert (check.state, check.words) == ("fail", "mall.key tidak ada")


def test_an_enrolled_terminal_needs_its_own_key_too(site, desk):
    (site.data / "server.json").write_text("{}", encoding="utf-8")
    assert look_at_keys(site).words == "terminal.key tidak ada"
    (site.data / "terminal.key").touch(0o600)
    assert look_at_keys(site).state == "pass"


@pytest.mark.parametrize("mode", [0o644, 0o606, 0o660, 0o601])
def test_no_key_may_be_open_to_anybody_else(mode):
    assert judge_keys([], {"terminal.key": mode}).state == "fail"
