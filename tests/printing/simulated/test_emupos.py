"""Our simulated printer beside another one, PyPI's ``emupos``: the same bytes, the same words?

Where they differ, Epson's command reference is followed by ours (no real printer was at hand):

- emupos has no mechanics. It prints in no time, has no buffer that fills, and a cut takes all that
  was printed with it, also what a real knife would not reach yet.
- It knows no ``GS ( H`` and no ``DLE DC4`` function 8; both are skipped in silence, as clones do.
- It does not see real-time commands inside a raster; Epson notes that they are executed there.
- Each connection has its own settings and its own data, and several may be open at once. A printer
  has one buffer; with ours a second client is turned away.
- What came while it was blocked comes out after the fault, even of a connection long closed: in
  this ghost both agree.
"""

from __future__ import annotations

import io
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PIL import Image

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import GS_R
from tests.printing.emupos_peer import Emupos, running_emupos
from tests.printing.simulated.jobs import (
    ALL_STATUS,
    ASB_ON,
    ASK_PAPER,
    CLEAR,
    CLEARED,
    CUT,
    OK,
    heard,
    mark,
    marked,
    raster,
    rows,
)

PATIENCE = 20.0
ENDS_WITH = b"\x10\x04\x01"
"""Asked last: its answer must be the next byte, or more was said."""

FAULTS = {
    "paper-near-end": (SimulatedPrinter.near_end, SimulatedPrinter.refill),
    "paper-out": (SimulatedPrinter.paper_out, SimulatedPrinter.refill),
    "cover-open": (SimulatedPrinter.open_cover, SimulatedPrinter.close_cover),
}


@dataclass
class Peer:
    """One of the two: a conversation, and a way to do something to it."""

    client: socket.socket
    set_fault: Callable[[str, bool], None]

    def say(self, question: bytes, count: int) -> bytes:
        """Return the ``count`` bytes it answers to ``question``, and see that it says no more."""
        self.client.sendall(question)
        said = self.hear(count)
        # Not in one go with the question: a real-time command would overtake it.
        self.client.sendall(ENDS_WITH)
        assert self.hear(1)[0] & 0x93 == 0x12, f"it says more than {said.hex(' ')}"
        return said

    def hear(self, count: int) -> bytes:
        said = heard(self.client, count)
        assert len(said) == count
        return said


@pytest.fixture(scope="module")
def emupos(tmp_path_factory) -> Iterator[Emupos]:
    with running_emupos(tmp_path_factory.mktemp("emupos")) as running:
        yield running


@pytest.fixture
def other(emupos: Emupos) -> Iterator[Peer]:
    with socket.create_connection(("127.0.0.1", emupos.port), PATIENCE) as client:
        yield Peer(client, lambda name, present: emupos.set_fault(name, present=present))
        for name in FAULTS:
            emupos.set_fault(name, present=False)


@pytest.fixture
def server() -> Iterator[SimulatedServer]:
    with SimulatedServer(SimulatedPrinter(GS_R)) as running:
        yield running


@pytest.fixture
def ours(server: SimulatedServer) -> Iterator[Peer]:
    with socket.create_connection(server.address, PATIENCE) as client:
        yield Peer(client, lambda name, present: server.do(FAULTS[name][0 if present else 1]))


@pytest.mark.parametrize(
    ("fault", "four"),
    [
        (None, "12121212"),
        ("paper-near-end", "1212121e"),
        ("paper-out", "1a32127e"),
        ("cover-open", "1a161212"),
    ],
)
def test_both_tell_their_status_in_the_same_bytes(ours, other, fault, four) -> None:
    for peer in (ours, other):
        if fault:
            peer.set_fault(fault, True)
        assert peer.say(ALL_STATUS, 4) == bytes.fromhex(four)


@pytest.mark.parametrize("fault", FAULTS)
def test_both_push_the_same_four_bytes_when_something_changes(ours, other, fault) -> None:
    said = []
    for peer in (ours, other):
        first = peer.say(ASB_ON, 4)
        peer.set_fault(fault, True)
        then = peer.hear(4)
        peer.set_fault(fault, False)
        said.append((first, then, peer.hear(4)))
    assert said[0] == said[1]
    assert said[0][0] == said[0][2] == bytes.fromhex("10000000")


@pytest.mark.parametrize("off", [b"\x1da\x00", b"\x1b@"], ids=["GS a 0", "ESC @"])
def test_both_end_asb_in_the_same_way(ours, other, off) -> None:
    for peer in (ours, other):
        peer.say(ASB_ON, 4)
        peer.say(off, 0)
        peer.set_fault("cover-open", True)
        assert peer.say(b"", 0) == b""


def test_both_answer_gs_r_in_order_and_near_end_in_it(ours, other) -> None:
    for peer in (ours, other):
        peer.client.sendall(ASK_PAPER)
        assert peer.hear(1) == b"\x00"
        peer.set_fault("paper-near-end", True)
        peer.client.sendall(ASK_PAPER)
        assert peer.hear(1) == b"\x03"


@pytest.mark.parametrize("fault", ["paper-out", "cover-open"])
def test_neither_answers_in_order_while_it_stands_and_both_do_afterwards(
    ours, other, fault
) -> None:
    for peer in (ours, other):
        peer.set_fault(fault, True)
        assert peer.say(ASK_PAPER, 0) == b""
        peer.set_fault(fault, False)
        assert peer.hear(1) == b"\x00"


def test_a_raster_has_the_same_dots_on_both(ours, other, server, emupos) -> None:
    job = b"\x1b@\x1c." + raster(1, 240) + raster(241, 60) + CUT + ASK_PAPER
    for peer in (ours, other):
        peer.client.sendall(job)
        assert peer.hear(1) == b"\x00"
    with server.lock:
        (paper,) = server.printer.papers
    assert paper.ink == rows(1, 300) == dots(emupos, newest(emupos))


def test_both_print_what_they_held_after_the_fault_the_ghost(ours, other, server, emupos) -> None:
    for peer in (ours, other):
        peer.set_fault("paper-out", True)
        peer.client.sendall(raster(7, 50) + CUT + ASK_PAPER)
        peer.set_fault("paper-out", False)
        assert peer.hear(1) == b"\x00"
    with server.lock:
        assert server.printer.papers[-1].ink == rows(7, 50)
    assert dots(emupos, newest(emupos)) == rows(7, 50)


def test_emupos_does_not_execute_real_time_bytes_inside_a_raster_as_epson_says(ours, other) -> None:
    picture = b"\x1dv0\x00\x48\x00\x01\x00" + b"\x10\x04\x04" + b"\x55" * 69
    assert ours.say(picture, 1) == b"\x12"
    assert other.say(picture, 0) == b""


def test_emupos_knows_neither_marks_nor_clear_which_the_full_class_does(other) -> None:
    assert other.say(mark(b"0001") + CLEAR, 0) == b""
    with (
        SimulatedServer(SimulatedPrinter()) as server,
        socket.create_connection(server.address, PATIENCE) as client,
    ):
        client.sendall(mark(b"0001"))
        assert heard(client, 7) == marked(b"0001")
        client.sendall(CLEAR)
        assert heard(client, 3) == CLEARED


def test_emupos_takes_a_second_client_where_ours_turns_it_away(ours, other, emupos) -> None:
    assert ours.say(ALL_STATUS, 4) == other.say(ALL_STATUS, 4) == OK
    with socket.create_connection(("127.0.0.1", emupos.port), PATIENCE) as second:
        second.sendall(ALL_STATUS)
        assert heard(second, 4) == OK


def newest(emupos: Emupos) -> dict[str, Any]:
    return max(emupos.receipts(), key=lambda receipt: receipt["completed_at"])


def dots(emupos: Emupos, receipt: dict[str, Any]) -> tuple[bytes, ...]:
    """Return a receipt's rows as a head burns them: packed, black is 1."""
    with Image.open(io.BytesIO(emupos.picture(receipt["id"]))) as picture:
        data = bytes(255 - byte for byte in picture.convert("1").tobytes())
        wide = picture.width // 8
    return tuple(data[at : at + wide] for at in range(0, len(data), wide))
