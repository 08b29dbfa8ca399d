"""``agent_rss``: the peak of the real agent, read when all has arrived."""

from __future__ import annotations

from kiosk.bench.line import backlog


def test_the_peak_is_that_of_an_interpreter_with_a_batch_in_hand():
    assert 20 < backlog.peak_mb(events=600, days=2) < 500


def test_a_look_drains_the_beginning_of_it(monkeypatch):
    asked = []
    monkeypatch.setattr(backlog, "peak_mb", lambda events, days: asked.append(events) or 70.0)
    assert backlog.backlogs(quick=True) == backlog.backlogs(quick=False) == {"agent_rss": [70.0]}
    assert asked == [100_000, 1_000_000]
