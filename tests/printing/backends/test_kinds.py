"""Each kind of printer by its own module: where it connects, on what head, what it sees."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from printing.backends import device, folder, network
from printing.card import Card
from printing.escpos.heads import head_of
from printing.layout.draw import draw_slip
from printing.ports import Outcome, Paper, PrinterHealth
from printing.transport.link import LinkLost
from tests.printing.samples import made_up_slip


def connected_to(uri: str, monkeypatch) -> list[tuple[str, int]]:
    """Return where a printer of this address connects to, without letting it."""
    asked: list[tuple[str, int]] = []

    def connect(host: str, port: int) -> None:
        asked.append((host, port))
        raise LinkLost("offline")

    monkeypatch.setattr(network, "TcpLink", connect)
    assert network.open_printer(Card(uri)).probe() == PrinterHealth(False, ("offline",))
    return asked


@pytest.mark.parametrize(
    ("uri", "where"),
    [
        ("escpos+tcp://192.168.1.50:4000", ("192.168.1.50", 4000)),
        ("escpos+tcp://192.168.1.50", ("192.168.1.50", 9100)),
        ("escpos+tcp://192.168.1.50:", ("192.168.1.50", 9100)),
        ("escpos+tcp://[2001:db8::7]:9101/", ("2001:db8::7", 9101)),
        ("escpos+tcp://[2001:db8::7]", ("2001:db8::7", 9100)),
        ("escpos+tcp://Printer.Local", ("printer.local", 9100)),
    ],
)
def test_the_network_printer_connects_where_its_address_says(
    uri: str, where: tuple[str, int], monkeypatch
) -> None:
    assert connected_to(uri, monkeypatch) == [where]


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("[::1]", True),
        ("localhost", True),
        ("192.168.1.50", False),
        ("0.0.0.0", False),  # noqa: S104 - an address, nobody listens there
        ("localhost.example.org", False),
        ("printer", False),
    ],
)
def test_only_what_stands_on_this_machine_is_an_emulator(host: str, *, here: bool) -> None:
    assert network.open_printer(Card(f"escpos+tcp://{host}:9100"))._emulated is here


@pytest.mark.parametrize(("width", "dots"), [("80", 576), ("58", 384)])
def test_a_raw_printer_has_the_head_of_its_card(width: Any, dots: int) -> None:
    for backend, uri in ((network, "escpos+tcp://10.0.0.9"), (device, "escpos+file:/dev/usb/lp0")):
        head = backend.open_printer(Card(uri, width))._head
        assert (head, head.dots) == (head_of(width, 203), dots)
        assert backend.open_printer(Card(uri, width, 180))._head == head_of(width, 180)


def test_what_was_learned_goes_with_the_card() -> None:
    learned = {"asked": True, "gs_h": True}
    printer = network.open_printer(Card("escpos+tcp://10.0.0.9", capabilities=learned))
    assert printer.proof == "marker"
    assert network.open_printer(Card("escpos+tcp://10.0.0.9")).proof == "none"


def test_a_node_that_is_not_there_is_still_a_device() -> None:
    printer = device.open_printer(Card("escpos+file:/dev/usb/lp97"))
    assert printer.probe() == PrinterHealth(False, ("offline",))


def test_a_file_collects_bytes(tmp_path: Path) -> None:
    printer = device.open_printer(Card(f"escpos+file:{tmp_path / 'slips.bin'}"))
    paper = Paper("A007", draw_slip(made_up_slip()))
    assert printer.print(paper, lambda _state: None) == Outcome("unknown", "sent")
    assert (tmp_path / "slips.bin").stat().st_size > 1000


def test_usb_printers_are_found_by_their_nodes(tmp_path: Path, monkeypatch) -> None:
    for name in ("lp1", "lp0", "hiddev0", "lpx"):
        (tmp_path / name).write_bytes(b"")
    monkeypatch.setattr(device, "_NODES", tmp_path)
    assert device.found() == [f"escpos+file:{tmp_path}/lp0", f"escpos+file:{tmp_path}/lp1"]
    monkeypatch.setattr(device, "_NODES", tmp_path / "not-there")
    assert device.found() == []


def test_neither_a_network_nor_a_disk_is_searched(monkeypatch) -> None:
    def unasked(*_arguments: object) -> None:
        pytest.fail("nobody asked for that")

    monkeypatch.setattr(socket, "create_connection", unasked)
    assert network.found() == []
    assert folder.found() == []


def test_the_folder_printer_lays_its_paper_where_the_address_says(tmp_path: Path) -> None:
    printer = folder.open_printer(Card(f"folder:{tmp_path}/karcis #1?x"))
    assert printer.folder == tmp_path / "karcis #1?x"
