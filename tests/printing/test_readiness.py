"""The readiness report on paper: everything that was checked, no markup, signs without colour."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.health.check import Check, Health
from printing.layout.check_rows import STATE_WORDS, CheckRow, SignatureLine
from printing.layout.draw import draw_blocks, open_canvas
from printing.layout.page import A4
from printing.raster import page_image
from printing.readiness import SHEET, Readiness, draw_readiness
from tests.premises import TUESDAY
from tests.printing.papers import squeezed, text_of

STATES = ("pass", "warn", "fail", "skip")


def check(name="disk", state="pass", words="sisa 63 GB", remedy="", last_pass=None):
    return Check(name, name.title(), state, words, remedy, last_pass)


def report(*checks):
    return Readiness(Health(checks, TUESDAY), "metro-2", "MPP Metro", "Aplikasi anjungan 0.1.0")


def text(*checks):
    return squeezed(text_of(draw_readiness(report(*checks))))


def test_a_report_says_which_machine_and_when():
    told = text(check())
    for words in ("Laporankesiapan", "metro-2", "MPPMetro", "anjungan0.1.0", "24-11-202609.41"):
        assert words in told


def test_every_check_stands_there_with_state_words_remedy_and_last_pass():
    told = text(check("printer", "fail", "tidak tersambung", "Periksa daya.", TUESDAY))
    for words in ("Gagal", "Printer", "tidaktersambung", "Periksadaya.", "Terakhirbaik:24-11"):
        assert words in told


def test_what_was_never_well_says_so():
    assert "belumpernahdimesinini" in text(check(state="skip"))


def test_the_verdict_is_words_and_counts():
    assert "SIAPMELAYANI" in text(check(), check(state="warn"))
    told = text(check(state="fail"), check())
    assert "BELUMSIAP" in told
    assert "1gagal,1baik" in told


def test_there_is_a_line_to_sign():
    told = text(check())
    assert all(words in told for words in ("Diperiksaoleh", "Tanggal", "Tandatangan"))


def test_many_checks_go_onto_further_pages_and_none_is_lost():
    checks = [
        check(f"c{number:03}", "warn", "kata " * 30, "Lakukan. " * 10) for number in range(60)
    ]
    told = text(*checks)
    assert all(f"C{number:03}" in told for number in range(60))
    assert "halaman1dari" in told


@pytest.mark.parametrize(
    "nasty",
    [
        "<b",
        "<img src=http://example.org/x>",
        "&amp; <para>",
        "\x1bp0 \x1dV",
        "\u202ekebalik",
        "a" * 400,
    ],
)
def test_words_are_drawn_as_they_are_and_never_obeyed(nasty):
    pdf = draw_readiness(report(check(words=nasty, remedy=nasty)))
    plain = squeezed("".join(letter for letter in nasty if letter.isprintable()))
    told = squeezed(text_of(pdf))
    assert plain[:60] in told
    assert b"/URI" not in pdf
    assert "\x1b" not in told


@settings(max_examples=25)
@given(st.text(max_size=120), st.sampled_from(STATES))
def test_any_words_make_a_report(words, state):
    pdf = draw_readiness(report(check(state=state, words=words, remedy=words)))
    assert pdf.startswith(b"%PDF")


def test_the_same_look_gives_the_same_file():
    assert draw_readiness(report(check())) == draw_readiness(report(check()))


def sign(state):
    """Return the dots of one state's sign alone, in black and white."""
    out = BytesIO()
    canvas = open_canvas(out, (SHEET.width, 297.0), title="", author="", subject="", language="id")
    draw_blocks(canvas, [CheckRow(state, "", "")], SHEET)
    canvas.showPage()
    canvas.save()
    image = page_image(out.getvalue(), 203.2).convert("L").point(lambda grey: 255 * (grey > 128))
    left, top = round(SHEET.left * 8), round(SHEET.top * 8)
    return image.crop((left - 4, top - 4, left + 46, top + 46)).tobytes()


def test_the_four_signs_differ_without_any_colour():
    assert len({sign(state) for state in STATES}) == 4
    assert len(set(STATE_WORDS.values())) == 4


@pytest.mark.parametrize("more", [(), ("satu",), ("satu", "dua", "tiga " * 60)])
def test_a_row_is_as_high_as_what_it_says(more):
    row, longer = CheckRow("pass", "a", "b", more), CheckRow("pass", "a", "b", (*more, "lagi"))
    assert longer.height(SHEET) > row.height(SHEET) > 5.0


def test_a_line_to_sign_leaves_room_to_write():
    assert SignatureLine(("Nama",)).height(A4) > 18.0
