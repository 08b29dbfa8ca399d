"""The page behind a slip's QR: numbers in order, honest where nothing is known, nothing private."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.identity import CROCKFORD
from sync.province.ports import Slip, SlipStop
from sync.province.web.slip_page import SlipPages, plain_code
from tests.sync.web.front import Front, Reply
from tests.sync.web.memory_books import down
from tests.sync.wire.events import TERMINAL

CODE = "7QK4M2XW9DAB"
STOPS = (
    SlipStop("A001", ["disdukcapil"], ["disdukcapil-ktp-hilang-rusak"]),
    SlipStop("D017", ["samsat", "jasa-raharja"], []),
)
codes = st.text(CROCKFORD, min_size=12, max_size=12)


def slip(*stops: SlipStop, **other: str) -> Slip:
    told = {"code": CODE, "terminal": TERMINAL, "queue_day": "2026-11-24", **other}
    return Slip(**told, stops=stops or STOPS)


def words(reply: Reply) -> str:
    """Return what a person reads."""
    text = re.sub(r"<style>.*</style>", "", reply.body.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def page(front: Front, *slips: Slip) -> str:
    front.books.slips = list(slips)
    reply = front.get(f"/T/{CODE}")
    assert reply.status == 200
    return words(reply)


def test_the_numbers_stand_in_the_order_of_the_route(front: Front):
    text = page(front, slip())
    assert text.index("A001") < text.index("D017")
    assert "1. Dinas Kependudukan dan Pencatatan Sipil" in text
    assert "Samsat" in text
    assert "PT Jasa Raharja" in text
    assert "Datangi loket menurut urutan ini." in text


def test_one_number_needs_no_order(front: Front):
    text = page(front, slip(STOPS[0]))
    assert "urutan" not in text
    assert "1." not in text


def test_the_day_is_told_in_words(front: Front):
    assert "Untuk Selasa, 24 Nov 2026 ." in page(front, slip())
    assert "sudah lewat" not in page(front, slip())
    assert "Hari itu sudah lewat." in page(front, slip(queue_day="2026-11-23"))


@pytest.mark.parametrize("day", ["", "31-02", "2026-02-31", "<b>", "9" * 5000])
def test_a_day_that_is_none_is_left_out(front: Front, day: str):
    assert "Untuk" not in page(front, slip(queue_day=day))


def test_the_example_mall_says_that_it_is_one(front: Front):
    text = page(front, slip())
    assert "MPP Contoh (Pringsewu)" in text
    assert "CONTOH" in text


def test_a_mall_that_is_not_bundled_is_not_named(front: Front):
    text = page(front, slip(terminal="kotabumi-1"))
    assert "CONTOH" not in text
    assert "kotabumi" not in text


def test_an_agency_of_a_newer_catalogue_is_left_out(front: Front):
    text = page(front, slip(SlipStop("Z001", ["angkasa"], ["angkasa-roket"])))
    assert "Z001" in text
    assert "angkasa" not in text


def test_a_private_service_says_only_what_the_paper_says(front: Front):
    text = page(front, slip(SlipStop("AC001", ["dp3a"], ["dp3a-konseling"])))
    assert "Layanan pribadi" in text
    assert "Perempuan" not in text


def test_a_private_service_beside_another_hides_no_agency(front: Front):
    stop = SlipStop("AC001", ["dp3a", "dinsos"], ["dp3a-konseling", "dinsos-dtks"])
    text = page(front, slip(stop))
    assert "Layanan pribadi" in text
    assert "Dinas Sosial" in text
    assert "Perempuan" not in text


def test_the_code_stands_there_as_on_the_paper(front: Front):
    assert "7QK4 M2XW 9DAB" in page(front, slip())


def test_two_slips_with_one_code_are_both_shown_and_said_to_be_two(front: Front):
    text = page(front, slip(), slip(SlipStop("B009", ["polres"], []), terminal="kotabumi-2"))
    assert "ada pada 2 kertas" in text
    assert "A001" in text
    assert "B009" in text


def test_a_code_that_is_not_known_yet_leaves_the_paper_its_worth(front: Front):
    reply = front.get(f"/T/{CODE}")
    assert reply.status == 404
    assert "Nomor ini belum sampai di sini. Tiket yang dicetak anjungan tetap sah." in words(reply)


@pytest.mark.parametrize(
    "typed",
    [
        "7QK4",
        "7QK4M2XW9DABC",
        "7QK4M2XW9DAU",
        "%3Cscript%3E",
        "%00",
        "%ff",
        "7QK4_M2XW_9DAB",
        "'--",
    ],
)
def test_a_mistyped_code_is_told_so_without_asking_anybody(front: Front, typed: str):
    reply = front.get(f"/T/{typed}")
    assert reply.status == 404
    assert "salah ketik" in words(reply)
    assert "Tiket yang dicetak anjungan tetap sah." in words(reply)
    assert front.books.asked == []


def test_a_database_that_is_down_leaves_the_paper_its_worth(front: Front):
    front.books.fault = down()
    reply = front.get(f"/T/{CODE}")
    assert (reply.status, reply.headers["retry-after"]) == (503, "5")
    assert "Tiket yang dicetak anjungan tetap sah." in words(reply)


@pytest.mark.parametrize(
    "typed", ["7qk4m2xw9dab", "7QK4-M2XW-9DAB", "7qk4%20m2xw%209dab", "-7QK4M2XW9DAB-"]
)
def test_case_hyphens_and_blanks_are_forgiven(front: Front, typed: str):
    front.books.slips = [slip()]
    assert front.get(f"/T/{typed}").status == 200


@given(codes, st.data())
def test_look_alikes_are_forgiven(code: str, data):
    alike = {"0": "0Oo", "1": "1IiLl"}
    typed = "".join(data.draw(st.sampled_from(alike.get(c, c + c.lower()))) for c in code)
    assert plain_code(typed) == code


@given(st.text(max_size=20))
def test_a_code_is_twelve_letters_of_crockford_or_none(typed: str):
    code = plain_code(typed)
    assert code is None or (len(code) == 12 and set(code) <= set(CROCKFORD))


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}"])
def test_what_a_terminal_sent_is_text_on_the_page_and_nothing_else(front: Front, text: str):
    front.books.slips = [slip(SlipStop(text, [text], [text]), queue_day=text, terminal=text)]
    reply = front.get(f"/T/{CODE}")
    assert text in words(reply)
    assert b"<script" not in reply.body
    assert b"<img" not in reply.body


def test_the_page_loads_nothing_and_runs_nothing(front: Front):
    reply = front.get(f"/T/{CODE}")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"(src|href|url\(|@import|<script|<form|<link)", reply.body.decode())
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["x-robots-tag"] == "noindex"
    assert reply.headers["cache-control"] == "no-store"


def test_the_page_is_small_enough_for_a_poor_line(front: Front):
    front.books.slips = [slip(*STOPS * 5)]
    assert len(front.get(f"/T/{CODE}").body) < 8 * 1024


def test_a_head_is_answered_without_a_page(front: Front):
    reply = front.get(f"/T/{CODE}", method="HEAD")
    assert reply.status == 404
    assert reply.headers["content-type"] == "text/html; charset=utf-8"


def test_every_page_has_its_language_and_its_heading():
    pages = SlipPages.bundled()
    for kind in ("mistyped", "crowded", "down"):
        text = pages.said(kind)
        assert '<html lang="id">' in text
        assert text.count("<h1>") == 1


def test_the_policy_knows_the_style_as_a_browser_hashes_it():
    import hashlib
    from base64 import b64encode

    pages = SlipPages.bundled()
    style = pages.said("down").partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in pages.policy


def test_whoever_types_the_servers_name_gets_a_page_and_no_json(front: Front):
    reply = front.get("/")
    assert reply.status == 200
    assert reply.headers["content-type"].startswith("text/html")
    assert "Pindai kode QR pada kertas Anda." in words(reply)
    assert "Kode:" not in words(reply)
