"""Text on its way to paper carries nothing a printer could obey and nothing that hides itself."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printing.plain_text import clean

anything = st.text(st.characters(codec=None, exclude_categories=()))


@pytest.mark.parametrize(
    ("what", "text", "left"),
    [
        ("ESC p opens a cash drawer", "Budi\x1bp\x00\x19\xfa", "Budip\xfa"),
        ("GS V cuts the paper", "Budi\x1dV\x00", "Budi V"),
        ("DLE DC4 clears the buffer", "\x10\x14\x08Budi", "Budi"),
        ("C1 controls are obeyed by some", "\x9b31mBudi\x9c", "31mBudi"),
        ("DEL and NUL", "Bu\x7fd\x00i", "Budi"),
        ("an override turns the text around", "Budi\u202eidub\u202c", "Budiidub"),
        ("isolates", "\u2066Budi\u2069", "Budi"),
        ("direction marks", "\u200eBu\u200fdi", "Budi"),
        ("zero widths", "Bu\u200b\u200d\ufeffdi", "Budi"),
        ("half a surrogate pair", "Bu\ud83ddi", "Budi"),
        ("private use", "Bu\ue000di", "Budi"),
        ("a code point nobody owns", "Bu\U000e0fffdi", "Budi"),
        ("a soft hyphen", "Bu\xaddi", "Budi"),
    ],
)
def test_what_a_printer_could_obey_is_gone(what: str, text: str, left: str) -> None:
    assert clean(text) == left, what


@pytest.mark.parametrize("blank", ["\n", "\r\n", "\t", "\v", "\f", "\u2028", "\u2029", "\x85"])
def test_line_breaks_and_tabs_become_one_blank(blank: str) -> None:
    assert clean(f"KTP{blank}{blank}ayah") == "KTP ayah"


@pytest.mark.parametrize("control", ["\x00", "\x1b", "\u200b"])
def test_a_control_among_blanks_leaves_one_blank(control: str) -> None:
    assert clean(f"{control} KTP {control} ayah {control}") == "KTP ayah"


@pytest.mark.parametrize(
    "text", ["Kartu Keluarga (KK) · 2x3", "Ny. Şükran O'Brien-Łoś", "<b>&amp;</b>", "東京 Рига"]
)
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert clean(text) == text


@given(anything)
def test_nothing_that_steers_or_hides_is_left(text: str) -> None:
    left = {unicodedata.category(letter) for letter in clean(text)}
    assert not left & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@given(anything)
def test_what_is_left_can_be_written_to_a_file(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@given(anything)
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S"))))
def test_no_letter_figure_or_sign_is_lost(text: str) -> None:
    assert clean(text) == text
