"""``kiosk ledger``: verify, tail, export and the queue day, also beside a running writer."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.store.connection import FILE
from kiosk.store.engine import sqlite3
from tests.app.kiosks import desk_in
from tests.commands.calling import KTP, ROOT, SKCK, Call

EVENT = {
    "seq": int,
    "id": str,
    "terminal": str,
    "epoch": str,
    "kind": str,
    "v": int,
    "day_id": int,
    "wall_ms": int,
    "mono_ms": int,
    "boot_id": str,
    "clock": str,
    "cat_ver": int,
    "body": dict,
    "prev": str,
    "hash": str,
}


@pytest.fixture
def issued(kiosk: Call) -> Call:
    """A ledger of three visits."""
    assert kiosk("ticket", "issue", KTP, "--count", 2).code == 0
    assert kiosk("ticket", "issue", SKCK).code == 0
    return kiosk


def tampered(data: Path, statement: str) -> None:
    """Change the ledger behind its back, as somebody with the file would."""
    connection = sqlite3.connect(data / FILE)
    with connection:
        triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
    connection.close()


def test_export_writes_one_event_a_line_with_every_field(issued: Call) -> None:
    events = issued("ledger", "export").lines
    assert [event["kind"] for event in events] == [
        "queue_day.began",
        *["visit.issued", "ticket.issued"] * 3,
    ]
    for event in events:
        for name, kind in EVENT.items():
            assert isinstance(event[name], kind), name
    assert [event["seq"] for event in events] == list(range(1, 8))


def test_export_is_the_same_with_and_without_json(issued: Call) -> None:
    assert issued("ledger", "export").out == issued("ledger", "export", "--json").out


def test_anybody_can_check_the_exported_chain(issued: Call) -> None:
    before = "0" * 64
    for event in issued("ledger", "export").lines:
        assert event["prev"] == before
        fields = {name: value for name, value in event.items() if name != "hash"}
        text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(text.encode()).hexdigest() == event["hash"]
        before = event["hash"]
    assert issued("ledger", "verify", "--json").only["head"] == before


def test_verify_answers_with_its_contract(issued: Call) -> None:
    answer = issued("ledger", "verify", "--json")
    assert answer.code == 0
    body = answer.only
    assert (body["ok"], body["events"], body["problems"]) == (True, 7, [])
    assert len(body["head"]) == 64


def test_verify_in_words(issued: Call) -> None:
    answer = issued("ledger", "verify")
    assert answer.out.startswith("7 events, the chain holds.")
    assert answer.err == ""


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET body = replace(body, 'A001', 'A009') WHERE seq = 3",
        "UPDATE event SET wall_ms = wall_ms + 1 WHERE seq = 2",
        "UPDATE event SET kind = 'visit.dreamt' WHERE seq = 2",
        "DELETE FROM event WHERE seq = 4",
        "DELETE FROM event WHERE seq = 7",
        "UPDATE event SET body = '{' WHERE seq = 5",
        "UPDATE series SET next = 1",
    ],
)
def test_verify_finds_whatever_was_changed(issued: Call, data: Path, statement: str) -> None:
    tampered(data, statement)
    answer = issued("ledger", "verify", "--json")
    assert answer.code == 1
    assert answer.only["ok"] is False
    assert answer.only["problems"]
    assert answer.err == ""


def test_problems_are_told_in_words_too(issued: Call, data: Path) -> None:
    tampered(data, "UPDATE event SET wall_ms = wall_ms + 1 WHERE seq = 2")
    answer = issued("ledger", "verify")
    assert answer.code == 1
    assert "2" in answer.out


@pytest.mark.parametrize(("count", "kinds"), [(1, 1), (3, 3), (7, 7), (50, 7)])
def test_tail_shows_the_last_events_in_their_order(issued: Call, count: int, kinds: int) -> None:
    events = issued("ledger", "tail", "-n", count, "--json").lines
    assert [event["seq"] for event in events] == list(range(8 - kinds, 8))


def test_tail_in_words_is_one_line_an_event(issued: Call) -> None:
    lines = issued("ledger", "tail", "-n", 2).out.splitlines()
    assert len(lines) == 2
    assert "2026-11-24 09:41" in lines[0]
    assert "visit.issued" in lines[0]
    assert "C001" in lines[1]


@pytest.mark.parametrize("lines", ["0", "-1", "all"])
def test_a_tail_of_nothing_is_misuse(issued: Call, lines: str) -> None:
    assert issued("ledger", "tail", "-n", lines).code == 2


@pytest.mark.parametrize("what", ["verify", "tail", "export"])
def test_a_folder_without_a_ledger_is_told(kiosk: Call, data: Path, what: str) -> None:
    answer = kiosk("ledger", what, "--json")
    assert answer.code == answer.error["code"] == 7
    assert "--data" in answer.error["remedy"]
    assert not data.exists()


@pytest.mark.parametrize("what", ["verify", "tail", "export"])
def test_a_file_that_is_no_ledger_is_told(kiosk: Call, data: Path, what: str) -> None:
    data.mkdir()
    (data / FILE).write_bytes(b"no ledger at all" * 1000)
    answer = kiosk("ledger", what, "--json")
    assert answer.code == answer.error["code"] == 7
    assert (data / FILE).read_bytes().startswith(b"no ledger")


def test_an_empty_file_is_told(kiosk: Call, data: Path) -> None:
    data.mkdir()
    (data / FILE).touch()
    assert kiosk("ledger", "verify", "--json").error["code"] == 7


@pytest.mark.parametrize("what", ["verify", "tail", "export"])
def test_a_newer_ledger_is_refused_and_unharmed(issued: Call, data: Path, what: str) -> None:
    connection = sqlite3.connect(data / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = (data / FILE).read_bytes()
    answer = issued("ledger", what, "--json")
    assert answer.code == answer.error["code"] == 7
    assert (data / FILE).read_bytes() == before


def test_issuing_into_a_newer_ledger_is_refused(issued: Call, data: Path) -> None:
    connection = sqlite3.connect(data / FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    answer = issued("ticket", "issue", KTP, "--json")
    assert answer.code == answer.error["code"] == 7
    assert answer.out == ""


def test_reading_beside_an_open_kiosk(kiosk: Call, data: Path) -> None:
    assert kiosk("ticket", "issue", KTP).code == 0
    desk = desk_in(data)
    try:
        assert kiosk("ledger", "verify", "--json").only["ok"] is True
        assert len(kiosk("ledger", "tail", "--json").lines) == 3
        assert kiosk("ledger", "export").code == 0
        assert kiosk("ticket", "issue", KTP).code == 7
    finally:
        desk.store.close()
    assert kiosk("ticket", "issue", KTP).out == "A002\n"


def test_verify_beside_a_writer_at_work_sees_a_whole_ledger(kiosk: Call, data: Path) -> None:
    assert kiosk("ticket", "issue", KTP).code == 0
    writer = subprocess.Popen(
        [
            *(sys.executable, "-m", "kiosk", "ticket", "issue", KTP, "--count", "300"),
            *("--data", str(data), "--now", "2026-11-24T09:41"),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    seen: list[int] = []
    with writer:
        while writer.poll() is None:
            answer = kiosk("ledger", "verify", "--json")
            assert (answer.code, answer.err) == (0, "")
            seen.append(answer.only["events"])
    assert writer.returncode == 0
    assert seen
    assert seen == sorted(seen)
    assert kiosk("ledger", "verify", "--json").only["events"] == 1 + 301 * 2


def test_what_is_cut_off_by_a_pipe_shows_no_trace(issued: Call, data: Path) -> None:
    reader = subprocess.Popen(
        [sys.executable, "-m", "kiosk", "ledger", "export", "--data", str(data)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with reader:
        assert reader.stdout is not None
        assert reader.stderr is not None
        reader.stdout.close()
        said = reader.stderr.read()
    assert b"Traceback" not in said


def lost(data: Path) -> None:
    """Damage the ledger's first page, as a failing disk would."""
    content = (data / FILE).read_bytes()
    (data / FILE).write_bytes(bytes(4096) + content[4096:])


def test_a_damaged_ledger_costs_nobody_a_number_and_every_ledger_is_verified(
    issued: Call, data: Path
) -> None:
    lost(data)
    assert issued("ledger", "verify", "--json").error["code"] == 7
    assert issued("ticket", "issue", KTP).out == "A101001\n"
    body = issued("ledger", "verify", "--json").only
    assert (body["ok"], body["events"], body["problems"], body["lost"]) == (True, 4, [], [])
    former, current = body["ledgers"]
    assert (former["file"], former["events"]) == (f"ledger-{former['epoch']}.db", 7)
    assert (current["file"], current["head"]) == ("ledger.db", body["head"])
    words = issued("ledger", "verify").out.splitlines()
    assert [line.split(" ")[1] for line in words] == ["7", "4"]
    assert words[0].startswith(former["file"])
    events = issued("ledger", "export").lines
    assert [event["kind"] for event in events][:2] == ["epoch.start", "queue_day.began"]


def test_a_changed_earlier_ledger_is_found_too(issued: Call, data: Path) -> None:
    lost(data)
    issued("ticket", "issue", KTP)
    (archive,) = data.glob("ledger-*.db")
    connection = sqlite3.connect(archive)
    with connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("UPDATE event SET wall_ms = 1 WHERE seq = 3")
    connection.close()
    answer = issued("ledger", "verify", "--json")
    assert answer.code == 1
    assert answer.only["problems"] == [f"{archive.name}: seq 3: its content was changed"]
    assert [ledger["ok"] for ledger in answer.only["ledgers"]] == [False, True]


def test_numbers_that_two_ledgers_gave_are_found(issued: Call, data: Path) -> None:
    lost(data)
    issued("ticket", "issue", KTP)
    (archive,) = data.glob("ledger-*.db")
    connection = sqlite3.connect(archive)
    with connection:
        connection.execute("UPDATE series SET terminal = 101 WHERE queue = 'A'")
    connection.close()
    problems = issued("ledger", "verify", "--json").only["problems"]
    told = f"numbers of queue A, series 101 on 2026-11-24 were given in {archive.name} already"
    assert told in problems


def test_an_epoch_of_which_nothing_is_left_is_told(issued: Call, data: Path) -> None:
    (data / FILE).unlink()
    issued("ticket", "issue", KTP)
    answer = issued("ledger", "verify")
    assert answer.code == 0
    assert "no ledger is left" in answer.out
    assert len(issued("ledger", "verify", "--json").only["lost"]) == 1


def test_the_current_ledger_is_verified_also_without_a_list_of_epochs(
    issued: Call, data: Path
) -> None:
    (data / "epochs.json").write_text("{")
    assert issued("ledger", "verify", "--json").only["events"] == 7


def test_the_queue_day_is_todays(issued: Call) -> None:
    answer = issued("ledger", "day", "--json")
    assert answer.code == 0
    assert answer.only == {"date": "2026-11-24", "by_clock": "2026-11-24", "doubted": False}


def test_before_three_in_the_morning_it_is_still_yesterday(issued: Call) -> None:
    found = issued("ledger", "day", "--now", "2026-11-25T02:59", "--json").only
    assert (found["date"], found["by_clock"]) == ("2026-11-24", "2026-11-24")
    found = issued("ledger", "day", "--now", "2026-11-25T03:00", "--json").only
    assert found["by_clock"] == "2026-11-25"


def test_a_clock_that_went_back_never_takes_the_day_with_it(issued: Call) -> None:
    answer = issued("ticket", "issue", KTP, "--now", "2026-11-23T09:00", "--json")
    assert answer.only["queue_day"] == "2026-11-24"
    assert answer.only["tickets"][0]["label"] == "A003"
    refused = issued("ledger", "day", "--confirm", "--now", "2026-11-23T09:00", "--json")
    assert refused.code == refused.error["code"] == 6
    assert issued("ledger", "verify").code == 0


def test_a_person_may_vouch_for_a_new_day(issued: Call) -> None:
    answer = issued("ledger", "day", "--confirm", "--now", "2026-11-25T08:00", "--json")
    assert answer.only["date"] == "2026-11-25"
    assert issued("ledger", "tail", "-n", 1, "--json").only["kind"] == "queue_day.began"


def test_the_queue_day_needs_the_folder_for_itself(issued: Call, data: Path) -> None:
    desk = desk_in(data)
    try:
        assert issued("ledger", "day", "--json").error["code"] == 7
    finally:
        desk.store.close()
