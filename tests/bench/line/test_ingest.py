"""``ingest``: every batch is one that both kinds of books take, and a paced one has a due."""

from __future__ import annotations

import pytest

from kiosk.bench.figure import ToolMissing
from kiosk.bench.line import ingest
from kiosk.bench.line.ingest import Plan
from kiosk.bench.line.letters import letters
from kiosk.bench.line.load import Sender, send_all
from kiosk.bench.line.province import own_province
from kiosk.bench.line.terminals import terminals
from kiosk.bench.postgres import programs
from kiosk.errors import NotEnrolled, ServerProblem
from sync.enrolled import read_enrolment
from sync.province.books import open_books

SMALL = Plan(2, 1, paced=1, kiosks=2)


@pytest.mark.skipif(programs() is None, reason="no PostgreSQL server is installed")
def test_a_small_load_goes_through_http_into_postgresql(monkeypatch):
    monkeypatch.setattr(ingest, "QUICK", SMALL)
    found = ingest.into_postgres(quick=True)
    assert [len(values) for values in found.values()] == [SMALL.runs, SMALL.kiosks * SMALL.paced]
    assert min(found["ingest"]) > 0
    assert min(found["ingest_batch"]) > 0


def test_a_small_load_goes_through_http_into_sqlite(monkeypatch):
    monkeypatch.setattr(ingest, "QUICK_SQLITE", Plan(1, 1, kiosks=1))
    (rate,) = ingest.into_sqlite(quick=True)["ingest_sqlite"]
    assert rate > 0


def test_all_that_was_counted_is_in_the_books(tmp_path):
    made = terminals(str(tmp_path), 2, 1_000, 5)
    with own_province(str(tmp_path)) as province:
        province.enrol(made)
        senders = [Sender(terminal.folder) for terminal in made]
        run = send_all(senders, 1, rate=0)
        paced = send_all(senders, 1, rate=20_000)
        for sender in senders:
            sender.close()
        books = open_books(province.store)
        stored = [standing.acked for standing in books.terminals(1)]
        books.close()
    assert sum(stored) == run.events + paced.events == 2_000
    assert len(run.batch_ms) == len(paced.batch_ms) == 2
    assert run.seconds * 1000 >= max(run.batch_ms)


def test_letters_are_full_batches_in_the_order_of_the_ledger(tmp_path):
    (terminal,) = terminals(str(tmp_path), 1, 1_200, 2)
    with own_province(str(tmp_path)) as province:
        province.enrol([terminal])
    found = letters(terminal.folder, read_enrolment(terminal.folder))
    assert [letter.batch.first for letter in found][:2] == [1, 501]
    assert found[-1].batch.last == 1_200
    assert all(letter.headers["Signature"] for letter in found)


def test_a_batch_that_is_not_taken_is_no_figure(tmp_path):
    (terminal,) = terminals(str(tmp_path), 1, 600, 1)
    with own_province(str(tmp_path)) as province:
        province.enrol([terminal])
        sender = Sender(terminal.folder)
        next(sender._letters)
        with pytest.raises(ServerProblem) as refused:
            sender.send(1, 0.0, 0.0)
        sender.close()
    assert "409" in refused.value.message


def test_a_terminal_that_is_not_enrolled_sends_nothing(tmp_path):
    with pytest.raises(NotEnrolled):
        Sender(tmp_path)


def test_a_plan_needs_as_many_events_as_it_sends():
    assert Plan(5, 40, paced=80).of_each == (5 * 40 + 80) * 500


def test_without_postgresql_the_figures_are_left_out(monkeypatch, tmp_path):
    monkeypatch.setattr("kiosk.bench.postgres._DEBIAN", tmp_path)
    with pytest.raises(ToolMissing):
        ingest.into_postgres(quick=True)
