"""The line's checks: does the province answer, what waits, which days are proven."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.app.selftest.line import (
    LineFacts,
    judge_backlog,
    judge_proof,
    judge_server,
    line_facts,
    look_at_backlog,
    look_at_proof,
    look_at_server,
)
from kiosk.clock import boot_id
from sync.agent.standing import derive_standing
from sync.agent.standing_words import status_words
from sync.agent.time_told import moment
from sync.enrolled import save_enrolment
from sync.line_store import LineState, LineStatus, LineStore
from sync.line_store.state import LINE_CODES
from tests.app.kiosks import desk_in
from tests.app.selftest.sites import HOST, PROVINCE
from tests.fakes import FakeClock
from tests.premises import TUESDAY

NOW_MS = int(TUESDAY.timestamp() * 1000)
MINUTES = timedelta(minutes=2)
WELL = LineFacts("working", "Tersambung, semua sudah sampai.", 0, HOST, MINUTES, 0, 0, "23-11-2026")


def facts_of(code="working", *, reason="", last_attempt_ms=NOW_MS, next_s=60.0, contact_ms=NOW_MS):
    status = LineStatus(code, reason, NOW_MS - 90_000, last_attempt_ms, contact_ms, 0, next_s)
    state = LineState(PROVINCE, status=status)
    return line_facts(derive_standing(state, [], moment(FakeClock(), boot_id())), state)


def test_a_line_that_works_is_told_by_its_last_contact():
    check = judge_server(WELL)
    assert (check.state, check.words) == ("pass", f"sinkron 2 menit lalu · {HOST}")


@pytest.mark.parametrize("code", LINE_CODES)
def test_every_state_of_the_line_has_words_and_a_remedy_where_it_is_not_well(code):
    check = judge_server(facts_of(code))
    assert check.words
    assert bool(check.remedy) == (check.state != "pass")
    assert "{" not in check.words


@pytest.mark.parametrize("code", ["revoked", "unknown", "mismatch", "cloned", "forked", "purged"])
def test_what_only_the_office_can_mend_fails(code):
    check = judge_server(facts_of(code))
    assert check.state == "fail"
    assert "ubungi kantor" in check.remedy


def test_a_network_that_is_away_is_no_failure_of_the_kiosk():
    check = judge_server(facts_of("offline", reason="dns", contact_ms=NOW_MS - 7_200_000))
    assert check.state == "warn"
    assert "sinkron 2 jam lalu" in check.words


def test_a_day_without_a_contact_is_told():
    facts = replace(WELL, since_contact=timedelta(days=1, minutes=1))
    assert judge_server(facts).state == "warn"
    assert judge_server(replace(WELL, since_contact=timedelta(hours=23))).state == "pass"


def test_a_terminal_whose_ledger_goes_by_stick_has_a_month():
    by_file = replace(WELL, host="", since_contact=timedelta(days=20))
    assert judge_server(by_file).words == "sinkron 20 hari lalu · lewat berkas"
    assert judge_server(replace(by_file, since_contact=timedelta(days=31))).state == "warn"


def test_an_agent_that_stands_still_is_told_whatever_it_said_last():
    hour = NOW_MS - 3_600_000
    check = judge_server(facts_of(last_attempt_ms=hour, next_s=900.0, contact_ms=hour))
    assert check.state == "warn"
    assert check.words.startswith("Pengirim tidak bekerja sejak 24-11-2026 08.41 (1 jam)")
    assert "ulang" in check.remedy


def test_what_waits_is_counted_and_only_an_old_contact_makes_it_worth_a_look():
    waiting = replace(WELL, backlog=12_345)
    assert judge_backlog(waiting).words == "12.345 catatan menunggu"
    assert judge_backlog(waiting).state == "pass"
    assert judge_backlog(replace(waiting, since_contact=timedelta(days=3))).state == "warn"
    assert judge_backlog(replace(waiting, since_contact=None)).state == "warn"
    assert judge_backlog(replace(WELL, since_contact=None)).state == "pass"


def test_proof_is_told_by_its_last_day():
    assert judge_proof(WELL).words == "terbukti s.d. 23-11-2026"
    assert judge_proof(replace(WELL, proven_until="")).state == "pass"


def test_days_that_are_not_proven_are_counted():
    check = judge_proof(replace(WELL, unproven=3))
    assert (check.state, check.words) == ("warn", "3 hari belum terbukti")


def test_why_the_oldest_day_is_not_proven_stands_before_the_remedy():
    check = judge_proof(replace(WELL, unproven=1, why="Buku belum sampai."))
    assert check.remedy.startswith("Buku belum sampai. Buka Sinkron")


def test_a_day_that_differs_is_worse_than_any_that_is_missing():
    check = judge_proof(replace(WELL, unproven=3, different=1))
    assert check.state == "fail"
    assert "berbeda" in check.words


def test_a_terminal_without_a_province_is_told_once(site):
    assert look_at_server(site).state == "warn"
    assert (look_at_backlog(site).state, look_at_proof(site).state) == ("skip", "skip")


def test_the_line_is_read_beside_kiosk_and_agent(site, clock):
    desk = desk_in(site.data, clock)
    save_enrolment(site.data, PROVINCE)
    now_ms = int(clock.now().timestamp() * 1000)
    try:
        with LineStore(site.data) as line:
            line.note(LineStatus("working", "", now_ms, now_ms, now_ms, 0, 60.0))
            assert look_at_server(site).words == f"sinkron 0 detik lalu · {HOST}"
            assert look_at_backlog(site).words == "0 catatan menunggu"
            assert look_at_proof(site).words == "belum ada hari yang selesai"
    finally:
        desk.store.close()


@pytest.mark.parametrize("look", [look_at_server, look_at_backlog, look_at_proof])
def test_an_enrolment_that_is_damaged_fails_in_words(site, look):
    (site.data / "server.json").write_text("{", encoding="utf-8")
    check = look(site)
    assert check.state == "fail"
    assert "tidak dapat dibaca" in check.words


def test_no_words_of_the_line_are_lost_on_the_way():
    status = LineStatus("revoked", since_ms=NOW_MS)
    check = judge_server(replace(WELL, state="revoked", words=status_words(status, 0)))
    assert check.words == "Kantor mencabut kunci terminal ini sejak 24-11-2026 09.41"
    assert check.remedy == "Hubungi kantor."
