"""``kiosk province``: the office's commands, alone and beside its running server."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kiosk.clock import JAKARTA
from kiosk.commands.province import listen_address
from kiosk.errors import UsageError
from sync.enrolment import claim_of, pending_key, request_of
from sync.province.books import open_books
from sync.wire.codes import LETTERS
from tests.commands.calling import ROOT, Call, in_a_process
from tests.commands.provinces import TERMINAL, serving
from tests.sync.province.kiosks import Ledger, Line


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "province"


def invited(kiosk: Call, store: Path, terminal: str = TERMINAL) -> str:
    answer = kiosk("province", "invite", "--store", store, "--terminal", terminal, "--json")
    assert answer.code == 0
    return str(answer.only["code"])


def enrol_by_hand(store: Path, code: str, terminal: str = TERMINAL) -> None:
    """Register a key in the books, as the server does."""
    claim = claim_of(terminal, code, "anjungan test")
    books = open_books(store)
    try:
        now_ms = round(datetime.now(JAKARTA).timestamp() * 1000)
        books.enrol(request_of(claim, pending_key(store, claim)), now_ms)
    finally:
        books.close()


def test_an_invitation_is_a_code_for_a_day(kiosk: Call, store: Path) -> None:
    answer = kiosk("province", "invite", "--store", store, "--terminal", TERMINAL, "--json")
    assert answer.code == 0
    assert set(answer.only) == {"code", "terminal", "expires"}
    assert set(answer.only["code"]) <= set(LETTERS)
    assert answer.only["terminal"] == TERMINAL
    expires = datetime.fromisoformat(answer.only["expires"])
    assert answer.only["expires"].endswith("+07:00")
    left = expires - datetime.now(JAKARTA)
    assert timedelta(hours=23, minutes=58) < left <= timedelta(hours=24)


def test_an_invitation_in_words_says_what_to_do_on_the_terminal(kiosk: Call, store: Path) -> None:
    answer = kiosk("province", "invite", "--store", store, "--terminal", TERMINAL)
    code = answer.out.split()[0]
    assert f"kiosk enroll {code} --server URL" in answer.out
    assert "fingerprint" in answer.out


@pytest.mark.parametrize(
    "terminal",
    ["", "pringsewu", "contoh-pringsewu-0", "contoh-pringsewu-100", "a'; DROP--1", "é-1"],
)
def test_nobody_else_is_invited(kiosk: Call, store: Path, terminal: str) -> None:
    answer = kiosk("province", "invite", "--store", store, "--terminal", terminal, "--json")
    assert answer.code == answer.error["code"] == 2


def test_terminals_are_told_one_a_line(kiosk: Call, store: Path) -> None:
    for terminal in ("contoh-pringsewu-2", TERMINAL):
        invited(kiosk, store, terminal)
    lines = kiosk("province", "terminals", "--store", store, "--json").lines
    assert [line["terminal"] for line in lines] == [TERMINAL, "contoh-pringsewu-2"]
    assert set(lines[0]) >= {
        *("terminal", "state", "words", "backlog", "acked", "last_seq", "last_contact", "days")
    }
    assert (lines[0]["state"], lines[0]["last_contact"], lines[0]["days"]) == ("invited", None, [])


def test_terminals_in_words(kiosk: Call, store: Path) -> None:
    invited(kiosk, store)
    words = kiosk("province", "terminals", "--store", store).out
    assert words.startswith(f"{TERMINAL}  invited")
    assert "last contact never" in words


def test_a_revoked_terminal_is_shown_as_such(kiosk: Call, store: Path) -> None:
    enrol_by_hand(store, invited(kiosk, store))
    answer = kiosk("province", "revoke", "--store", store, "--terminal", TERMINAL, "--json")
    assert answer.only == {"terminal": TERMINAL, "revoked": 1}
    (line,) = kiosk("province", "terminals", "--store", store, "--json").lines
    assert line["state"] == "revoked"
    again = kiosk("province", "revoke", "--store", store, "--terminal", TERMINAL)
    assert (again.code, again.out) == (0, f"{TERMINAL}: 0 keys withdrawn.\n")


@pytest.mark.parametrize("what", ["revoke", "export"])
@pytest.mark.parametrize("terminal", ["contoh-metro-1", "", "\udcff", "x' OR '1'='1"])
def test_an_unknown_terminal_is_told(kiosk: Call, store: Path, what: str, terminal: str) -> None:
    invited(kiosk, store)
    answer = kiosk("province", what, "--store", store, "--terminal", terminal, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "kiosk province terminals" in answer.error["remedy"]
    assert answer.out == ""


def test_a_terminal_that_sent_nothing_has_an_empty_export(kiosk: Call, store: Path) -> None:
    invited(kiosk, store)
    answer = kiosk("province", "export", "--store", store, "--terminal", TERMINAL)
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_the_strays_of_a_terminal_are_counted_and_written_apart(kiosk: Call, store: Path) -> None:
    books = open_books(store)
    line, ledger = Line(books), Ledger().days(1, 2)
    line.send(ledger)
    other = ledger.copy()
    del other.rows[6:]
    other.append("note.kept", {"of": "a disk that was set back"})
    line.hello(other, seq=6)
    line.stray(other, 7)
    books.close()
    shown = kiosk("province", "terminals", "--store", store, "--json").only
    assert shown["strays"] == 1
    assert "1 of closed ledgers kept apart" in kiosk("province", "terminals", "--store", store).out
    export = ("province", "export", "--store", store, "--terminal", TERMINAL)
    assert kiosk(*export, "--strays").out.splitlines() == other.exported()[6:]
    assert kiosk(*export).out.splitlines() == ledger.exported()


@pytest.mark.parametrize("what", ["terminals", "revoke", "export", "receive"])
def test_a_folder_that_is_no_province_is_told_and_left_alone(
    kiosk: Call, tmp_path: Path, what: str
) -> None:
    more = {"revoke": ["--terminal", TERMINAL], "export": ["--terminal", TERMINAL]}
    receive = [tmp_path / "file", "--reply", tmp_path / "reply"]
    options = receive if what == "receive" else more.get(what, [])
    answer = kiosk("province", what, "--store", tmp_path / "typo", *options, "--json")
    assert answer.code == answer.error["code"] == 7
    assert not (tmp_path / "typo").exists()


@pytest.mark.parametrize("what", ["serve", "invite", "terminals", "revoke", "export"])
@pytest.mark.parametrize(
    "url",
    [
        "mysql://petugas:rahasia@localhost/anjungan",
        "petugas:rahasia",
        "postgresql://petugas:rahasia@127.0.0.1:1/anjungan",
        "postgresql://petugas:rahasia@[::1/anjungan",
        "postgresql://petugas:rahasia@localhost/anjungan?nonsense=1",
    ],
)
def test_a_database_that_cannot_be_used_never_shows_its_password(
    kiosk: Call, store: Path, what: str, url: str
) -> None:
    more = {"serve": ["--listen", "127.0.0.1:0"], "terminals": []}
    options = more.get(what, ["--terminal", TERMINAL])
    answer = kiosk("province", what, "--store", store, "--database", url, *options, "--json")
    assert answer.code in {2, 4, 7}
    assert answer.error["remedy"]
    assert "rahasia" not in answer.out + answer.err


@pytest.mark.parametrize("name", ["province.db", "province.key"])
def test_a_damaged_store_is_told(kiosk: Call, store: Path, name: str) -> None:
    invited(kiosk, store)
    (store / name).write_bytes(b"no such thing at all" * 1000)
    answer = kiosk("province", "terminals", "--store", store, "--json")
    assert answer.code in {7, 8}
    assert str(store) in answer.error["message"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1:8700", ("127.0.0.1", 8700)),
        ("localhost:0", ("localhost", 0)),
        ("[::1]:8700", ("::1", 8700)),
        ("0.0.0.0:65535", ("0.0.0.0", 65535)),  # noqa: S104 - only read
    ],
)
def test_an_address_is_host_and_port(text: str, address: tuple[str, int]) -> None:
    assert listen_address(text) == address


@pytest.mark.parametrize(
    "text", ["", "8700", ":8700", "127.0.0.1", "::1:8700", "a:b", "a:65536", "a:1:2", "http://a:1"]
)
def test_what_is_no_address_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        listen_address(text)


def test_a_port_that_is_taken_is_told(kiosk: Call, store: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = kiosk("province", "serve", "--store", store, "--listen", f"127.0.0.1:{port}")
    assert answer.code == 5
    assert "--listen" in answer.err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_until_it_is_told_to_stop(store: Path, number: int) -> None:
    with serving(store) as province:
        assert province.url.startswith("http://127.0.0.1:")
        assert province.stop(number) == 0


def test_all_commands_work_beside_the_running_server(kiosk: Call, store: Path) -> None:
    with serving(store) as province:
        words = kiosk("province", "invite", "--store", store, "--terminal", TERMINAL).out
        assert province.fingerprint in words
        assert len(kiosk("province", "terminals", "--store", store, "--json").lines) == 1
        export = kiosk("province", "export", "--store", store, "--terminal", TERMINAL)
        assert export.code == 0
        assert kiosk("province", "revoke", "--store", store, "--terminal", TERMINAL).code == 0
        assert province.stop() == 0


def test_the_offices_clock_is_its_own_whatever_the_kiosks_is_told(store: Path) -> None:
    answer = in_a_process(
        *("province", "invite", "--store", store, "--terminal", TERMINAL, "--json"),
        now="2099-01-01T00:00",
    )
    assert datetime.fromisoformat(answer.only["expires"]).year < 2099


def test_books_that_are_begun_by_an_invitation_say_so_once(kiosk: Call, store: Path) -> None:
    first = kiosk("province", "invite", "--store", store, "--terminal", TERMINAL)
    again = kiosk("province", "invite", "--store", store, "--terminal", TERMINAL)
    assert (first.code, again.code) == (0, 0)
    assert f"New books of a province were begun in {store}." in first.err
    assert "New books" not in again.err


def test_a_second_server_of_one_sqlite_store_is_refused(kiosk: Call, store: Path) -> None:
    options = ("--store", store, "--listen", "127.0.0.1:0", "--json")
    with serving(store):
        answer = kiosk("province", "serve", *options)
        assert answer.code == answer.error["code"] == 7
        assert "postgresql://" in answer.error["remedy"]


def test_where_it_listens_is_json_where_json_is_wanted(store: Path) -> None:
    command = [sys.executable, "-m", "kiosk", "province", "serve", "--store", str(store)]
    with subprocess.Popen(
        [*command, "--listen", "127.0.0.1:0", "--json"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        said = json.loads(process.stdout.readline())
        process.terminate()
        assert process.wait(timeout=30) == 0
    assert said["listening"].startswith("http://127.0.0.1:")
    assert len(said["fingerprint"].split()) == 4
