"""The last resort: a fault of ours becomes a file and one line, and ends the kiosk."""

from __future__ import annotations

import errno
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.__main__ import run
from kiosk.app import last_resort


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch) -> Path:
    """The folder that reports go to."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def hook() -> Iterator[None]:
    """Put back what is called on faults."""
    before = sys.excepthook
    yield
    sys.excepthook = before


def fault(text: str = "a bug") -> Exception:
    """Return an error that was raised, with the trace of it."""

    def fails() -> None:
        raise ZeroDivisionError(text)

    try:
        fails()
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_the_report_holds_the_whole_trace() -> None:
    text = last_resort.write_report(fault("half a number")).read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "ZeroDivisionError: half a number" in text
    assert "in fails" in text


def test_the_report_tells_what_led_to_the_fault() -> None:
    outer = RuntimeError("outer")
    outer.__cause__ = fault("inner")
    text = last_resort.write_report(outer).read_text(encoding="utf-8")
    assert text.index("inner") < text.index("outer")


def test_every_report_is_a_file_of_its_own_that_only_its_owner_reads(reports: Path) -> None:
    paths = {last_resort.write_report(fault()) for _time in range(5)}
    assert len(paths) == 5
    assert {path.parent for path in paths} == {reports}
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o600}


@pytest.mark.parametrize(
    ("text", "kept"), [("rusak 🙂 ᮘ", "rusak 🙂 ᮘ"), ("half a byte \udce9", r"half a byte \udce9")]
)
def test_whatever_the_fault_says_is_kept(text: str, kept: str) -> None:
    assert kept in last_resort.write_report(fault(text)).read_text(encoding="utf-8")


def test_it_is_told_in_one_line_with_the_file(reports: Path) -> None:
    message, remedy = last_resort.told(fault())
    (report,) = reports.iterdir()
    assert message == "A fault in the kiosk itself (ZeroDivisionError)."
    assert str(report) in remedy
    assert "\n" not in message + remedy


def test_where_no_report_can_be_written_it_is_told_all_the_same(monkeypatch) -> None:
    def full(*_arguments: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    message, remedy = last_resort.told(fault())
    assert message == "A fault in the kiosk itself (ZeroDivisionError)."
    assert "No space left on device" in remedy
    assert "test_last_resort.py:" in remedy
    assert "\n" not in message + remedy


@pytest.mark.parametrize("as_json", [False, True])
def test_the_command_line_shows_no_trace(capsys, monkeypatch, reports: Path, as_json) -> None:
    def broken(*_arguments: object) -> None:
        raise fault()

    monkeypatch.setattr("kiosk.commands.catalogue.load_catalogue", broken)
    code = run(["catalogue", "search", "ktp", *(["--json"] if as_json else [])])
    said = capsys.readouterr()
    assert code == last_resort.FAULT_CODE == 1
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "ZeroDivisionError" in said.err
    assert said.err.count("\n") == (1 if as_json else 2)
    (report,) = reports.iterdir()
    assert str(report) in said.err


def test_a_fault_in_a_slot_ends_the_application_without_a_trace(hook, capsys) -> None:
    ended: list[bool] = []
    faults = last_resort.end_on_faults(lambda: ended.append(True))
    error = fault()
    sys.excepthook(type(error), error, error.__traceback__)
    assert faults == [error]
    assert ended == [True]
    assert capsys.readouterr() == ("", "")


def test_every_fault_is_kept_and_none_is_lost(hook) -> None:
    ended: list[bool] = []
    faults = last_resort.end_on_faults(lambda: ended.append(True))
    first, second = fault("first"), fault("second")
    for error in (first, second):
        sys.excepthook(type(error), error, error.__traceback__)
    assert faults == [first, second]


def test_without_a_fault_nothing_ends(hook) -> None:
    ended: list[bool] = []
    assert last_resort.end_on_faults(lambda: ended.append(True)) == []
    assert ended == []
