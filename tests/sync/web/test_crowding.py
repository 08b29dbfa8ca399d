"""Many at once: a bounded number inside, a pace for them, and a time for all others."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.province.web.app import Limits
from sync.province.web.crowding import Crowd, Room
from sync.province.web.declining import Declined
from sync.wire import problems
from sync.wire.messages import batch_body, read_events_reply
from tests.sync.web.front import (
    OFTEN,
    Ask,
    Front,
    Reply,
    check,
    events_ask,
    exchange,
    header,
    packed_ask,
)
from tests.sync.web.held_books import HeldBooks

MIB = 1024 * 1024
KIOSKS = 60


def crowd(**room: int) -> Crowd:
    return Crowd(Room(**room), lambda: 0.5)


class Herd:
    """Sends batches at once, with books that hold them until the test lets go."""

    def __init__(self, **room: int) -> None:
        self.books = HeldBooks()
        limits = Limits(Room(**room), per_key=OFTEN, per_address=OFTEN, per_reader=OFTEN)
        self.front = Front(self.books, limits)

    def come(self, first: int, then: int = 0, inside: int = 1) -> list[Reply]:
        """Let ``first`` batches come, and when so many are inside ``then`` more; all replies."""
        asks = [events_ask(sent=n).signed() for n in range(1, first + then + 1)]
        replies: list[Reply] = []

        async def all_of_them() -> None:
            waiting = [asyncio.ensure_future(exchange(self.front.app, a)) for a in asks[:first]]
            await self.books.until(inside, known=first)
            replies.extend([await exchange(self.front.app, ask) for ask in asks[first:]])
            self.books.let_go.set()
            replies.extend(await asyncio.gather(*waiting))

        with self.front:
            self.front.run(all_of_them())
        for reply in replies:
            check(asks[0], reply)
        return replies


def test_there_is_room_for_so_many_bodies_and_no_more():
    inside = crowd(bodies=2)
    with inside.upload(), inside.upload():
        with pytest.raises(Declined) as refusal, inside.upload():
            pass
        assert refusal.value.code == problems.BUSY
        assert refusal.value.headers == {"Retry-After": "6"}
    with inside.upload():
        assert inside.uploads == 1


def test_one_that_fails_makes_room_too():
    inside = crowd(bodies=1)
    for _ in range(3):
        with pytest.raises(KeyError), inside.upload():
            raise KeyError
    assert inside.uploads == 0


@given(st.integers(0, 60), st.integers(0, 60))
def test_the_more_there_are_the_longer_each_is_to_wait(some: int, more: int):
    inside = crowd()
    inside.uploads = some
    few = inside.pace_ms()
    inside.uploads = some + more
    assert 0 <= few <= inside.pace_ms() <= (some + more) * Room().each_ms


def test_a_few_are_not_held_back():
    inside = crowd()
    inside.uploads = Room().calm
    assert inside.pace_ms() == 0


@given(st.floats(0, 1, exclude_max=True))
def test_idle_terminals_come_spread_around_a_minute(chance: float):
    assert 45 <= Crowd(Room(), lambda: chance).next_s() <= 75


def test_only_so_many_are_at_the_books_at_once():
    herd = Herd(takers=2)
    assert [reply.status for reply in herd.come(8, inside=2)] == [200] * 8
    assert herd.books.most == 2


def test_a_herd_is_told_a_pace_that_spreads_it():
    paces = [read_events_reply(reply.body).pace_ms for reply in Herd(takers=2).come(40)]
    assert max(paces) >= 1000


def test_who_finds_no_room_is_told_when_to_come_again():
    replies = Herd(bodies=4, takers=4).come(4, then=6, inside=4)
    assert [reply.status for reply in replies] == [503] * 6 + [200] * 4
    for reply in replies[:6]:
        assert reply.code == problems.BUSY
        assert int(reply.headers["retry-after"]) >= 1


def test_a_reader_never_waits_behind_uploads():
    herd = Herd(takers=1)

    async def read_meanwhile() -> None:
        upload = asyncio.ensure_future(exchange(herd.front.app, events_ask().signed()))
        await herd.books.until(1, known=1)
        reply = await exchange(herd.front.app, Ask("GET", "/healthz"))
        assert (reply.status, upload.done()) == (200, False)
        herd.books.let_go.set()
        assert (await upload).status == 200

    with herd.front:
        herd.front.run(read_meanwhile())


def test_sixty_kiosks_with_a_megabyte_each_fit_into_a_bounded_memory():
    """Noise does not pack: half a megabyte a body, and one more once it is unpacked."""
    noise = b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(12_000)).hex().encode()
    plain = batch_body(header(1), [noise])
    packed = gzip.compress(plain)
    assert len(plain) > 740_000
    asks = [packed_ask(packed).signed() for _ in range(KIOSKS)]
    with Front() as front:
        front.get("/healthz")
        tracemalloc.start()
        try:
            replies = front.send_all(asks)
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert {reply.code for reply in replies} == {problems.POISONED, problems.REPLAYED}
    assert front.books.asked.count("take") == KIOSKS
    assert peak < KIOSKS * len(packed) + 24 * MIB


def test_a_bomb_takes_no_more_memory_than_its_lid():
    from tests.sync.web.test_bad_requests import bomb

    ask = packed_ask(bomb(400 * MIB)).signed()
    with Front() as front:
        front.get("/healthz")
        tracemalloc.start()
        try:
            assert front.send(ask).status == 413
            _now, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 8 * MIB
