"""Numbers whose paper cannot be trusted: what to do, and everything the paper would have said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.mall import Counter
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, SlipState, fresh
from printing.qr import matrix
from tests.presenters.scenes import (
    CODE,
    DOUBTS,
    KTP,
    LANGUAGES,
    QR_HOST,
    SKCK,
    button,
    doubted,
    issued,
    looking_at,
    said_by,
    scene_of,
    with_basket,
)
from ui.presenters.slip import SlipView, derive_slip

TAX = "samsat-pkb-tahunan"
FLOOR = "lantai\N{NO-BREAK SPACE}1"


def shown(
    slip: SlipState,
    session: Session | None = None,
    language: str = "id",
    *,
    retry: bool = True,
    left: int = 0,
) -> SlipView:
    found = doubted(issued(session or looking_at(KTP)), slip, retry=retry)
    return derive_slip(scene_of(found, language=language, seconds_left=left))


@pytest.mark.parametrize(
    ("slip", "language", "title", "sentence"),
    [
        (
            SlipState.PAPER_OUT,
            "id",
            "Kertas habis",
            "Nomor Anda sudah tersimpan. Foto layar ini.",
        ),
        (
            SlipState.PAPER_OUT,
            "en",
            "Out of paper",
            "Your number is saved. Take a photo of this screen.",
        ),
        (
            SlipState.STUCK,
            "id",
            "Tiket belum keluar",
            "Nomor Anda tetap berlaku. Foto layar ini.",
        ),
        (
            SlipState.STUCK,
            "en",
            "No ticket yet",
            "Your number stays valid. Take a photo of this screen.",
        ),
        (
            SlipState.ASKED,
            "id",
            "Apakah tiket Anda keluar utuh?",
            "Lihat tempat tiket di bawah layar.",
        ),
        (
            SlipState.ASKED,
            "en",
            "Did your whole ticket come out?",
            "Look at the ticket slot below the screen.",
        ),
        (
            SlipState.RESTORED,
            "id",
            "Maaf, mesin baru menyala lagi",
            "Nomor terakhir A001. Cetak ulang?",
        ),
        (
            SlipState.RESTORED,
            "en",
            "Sorry, the machine restarted",
            "Last number A001. Print it again?",
        ),
    ],
)
def test_every_doubt_says_what_happened_and_what_to_do(
    slip: SlipState, language: str, title: str, sentence: str
) -> None:
    heading = shown(slip, language=language).heading
    assert (heading.title, heading.sentence) == (title, sentence)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slip", DOUBTS)
def test_every_doubt_is_short_and_has_a_picture(slip: SlipState, language: str) -> None:
    view = shown(slip, with_basket(KTP, TAX), language, left=25)
    assert view.heading.icon
    assert len(view.heading.title.split()) <= 6
    assert len(view.heading.sentence.split()) <= 12
    assert all(len(b.text.split(" (")[0].split()) <= 4 for b in view.buttons)
    assert [b.primary for b in view.buttons] == [False, True]


def test_several_numbers_are_said_to_be_several_in_english() -> None:
    view = shown(SlipState.PAPER_OUT, with_basket(KTP, TAX), "en")
    assert view.heading.sentence.startswith("Your numbers are saved.")


@pytest.mark.parametrize("slip", DOUBTS)
def test_the_screen_says_what_the_paper_would_have_said(slip: SlipState) -> None:
    view = shown(slip, with_basket(KTP, SKCK, TAX))
    assert view.label == "A001"
    assert view.where == f"Loket\N{NO-BREAK SPACE}1 atau\N{NO-BREAK SPACE}2, {FLOOR} · Dukcapil"
    assert [number.label for number in view.rest] == ["D002", "C003"]
    assert [n.place for n in view.rest] == [
        f"Loket\N{NO-BREAK SPACE}5, {FLOOR}",
        f"Loket\N{NO-BREAK SPACE}6, {FLOOR}",
    ]
    assert view.code == "7H3K 9QW2 XR4T"
    assert view.qr == matrix(f"HTTPS://{QR_HOST}/T/{CODE}")


def test_a_counter_nobody_wrote_down_is_asked_for() -> None:
    session = issued(with_basket(KTP, TAX))
    visit = session.issued.visit
    tickets = tuple(replace(ticket, counters=()) for ticket in visit.tickets)
    bare = replace(session.issued, visit=replace(visit, tickets=tickets))
    view = derive_slip(scene_of(doubted(replace(session, issued=bare), SlipState.STUCK)))
    assert view.where == "Tanyakan petugas · Dukcapil"
    assert [number.place for number in view.rest] == ["Tanyakan petugas"]


def test_many_counters_may_go_to_another_line_but_no_number_stands_alone() -> None:
    session = issued(with_basket(KTP, TAX))
    visit = session.issued.visit
    counters = tuple(Counter(number=number, floor="1") for number in (11, 12, 13))
    tickets = tuple(replace(ticket, counters=counters) for ticket in visit.tickets)
    many = replace(session.issued, visit=replace(visit, tickets=tickets))
    view = derive_slip(scene_of(doubted(replace(session, issued=many), SlipState.STUCK)))
    assert view.rest[0].place.split(" ")[0] == "Loket\N{NO-BREAK SPACE}11,"


@pytest.mark.parametrize(
    ("slip", "words", "main"),
    [
        (SlipState.PAPER_OUT, "Coba cetak lagi", "photographed"),
        (SlipState.STUCK, "Cetak lagi", "print_again"),
        (SlipState.RESTORED, "Cetak ulang", "print_again"),
    ],
)
def test_printing_again_is_offered_only_where_it_is_possible(
    slip: SlipState, words: str, main: str
) -> None:
    view = shown(slip)
    again = button(view, "print_again")
    assert (again.text, again.event) == (words, ev.SlipRetried())
    assert [each.name for each in view.buttons if each.primary] == [main]
    assert view.buttons[-1].name == main
    (end,) = shown(slip, retry=False).buttons
    assert end.primary
    assert end.event == ev.Restarted()


def test_a_restored_visit_that_cannot_be_printed_is_to_be_photographed() -> None:
    view = shown(SlipState.RESTORED, retry=False)
    assert view.heading.sentence == "Nomor terakhir A001. Foto layar ini."


@pytest.mark.parametrize(
    ("slip", "name", "plain", "counted"),
    [
        (SlipState.PAPER_OUT, "photographed", "Sudah saya foto", "Sudah saya foto (60)"),
        (SlipState.STUCK, "photographed", "Sudah saya foto", "Sudah saya foto (60)"),
        (SlipState.RESTORED, "finish", "Selesai", "Selesai (60)"),
    ],
)
def test_the_end_counts_down_on_its_button(
    slip: SlipState, name: str, plain: str, counted: str
) -> None:
    assert button(shown(slip), name).text == plain
    assert button(shown(slip, left=60), name).text == counted
    assert button(shown(slip), name).event == ev.Restarted()


def test_the_question_counts_down_on_what_silence_means() -> None:
    broken, whole = shown(SlipState.ASKED, left=27).buttons
    assert (broken.text, broken.event) == ("Belum, atau rusak (27)", ev.SlipBroken())
    assert (whole.text, whole.event) == ("Ya, sudah", ev.SlipWhole())
    assert shown(SlipState.ASKED).buttons[0].text == "Belum, atau rusak"


def test_paper_is_still_to_be_had_at_the_desk() -> None:
    (notice,) = shown(SlipState.STUCK).notices
    assert notice.title == "Nomor tetap berlaku"
    desk = f"Meja Informasi, {FLOOR}"
    assert notice.text == f"Tiket kertas dan daftar berkas bisa dicetak di {desk}."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slip", DOUBTS)
def test_the_group_of_a_visitor_stands_nowhere(slip: SlipState, language: str) -> None:
    pregnant = replace(looking_at(KTP), priority="hamil")
    assert said_by(shown(slip, pregnant, language)) == said_by(shown(slip, language=language))


def test_numbers_that_nothing_prints_look_like_a_slip_that_is_stuck() -> None:
    session = issued(looking_at(KTP))
    unprinted = replace(session, at=fresh().go(Screen.SLIP).at, slip=SlipState.STUCK)
    view = derive_slip(scene_of(unprinted))
    assert view.heading.title == "Tiket belum keluar"


def test_there_is_no_such_page_without_numbers() -> None:
    with pytest.raises(ValueError, match="issued"):
        derive_slip(scene_of(fresh().go(Screen.SLIP)))


def test_nobody_is_told_that_no_ticket_came_out_where_nobody_looked() -> None:
    view = shown(SlipState.UNANSWERED, retry=False)
    assert view.heading.title == "Nomor Anda tersimpan"
    assert [each.name for each in view.buttons] == ["photographed"]
