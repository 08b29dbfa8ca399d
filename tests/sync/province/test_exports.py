"""Export: the terminal's own bytes, ledger after ledger."""

from __future__ import annotations

import pytest

from kiosk.errors import UnknownId
from sync.province import exports
from sync.province.exports import in_succession
from tests.sync.province.kiosks import NOW, TERMINAL, Ledger


def test_an_export_is_the_terminals_own(line, ledger):
    line.send(ledger)
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_an_export_goes_page_by_page(line, ledger, monkeypatch):
    monkeypatch.setattr(exports, "PAGE", 7)
    line.send(ledger)
    assert list(line.books.export(TERMINAL)) == ledger.exported()


def test_an_export_ends_where_the_ledger_was_when_it_began(line, ledger, monkeypatch):
    monkeypatch.setattr(exports, "PAGE", 5)
    line.send(ledger, 1, 12)
    lines = line.books.export(TERMINAL)
    begun = [next(lines)]
    line.send(ledger, 13)
    assert [*begun, *lines] == ledger.exported()[:12]


def test_an_export_that_is_not_read_to_its_end_holds_nothing(line, ledger):
    line.send(ledger)
    next(line.books.export(TERMINAL))
    line.books.revoke(TERMINAL, NOW)


def test_an_invited_terminal_has_nothing_yet(books):
    books.invite(TERMINAL, NOW)
    assert list(books.export(TERMINAL)) == []


@pytest.mark.parametrize(
    "terminal", ["contoh-metro-1", "", "a\x00b", "\ud800", "' OR '1'='1", "x" * 1_000_000]
)
def test_a_terminal_nobody_invited_is_unknown(line, terminal):
    with pytest.raises(UnknownId) as refusal:
        list(line.books.export(terminal))
    assert "province terminals" in refusal.value.remedy


def test_ledgers_stand_behind_those_they_follow():
    first, second, third = ("a", "b", 1), ("b", "c", 1), ("c", None, 1)
    assert in_succession([first, second, third]) == [third, second, first]


def test_ledgers_that_follow_nothing_we_know_keep_their_order():
    assert in_succession([("a", "lost", 1), ("b", None, 1)]) == [("a", "lost", 1), ("b", None, 1)]


def test_ledgers_that_name_each_other_are_exported_all_the_same():
    ring = [("a", "b", 1), ("b", "a", 1), ("c", "c", 1)]
    assert sorted(in_succession(ring)) == ring


def test_two_ledgers_come_one_after_the_other(line, ledger):
    line.send(ledger)
    fresh = Ledger(epoch="epoch-0").days(1, 1)
    line.hello(fresh, prev_epoch=ledger.epoch)
    line.send(fresh)
    assert list(line.books.export(TERMINAL)) == ledger.exported() + fresh.exported()
