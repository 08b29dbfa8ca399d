"""The link by which a driver meets the simulated printer, and the time it waits by."""

from __future__ import annotations

import pytest

from printing.simulated.link import SimulatedLink, SimulatedTime, connector
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.script import AtRows, AtTime, Script
from printing.simulated.traits import CLONE_SMALL_BUFFER, FULL
from printing.transport.link import Link, LinkLost
from tests.printing.simulated.jobs import (
    ALL_STATUS,
    LONG,
    OK,
    connected,
    mark,
    marked,
    raster,
    rows,
    send,
    slip,
)

KERNEL = 20_000


def test_it_is_a_link_as_drivers_want_it() -> None:
    link: Link = connector(SimulatedPrinter(), SimulatedTime())()
    assert link.now() == 0.0


def test_a_wait_ends_with_the_answer_and_takes_just_that_long() -> None:
    link, time = connected(SimulatedPrinter())
    send(link, raster(1, 240) + mark(b"0001"))
    link.wait(LONG)
    assert (link.read(), time()) == (marked(b"0001"), pytest.approx(0.12))


def test_a_wait_in_vain_takes_its_whole_limit() -> None:
    link, time = connected(SimulatedPrinter())
    link.wait(2.5)
    assert (link.read(), time(), link.now()) == (b"", 2.5, 2.5)


def test_what_has_arrived_is_there_without_a_wait() -> None:
    link, time = connected(SimulatedPrinter())
    send(link, ALL_STATUS)
    link.wait(LONG)
    assert (link.read(), time()) == (OK, 0.0)


def test_time_can_be_shared_and_slept_through() -> None:
    time = SimulatedTime()
    printer = SimulatedPrinter()
    link = SimulatedLink(printer, time)
    send(link, raster(1, 100))
    time.sleep(0.025)
    link.read()
    assert (printer.rows_out, time()) == (50, 0.025)


def test_a_full_buffer_pushes_back_and_room_comes_with_the_paper() -> None:
    printer = SimulatedPrinter(CLONE_SMALL_BUFFER)
    link, time = connected(printer)
    send(link, slip(1_000))
    assert time() > 0.4
    link.wait(LONG)
    assert printer.papers[0].ink == rows(1, 1_000)


def test_a_write_in_vain_takes_its_whole_limit() -> None:
    printer = SimulatedPrinter()
    link, time = connected(printer)
    printer.stop_accepting()
    assert link.write(b"x") == 0
    link.wait(3.0, writable=True)
    assert time() == 3.0


@pytest.mark.parametrize("gone", [SimulatedPrinter.cut_power, SimulatedPrinter.pull_cable])
def test_on_usb_a_printer_that_is_gone_is_missed_at_once(gone) -> None:
    printer = SimulatedPrinter(script=Script([(AtTime(1.0), gone)]))
    link, time = connected(printer)
    with pytest.raises(LinkLost, match="offline"):
        link.wait(LONG)
    assert time() == 1.0
    for use in (link.read, lambda: link.write(b"x"), link.port_faults):
        with pytest.raises(LinkLost, match="offline"):
            use()
    link.close()
    with pytest.raises(LinkLost, match="offline"):
        connector(printer, time)()


def test_on_usb_a_printer_that_comes_back_needs_a_new_link() -> None:
    printer = SimulatedPrinter()
    link, time = connected(printer)
    printer.pull_cable()
    with pytest.raises(LinkLost):
        link.read()
    printer.plug_cable()
    with pytest.raises(LinkLost):
        link.read()
    link.close()
    assert connector(printer, time)().read() == b""


def pulled(job: bytes) -> tuple[SimulatedPrinter, SimulatedTime, SimulatedLink]:
    """Return a printer on TCP whose cable was pulled just before ``job`` was written."""
    printer, time = SimulatedPrinter(), SimulatedTime()
    link = SimulatedLink(printer, time, kernel_buffer=KERNEL)
    printer.pull_cable()
    assert link.write(job) == min(KERNEL, len(job))
    return printer, time, link


def test_on_tcp_bytes_are_taken_after_the_cable_is_pulled_and_do_not_arrive() -> None:
    printer, time, link = pulled(raster(1, 300))
    assert link.write(b"x") == 0
    link.wait(5.0, writable=True)
    assert (time(), link.read(), printer.bytes_accepted) == (5.0, b"", 0)


def test_on_tcp_they_arrive_when_the_cable_is_back_while_the_link_stands() -> None:
    printer, _, link = pulled(slip(100))
    printer.plug_cable()
    link.wait(LONG)
    assert printer.papers[0].ink == rows(1, 100)


def test_on_tcp_they_arrive_even_after_the_link_was_closed() -> None:
    printer, _, link = pulled(slip(100))
    link.close()
    printer.plug_cable()
    printer.advance(LONG)
    assert printer.cuts == 1


def test_what_the_link_takes_back_never_arrives() -> None:
    printer, _, link = pulled(slip(100))
    link.close(take_back=True)
    printer.plug_cable()
    printer.advance(LONG)
    assert printer.bytes_accepted == 0


def test_on_tcp_a_power_cut_is_noticed_only_when_the_printer_is_back() -> None:
    printer, time = SimulatedPrinter(), SimulatedTime()
    link = SimulatedLink(printer, time, kernel_buffer=KERNEL)
    printer.cut_power()
    assert link.write(slip(10)) == len(slip(10))
    assert link.read() == b""
    printer.give_power()
    with pytest.raises(LinkLost, match="offline"):
        link.read()
    link.close()
    printer.advance(LONG)
    assert printer.bytes_accepted == 0


def test_one_client_at_a_time() -> None:
    printer = SimulatedPrinter()
    link, time = connected(printer)
    with pytest.raises(LinkLost, match="busy"):
        SimulatedLink(printer, time)
    link.close()
    second = SimulatedLink(printer, time)
    link.close()
    assert printer.occupied
    second.close()
    with pytest.raises(LinkLost, match="closed"):
        second.read()


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (lambda _: None, ()),
        (SimulatedPrinter.paper_out, ("media-empty",)),
        (SimulatedPrinter.open_cover, ("error",)),
        (SimulatedPrinter.near_end, ()),
    ],
)
def test_a_usb_port_tells_of_paper_and_of_all_else(fault, told) -> None:
    printer = SimulatedPrinter(FULL)
    link = connector(printer, SimulatedTime(), tells_faults=True)()
    fault(printer)
    assert link.port_faults() == told


def test_a_network_tells_nothing() -> None:
    link, _ = connected(SimulatedPrinter())
    assert link.port_faults() is None


def test_a_fault_strikes_at_its_row_while_the_driver_waits() -> None:
    script = Script(
        [(AtRows(70), SimulatedPrinter.paper_out), (AtTime(4.0), SimulatedPrinter.refill)]
    )
    printer = SimulatedPrinter(script=script)
    link, time = connected(printer)
    send(link, raster(1, 240) + mark(b"0001"))
    link.wait(2.0)
    assert (link.read(), printer.rows_out) == (b"", 70)
    link.wait(LONG)
    assert (link.read(), time()) == (marked(b"0001"), pytest.approx(4.085))
