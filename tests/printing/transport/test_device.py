"""The link on a device node, tried on a pseudo-terminal: there, gone, back, forbidden, taken."""

from __future__ import annotations

import errno
import fcntl
import os
import tty
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from printing.transport.device import DeviceLink, faults_of_port, is_device
from printing.transport.link import LinkLost

SOON = 10.0


class Terminal:
    """A pseudo-terminal in raw mode: ``node`` is its device, ``printer`` the other end of it."""

    def __init__(self) -> None:
        self.printer, own = os.openpty()
        tty.setraw(own)
        self.node = Path(os.ttyname(own))
        os.close(own)

    def unplug(self) -> None:
        """Take the printer's end away; twice is once."""
        if self.printer >= 0:
            os.close(self.printer)
            self.printer = -1


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.unplug()


@pytest.fixture
def link(terminal: Terminal) -> Iterator[DeviceLink]:
    opened = DeviceLink(terminal.node)
    yield opened
    opened.close()


def opening_fails(monkeypatch, number: int) -> None:
    """Let the kernel refuse the node."""

    def refuse(path: object, *_rest: object) -> int:
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(os, "open", refuse)


def fails_with(number: int) -> Callable[..., object]:
    def fail(*_arguments: object) -> object:
        raise OSError(number, os.strerror(number))

    return fail


def test_every_byte_goes_out_as_it_is(terminal: Terminal, link: DeviceLink) -> None:
    data = bytes(range(256))
    assert link.write(data) == 256
    came = b""
    while len(came) < 256:
        came += os.read(terminal.printer, 256)
    assert came == data


def test_every_byte_comes_in_as_it_is(terminal: Terminal, link: DeviceLink) -> None:
    os.write(terminal.printer, bytes(range(256)))
    came = b""
    while len(came) < 256:
        link.wait(SOON)
        came += link.read()
    assert came == bytes(range(256))


def test_where_nothing_came_nothing_is_read(link: DeviceLink) -> None:
    assert link.read() == b""


def test_waiting_ends_in_its_time(link: DeviceLink) -> None:
    began = link.now()
    link.wait(0.02)
    assert 0.02 <= link.now() - began < SOON / 2
    link.wait(-1.0)


def test_waiting_for_room_ends_at_once_where_there_is_room(link: DeviceLink) -> None:
    began = link.now()
    link.wait(SOON, writable=True)
    assert link.now() - began < SOON / 2


def test_a_printer_that_takes_no_more_is_not_waited_for(link: DeviceLink) -> None:
    taken = [link.write(b"x" * 4096) for _write in range(100)]
    assert taken[-1] == 0


@pytest.mark.parametrize("number", [errno.EAGAIN, errno.ENOSPC])
def test_a_driver_without_room_takes_nothing_now(
    link: DeviceLink, monkeypatch, number: int
) -> None:
    with monkeypatch.context() as kernel:
        kernel.setattr(os, "write", fails_with(number))
        assert link.write(b"x") == 0


@pytest.mark.parametrize("number", [errno.ENODEV, errno.EIO])
def test_a_driver_without_a_printer_is_offline(link: DeviceLink, monkeypatch, number: int) -> None:
    with monkeypatch.context() as kernel:
        kernel.setattr(os, "write", fails_with(number))
        kernel.setattr(os, "read", fails_with(number))
        for work in (lambda: link.write(b"x"), link.read):
            with pytest.raises(LinkLost) as lost:
                work()
            assert lost.value.reason == "offline"


def test_a_printer_that_is_unplugged_is_offline(terminal: Terminal, link: DeviceLink) -> None:
    terminal.unplug()
    for work in (lambda: link.write(b"x"), lambda: link.wait(SOON)):
        with pytest.raises(LinkLost) as lost:
            work()
        assert lost.value.reason == "offline"


def test_a_node_that_is_not_there_is_offline_and_says_what_to_look_at(tmp_path: Path) -> None:
    with pytest.raises(LinkLost) as lost:
        DeviceLink(tmp_path / "lp0")
    assert lost.value.reason == "offline"
    assert "plugged in" in lost.value.hint


def test_a_printer_that_is_back_works_again(terminal: Terminal, tmp_path: Path) -> None:
    node = tmp_path / "kios-tiket"
    node.symlink_to(terminal.node)
    first = DeviceLink(node)
    terminal.unplug()
    first.close()
    with pytest.raises(LinkLost):
        DeviceLink(node)
    back = Terminal()
    node.unlink()
    node.symlink_to(back.node)
    second = DeviceLink(node)
    assert second.write(b"slip") == 4
    assert os.read(back.printer, 100) == b"slip"
    second.close()
    back.unplug()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM])
def test_without_permission_the_group_and_the_command_are_named(
    terminal: Terminal, monkeypatch, number: int
) -> None:
    monkeypatch.setenv("LOGNAME", "kios")
    monkeypatch.setattr("grp.getgrgid", lambda _gid: type("Group", (), {"gr_name": "lp"}))
    with monkeypatch.context() as kernel:
        opening_fails(kernel, number)
        with pytest.raises(LinkLost) as lost:
            DeviceLink(terminal.node)
    assert lost.value.reason == "no-permission"
    assert "`adduser kios lp`" in lost.value.hint
    assert str(terminal.node) in lost.value.hint


def test_a_group_without_a_name_is_taken_for_debians_own(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("LOGNAME", "kios")
    with monkeypatch.context() as kernel:
        opening_fails(kernel, errno.EACCES)
        with pytest.raises(LinkLost, match="adduser kios lp"):
            DeviceLink(tmp_path / "lp0")


def test_a_node_that_another_program_holds_is_busy(terminal: Terminal, monkeypatch) -> None:
    with monkeypatch.context() as kernel:
        opening_fails(kernel, errno.EBUSY)
        with pytest.raises(LinkLost) as lost:
            DeviceLink(terminal.node)
    assert lost.value.reason == "busy"
    assert "CUPS" in lost.value.hint


@pytest.mark.parametrize(
    ("status", "faults"),
    [
        (0x18, ()),
        (0x10, ("error",)),
        (0x08, ("offline",)),
        (0x00, ("offline",)),
        (0x38, ("media-empty",)),
        (0x30, ("media-empty",)),
        (0x28, ("media-empty", "offline")),
        (0x20, ("media-empty", "offline")),
        (0xFF, ("media-empty",)),
        (0xD8, ()),
        (0xC7, ("offline",)),
    ],
)
def test_the_ports_own_byte_is_read_bit_by_bit(status: int, faults: tuple[str, ...]) -> None:
    assert faults_of_port(status) == faults


def test_the_port_is_asked_by_its_own_call(link: DeviceLink, monkeypatch) -> None:
    def answer(_file: int, request: int, status: bytearray) -> int:
        assert request == 0x060B
        status[0] = 0x30
        return 0

    with monkeypatch.context() as kernel:
        kernel.setattr(fcntl, "ioctl", answer)
        assert link.port_faults() == ("media-empty",)


def test_a_node_without_that_call_tells_nothing(link: DeviceLink) -> None:
    assert link.port_faults() is None


def test_closing_twice_is_closing_once(terminal: Terminal) -> None:
    link = DeviceLink(terminal.node)
    link.close(take_back=True)
    link.close()
    again = DeviceLink(terminal.node)
    again.close()


def test_nodes_are_devices_and_files_are_none(terminal: Terminal, tmp_path: Path) -> None:
    assert is_device(terminal.node)
    assert is_device(Path("/dev/usb/lp97"))
    (tmp_path / "slips.bin").write_bytes(b"")
    assert not is_device(tmp_path / "slips.bin")
    assert not is_device(tmp_path / "not-there")
