"""The fault matrix: no statement is false, every fault struck, and the printed table is true."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.printing.matrix.cases import BEFORE, LAST, MIDDLE, Verdict, all_cases, run
from tests.printing.matrix.stand import loopback_driver
from tests.printing.matrix.table import verdicts, with_table

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "printing.md"
NOT_SEEN_BETWEEN_TWO_LOOKS = {
    ("paper end, refilled at once", MIDDLE),
    ("paper end, refilled at once", LAST),
}


def told(verdicts_found: Iterable[Verdict]) -> list[str]:
    return [
        f"{v.case.kind} {v.case.link} {v.case.fault.name} {v.case.moment}: {v.false}"
        for v in verdicts_found
        if v.false
    ]


def test_no_statement_of_the_matrix_is_false_and_the_printed_table_shows_it() -> None:
    """One test, so that the matrix is played once however many processes share the suite."""
    found = verdicts()
    assert told(found) == []
    assert [verdict.case for verdict in found if not verdict.struck] == []
    assert {verdict.result for verdict in found} == {
        "printed",
        "not_printed",
        "partial",
        "unknown",
    }
    assert of_the_healthy(found) == {
        ("full", "printed"),
        ("gs_r", "printed"),
        ("status", "unknown"),
        ("early", "unknown"),
        ("mute", "unknown"),
    }
    assert of_those_that_tell_a_fault(found) == {"not_printed"}
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_table(text) == text, "run docs/write_fault_matrix.py and look at what changed"


def of_the_healthy(found: Iterable[Verdict]) -> set[tuple[str, str]]:
    healthy = (verdict for verdict in found if verdict.case.fault.name.endswith("no fault"))
    return {(verdict.case.kind, verdict.result) for verdict in healthy}


def of_those_that_tell_a_fault(found: Iterable[Verdict]) -> set[str]:
    """Return what is said where a fault stood before the slip and could be known."""
    stopping = {"paper end", "cover opened", "cutter jam at once", "power cut", "cable pulled"}
    return {
        verdict.result
        for verdict in found
        if verdict.case.moment == BEFORE
        and verdict.case.fault.name in stopping
        and verdict.case.kind != "mute"
    }


def test_an_early_printer_taken_for_an_emulator_is_watched_until_its_paper_is_out() -> None:
    cases = [
        case
        for case in all_cases()
        if case.kind == "early"
        and case.link == "tcp"
        and case.moment in {MIDDLE, LAST}
        and not case.fault.small
    ]
    found = [run(case, loopback_driver) for case in cases]
    false = {(v.case.fault.name, v.case.moment) for v in found if v.false}
    assert false <= NOT_SEEN_BETWEEN_TWO_LOOKS
    assert any(verdict.result == "printed" for verdict in found)


@pytest.mark.full
def test_no_statement_is_false_on_any_link_at_any_moment() -> None:
    assert told(run(case) for case in all_cases()) == []
