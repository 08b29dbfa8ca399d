"""``herd``: kiosks come back together, all days are proven, and one gives numbers meanwhile."""

from __future__ import annotations

from itertools import count

import pytest

from kiosk.bench.line import herd
from kiosk.bench.line.terminals import Terminal, terminals
from kiosk.bench.programs import NotInTime


def test_a_small_herd_comes_back_whole(monkeypatch):
    monkeypatch.setattr(herd, "FLEETS", 2)
    found = herd.come_back(kiosks=4, days=3, events_a_day=40, database=None)
    assert found.unproven == 0
    assert found.seconds > 0
    assert all(ms > 0 for ms in found.commit_ms)


def test_days_that_nobody_proves_are_counted(tmp_path, monkeypatch):
    made = terminals(str(tmp_path), 2, 60, 4)
    monkeypatch.setattr(herd, "LONGEST_S", 0)
    assert herd._unproven_at_last(made, days=3) == 6


def test_it_is_waited_for_the_last_kiosk(monkeypatch):
    looks = count(1)
    monkeypatch.setattr(herd, "_proven", lambda terminal: 2 if next(looks) > 5 else 1)
    made = [Terminal(number, None) for number in (1, 2)]
    assert herd._unproven_at_last(made, days=2) == 0
    assert next(looks) > 6


def test_the_figures_tell_of_every_commit(monkeypatch):
    class Nothing:
        def __init__(self, *, gives_way):
            assert gives_way

        def __enter__(self):
            return "postgresql://nobody"

        def __exit__(self, *_):
            return None

    asked = []

    def come_back(*how):
        asked.append(how)
        return herd.Herd(50.0, 1, [3.0, 4.0])

    monkeypatch.setattr(herd, "own_postgres", Nothing)
    monkeypatch.setattr(herd, "come_back", come_back)
    assert herd.herds(_quick=False) == {
        "herd": [50.0],
        "herd_unproven": [1],
        "herd_commit": [3.0, 4.0],
    }
    assert asked == [(60, 30, herd.EVENTS_A_DAY, "postgresql://nobody")]


def test_an_issuing_kiosk_that_ended_early_is_no_figure(tmp_path):
    (tmp_path / "ledger.db").write_bytes(b"none")
    with pytest.raises(NotInTime), herd._issuing(Terminal(1, tmp_path)):
        raise AssertionError
