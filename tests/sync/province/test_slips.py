"""A scanned slip is found by its code, and nothing about a person with it."""

from __future__ import annotations

import pytest

from sync.province.ports import Slip, SlipStop
from tests.sync.province.kiosks import TERMINAL, Ledger, Line, code_of
from tests.sync.province.test_quarantine import GOOD

STOP = SlipStop("A001", ("dukcapil",), ("dukcapil.ktp-el",))


def test_a_slip_is_found_by_its_code(line, ledger):
    line.send(ledger)
    assert line.books.slip(code_of(1)) == [Slip(code_of(1), TERMINAL, "2026-11-24", (STOP,))]
    assert line.books.slip(code_of(4))[0].queue_day == "2026-11-25"


def test_a_slip_has_all_its_stops_in_their_order(line):
    ledger = Ledger()
    for label in ("D014", "A001", "AG002"):
        ledger.append("ticket.issued", GOOD | {"label": label})
    line.send(ledger)
    (slip,) = line.books.slip(GOOD["code"])
    assert [stop.label for stop in slip.stops] == ["D014", "A001", "AG002"]


def test_a_code_that_two_terminals_gave_is_two_slips(line, ledger):
    other = Line(line.books, "contoh-metro-1")
    line.send(ledger)
    other.send(ledger)
    assert [slip.terminal for slip in line.books.slip(code_of(1))] == ["contoh-metro-1", TERMINAL]


def test_a_ticket_that_is_not_believed_has_no_slip(line, ledger):
    ledger.rows[2] = ledger.rows[2]._replace(mono_ms=0)
    assert line.send(ledger).notes[0].seq == 3
    assert line.books.slip(code_of(1)) == []


def test_a_slip_of_two_labels_alike_has_both(line):
    """By fraud or fault, but whoever scans it should see what was given."""
    ledger = Ledger()
    ledger.append("ticket.issued", GOOD)
    ledger.append("ticket.issued", GOOD)
    line.send(ledger)
    (slip,) = line.books.slip(GOOD["code"])
    assert len(slip.stops) == 2


@pytest.mark.parametrize(
    "code",
    [
        "",
        "000000000ZZZ",
        "0" * 11,
        "0" * 13,
        "00000000000\n",
        "00000000000\x00",
        "00000000000\ud800",
        "' OR 1=1; --",
        "%" * 12,
        "\N{ARABIC-INDIC DIGIT ZERO}" * 12,
        "0" * 1_000_000,
    ],
)
def test_any_other_text_finds_nothing(line, ledger, code):
    line.send(ledger)
    assert line.books.slip(code) == []
