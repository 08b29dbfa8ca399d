"""schemathesis on the served document: no 5xx, and every answer is one that is told of.

Once as any stranger, and once with the key of an enrolled terminal, so that it gets behind the
signature and into real books.
"""

from __future__ import annotations

import gzip
import itertools
import json
import os
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from sync.province.books import open_books
from sync.province.web.openapi import description
from sync.wire.keys import public_hex
from sync.wire.lines import wire_line
from sync.wire.messages import EnrolRequest, batch_body
from tests.sync.web.front import TERMINAL_KEY, TOKEN, Ask, Front, header
from tests.sync.web.live import Live
from tests.sync.wire.events import EPOCH, TERMINAL, chain

FULL = os.environ.get("KIOSK_FULL") == "1"
MANY = settings(
    max_examples=200 if FULL else 12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
DOCUMENT = msgspec.json.decode(description())
SCHEMA = schemathesis.openapi.from_dict(DOCUMENT)
OPERATIONS = {found.ok().label: found.ok() for found in SCHEMA.get_all_operations()}
WITH_PARAMETERS = [label for label, one in OPERATIONS.items() if list(one.iter_parameters())]
SIGNED = [label for label in OPERATIONS if label.startswith("POST /v1/")]
MODES = [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]
LINES = [wire_line(TERMINAL, EPOCH, row) for row in chain(40)]

SPELLING = msgspec.json.Encoder(order="sorted")

load_all_checks()
schemathesis.openapi.media_type("application/x-ndjson", st.binary(max_size=2000))


@schemathesis.serializer("application/x-ndjson")
def as_it_is(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()


@schemathesis.serializer("application/json")
def canonical(_context: Any, value: Any) -> bytes:
    return spelled(value)


def spelled(value: Any) -> bytes:
    """Spell JSON as the line does; what that cannot spell goes as it comes."""
    try:
        return SPELLING.encode(whole(value))
    except (UnicodeEncodeError, OverflowError, RecursionError):
        return json.dumps(value).encode()


def whole(value: Any) -> Any:
    """Return a value with 1 for each 1.0, which JSON Schema takes for a whole number too."""
    if isinstance(value, dict):
        return {name: whole(one) for name, one in value.items()}
    if isinstance(value, list):
        return [whole(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


JUDGED_BY_THEIR_BODY = CHECKS.get_by_names(["negative_data_rejection", "positive_data_acceptance"])
"""What a terminal sends here is another body than the case's, so these two know nothing of it."""


class Enrolled:
    """Sends cases signed with the key of an enrolled terminal, from one address to the next."""

    def __init__(self, live: Live) -> None:
        self._live, self._sent, self.statuses = live, itertools.count(1), Counter[int]()

    def send(self, case: Case, *, fits: bool) -> None:
        """Sign a case and check its answer; ``fits`` puts in what the terminal knows."""
        body, headers = case.body, {"Content-Type": case.media_type}
        if case.media_type == "application/json":
            if fits and isinstance(body, dict):
                body = {**body, **self._own(body)}
            text = spelled(body)
        else:
            headers["Content-Encoding"] = "gzip"
            text = self._batch(body, fits=fits)
        ask = Ask("POST", case.path.replace("{terminal}", TERMINAL), headers, text).signed()
        url = self._live.url + ask.path
        reply = requests.post(url, data=ask.body, headers=ask.headers, timeout=10)
        self.statuses[reply.status_code] += 1
        case.validate_response(reply, excluded_checks=JUDGED_BY_THEIR_BODY)

    def _own(self, body: dict[str, Any]) -> dict[str, Any]:
        """Return what only this terminal knows of a body: its count, its key."""
        own = {"public_key": public_hex(TERMINAL_KEY), "sent": next(self._sent)}
        return {name: value for name, value in own.items() if name in body}

    def _batch(self, noise: Any, *, fits: bool) -> bytes:
        """Return noise, or an honest batch with noise behind it where there is any."""
        if not fits:
            return noise if isinstance(noise, bytes) else str(noise).encode()
        count = len(noise) % len(LINES)
        lines = [*LINES[:count], *([noise] if noise else [])]
        told = header(len(lines), sent=next(self._sent))
        return gzip.compress(batch_body(told, lines), mtime=0)


@pytest.fixture
def live(tmp_path) -> Iterator[Live]:
    """The front over real books, with one terminal enrolled."""
    books = open_books(tmp_path)
    try:
        now_ms = 1_795_488_060_000
        code = books.invite(TERMINAL, now_ms).code
        key = public_hex(TERMINAL_KEY)
        told = EnrolRequest(app="0", code=code, public_key=key, terminal=TERMINAL)
        books.enrol(told, now_ms)
        with Front(books) as front, Live.of(front) as served:
            yield served
    finally:
        books.close()


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_stranger_finds_no_answer_that_is_not_told_of(live: Live, label: str):
    for mode in MODES if label in WITH_PARAMETERS else MODES[:1]:

        @MANY
        @given(case=OPERATIONS[label].as_strategy(generation_mode=mode))
        def ask(case: Case) -> None:
            case.call_and_validate(base_url=live.url, timeout=10)

        ask()


def test_the_operators_find_no_answer_that_is_not_told_of(live: Live):
    strategy = OPERATIONS["GET /v1/terminals"].as_strategy()

    @MANY
    @given(case=strategy)
    def ask(case: Case) -> None:
        reply = case.call_and_validate(
            base_url=live.url, headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10
        )
        assert reply.status_code == 200

    ask()


@pytest.mark.parametrize("label", SIGNED)
def test_an_enrolled_terminal_finds_no_answer_that_is_not_told_of(live: Live, label: str):
    terminal = Enrolled(live)
    for mode in MODES:

        @MANY
        @given(case=OPERATIONS[label].as_strategy(generation_mode=mode), fits=st.booleans())
        def ask(case: Case, *, fits: bool) -> None:
            terminal.send(case, fits=fits)

        ask()
    assert max(terminal.statuses) < 500
    # The code of an enrolment is a guess, and a ledger that is not closed has no strays.
    best = {"POST /v1/enrol": 403, "POST /v1/t/{terminal}/strays": 409}.get(label, 200)
    assert best in terminal.statuses
