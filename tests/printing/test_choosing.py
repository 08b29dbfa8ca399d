"""Choosing: each address finds its kind of printer, and a wrong one is told with an example."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kiosk.errors import UsageError
from printing.card import Card
from printing.choosing import BACKENDS, check_card, open_printer, printers_found
from printing.cups import CupsPrinter
from printing.escpos.collector import FileCollector
from printing.escpos.printer import EscPosPrinter
from printing.folder import FolderPrinter
from printing.ipp.printer import IppPrinter


def refused(uri: str, width: Any = "80") -> UsageError:
    with pytest.raises(UsageError) as raised:
        check_card(Card(uri, width))
    assert raised.value.code == 2
    assert repr(uri) in raised.value.message
    with pytest.raises(UsageError):
        open_printer(Card(uri, width))
    return raised.value


@pytest.mark.parametrize(
    ("uri", "kind"),
    [
        ("escpos+tcp://192.168.1.50:9100", EscPosPrinter),
        ("escpos+tcp://192.168.1.50", EscPosPrinter),
        ("escpos+tcp://192.168.1.50:1", EscPosPrinter),
        ("escpos+tcp://192.168.1.50:65535/", EscPosPrinter),
        ("escpos+tcp://printer-kios.local:9100", EscPosPrinter),
        ("escpos+tcp://[::1]:9100", EscPosPrinter),
        ("escpos+tcp://[fe80::1%25eth0]:9100", EscPosPrinter),
        ("escpos+file:/dev/usb/lp0", EscPosPrinter),
        ("escpos+file:/dev/kios-tiket", EscPosPrinter),
        ("escpos+file:/nowhere/slips.bin", FileCollector),
        ("ipp://192.168.1.60:631/ipp/print", IppPrinter),
        ("ipp://[::1]:60000/ipp/print", IppPrinter),
        ("ipp://printer.local/", IppPrinter),
        ("cups:laser", CupsPrinter),
        ("cups:Printer_Loket-2.a", CupsPrinter),
        ("folder:/var/lib/kiosk/slips", FolderPrinter),
    ],
)
def test_every_address_opens_its_kind_and_asks_nothing_yet(uri: str, kind: type) -> None:
    assert isinstance(open_printer(Card(uri)), kind)


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_kinds_own_example_is_right(backend: Any) -> None:
    assert backend.EXAMPLE.startswith(backend.SCHEME)
    check_card(Card(backend.EXAMPLE))


@pytest.mark.parametrize(
    "uri", ["ipp://10.0.0.9:631/ipp/print", "cups:laser", "folder:/var/lib/kiosk/slips"]
)
@pytest.mark.parametrize("width", ["80", "58", "a4"])
def test_what_prints_pages_takes_every_width(uri: str, width: Any) -> None:
    check_card(Card(uri, width))


@pytest.mark.parametrize("uri", ["escpos+tcp://10.0.0.9:9100", "escpos+file:/dev/usb/lp0"])
def test_raw_printers_take_rolls_only(uri: str) -> None:
    for width in ("80", "58"):
        check_card(Card(uri, width))
    assert "rolls of 80 or 58 mm" in refused(uri, "a4").message


@pytest.mark.parametrize(
    "uri",
    [
        *("", "printer", "://", ":9100", "lpd://10.0.0.9", "socket://10.0.0.9:9100", "usb://x"),
        *("ESCPOS+TCP://10.0.0.9", " escpos+tcp://10.0.0.9", "ipps://10.0.0.9/", "[", "x://["),
        *("http://exa℀mple/", "C:\\slips", "/dev/usb/lp0", "10.0.0.9:9100"),
    ],
)
def test_an_unknown_kind_is_told_with_an_example_of_each(uri: str) -> None:
    problem = refused(uri)
    assert "no known kind" in problem.message
    for backend in BACKENDS:
        assert backend.EXAMPLE in problem.remedy


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("escpos+tcp:", "names no host and port"),
        ("escpos+tcp://", "names no host and port"),
        ("escpos+tcp://:9100", "names no host and port"),
        ("escpos+tcp:10.0.0.9:9100", "names no host and port"),
        ("escpos+tcp:///10.0.0.9:9100", "names no host and port"),
        ("escpos+tcp://10.0.0.9:0", "names no host and port"),
        ("escpos+tcp://10.0.0.9:9100/lp", "names no host and port"),
        ("escpos+tcp://10.0.0.9:9100?x=1", "names no host and port"),
        ("escpos+tcp://10.0.0.9:9100/#x", "names no host and port"),
        ("escpos+tcp://user:secret@10.0.0.9:9100", "names no host and port"),
        ("escpos+tcp://a..b:9100", "names no host and port"),
        ("escpos+tcp://" + "a" * 64, "names no host and port"),
        ("escpos+tcp://a b:9100", "names no host and port"),
        ("escpos+tcp://a\x00b:9100", "names no host and port"),
        ("escpos+tcp://10.0.0.9:65536", "out of range"),
        ("escpos+tcp://10.0.0.9:-1", "-1"),
        ("escpos+tcp://10.0.0.9:lp", "lp"),
        ("escpos+tcp://[::1", "IPv6"),
        ("escpos+tcp://::1:9100", ""),
        ("escpos+tcp://exa℀mple", "invalid characters"),
    ],
)
def test_a_wrong_network_address_is_told_with_an_example(uri: str, reason: str) -> None:
    problem = refused(uri)
    assert reason in problem.message
    assert problem.remedy == "Write escpos+tcp://192.168.1.50:9100."


@pytest.mark.parametrize(
    "uri",
    [
        *("ipp:", "ipp://", "ipp:/ipp/print", "ipp:10.0.0.9", "ipp://:631/", "ipp://10.0.0.9:0/"),
        *("ipp://10.0.0.9:65536/", "ipp://10.0.0.9:x/", "ipp://[::1/"),
    ],
)
def test_a_wrong_ipp_address_is_told_with_an_example(uri: str) -> None:
    assert refused(uri).remedy == "Write ipp://192.168.1.60:631/ipp/print."


@pytest.mark.parametrize("scheme", ["escpos+file:", "folder:"])
@pytest.mark.parametrize("path", ["", ".", "lp0", "./lp0", "../dev/usb/lp0", "~/slips"])
def test_a_path_must_be_absolute(scheme: str, path: str) -> None:
    assert "no absolute path" in refused(scheme + path).message


def test_a_node_is_no_folder_no_pipe_and_nothing_that_cannot_be_looked_at(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        assert "neither a device nor a file" in refused(f"escpos+file:{path}").message
    (tmp_path / "file").write_bytes(b"")
    for path in (tmp_path / "file" / "below", f"/{'x' * 5000}", "/a\x00b"):
        assert "cannot be looked at" in refused(f"escpos+file:{path}").message


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert "is a file" in refused(f"folder:{tmp_path / 'file'}").message
    assert "cannot be looked at" in refused(f"folder:/{'x' * 5000}").message


@pytest.mark.parametrize(
    "queue", ["", "a/b", "a b", "a#b", "a?b", "a\tb", "a\nb", "a\x00b", "\x1b"]
)
def test_a_queue_has_a_name_that_cups_can_have(queue: str) -> None:
    problem = refused(f"cups:{queue}")
    assert "no queue" in problem.message
    assert problem.remedy == "Write cups:laser."


def test_a_queues_name_has_its_limit() -> None:
    check_card(Card(f"cups:{'a' * 127}"))
    refused(f"cups:{'a' * 128}")


def test_what_this_machine_sees_can_be_chosen(monkeypatch) -> None:
    def three() -> list[str]:
        return ["cups:laser", "cups:dapur"]

    monkeypatch.setattr(BACKENDS[3], "found", three)
    monkeypatch.setattr(BACKENDS[2], "found", lambda: ["ipp://localhost:60000/ipp/print"])
    found = printers_found()
    assert {"cups:laser", "cups:dapur", "ipp://localhost:60000/ipp/print"} <= set(found)
    for uri in found:
        check_card(Card(uri))
