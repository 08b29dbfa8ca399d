"""The front over the real books, on both databases: injections, replays, slips, the list."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.store.hashing import FIRST_PREV, canonical
from kiosk.store.lines import EventRow, export_line, right_hash
from sync.province.books import open_books
from sync.wire import problems
from sync.wire.keys import public_hex
from sync.wire.lines import wire_line
from sync.wire.messages import EnrolRequest, batch_body, read_events_reply
from tests.sync.web.front import (
    EVENTS,
    TERMINAL_KEY,
    TOKEN,
    Front,
    events_ask,
    header,
    hello_ask,
    json_of,
)
from tests.sync.web.test_bad_words import INJECTIONS
from tests.sync.wire.events import EPOCH, TERMINAL, chain

NOW_MS = 1_795_488_060_000


@pytest.fixture(params=["sqlite", "postgresql"])
def front(request, tmp_path) -> Iterator[Front]:
    """The front over books with one enrolled terminal."""
    url = request.getfixturevalue("swept_postgres_url") if request.param != "sqlite" else None
    books = open_books(tmp_path, url)
    try:
        code = books.invite(TERMINAL, NOW_MS).code
        told = EnrolRequest(
            app="0", code=code, public_key=public_hex(TERMINAL_KEY), terminal=TERMINAL
        )
        books.enrol(told, NOW_MS)
        with Front(books) as made:
            yield made
    finally:
        books.close()


def rewritten(row: EventRow, prev: str, **other: object) -> EventRow:
    """Return an event with other content and the hash that this has."""
    changed = row._replace(prev=prev, **other)
    return changed._replace(hash=right_hash(TERMINAL, EPOCH, changed))


def sent(front: Front, rows: list[EventRow], count: int = 1, path: str = EVENTS):
    lines = [wire_line(TERMINAL, EPOCH, row) for row in rows]
    told = header(len(rows), sent=count, first=rows[0].seq, prev=rows[0].prev)
    return front.send(events_ask(batch_body(told, lines), path).signed())


def test_what_was_sent_is_what_is_exported(front: Front):
    rows = chain(20)
    assert read_events_reply(sent(front, rows).body).ack == 20
    expected = [export_line(TERMINAL, EPOCH, row) for row in rows]
    assert list(front.books.export(TERMINAL)) == expected


def test_a_replayed_batch_changes_nothing(front: Front):
    rows = chain(5)
    first, again = sent(front, rows), sent(front, rows)
    assert (first.status, again.status, again.code) == (200, 409, problems.REPLAYED)
    counted = sent(front, rows, count=2)
    assert read_events_reply(counted.body).ack_hash == rows[-1].hash
    assert len(list(front.books.export(TERMINAL))) == 5


def test_strays_of_a_closed_ledger_are_kept_beside_it(front: Front):
    path, rows = f"/v1/t/{TERMINAL}/strays", chain(5)
    sent(front, rows)
    other = [rewritten(rows[3], rows[2].hash, cat_ver=9)]
    open_still = sent(front, other, 2, path)
    assert (open_still.status, open_still.code) == (409, problems.OPEN)
    front.send(hello_ask(sent=3, seq=3).signed())
    kept = read_events_reply(sent(front, other, 4, path).body)
    assert (kept.ack, kept.ack_hash) == (4, other[0].hash)
    assert list(front.books.export_strays(TERMINAL)) == [export_line(TERMINAL, EPOCH, other[0])]
    assert sent(front, other, 4, path).code == problems.REPLAYED


def test_the_list_shows_what_came(front: Front):
    front.send(hello_ask(sent=1, seq=7, hash="a" * 64).signed())
    sent(front, chain(5), count=2)
    reply = front.get("/v1/terminals", Authorization=f"Bearer {TOKEN}")
    (shown,) = json_of(reply)
    assert (shown["terminal"], shown["acked"], shown["last_seq"]) == (TERMINAL, 5, 7)
    assert shown["backlog"] == 2


def test_injections_in_every_text_are_texts(front: Front):
    for count, text in enumerate(INJECTIONS, start=1):
        reply = front.send(hello_ask(sent=count, app=text, state=text).signed())
        assert reply.status == 200, text
    rows, prev = [], FIRST_PREV
    for row, text in zip(chain(len(INJECTIONS)), INJECTIONS, strict=True):
        body = canonical({"code": text, "label": text, "queue_day": text, "agencies": [text]})
        rows.append(rewritten(row, prev, body=body))
        prev = rows[-1].hash
    reply = sent(front, rows, count=100)
    assert reply.status == 200, reply.body
    assert len(list(front.books.export(TERMINAL))) == len(INJECTIONS)
    assert front.get("/healthz").status == 200
    assert front.get("/v1/terminals", Authorization=f"Bearer {TOKEN}").status == 200


def test_a_ticket_that_arrived_is_shown_to_whoever_scans_it(front: Front):
    (row,) = chain(1)
    body = {
        "after": [],
        "agencies": ["disdukcapil"],
        "catalogue_version": 1,
        "code": "7QK4M2XW9DAB",
        "counters": [{"floor": 1, "number": 3}],
        "label": "A001",
        "number": 1,
        "priority": None,
        "queue": "A",
        "queue_day": "2026-11-24",
        "services": ["disdukcapil-ktp-hilang-rusak"],
        "stop": 1,
        "visit": "5f0c7a52-7b6c-4a0c-9a68-7f4c7f3b5f10",
    }
    assert sent(front, [rewritten(row, FIRST_PREV, body=canonical(body))]).status == 200
    page = front.get("/T/7qk4-m2xw-9dab")
    assert page.status == 200
    assert "A001" in page.body.decode()
    assert front.get("/T/7QK4M2XW9DAC").status == 404


@pytest.mark.parametrize("wall_ms", [0, -(2**53), 4_070_908_800_000, 2**53])
def test_events_of_any_time_are_stored(front: Front, wall_ms: int):
    (row,) = chain(1)
    told = rewritten(row, FIRST_PREV, wall_ms=wall_ms, clock="suspect")
    assert read_events_reply(sent(front, [told]).body).ack == 1
