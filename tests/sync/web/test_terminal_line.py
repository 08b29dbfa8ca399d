"""The three addresses of a terminal, when all is well."""

from __future__ import annotations

from sync.wire.messages import read_events_reply, read_hello_reply
from tests.sync.web.front import NONCE, Front, events_ask, hello_ask
from tests.sync.wire.events import chain


def test_a_hello_is_answered_with_how_far_the_province_is(front: Front):
    reply = front.send(hello_ask().signed())
    found = read_hello_reply(reply.body)
    assert (reply.status, found.ack, found.verdict, found.nonce) == (200, 0, "known", NONCE)
    assert found.server_ms == int(front.clock.now().timestamp() * 1000)


def test_a_batch_is_stored_and_answered_with_the_provinces_own_hash(front: Front):
    reply = front.send(events_ask().signed())
    found = read_events_reply(reply.body)
    assert (reply.status, found.ack, found.ack_hash) == (200, 3, chain(3)[-1].hash)
    assert (found.nonce, found.notes, found.days) == (NONCE, [], [])
