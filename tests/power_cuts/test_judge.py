"""The judge says nothing of a whole ledger, and finds each thing that a power cut could take."""

from __future__ import annotations

import random
from dataclasses import replace

import pysqlite3 as sqlite3
import pytest

from kiosk.app import equipment
from kiosk.identity import new_code
from kiosk.store.papers.print_jobs import PrintJob
from kiosk.store.papers.print_journal import PrintJournal
from tests.power_cuts.content import content_of, lay_out
from tests.power_cuts.evidence import Number, Paper, Told
from tests.power_cuts.findings import Findings
from tests.power_cuts.judge import EACH, compare
from tests.store.ledgers import PRINTED, TUESDAY, HandClock, opened, take

KEY = bytes(range(32))
CODE = new_code(KEY)
DAY = "2026-11-24"
A001, A002 = Number(DAY, "A001", CODE), Number(DAY, "A002", new_code(KEY))
JOB = PrintJob(1, "slip", "v", 1, "printed", "", "folder", "printed", 150, 1)
WHOLE = Findings((), frozenset({A001}), {(CODE, 1): JOB}, A002, KEY)
FACTS = (A001, Paper(CODE, 1), Told(CODE, 1, "printed"))


def with_job(**changes) -> Findings:
    return replace(WHOLE, jobs={(CODE, 1): replace(JOB, **changes)})


def test_a_whole_ledger_has_no_fault():
    assert compare(WHOLE, FACTS) == []


CASES = {
    "a lost number": (
        replace(WHOLE, numbers=frozenset()),
        "A001 of 2026-11-24 was shown and is lost",
    ),
    "a number given again": (replace(WHOLE, next=replace(A002, label="A001")), "was given again"),
    "another key": (replace(WHOLE, key=bytes(32)), "is no code of this mall any more"),
    "a lost job": (replace(WHOLE, jobs={}), "came out and its job is lost"),
    "a denied paper": (with_job(state="not_printed", outcome="not_printed"), "is not_printed"),
    "an outcome that changed": (with_job(outcome="unknown"), "was told printed and is unknown"),
    "what is wrong in itself": (replace(WHOLE, faults=("seq 3: gone",)), "seq 3: gone"),
}


@pytest.mark.parametrize(("found", "words"), CASES.values(), ids=CASES)
def test_the_judge_finds(found, words):
    faults = compare(found, FACTS)
    assert any(words in fault for fault in faults), faults


def test_a_paper_that_is_called_printed_must_have_come_out():
    assert compare(WHOLE, [A001]) == [f"paper 1 of {CODE} is printed, but none came out"]


def test_a_number_of_another_code_is_another_number():
    shown = replace(A001, code=new_code(KEY))
    assert compare(WHOLE, [shown, *FACTS]) == ["A001 of 2026-11-24 was shown and is lost"]


def test_what_did_not_come_out_may_have_been_printed_later():
    told = Told(CODE, 1, "not_printed")
    assert compare(WHOLE, [*FACTS, told]) == []
    assert compare(with_job(state="sending", outcome=""), [A001, told]) == []


@pytest.fixture
def ledger(tmp_path):
    """Three visits of which one is printed and one being printed, as a killed kiosk leaves them."""
    folder = tmp_path / "kiosk"
    store = opened(folder, HandClock(given=True))
    first, second = (store.issue(PRINTED, TUESDAY) for _ in range(2))
    take(store)
    store.sending(1)
    store.finish(1, "printed", "", "folder", 150)
    store.sending(2)
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    store.close()
    return files, first, second


def test_a_killed_kiosk_starts_and_goes_on(judge, ledger):
    files, first, second = ledger
    found = judge.examine(files)
    assert found.faults == ()
    assert {number.label for number in found.numbers} == {"A001", "A002", "A003"}
    assert found.next.label == "A004"
    assert found.jobs[first.code, 1].outcome == "printed"
    assert found.jobs[second.code, 1].outcome == "unknown"


def test_a_start_that_settles_nothing_is_found(judge, ledger, monkeypatch):
    monkeypatch.setattr(PrintJournal, "recover", lambda _self, _before: [])
    assert judge.examine(ledger[0]).faults == ("job 2 is still sending after a start",)


def test_a_start_that_lets_ghosts_out_is_found(judge, ledger, monkeypatch):
    monkeypatch.setattr(equipment, "_hold_back_ghosts", lambda _data, _left: None)
    assert judge.examine(ledger[0]).faults == (
        "jobs [2] may still come out, but nothing is held back",
    )


def test_a_kiosk_that_counts_anew_gives_a_label_twice_and_is_found(judge, ledger, tmp_path):
    files = _changed(ledger[0], tmp_path / "changed", "DELETE FROM series")
    assert "label A001 was given at seq 3 already" in " ".join(judge.examine(files).faults)


def test_a_damaged_ledger_is_never_silent(judge, ledger):
    """Whatever a start makes of it, no number that was shown may go without a word."""
    files, first, _ = ledger
    shown = Number(DAY, first.tickets[0].label, first.code)
    assert compare(judge.examine({**files, "ledger.db": b"x" * 8192}), [shown]) != []
    assert compare(judge.examine({}), [shown]) != []


def test_the_same_bytes_are_examined_once(judge, ledger):
    first = judge.examine(ledger[0])
    assert judge.examine(dict(ledger[0])) is first
    assert (judge.distinct, judge.started) == (1, 1)


def test_what_sqlite_reads_alike_is_started_on_now_and_then(judge, ledger):
    files = ledger[0]
    tail = random.Random(1).randbytes  # noqa: S311 - rubbish that was never committed
    images = [
        {**files, "ledger.db-wal": files["ledger.db-wal"] + tail(512)} for _ in range(2 * EACH)
    ]
    found = {judge.examine(image).numbers for image in images}
    assert len(found) == 1
    assert judge.distinct == 2 * EACH
    assert 2 <= judge.started <= 4


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE print_job SET state = 'sent' WHERE job = 2",
        "UPDATE series SET next = 9",
        "DROP INDEX print_job_open",
    ],
)
def test_ledgers_that_differ_are_not_read_alike(ledger, tmp_path, change):
    files = ledger[0]
    before = content(files, tmp_path / "before")
    changed = _changed(files, tmp_path / "changed", change)
    assert before is not None
    assert content(changed, tmp_path / "after") not in {None, before}


def test_a_ledger_with_another_key_or_no_hold_is_not_read_alike(ledger, tmp_path):
    files = ledger[0]
    before = content(files, tmp_path / "before")
    assert content({**files, "mall.key": bytes(32)}, tmp_path / "key") != before
    assert content({**files, "printer-hold.json": b"{}"}, tmp_path / "hold") != before


def test_rubbish_behind_the_wals_last_commit_is_read_alike(ledger, tmp_path):
    files = ledger[0]
    longer = {**files, "ledger.db-wal": files["ledger.db-wal"] + b"x" * 700}
    assert content(longer, tmp_path / "longer") == content(files, tmp_path / "before")


def test_what_a_start_may_take_for_lost_is_left_to_the_start(ledger, tmp_path):
    files, wal = ledger[0], ledger[0]["ledger.db-wal"]
    without = {name: data for name, data in files.items() if name != "ledger.db-wal"}
    assert content(without, tmp_path / "without") is None
    assert content({**files, "ledger.db-wal": wal[:9000]}, tmp_path / "short") is None
    damaged = wal[:9000] + bytes(4120) + wal[9000 + 4120 :]
    assert content({**files, "ledger.db-wal": damaged}, tmp_path / "damaged") is None


def test_what_sqlite_cannot_read_has_no_content(tmp_path):
    image = {"ledger.db": b"x" * 8192}
    lay_out(image, tmp_path)
    assert content_of(image, tmp_path) is None


def content(image, folder):
    lay_out(image, folder)
    return content_of(image, folder)


def _changed(files, folder, statement):
    """Return an image with one more commit in its WAL, as a process that is killed leaves it."""
    lay_out(files, folder)
    connection = sqlite3.connect(folder / "ledger.db", isolation_level=None)
    connection.execute(statement)
    changed = {path.name: path.read_bytes() for path in folder.iterdir()}
    connection.close()
    return changed
