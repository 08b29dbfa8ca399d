"""Tab Antrean, touched by hand on a real ledger: reprints, pauses, closed counters."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from kiosk.app.technician.antrean_tab import LOOK_TICKS, AntreanTab
from kiosk.errors import DiskFull
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Request
from tests.app.fates import GHOSTLY, decide
from tests.app.kiosks import KTP, SKCK, Kiosk, events_in
from tests.app.technician.hand_on_tab import HandOnTab
from tests.app.test_paperwork import words_of


@pytest.fixture
def hand(kiosk: Kiosk) -> HandOnTab:
    return HandOnTab(kiosk, AntreanTab)


def issue(kiosk: Kiosk, *services: str, printed: bool = True) -> Issued:
    issued = kiosk.desk.issue(Request(services), print_copy=printed)
    if printed:
        kiosk.paperwork.print_slip(issued)
    return issued


def test_todays_visits_stand_there_newest_first_with_their_papers(kiosk: Kiosk) -> None:
    issue(kiosk, KTP)
    kiosk.clock.advance(120)
    issue(kiosk, SKCK, KTP)
    kiosk.clock.advance(60)
    issue(kiosk, SKCK, printed=False)
    hand = HandOnTab(kiosk, AntreanTab)
    assert [(row.title, row.detail) for row in hand.rows.values()] == [
        ("C002", "09.44 · tanpa kertas"),
        ("A002 · C001", "09.43 · tercetak"),
        ("A001", "09.41 · tercetak"),
    ]


def test_what_happens_meanwhile_is_seen_within_seconds(hand: HandOnTab) -> None:
    assert hand.rows == {}
    issue(hand.kiosk, KTP)
    hand.ticks(LOOK_TICKS)
    assert [row.title for row in hand.rows.values()] == ["A001"]


def test_yesterdays_visits_are_not_todays(kiosk: Kiosk) -> None:
    issue(kiosk, KTP)
    kiosk.clock.advance(24 * 3600)
    assert HandOnTab(kiosk, AntreanTab).rows == {}
    issue(kiosk, SKCK)
    hand = HandOnTab(kiosk, AntreanTab)
    assert [row.title for row in hand.rows.values()] == ["C001"]


def test_a_reprint_is_asked_about_marked_and_recorded(kiosk: Kiosk) -> None:
    issued = issue(kiosk, KTP)
    hand = HandOnTab(kiosk, AntreanTab)
    hand.touch(f"visit_{issued.visit.visit}", "reprint")
    assert hand.asked == "Cetak ulang A001?"
    assert len(kiosk.desk.store.jobs()) == 1
    hand.press("yes")
    assert hand.tab.busy
    assert not hand.button("reprint").enabled
    hand.work()
    assert hand.banners == ["Tercetak, lembar ke-2."]
    (path,) = kiosk.folder.glob("slips/*A001*-2.pdf")
    assert "CETAK ULANG ke-2" in words_of(str(path))
    (told,) = hand.noted("ticket.reprinted")
    assert (told["person"], told["labels"], told["copy"], told["outcome"]) == (
        "sari",
        ["A001"],
        2,
        "printed",
    )


def test_no_to_the_question_prints_nothing(kiosk: Kiosk) -> None:
    issued = issue(kiosk, KTP)
    hand = HandOnTab(kiosk, AntreanTab)
    hand.touch(f"visit_{issued.visit.visit}", "reprint", "no")
    assert hand.asked == ""
    assert len(kiosk.desk.store.jobs()) == 1


@pytest.mark.parametrize(("answer", "state"), [("yes", "confirmed"), ("no", "abandoned")])
def test_of_a_paper_in_doubt_the_technician_says_what_came_out(
    kiosk: Kiosk, monkeypatch, answer: str, state: str
) -> None:
    issued, other = issue(kiosk, KTP), issue(kiosk, SKCK)
    hand = HandOnTab(kiosk, AntreanTab)
    decide(monkeypatch, GHOSTLY, clears=False)
    hand.touch(f"visit_{issued.visit.visit}", "reprint")
    hand.press("yes")
    hand.press("back")
    hand.press(f"visit_{other.visit.visit}")  # While the first is still printing.
    hand.work()
    assert hand.asked == "Tiketnya keluar utuh?"
    assert hand.tab.busy
    hand.touch(answer)
    job, untouched = (kiosk.desk.store.job_of(i.visit.visit) for i in (issued, other))
    assert job is not None
    assert (job.state, job.copy) == (state, 2)
    assert untouched is not None
    assert untouched.state == "printed"
    assert not hand.tab.busy


@pytest.mark.parametrize("typed", ["a001", " A 001 ", "A001"])
def test_a_number_is_found_however_it_is_typed(kiosk: Kiosk, typed: str) -> None:
    issue(kiosk, KTP)
    hand = HandOnTab(kiosk, AntreanTab)
    hand.touch("search")
    hand.press("label", typed)
    hand.touch("find", "reprint", "yes")
    assert hand.banners == ["Tercetak, lembar ke-2."]


def test_a_number_that_was_not_given_today_is_told(hand: HandOnTab) -> None:
    hand.touch("search")
    hand.press("label", "A001")
    hand.touch("find")
    assert hand.entry.fault == "Nomor itu tidak diberikan hari ini."


def test_the_kiosk_is_stopped_and_serves_again_each_after_a_question(hand: HandOnTab) -> None:
    hand.touch("pause", "no")
    assert not hand.kiosk.desk.usage().paused
    hand.touch("pause", "yes")
    assert hand.kiosk.desk.usage().paused
    assert hand.banners == ["Sedang diperbaiki. Sejak 09.41."]
    hand.touch("resume", "yes")
    assert not hand.kiosk.desk.usage().paused
    assert hand.banners == ["Melayani. Semua loket dilayani."]
    assert hand.noted("kiosk.paused") == hand.noted("kiosk.resumed") == [{"person": "sari"}]


def test_a_counter_is_closed_and_opened_each_after_a_question(hand: HandOnTab) -> None:
    hand.touch("counters", "agency_disdukcapil")
    assert hand.asked == "Tutup loket Dukcapil?"
    hand.touch("yes")
    assert hand.kiosk.desk.usage().closed == {"disdukcapil"}
    assert hand.rows["agency_disdukcapil"].detail == "0 nomor hari ini · tutup sejak 09.41"
    hand.touch("agency_disdukcapil")
    assert hand.asked == "Buka loket Dukcapil?"
    hand.touch("yes")
    assert hand.kiosk.desk.usage().closed == frozenset()
    assert [body["person"] for body in hand.noted("agency.closed")] == ["sari"]
    assert hand.noted("agency.opened") == [{"agency": "disdukcapil", "person": "sari"}]


def test_counters_stand_by_their_letter_with_todays_count(kiosk: Kiosk) -> None:
    issue(kiosk, KTP)
    issue(kiosk, KTP)
    hand = HandOnTab(kiosk, AntreanTab)
    hand.touch("counters")
    assert hand.rows["agency_disdukcapil"].title == "A · Dukcapil"
    assert hand.rows["agency_disdukcapil"].detail == "2 nomor hari ini"
    titles = [row.title for row in hand.rows.values()]
    assert titles == sorted(titles)


def test_a_full_disk_is_told_and_nothing_is_closed(hand: HandOnTab, monkeypatch) -> None:
    def full(*_arguments: object) -> bool:
        raise DiskFull("full", "make room")

    monkeypatch.setattr(hand.kiosk.desk.store, "close_agency", full)
    hand.touch("counters", "agency_disdukcapil", "yes")
    assert hand.banners == ["Belum bisa. Disk penuh. Lihat Kondisi."]
    assert hand.kiosk.desk.usage().closed == frozenset()


def test_a_visit_whose_services_left_the_catalogue_cannot_be_printed_and_says_so(
    kiosk: Kiosk, monkeypatch
) -> None:
    issued = issue(kiosk, KTP)
    hand = HandOnTab(kiosk, AntreanTab)
    services = {k: v for k, v in kiosk.desk.premises.catalogue.services.items() if k != KTP}
    catalogue = msgspec.structs.replace(kiosk.desk.premises.catalogue, services=services)
    gone = replace(kiosk.desk.premises, catalogue=catalogue)
    monkeypatch.setitem(vars(kiosk.desk), "premises", gone)  # The desk itself is frozen.
    hand.touch(f"visit_{issued.visit.visit}", "reprint", "yes")
    assert hand.banners == [
        "Belum bisa. Layanannya sudah tidak ada di katalog. Nomornya tetap sah."
    ]
    assert events_in(kiosk.folder, "ticket.reprinted") == []
