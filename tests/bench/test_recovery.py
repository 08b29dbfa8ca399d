"""``recover_…``: each way to lose a ledger makes the next start begin another, and is timed."""

from __future__ import annotations

import pytest

from kiosk.bench import recovery
from kiosk.bench.big_ledger import big_ledger
from kiosk.store.loss.epochs import read_epochs


def test_every_way_to_lose_a_ledger_is_timed_until_the_first_number():
    found = recovery.recovered(events=300, runs=1, days=2)
    assert list(found) == ["recover_deleted", "recover_damaged", "recover_zeroed"]
    assert all(ms > 0 for (ms,) in found.values())


@pytest.mark.parametrize("lose", [recovery.delete, recovery.damage_page, recovery.zero])
def test_the_kiosk_knows_that_the_ledger_is_lost(tmp_path, lose):
    big_ledger(tmp_path, 300, days=2)
    recovery._first_number_ms(tmp_path)
    assert len(read_epochs(tmp_path)) == 1
    lose(tmp_path)
    recovery._first_number_ms(tmp_path)
    assert [record.state for record in read_epochs(tmp_path) or ()] == ["over", "runs"]


def test_a_loss_that_nobody_notices_is_no_figure(tmp_path):
    whole = big_ledger(tmp_path / "whole", 300, days=2)
    recovery._first_number_ms(whole)
    with pytest.raises(recovery.NothingLost):
        recovery._recovered_ms(whole, lambda folder: folder.exists())


def test_a_look_is_still_at_a_ledger_that_is_not_read_whole(monkeypatch):
    asked = []
    monkeypatch.setattr(recovery, "recovered", lambda *how: asked.append(how) or {})
    recovery.recoveries(quick=True)
    recovery.recoveries(quick=False)
    assert asked == [(90_000, 1), (200_000, 5)]
