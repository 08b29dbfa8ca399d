"""When we are at fault: an incident's number for the client, the place for the log, no trace."""

from __future__ import annotations

import io
import logging
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.province.ports import Refusal
from sync.province.web import incidents
from sync.province.web.incidents import OneLine, log_to_stderr, note_fault, printable
from sync.wire import problems
from tests.sync.web.front import Ask, Front, hello_ask
from tests.sync.web.memory_books import down

SECRET = "ticket A001 of\nsomebody"  # noqa: S105 - what must not be logged


def test_a_defect_of_ours_is_a_signed_500_with_an_incident(front: Front, caplog):
    front.books.fault = RuntimeError(SECRET)
    reply = front.send(hello_ask().signed())
    assert (reply.status, reply.code) == (500, problems.FAULT)
    number = reply.problem.words.removeprefix("incident ")
    assert [number in record.getMessage() for record in caplog.records] == [True]


def test_the_log_names_the_kind_and_the_place_and_not_what_was_sent(front: Front, caplog):
    front.books.fault = RuntimeError(SECRET)
    front.send(hello_ask(app=SECRET).signed())
    text = caplog.text
    assert "RuntimeError at " in text
    assert "memory_books.py" in text
    assert "somebody" not in text
    assert "Traceback" not in text


@pytest.mark.parametrize("path", ["/healthz", "/v1/terminals", "/T/7QK4M2XW9DAB"])
def test_a_defect_behind_a_reader_is_answered_too(front: Front, path: str):
    from tests.sync.web.front import TOKEN

    front.books.fault = RuntimeError(SECRET)
    reply = front.get(path, Authorization=f"Bearer {TOKEN}")
    assert reply.status == 500
    assert b"somebody" not in reply.body


def test_a_citizen_is_told_of_a_defect_in_words(front: Front):
    front.books.fault = RuntimeError(SECRET)
    assert "tetap sah" in front.get("/T/7QK4M2XW9DAB").body.decode()


def test_why_the_books_cannot_be_used_is_in_the_log_only(front: Front, caplog):
    front.books.fault = down()
    reply = front.get("/healthz")
    assert (reply.status, reply.code) == (503, problems.BUSY)
    assert "The database cannot be reached." in caplog.text
    assert "database" not in reply.problem.words


def test_what_the_books_have_too_much_of_may_be_tried_again_later(front: Front):
    front.books.fault = Refusal(problems.TOO_MANY, "too many tries")
    reply = front.send(hello_ask().signed())
    assert (reply.status, reply.headers["retry-after"]) == (429, "60")


def test_a_path_is_logged_as_one_line(front: Front, caplog):
    front.books.fault = RuntimeError
    front.send(Ask("GET", "/healthz"))
    for record in caplog.records:
        assert "\n" not in OneLine().format(record)


@given(st.text())
def test_a_log_line_is_printable_ascii_whatever_it_says(text: str):
    line = printable(text)
    assert line.isascii()
    assert line == "" or line.isprintable()


@given(st.text())
def test_no_record_makes_a_second_line(text: str):
    record = logging.LogRecord("x", logging.ERROR, "p", 1, "%s %s", (text, "\r\n"), None)
    assert OneLine().format(record).isprintable()


def test_a_fault_is_told_by_its_last_places():
    def deep(levels: int) -> None:
        if levels:
            deep(levels - 1)
        raise KeyError

    with pytest.raises(KeyError) as fault:
        deep(100)
    logged = io.StringIO()
    handler = logging.StreamHandler(logged)
    incidents.LOG.addHandler(handler)
    try:
        number = note_fault(fault.value, "GET" * 50, "/x" * 5000)
    finally:
        incidents.LOG.removeHandler(handler)
    assert number in logged.getvalue()
    assert len(logged.getvalue()) < 2000


def test_our_log_goes_to_stderr_a_line_each(monkeypatch):
    before = {name: _state(name) for name in ("anjungan", "uvicorn")}
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    try:
        log_to_stderr()
        incidents.LOG.warning("a\nb")
        logging.getLogger("uvicorn.error").warning("not told")
        logging.getLogger("uvicorn.error").error("told")
    finally:
        for name, (handlers, propagate, level) in before.items():
            logger = logging.getLogger(name)
            logger.handlers, logger.propagate = handlers, propagate
            logger.setLevel(level)
    lines = stderr.getvalue().splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == ["WARNING a\\nb", "ERROR told"]


def _state(name: str) -> tuple[list[logging.Handler], bool, int]:
    logger = logging.getLogger(name)
    return list(logger.handlers), logger.propagate, logger.level
