"""The list of terminals, for whoever has the operators' token."""

from __future__ import annotations

import msgspec
import pytest

from kiosk.errors import DataProblem, NotPermitted
from sync.province.ports import DayStanding, TerminalStanding
from sync.province.web.listing import terminal_view
from sync.province.web.operators import TOKEN_FILE, carries, open_token
from sync.wire import problems
from tests.sync.web.front import TOKEN, Front, json_of
from tests.sync.wire.events import TERMINAL

STANDING = TerminalStanding(
    terminal=TERMINAL,
    state="working",
    words="Bekerja.",
    backlog=3,
    acked=7,
    last_seq=10,
    last_contact_ms=1_795_488_060_000,
    days=[DayStanding("2026-11-23", 7, "proven"), DayStanding("2026-11-24", 0, "open")],
    quarantined=1,
    strays=2,
    app="0.1.0",
    clock=None,
)
SHOWN = {
    "terminal": TERMINAL,
    "state": "working",
    "words": "Bekerja.",
    "backlog": 3,
    "acked": 7,
    "last_seq": 10,
    "last_contact": "2026-11-24T09:41:00+07:00",
    "days": [
        {"day": "2026-11-23", "events": 7, "state": "proven"},
        {"day": "2026-11-24", "events": 0, "state": "open"},
    ],
    "quarantined": 1,
    "strays": 2,
    "app": "0.1.0",
}


def test_a_terminal_is_shown_with_its_days_and_its_last_contact():
    assert msgspec.to_builtins(terminal_view(STANDING)) == SHOWN


def test_a_terminal_that_never_said_hello_has_no_last_contact():
    silent = msgspec.structs.replace(terminal_view(STANDING), last_contact=None)
    never = TerminalStanding(TERMINAL, "invited", "", 0, 0, 0, None, (), 0, 0, "", None)
    assert terminal_view(never).last_contact is silent.last_contact


def test_a_state_that_nobody_told_of_is_a_defect():
    with pytest.raises(msgspec.ValidationError):
        terminal_view(TerminalStanding(TERMINAL, "odd", "", 0, 0, 0, None, (), 0, 0, "", None))


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_token_opens_the_list(front: Front, scheme: str):
    front.books.standings = [STANDING]
    reply = front.get("/v1/terminals", Authorization=f"{scheme} {TOKEN}")
    assert (reply.status, json_of(reply)) == (200, [SHOWN])


@pytest.mark.parametrize(
    "given",
    ["", TOKEN, f"Basic {TOKEN}", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}"],
)
def test_nothing_else_opens_it(front: Front, given: str):
    headers = {"Authorization": given} if given else {}
    reply = front.get("/v1/terminals", **headers)
    assert (reply.status, reply.code) == (401, problems.NOT_SIGNED)
    assert reply.headers["www-authenticate"] == "Bearer"
    assert front.books.asked == []


def test_a_token_is_compared_whatever_bytes_it_has():
    assert not carries("Bearer ä\xff", TOKEN)
    assert not carries("\0", TOKEN)


def test_health_is_asked_of_the_books(front: Front):
    reply = front.get("/healthz")
    assert (reply.status, json_of(reply)) == (200, {"state": "ok"})
    assert front.books.asked == ["ping"]


def test_the_token_is_made_at_the_first_start_for_its_owner_alone(tmp_path):
    token = open_token(tmp_path)
    assert len(token) >= 40
    assert (tmp_path / TOKEN_FILE).stat().st_mode & 0o777 == 0o600
    assert open_token(tmp_path) == token


@pytest.mark.parametrize("text", ["", "short", "x" * 200, "with blanks " * 4, "ä" * 40])
def test_a_file_without_a_token_is_told_so(tmp_path, text: str):
    (tmp_path / TOKEN_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataProblem, match="no token"):
        open_token(tmp_path)


def test_a_token_that_cannot_be_kept_is_told_so(tmp_path):
    with pytest.raises(NotPermitted, match="cannot be kept"):
        open_token(tmp_path / "nowhere")
