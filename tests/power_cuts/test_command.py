"""Power cuts by hand: one image laid out again, and a measurement."""

from __future__ import annotations

import sys
from functools import partial

import pytest

from tests.power_cuts import __main__ as command
from tests.power_cuts.kiosks import record_busy_kiosk
from tests.power_cuts.trial import choose_cuts, images


def call(monkeypatch, *arguments) -> int:
    monkeypatch.setattr(sys, "argv", ["power_cuts", *map(str, arguments)])
    return command.main()


def test_the_image_that_a_test_named_is_laid_out(recorder, tmp_path, monkeypatch, capsys):
    steps = record_busy_kiosk(recorder, 1, 2, endings=("closed",), paper=False)
    *_, (cut, image) = images(steps, choose_cuts(steps, 20, seed=1))
    assert call(monkeypatch, "image", recorder.log, cut, tmp_path / "laid") == 0
    found = {path.name: path.read_bytes() for path in (tmp_path / "laid").iterdir()}
    assert found == image
    assert capsys.readouterr().out.count("\n") == len(image)


def test_both_kiosks_are_measured(library, monkeypatch, capsys):
    briefly = partial(record_busy_kiosk, endings=("closed",))
    monkeypatch.setattr(command, "record_busy_kiosk", briefly)
    monkeypatch.setattr(command, "VISITS", 1)
    monkeypatch.setattr(command, "ACTIONS", 1)
    assert call(monkeypatch, "measure", "--images", 30) == 0
    desk, busy = capsys.readouterr().out.splitlines()
    assert desk.startswith("desk: ")
    assert busy.startswith("busy kiosk: ")
    assert "30 images" in desk
    assert "0 at fault" in busy


def test_where_nothing_can_be_recorded_nothing_is_measured(monkeypatch, capsys):
    monkeypatch.setattr(command, "why_not_here", lambda: "gcc is missing")
    assert call(monkeypatch, "measure") == 1
    assert "gcc is missing" in capsys.readouterr().err


def test_without_a_command_it_says_how_it_is_called(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        call(monkeypatch)
    assert "measure" in capsys.readouterr().err
