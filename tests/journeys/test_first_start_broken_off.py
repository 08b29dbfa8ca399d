"""A first start that the power cut, a damaged file or a second kiosk breaks off."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.app.first_start.draft import DAMAGED, is_due
from kiosk.app.first_start.draft import FILE as DRAFT
from kiosk.app.first_start.progress import FILE as PROGRESS
from kiosk.errors import SecondWriter
from kiosk.settings import load_settings
from kiosk.settings.standing import NAME
from tests.app.kiosks import events_in
from tests.fakes import FakeClock
from tests.journeys.first_start_ways import (
    choose_language,
    choose_printer,
    finish,
    make_a_pin,
    name_the_terminal,
    try_the_screen,
    visit,
)
from tests.journeys.setting_up import FirstStart
from ui.presenters.technician.first_start import STEPS

pytestmark = pytest.mark.usefixtures("qapp")

Begin = Callable[..., FirstStart]


def test_after_a_power_cut_at_any_step_the_first_start_goes_on_there(
    begin: Begin, tmp_path: Path, clock: FakeClock
) -> None:
    """Each step by another process: what was done is there, and nothing counts yet."""
    ways: list[Callable[[FirstStart], object]] = [
        choose_language,
        try_the_screen,
        lambda first: name_the_terminal(first, "7"),
        lambda first: (first.touch("forward"), first.reach("printer")),
        choose_printer,
        lambda first: first.skip("people"),
        lambda first: (make_a_pin(first, "Sari"), first.touch("forward"), first.reach("summary")),
    ]
    for step, go in zip(STEPS, ways, strict=False):
        first = begin()
        assert first.step == step
        go(first)
        first.close()
        assert is_due(tmp_path)
        assert not (tmp_path / NAME).exists()
    first = begin()
    assert first.step == "summary"
    finish(first)
    settings = load_settings(tmp_path)
    assert (settings.terminal, settings.diagonal_in) == (7, 23.8)
    assert settings.printer.uri is not None
    visit(tmp_path, clock)


def test_the_ledger_hears_of_it_also_where_the_power_went_before_the_kiosk_opened(
    begin: Begin, tmp_path: Path, clock: FakeClock
) -> None:
    first = begin()
    first.skip(*list(STEPS)[1:])
    finish(first)
    first.close()
    assert (tmp_path / PROGRESS).exists()
    visit(tmp_path, clock)
    assert len(events_in(tmp_path, "terminal.first_start")) == 1


def test_a_damaged_draft_is_put_aside_and_the_first_start_begins_anew(
    begin: Begin, tmp_path: Path
) -> None:
    (tmp_path / DRAFT).write_text("[terminal]\nnumber = 700\n", encoding="utf-8")
    (tmp_path / PROGRESS).write_text('{"step": 7', encoding="utf-8")
    first = begin()
    assert first.step == "language"
    assert (tmp_path / DAMAGED).read_text(encoding="utf-8") == "[terminal]\nnumber = 700\n"


def test_one_first_start_a_folder(begin: Begin) -> None:
    begin()
    with pytest.raises(SecondWriter):
        begin()


def test_a_pin_that_nobody_noted_is_made_anew_after_a_power_cut(begin: Begin) -> None:
    first = begin()
    first.skip(*list(STEPS)[1:7])
    first.touch("add")
    first.type("Sari")
    first.touch("keep")
    first.wait_for("Hanya tampil sekali ini")
    first.close()
    first = begin()
    first.wait_for("PIN belum dicatat")
    (row,) = [name for name in first.sight.names() if name.startswith("person_")]
    first.touch(row)
    first.wait_for("Hanya tampil sekali ini")
    first.touch("noted")
    first.wait_for("PIN sudah dicatat")


def test_an_errand_that_takes_long_does_not_have_the_service_manager_end_it_all(
    begin: Begin, tmp_path: Path, monkeypatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(10)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000000")
        first = begin()
        assert manager.recv(100).startswith(b"READY=1")
        goes_on = threading.Event()
        first.window._errands.submit(goes_on.wait, lambda _result, _error: None)
        try:
            first.window._on_timer_timeout()
            first.window._watched.lend(10)
            first.settle()
            assert manager.recv(100) == b"WATCHDOG_USEC=20000000"
            assert manager.recv(100) == b"WATCHDOG=1"
        finally:
            goes_on.set()
