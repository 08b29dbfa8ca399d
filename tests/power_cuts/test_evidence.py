"""The evidence is what people saw and hold, from the moment they do."""

from __future__ import annotations

import json

from tests.power_cuts.evidence import Number, Paper, Told, read_evidence
from tests.power_cuts.recording import Entry, Naming, Show, Sync

CODE = "7QK4M2XWYWC5"
LINE = {"queue_day": "2026-11-24", "code": CODE, "tickets": [{"label": "A001"}, {"label": "D007"}]}
NUMBERS = [Number("2026-11-24", "A001", CODE), Number("2026-11-24", "D007", CODE)]


def line(**fields) -> bytes:
    return json.dumps({**LINE, **fields}).encode() + b"\n"


def made(name: str) -> Naming:
    return Naming((Entry(5, name, 9),))


def test_numbers_count_from_the_step_that_showed_them():
    assert read_evidence([Sync(1), Show(line())]) == [(2, number) for number in NUMBERS]


def test_half_a_line_shows_nothing_yet():
    whole = line()
    steps = [Show(whole[:20]), Sync(1), Show(whole[20:] + line()[:5])]
    assert {since for since, _ in read_evidence(steps)} == {3}


def test_an_outcome_counts_once_it_was_told():
    told = Show(line(print={"copy": 2, "outcome": "partial"}))
    assert (1, Told(CODE, 2, "partial")) in read_evidence([told])


def test_a_slip_counts_from_its_first_byte_with_all_its_numbers():
    steps = [made(f".2026-11-24-A001-D007-{CODE}.pdf.new")]
    assert read_evidence(steps) == [*((1, number) for number in NUMBERS), (1, Paper(CODE, 1))]


def test_a_further_copy_is_another_paper():
    (*_, (_, paper)) = read_evidence([made(f".2026-11-24-A001-{CODE}-3.pdf.new")])
    assert paper == Paper(CODE, 3)


def test_other_files_are_no_slips():
    names = (
        "ledger.db",
        "state.json",
        ".2026-11-24-syarat-4.pdf.new",
        f"2026-11-24-A001-{CODE}.pdf",
    )
    assert read_evidence([made(name) for name in names]) == []


def test_a_slip_that_gets_its_final_name_is_no_second_one():
    before, after = f".2026-11-24-A001-{CODE}.pdf.new", f"2026-11-24-A001-{CODE}.pdf"
    assert read_evidence([Naming((Entry(5, before, None), Entry(5, after, 9)))]) == []
