"""What leaves the terminal is nobody's number and no spreadsheet's formula."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stick.scrubbing import csv_line, scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "1810012345678901",
        "0812 3456 7890",
        "0812-3456-7890",
        "x081234567890y",
        "18.10.01.2345.6789",
    ],
)
def test_a_number_of_a_person_is_blotted_out(text: str) -> None:
    assert "[angka]" in scrubbed(text)
    assert len(re.findall(r"\d", scrubbed(text))) == 0


@pytest.mark.parametrize("text", ["A-017", "41", "123456789", "24-11-2026", "contoh-pringsewu-1"])
def test_what_is_shorter_stays(text: str) -> None:
    assert scrubbed(text) == text


@given(st.text(max_size=200))
def test_no_run_of_ten_digits_is_left(text: str) -> None:
    assert not re.search(r"\d{10}", scrubbed(text))


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_every_cell_comes_back_and_none_is_a_formula(cells: list[str]) -> None:
    line = csv_line(cells)
    (read,) = csv.reader(io.StringIO(line, newline=""))
    assert len(read) == len(cells)
    assert all(cell[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n"} for cell in read)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =HYPERLINK(1)"])
def test_a_formula_gets_a_quote(text: str) -> None:
    (read,) = csv.reader(io.StringIO(csv_line([text]), newline=""))
    assert read[0].startswith("'")


@pytest.mark.parametrize(
    "text", ["\x1b=1", "\u202e=1", "\xa0=1", "\u200b=1", "\ufeff +1", "\uff1dSUM(A1)", "\x00\xa0@x"]
)
def test_a_formula_behind_what_nobody_sees_gets_a_quote_too(text: str) -> None:
    (read,) = csv.reader(io.StringIO(csv_line([text]), newline=""))
    assert read[0].startswith("'")


@pytest.mark.parametrize("text", ["A-017", "a = b", "50 %", "\x1bA"])
def test_what_is_no_formula_gets_none(text: str) -> None:
    (read,) = csv.reader(io.StringIO(csv_line([text]), newline=""))
    assert not read[0].startswith("'")
