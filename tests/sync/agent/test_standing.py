"""How the line stands, for people and programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import msgspec
import pytest

from kiosk.clock import JAKARTA, TimeTold
from kiosk.errors import StoreProblem
from kiosk.store.day_close import DayClose, DaySpan
from kiosk.store.reading import open_reader
from sync.agent.standing import (
    STOPPED_MS,
    LedgerFacts,
    derive_standing,
    ledger_facts,
    read_standing,
)
from sync.agent.standing_words import FRESH_S, grouped, span_words, status_words
from sync.agent.time_told import Moment
from sync.line_store import DayRecord, LineState, LineStatus, LineStore, Watermark
from sync.line_store.state import LINE_CODES
from tests.store.ledgers import HandClock, opened, take
from tests.sync.agent.ledgers_in_memory import MemoryView
from tests.sync.line_store.folders import SERVER, enrolled
from tests.sync.province.kiosks import NOW, Ledger

ROOT = "7" * 64


def span(day_id, date, first, last):
    return DaySpan(day_id, date, first, last, last - first + 1)


def close(day, root=ROOT):
    return DayClose(*day, root, day.last_seq + 1)


DAYS = [span(1, "2026-11-22", 1, 10), span(2, "2026-11-23", 11, 20), span(3, "2026-11-24", 21, 30)]
NOW_ON = LedgerFacts("new", 30, DAYS, [close(day) for day in DAYS[:2]], current=True)
OLD = LedgerFacts("old", 8, [span(1, "2026-11-22", 1, 8)], [], current=False)


def record(epoch, day, state="proven", root=ROOT):
    return DayRecord(epoch, day.day_id, day.date, day.events, root, day.last_seq, state)


def line(**changed):
    return replace(LineState(SERVER, status=LineStatus("working")), **changed)


def days_of(state, ledgers=(NOW_ON,)):
    return [
        (day["day"], day["events"], day["state"]) for day in derive_standing(state, ledgers)["days"]
    ]


def test_a_terminal_that_is_not_enrolled_says_so_and_what_waits():
    standing = derive_standing(None, [NOW_ON])
    assert standing["state"] == "not_enrolled"
    assert "kiosk enroll" in standing["words"]
    assert (standing["backlog"], standing["acked"], standing["last_seq"]) == (30, 0, 30)
    assert standing["last_contact"] is None


def test_all_arrived():
    standing = derive_standing(line(watermarks=[Watermark("new", 30, ROOT)]), [NOW_ON])
    assert (standing["state"], standing["backlog"], standing["acked"]) == ("working", 0, 30)
    assert standing["words"] == "Tersambung, semua sudah sampai."


def test_a_backlog_counts_old_ledgers_too_and_the_strays_of_those_that_were_closed():
    marks = [Watermark("new", 25, ROOT), Watermark("old", 3, ROOT)]
    assert derive_standing(line(watermarks=marks), [OLD, NOW_ON])["backlog"] == 10
    marks[1] = replace(marks[1], verdict="restored")
    assert derive_standing(line(watermarks=marks), [OLD, NOW_ON])["backlog"] == 13
    shown = replace(OLD, shown=OLD.last_seq)
    assert derive_standing(line(watermarks=marks), [shown, NOW_ON])["backlog"] == 5


def test_a_backlog_is_told_in_words():
    standing = derive_standing(line(), [replace(NOW_ON, last_seq=12_345)])
    assert standing["words"] == "Tersambung, 12.345 kejadian menunggu kiriman berikutnya."


def test_the_last_contact_is_local_time():
    state = line(status=LineStatus("working", last_contact_ms=NOW))
    assert derive_standing(state, [])["last_contact"] == "2026-11-24T09:41:06+07:00"


def test_an_empty_terminal_stands_at_nothing():
    standing = derive_standing(line(), [])
    assert (standing["backlog"], standing["acked"], standing["last_seq"]) == (0, 0, 0)
    assert standing["days"] == []


def test_closed_days_without_a_proof_are_missing_and_the_running_one_is_open():
    assert days_of(line()) == [
        ("2026-11-22", 10, "missing"),
        ("2026-11-23", 10, "missing"),
        ("2026-11-24", 10, "open"),
    ]


def test_proven_and_different_days_are_what_was_found():
    state = line(days=[record("new", DAYS[0]), record("new", DAYS[1], "different")])
    assert [day[2] for day in days_of(state)] == ["proven", "different", "open"]


def test_a_proven_day_whose_root_is_another_by_now_is_different():
    state = line(days=[record("new", DAYS[0], root="1" * 64)])
    assert days_of(state)[0][2] == "different"


def test_a_date_in_two_ledgers_counts_both_and_takes_the_worse_state():
    state = line(days=[record("new", DAYS[0])])
    assert days_of(state, [OLD, NOW_ON])[0] == ("2026-11-22", 18, "missing")


def test_a_proven_day_of_a_ledger_that_is_gone_is_not_forgotten():
    state = line(days=[record("gone", span(7, "2026-10-01", 1, 5))])
    assert days_of(state)[0] == ("2026-10-01", 5, "proven")


def test_the_worse_of_two_ledgers_says_why_and_a_proven_day_says_nothing():
    state = line(watermarks=[Watermark("new", 30, ROOT)], days=[record("new", DAYS[0])])
    why = derive_standing(state, [OLD, NOW_ON])["why"]
    assert set(why) == {"2026-11-22", "2026-11-23"}
    assert "Buku diganti" in why["2026-11-22"]
    assert "menunggu jawaban" in why["2026-11-23"]


def test_a_day_without_a_date_has_no_line():
    facts = replace(NOW_ON, spans=[span(1, "", 1, 10)], closes=[])
    assert days_of(line(), [facts]) == []


def test_facts_are_read_from_a_ledger():
    facts = ledger_facts(MemoryView(Ledger().days(2, 1)), current=True)
    assert facts.last_seq == 9
    assert [(day.day_id, day.events) for day in facts.spans] == [(1, 4), (2, 5)]
    assert [day.day_id for day in facts.closes] == [1]


def test_a_ledger_of_an_older_program_has_no_days():
    class Older(MemoryView):
        def days(self):
            raise StoreProblem("an older program", "start the kiosk")

    assert ledger_facts(Older(Ledger().days(1, 1)), current=True).spans == []


@pytest.mark.parametrize("code", LINE_CODES)
def test_every_state_has_words_that_can_be_said(code):
    words = status_words(LineStatus(code, "http-403", NOW), 3)
    assert "{" not in words
    assert words.endswith(".")
    assert len(words) <= 120


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            LineStatus("offline", "unreachable", NOW),
            "Tidak ada jaringan sejak 24-11-2026 09.41: periksa kabel, Wi-Fi, atau modem.",
        ),
        (
            LineStatus("offline", "dns", NOW),
            "Alamat server tidak ditemukan sejak 24-11-2026 09.41: periksa jaringan dan DNS.",
        ),
        (
            LineStatus("captive", "http-200", NOW),
            "Jaringan minta izin masuk sejak 24-11-2026 09.41: buka lewat peramban.",
        ),
        (
            LineStatus("refused", "not_signed", NOW),
            "Server menolak kunci terminal ini sejak 24-11-2026 09.41: hubungi kantor.",
        ),
        (
            LineStatus("refused", "http-403", NOW),
            "Jaringan menolak, bukan server sejak 24-11-2026 09.41 (http-403): periksa proxy.",
        ),
        (
            LineStatus("insecure", "other key"),
            "Server memakai kunci lain: hubungi kantor sebelum mendaftar lagi.",
        ),
        (
            LineStatus("insecure", "tls"),
            "Sertifikat server tidak dapat dipercaya: periksa jam terminal.",
        ),
        (LineStatus("waiting"), "Terdaftar, menunggu percobaan pertama."),
    ],
)
def test_a_technician_reads_what_to_do(status, words):
    assert status_words(status, 0) == words


def test_an_impossible_moment_breaks_nothing():
    assert "waktu yang tidak diketahui" in status_words(LineStatus("busy", "", 2**60), 0)


def test_numbers_are_grouped_as_indonesians_do():
    assert grouped(1_234_567) == "1.234.567"


def test_a_terminal_enrolled_by_file_is_told_to_carry_it():
    state = LineState(msgspec.structs.replace(SERVER, url=""))
    assert "kiosk sync export" in derive_standing(state, [])["words"]


def test_a_standing_is_read_from_a_folder(tmp_path):
    assert read_standing(tmp_path)["state"] == "not_enrolled"
    enrolled(tmp_path)
    assert read_standing(tmp_path)["state"] == "waiting"
    with LineStore(tmp_path) as store:
        store.note(LineStatus("offline", "timeout", NOW))
        assert read_standing(tmp_path)["state"] == "offline"


def test_a_ledger_that_cannot_be_read_is_not_hidden_behind_a_working_line(tmp_path):
    enrolled(tmp_path)
    (tmp_path / "ledger.db").write_bytes(b"no database " * 500)
    assert read_standing(tmp_path)["state"] == "ledger"


def test_the_strays_of_a_ledger_that_was_closed_are_told_until_they_are_there(tmp_path):
    """It lies in its own file by then, and what the province closed is not what it has."""
    enrolled(tmp_path)
    store = opened(tmp_path)
    take(store)
    epoch = store.ident.epoch
    with open_reader(tmp_path) as reader:
        rows = [(event.row["seq"], event.row["hash"]) for event in reader.events()]
    last = len(rows)
    store.begin_epoch("restored", epoch, last)
    store.close()
    with open_reader(tmp_path) as reader:
        present = Watermark(reader.ident.epoch, reader.head().seq, reader.head().hash)
    with LineStore(tmp_path) as line:
        line.note(LineStatus("working", "", NOW))
        line.accept(present)
        for mark, left in (
            (Watermark(epoch, *rows[0], "restored"), last - 1),
            (Watermark(epoch, 99, "a" * 64, "restored"), last),
        ):
            line.accept(mark)
            line.judge(mark)
            standing = read_standing(tmp_path)
            assert standing["backlog"] == left
            assert standing["words"] == f"Tersambung, {left} kejadian menunggu kiriman berikutnya."
        line.accept_strays(Watermark(epoch, *rows[-1]))
        assert read_standing(tmp_path)["words"] == "Tersambung, semua sudah sampai."


MINUTE_MS, DAY_MS = 60_000, 24 * 3_600_000
ALL_THERE = [Watermark("new", 30, ROOT)]


def at(wall_ms, mono_ms=0):
    return Moment(wall_ms, mono_ms, "this boot")


def heard(**changed):
    status = LineStatus("working", "", NOW, NOW, NOW, 0, 900.0)
    return line(watermarks=ALL_THERE, status=replace(status, **changed))


def test_an_agent_that_stands_still_for_days_is_not_hidden_behind_what_it_said_last():
    standing = derive_standing(heard(), [NOW_ON], at(NOW + 3 * DAY_MS))
    assert standing["state"] == "stopped"
    assert standing["words"] == (
        "Pengirim tidak bekerja sejak 24-11-2026 09.41 (3 hari): nyalakan ulang mesin."
    )
    assert standing["last_contact_age_s"] == 3 * 86_400


def test_a_contact_of_long_ago_is_told_with_its_age_and_nothing_is_said_to_be_on_its_way():
    facts = replace(NOW_ON, last_seq=36)
    just_now = derive_standing(heard(), [facts], at(NOW + FRESH_S * 1000))
    assert just_now["words"] == "Tersambung, 6 kejadian menunggu kiriman berikutnya."
    later = derive_standing(heard(), [facts], at(NOW + 12 * MINUTE_MS))
    assert later["state"] == "working"
    assert later["words"] == (
        "Terakhir tersambung 12 menit lalu, 6 kejadian menunggu kiriman berikutnya."
    )
    empty = derive_standing(heard(), [NOW_ON], at(NOW + 12 * MINUTE_MS))
    assert empty["words"] == "Terakhir tersambung 12 menit lalu, semua sudah sampai."


def test_what_waits_for_a_stopped_agent_is_told():
    facts = replace(NOW_ON, last_seq=1234)
    words = derive_standing(heard(), [facts], at(NOW + DAY_MS))["words"]
    assert words.endswith("1.204 kejadian menunggu.")
    assert len(words) <= 120


def test_an_agent_that_is_expected_later_does_not_count_as_stopped():
    last = NOW + 900_000 + STOPPED_MS
    assert derive_standing(heard(), [NOW_ON], at(last))["state"] == "working"
    assert derive_standing(heard(), [NOW_ON], at(last + 1))["state"] == "stopped"


def test_a_long_attempt_that_is_still_heard_does_not_count_as_stopped():
    state = heard(last_contact_ms=NOW + DAY_MS)
    assert derive_standing(state, [NOW_ON], at(NOW + DAY_MS + MINUTE_MS))["state"] == "working"


def test_an_agent_that_tries_in_vain_has_not_stopped():
    status = LineStatus("offline", "dns", NOW, NOW + 9 * DAY_MS, NOW, 99, 900.0)
    standing = derive_standing(line(status=status), [NOW_ON], at(NOW + 9 * DAY_MS))
    assert (standing["state"], standing["last_contact_age_s"]) == ("offline", 9 * 86_400)


def test_a_wrong_wall_clock_makes_no_agent_stand_still():
    """The province has told the time in this boot; the machine's own clock is nine days ahead."""
    told = TimeTold(NOW, NOW + 9 * DAY_MS, 1000, "this boot", 0)
    state = replace(heard(), told=told)
    standing = derive_standing(state, [NOW_ON], at(NOW + 9 * DAY_MS + MINUTE_MS, 1000 + MINUTE_MS))
    assert (standing["state"], standing["last_contact_age_s"]) == ("working", 60)


def test_a_clock_that_was_set_back_makes_no_age_below_nothing():
    assert derive_standing(heard(), [], at(NOW - DAY_MS))["last_contact_age_s"] == 0


def test_no_agent_is_missed_where_files_are_the_line_or_none_ever_came():
    by_file = replace(heard(), server=msgspec.structs.replace(SERVER, url=""))
    assert derive_standing(by_file, [NOW_ON], at(NOW + 9 * DAY_MS))["state"] == "working"
    assert derive_standing(line(status=LineStatus()), [], at(NOW + DAY_MS))["state"] == "waiting"


def test_a_folder_whose_agent_stands_still_says_so(tmp_path):
    enrolled(tmp_path)
    with LineStore(tmp_path) as store:
        store.note(heard().status)
    clock = HandClock(datetime.fromtimestamp(NOW / 1000, JAKARTA) + timedelta(days=2))
    assert read_standing(tmp_path, clock)["state"] == "stopped"
    (tmp_path / "ledger.db").write_bytes(b"no database " * 500)
    standing = read_standing(tmp_path, clock)
    assert standing["state"] == "ledger"
    assert standing["last_contact"] is not None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "kurang dari semenit"),
        (61, "1 menit"),
        (7_300, "2 jam"),
        (86_400 * 2_000, "2.000 hari"),
    ],
)
def test_a_span_is_told_in_its_largest_unit(seconds, words):
    assert span_words(seconds) == words
