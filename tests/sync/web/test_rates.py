"""Token buckets: a burst, then so many a second, each name for itself, and never too many names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.province.web import rates
from sync.province.web.app import Limits
from sync.province.web.declining import Declined
from sync.province.web.rates import Buckets, Rate
from sync.wire import problems
from tests.fakes import FakeClock
from tests.sync.web.front import OFTEN, Ask, Front, hello_ask
from tests.sync.web.live import Live
from tests.sync.wire.events import TERMINAL

RATE = Rate(burst=3, per_s=2)


def test_a_burst_is_let_in_and_then_it_is_so_many_a_second():
    clock = FakeClock()
    buckets = Buckets(RATE, clock.mono_ms)
    assert [buckets.spend("a") for _ in range(4)] == [0, 0, 0, 0.5]
    clock.advance(0.5)
    assert [buckets.spend("a"), buckets.spend("a")] == [0, 0.5]


def test_one_who_comes_too_often_is_not_punished_for_trying():
    clock = FakeClock()
    buckets = Buckets(RATE, clock.mono_ms)
    for _ in range(100):
        buckets.spend("a")
    clock.advance(0.5)
    assert buckets.spend("a") == 0


def test_nobody_pays_for_another():
    buckets = Buckets(Rate(1, 1), FakeClock().mono_ms)
    assert [buckets.spend(name) for name in "abcb"] == [0, 0, 0, 1.0]


def test_the_name_that_came_longest_ago_is_forgotten_first(monkeypatch):
    monkeypatch.setattr(rates, "MOST_NAMES", 2)
    buckets = Buckets(Rate(1, 1), FakeClock().mono_ms)
    assert [buckets.spend(name) for name in "abac"] == [0, 0, 1.0, 0]
    assert buckets.spend("a") == 1.0
    assert buckets.spend("b") == 0


@given(st.lists(st.floats(0, 5), max_size=40))
def test_over_any_time_there_are_at_most_the_burst_and_what_was_refilled(waits: list[float]):
    clock = FakeClock()
    began, buckets = clock.mono_ms(), Buckets(RATE, clock.mono_ms)
    let_in = 0
    for seconds in waits:
        clock.advance(seconds)
        let_in += buckets.spend("a") == 0
    passed = (clock.mono_ms() - began) / 1000
    assert let_in <= RATE.burst + RATE.per_s * passed


def test_to_charge_is_to_decline_with_a_time():
    buckets = Buckets(Rate(1, 0.1), FakeClock().mono_ms)
    buckets.charge("a")
    with pytest.raises(Declined) as refusal:
        buckets.charge("a")
    assert refusal.value.code == problems.TOO_MANY
    assert refusal.value.headers == {"Retry-After": "10"}


def test_a_terminal_that_comes_too_often_is_told_when_to_come_again():
    with Front(limits=Limits(per_key=Rate(2, 0.5), per_address=OFTEN)) as front:
        sent = [front.send(hello_ask(sent=count).signed()) for count in (1, 2, 3)]
        assert [reply.status for reply in sent] == [200, 200, 429]
        assert (sent[-1].code, sent[-1].headers["retry-after"]) == (problems.TOO_MANY, "2")
        front.clock.advance(2)
        assert front.send(hello_ask(sent=3).signed()).status == 200


def test_who_only_claims_a_key_spends_nothing_of_its_owners():
    with Front(limits=Limits(per_key=Rate(1, 0.01), per_address=OFTEN)) as front:
        swapped = hello_ask().signed()
        swapped.body = swapped.body.replace(b'"ok"', b'"no"')
        assert [front.send(swapped).status for _ in range(3)] == [401] * 3
        assert front.send(hello_ask().signed()).status == 200


def test_strangers_are_held_back_by_address_and_terminals_there_are_not():
    with Front(limits=Limits(per_key=OFTEN, per_address=Rate(2, 0.01))) as front:
        assert [front.send(hello_ask()).status for _ in range(3)] == [401, 401, 429]
        assert front.send(Ask("POST", "/v1/enrol")).status == 429
        assert front.send(hello_ask().signed()).status == 200


def test_a_withdrawn_key_that_goes_on_trying_is_held_back():
    with Front(limits=Limits(per_key=Rate(2, 0.01), per_address=OFTEN)) as front:
        front.books.revoke(TERMINAL, 0)
        replies = [front.send(hello_ask().signed()) for _ in range(3)]
    assert [reply.status for reply in replies] == [401, 401, 429]


def test_a_proxy_on_this_machine_tells_whose_address_it_is():
    with Front(limits=Limits(per_reader=Rate(1, 0.01))) as front, Live.of(front) as live:
        found = [
            live.say(
                b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                b"X-Forwarded-For: %s\r\n\r\n" % address
            ).split()[1]
            for address in (b"192.0.2.1", b"192.0.2.2", b"192.0.2.1")
        ]
    assert found == [b"200", b"200", b"429"]


def test_readers_are_held_back_by_address():
    with Front(limits=Limits(per_reader=Rate(2, 0.01))) as front:
        replies = [front.get("/T/7QK4M2XW9DAB") for _ in range(3)]
        assert [reply.status for reply in replies] == [404, 404, 429]
        assert replies[-1].headers["retry-after"] == "100"
        assert "Tiket yang dicetak anjungan tetap sah." in replies[-1].body.decode()
        for path in ("/healthz", "/openapi.json", "/v1/terminals"):
            assert front.get(path).status == 429
