"""``kiosk sync`` with a real province: how the line stands, one attempt, the ledger by file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from kiosk.app.line import APP, send_now
from kiosk.app.line_attendance import agent_thread
from kiosk.commands.sync import standing_words
from kiosk.store.connection import FILE as LEDGER
from sync.agent.loop import open_agent
from sync.enrolled import FILE
from sync.line_store import LineStore, read_line_store
from sync.wire.keys import TERMINAL_KEY
from tests.commands.calling import KTP, ROOT, Call
from tests.commands.provinces import Serving, arrived, code_for, enrolled, seen_of, serving

STATUS = {
    "state",
    "words",
    "backlog",
    "acked",
    "last_seq",
    "last_contact",
    "days",
    "last_contact_age_s",
    "why",
}


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One province for all tests of this file; each has a terminal of its own."""
    with serving(tmp_path_factory.mktemp("province")) as found:
        yield found


@pytest.fixture
def fleeting(tmp_path: Path) -> Iterator[Serving]:
    """A province of this test alone, which may end it."""
    with serving(tmp_path / "province") as found:
        yield found


NUMBERS = count(1)


@pytest.fixture
def name(monkeypatch) -> str:
    """The id of this test's own terminal."""
    number = next(NUMBERS)
    monkeypatch.setenv("KIOSK_TERMINAL", str(number))
    return f"contoh-pringsewu-{number}"


@pytest.fixture
def terminal(kiosk: Call, province: Serving, name: str) -> Call:
    """An enrolled terminal of two visits: five events."""
    return enrolled(kiosk, province, name)


def acked_at_last(data: Path) -> int:
    """Wait until something has arrived, and return how much."""
    while not (acked := sum(mark.acked for mark in read_line_store(data).watermarks)):
        threading.Event().wait(0.02)
    return acked


def test_who_is_not_enrolled_sees_the_ledgers_facts(kiosk: Call) -> None:
    assert kiosk("ticket", "issue", KTP).code == 0
    answer = kiosk("sync", "status", "--json")
    assert answer.code == 0
    assert set(answer.only) == STATUS
    assert (answer.only["state"], answer.only["backlog"]) == ("not_enrolled", 3)
    assert answer.only["last_contact"] is None
    assert answer.only["days"] == [{"day": "2026-11-24", "events": 3, "state": "open"}]


def test_an_empty_folder_has_nothing_to_say_and_stays_empty(kiosk: Call, data: Path) -> None:
    answer = kiosk("sync", "status", "--json")
    assert (answer.code, answer.only["last_seq"], answer.only["days"]) == (0, 0, [])
    assert not data.exists()


@pytest.mark.parametrize("what", [["now"], ["export", "file"]])
def test_who_is_not_enrolled_sends_nothing(kiosk: Call, data: Path, what: list[str]) -> None:
    answer = kiosk("sync", *what, "--json")
    assert answer.code == answer.error["code"] == 3
    assert "kiosk enroll" in answer.error["remedy"]
    assert not data.exists()


def test_everything_arrives_byte_for_byte(terminal: Call, province: Serving, name: str) -> None:
    answer = terminal("sync", "now", "--json")
    assert answer.code == 0
    assert set(answer.only) == STATUS
    found = answer.only
    assert (found["state"], found["backlog"], found["acked"]) == ("working", 0, 5)
    assert found["last_contact"].endswith("+07:00")
    assert arrived(terminal, province, name) == terminal("ledger", "export").out
    line = seen_of(terminal, province, name)
    assert (line["state"], line["acked"], line["backlog"]) == ("working", 5, 0)


def test_a_day_that_was_closed_is_proven_on_both_sides(
    terminal: Call, province: Serving, name: str
) -> None:
    assert terminal("ticket", "issue", KTP, "--now", "2026-11-25T09:00").code == 0
    assert terminal("sync", "now").code == 0
    days = terminal("sync", "status", "--json").only["days"]
    assert [(day["day"], day["state"]) for day in days] == [
        ("2026-11-24", "proven"),
        ("2026-11-25", "open"),
    ]
    line = seen_of(terminal, province, name)
    assert line["days"][0] == days[0]


def test_what_was_sent_is_not_sent_again(terminal: Call, province: Serving, name: str) -> None:
    assert terminal("sync", "now").code == 0
    assert terminal("ticket", "issue", KTP).code == 0
    assert terminal("sync", "status", "--json").only["backlog"] == 2
    assert terminal("sync", "now").code == 0
    assert arrived(terminal, province, name) == terminal("ledger", "export").out


def test_without_a_ledger_there_is_nothing_left(kiosk: Call, province: Serving, name: str) -> None:
    assert kiosk("enroll", code_for(kiosk, province, name), "--server", province.url).code == 0
    assert kiosk("sync", "now").code == 0


def test_a_server_that_is_gone_is_told_and_nothing_is_lost(
    kiosk: Call, fleeting: Serving, name: str
) -> None:
    enrolled(kiosk, fleeting, name)
    fleeting.stop()
    answer = kiosk("sync", "now", "--json")
    assert answer.code == 5
    assert (answer.only["state"], answer.only["backlog"]) == ("offline", 5)
    with serving(fleeting.store, listen=fleeting.url.removeprefix("http://")):
        assert kiosk("sync", "now").code == 0


def test_a_revoked_terminal_keeps_everything_and_is_told(
    terminal: Call, province: Serving, name: str
) -> None:
    revoke = ("province", "revoke", "--store", province.store, "--terminal", name)
    assert terminal(*revoke).code == 0
    answer = terminal("sync", "now", "--json")
    assert answer.code == 3
    assert (answer.only["state"], answer.only["backlog"]) == ("revoked", 5)
    again = code_for(terminal, province, name)
    assert terminal("enroll", again, "--server", province.url).code == 0
    assert terminal("sync", "now").code == 0
    assert arrived(terminal, province, name) == terminal("ledger", "export").out


def test_beside_a_running_agent_the_agent_makes_the_attempt(
    terminal: Call, province: Serving, data: Path, name: str
) -> None:
    agent = open_agent(data, app=APP)
    thread = threading.Thread(target=agent.run)
    thread.start()
    try:
        assert acked_at_last(data) == 5
        assert terminal("ticket", "issue", KTP).code == 0
        assert terminal("sync", "now", "--json").only["backlog"] == 0
    finally:
        agent.stop()
        thread.join()
    assert arrived(terminal, province, name) == terminal("ledger", "export").out


@pytest.mark.full  # After a failure an agent rests for five seconds.
def test_an_agent_whose_line_fails_is_told(
    kiosk: Call, fleeting: Serving, name: str, data: Path
) -> None:
    enrolled(kiosk, fleeting, name)
    fleeting.stop()
    agent = open_agent(data, app=APP)
    thread = threading.Thread(target=agent.run)
    thread.start()
    try:
        assert kiosk("sync", "now").code == 5
    finally:
        agent.stop()
        thread.join()


def test_an_agent_that_does_nothing_is_not_waited_for_forever(terminal: Call, data: Path) -> None:
    with LineStore(data):
        assert send_now(data, patience_s=0.5) == ("waiting", False)


def test_status_works_beside_an_agent(terminal: Call, data: Path) -> None:
    with LineStore(data):
        assert terminal("sync", "status", "--json").only["backlog"] == 5


def test_a_damaged_enrolment_is_told(terminal: Call, data: Path) -> None:
    (data / FILE).write_text("{", encoding="utf-8")
    for what in ("status", "now"):
        answer = terminal("sync", what, "--json", "--now", "2026-11-24T09:41")
        assert answer.code == answer.error["code"] == 8


def test_a_key_that_is_gone_is_told(terminal: Call, data: Path) -> None:
    (data / TERMINAL_KEY).unlink()
    assert terminal("sync", "now", "--json").error["code"] == 3


def test_the_line_beside_a_kiosk_that_gives_numbers(
    terminal: Call, province: Serving, data: Path, name: str
) -> None:
    writer = subprocess.Popen(
        [
            *(sys.executable, "-m", "kiosk", "ticket", "issue", KTP, "--count", "100"),
            *("--data", str(data), "--now", "2026-11-24T09:41"),
        ],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    with writer:
        while writer.poll() is None:
            assert terminal("sync", "now").code == 0
    assert writer.returncode == 0
    assert terminal("sync", "now").code == 0
    assert arrived(terminal, province, name) == terminal("ledger", "export").out


def test_the_demo_sends_by_a_thread_of_its_own(
    terminal: Call, province: Serving, data: Path
) -> None:
    with agent_thread(data):
        assert acked_at_last(data) == 5
    with LineStore(data):
        pass


def test_a_thread_beside_another_agent_does_nothing(terminal: Call, data: Path, capfd) -> None:
    with LineStore(data), agent_thread(data):
        pass
    assert capfd.readouterr().err == ""


def test_without_an_enrolment_nothing_is_sent_until_there_is_one(
    kiosk: Call, province: Serving, data: Path, name: str
) -> None:
    assert kiosk("ticket", "issue", KTP).code == 0
    with agent_thread(data):
        assert not (data / "line.lock").exists()
        code = kiosk("province", "invite", "--terminal", name, "--store", province.store, "--json")
        enrolment = kiosk("enroll", code.only["code"], "--server", province.url)
        assert enrolment.code == 0
        assert acked_at_last(data) == 3


def test_an_agent_gives_way_to_a_new_enrolment_and_goes_on_with_it(
    terminal: Call, province: Serving, data: Path, name: str
) -> None:
    with agent_thread(data):
        assert acked_at_last(data) == 5
        code = terminal(
            "province", "invite", "--terminal", name, "--store", province.store, "--json"
        )
        before = (data / TERMINAL_KEY).read_bytes()
        assert terminal("enroll", code.only["code"], "--server", province.url).code == 0
        assert (data / TERMINAL_KEY).read_bytes() != before
        assert terminal("ticket", "issue", KTP).code == 0
        assert terminal("sync", "now").code == 0
        assert terminal("sync", "status", "--json").only["state"] == "working"


def test_a_thread_that_cannot_begin_says_why(terminal: Call, data: Path, capfd, name: str) -> None:
    (data / TERMINAL_KEY).write_bytes(b"no key")
    with agent_thread(data):
        for thread in threading.enumerate():
            if thread.name == "line":
                thread.join()
    assert "no Ed25519 key" in capfd.readouterr().err


def test_the_ledger_goes_by_file_where_no_network_comes(
    kiosk: Call, province: Serving, tmp_path: Path, name: str
) -> None:
    office = ("--store", province.store)
    request, reply, ledger = (tmp_path / name for name in ("request", "reply", "ledger.gz"))
    assert kiosk("ticket", "issue", KTP).code == 0
    code = code_for(kiosk, province, name)
    assert kiosk("enroll", code, "--file", request, "--json").only["terminal"] == name
    assert kiosk("sync", "export", ledger).code == 3
    granted = kiosk("province", "receive", request, *office, "--reply", reply)
    assert granted.code == 0
    assert granted.out.startswith(f"{name}: its request was granted.")
    again = kiosk("province", "receive", request, *office, "--reply", reply, "--json").only
    assert (again["enrolled"], again["events"]) == (True, 0)
    enrolled = kiosk("sync", "import", reply, "--json").only
    assert (enrolled["terminal"], enrolled["fingerprint"]) == (name, province.fingerprint)
    written = kiosk("sync", "export", ledger, "--json").only
    assert (written["terminal"], written["events"], written["problems"]) == (name, 3, [])
    taken = kiosk("province", "receive", ledger, *office, "--reply", reply, "--json").only
    assert (taken["events"], taken["problems"], taken["quarantined"]) == (3, [], 0)
    assert arrived(kiosk, province, name) == kiosk("ledger", "export").out
    assert kiosk("sync", "status", "--json").only["acked"] == 0
    found = kiosk("sync", "import", reply, "--json").only
    assert (found["state"], found["acked"], found["backlog"]) == ("working", 3, 0)
    assert kiosk("sync", "now", "--json").error["code"] == 2
    assert kiosk("agent", "--json").error["code"] == 2


def test_files_in_words(terminal: Call, province: Serving, tmp_path: Path) -> None:
    office = ("--store", province.store, "--reply", tmp_path / "reply")
    assert "5 events" in terminal("sync", "export", tmp_path / "file").out
    assert "5 events" in terminal("province", "receive", tmp_path / "file", *office).out
    assert "5 of 5 events" in terminal("sync", "import", tmp_path / "reply").out


def test_an_insisted_fingerprint_holds_for_files_too(
    kiosk: Call, province: Serving, tmp_path: Path, data: Path, name: str
) -> None:
    request, reply = tmp_path / "request", tmp_path / "reply"
    kiosk("enroll", code_for(kiosk, province, name), "--file", request)
    assert "kiosk province receive" in kiosk("enroll", "BCDFGHJK", "--file", request).out
    kiosk("enroll", code_for(kiosk, province, name), "--file", request)
    kiosk("province", "receive", request, "--store", province.store, "--reply", reply)
    wrong = kiosk("sync", "import", reply, "--fingerprint", "1a2b3c4d5e6f7081", "--json")
    assert wrong.error["code"] == 3
    assert not (data / FILE).exists()
    assert kiosk("sync", "import", reply, "--fingerprint", province.fingerprint).code == 0


@pytest.mark.parametrize("what", ["nothing", "text", "copy of the ledger"])
def test_a_file_that_is_none_is_told_and_changes_nothing(
    terminal: Call, province: Serving, data: Path, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "brought"
    if what == "text":
        path.write_text("Ibu yang baik", encoding="utf-8")
    elif what != "nothing":
        shutil.copy(data / LEDGER, path)
    office = ("--store", province.store, "--reply", tmp_path / "reply")
    for answer in (
        terminal("sync", "import", path, "--json"),
        terminal("province", "receive", path, *office, "--json"),
    ):
        assert answer.code == answer.error["code"] == 1
        assert "Nothing was changed" in answer.error["message"]
    assert not (tmp_path / "reply").exists()


def test_a_request_whose_code_does_not_hold_ends_as_not_enrolled(
    kiosk: Call, province: Serving, tmp_path: Path, name: str
) -> None:
    request, office = tmp_path / "request.json", ("--store", province.store)
    code_for(kiosk, province, name)
    assert kiosk("enroll", "BBBB-BBBB", "--file", request).code == 0
    answer = kiosk("province", "receive", request, *office, "--reply", tmp_path / "r", "--json")
    assert answer.code == answer.error["code"] == 3
    assert not (tmp_path / "r").exists()


def test_a_ledger_is_not_written_over_somebodys_file(terminal: Call, tmp_path: Path) -> None:
    path = tmp_path / "letter"
    path.write_text("Ibu yang baik", encoding="utf-8")
    answer = terminal("sync", "export", path, "--json")
    assert answer.code == answer.error["code"] == 2
    assert path.read_text(encoding="utf-8") == "Ibu yang baik"


def test_many_days_are_shown_as_the_last_few() -> None:
    days = [{"day": f"2026-11-{day:02}", "events": day, "state": "proven"} for day in range(1, 25)]
    days[20]["state"] = "missing"
    words = standing_words(
        {
            "state": "working",
            "words": "Tersambung.",
            "backlog": 0,
            "acked": 300,
            "last_seq": 300,
            "last_contact": None,
            "last_contact_age_s": None,
            "days": days,
            "why": {"2026-11-21": "Belum sampai."},
        }
    )
    assert words.splitlines()[1].endswith("last contact: never")
    assert words.splitlines()[2] == "(17 days before)"
    assert words.splitlines()[-1] == "2026-11-24  proven    24 events"
    assert words.splitlines()[-4] == "2026-11-21  missing   21 events  Belum sampai."


@pytest.mark.parametrize(
    ("age_s", "words"),
    [
        (59, "less than a minute ago"),
        (119, "1 minute ago"),
        (7200, "2 hours ago"),
        (300_000, "3 days ago"),
    ],
)
def test_the_last_contact_says_how_long_ago_it_was(age_s: int, words: str) -> None:
    found = {
        "state": "stopped",
        "words": "Pengirim tidak bekerja.",
        "backlog": 0,
        "acked": 1,
        "last_seq": 1,
        "last_contact": "2026-11-21T09:41:06+07:00",
        "last_contact_age_s": age_s,
        "days": [],
        "why": {},
    }
    assert standing_words(found).endswith(f"2026-11-21T09:41:06+07:00 ({words})")
