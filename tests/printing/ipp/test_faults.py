"""What a printer says of itself, in our words, and which of it stops printing."""

from __future__ import annotations

import pytest

from printing.ipp import status
from printing.ipp.encoding import Absent
from printing.ipp.faults import Faults, faults_of, state_of


@pytest.mark.parametrize(
    ("reason", "word", "stops"),
    [
        ("media-empty-report", "media-empty", True),
        ("media-empty-warning", "media-empty", True),
        ("media-empty", "media-empty", True),
        ("media-needed-error", "media-empty", True),
        ("media-low-warning", "media-low", False),
        ("media-low-report", "media-low", False),
        ("media-jam-report", "media-jam", True),
        ("cover-open-error", "cover-open", True),
        ("door-open-report", "cover-open", True),
        ("interlock-open", "cover-open", True),
        ("marker-supply-empty-error", "marker-supply-empty", True),
        ("toner-empty-error", "marker-supply-empty", True),
        ("toner-low-report", "marker-supply-low", False),
        ("connecting-to-device", "offline", True),
        ("offline-report", "offline", True),
        ("shutdown", "offline", True),
        ("paused", "paused", True),
        ("spool-area-full-report", "spool-area-full", True),
        ("fuser-over-temp-error", "fuser-over-temp", True),
        ("fuser-over-temp-warning", "fuser-over-temp", False),
        ("wifi-not-configured-report", "wifi-not-configured", False),
    ],
)
def test_a_reason_in_our_words(reason: str, word: str, *, stops: bool) -> None:
    assert faults_of([reason]) == Faults((word,), (word,) if stops else ())


@pytest.mark.parametrize("reason", ["none", "cups-waiting-for-job-completed", "cups-ipp-x-error"])
def test_what_is_no_fault_of_the_printer_is_left_out(reason: str) -> None:
    assert faults_of([reason]) == Faults()


def test_two_words_for_one_fault_are_told_once_in_the_order_of_the_printer() -> None:
    told = faults_of(["media-low-report", "media-needed-report", "media-empty-report"])
    assert told == Faults(("media-low", "media-empty"), ("media-empty",))


def test_the_worse_of_two_severities_counts() -> None:
    assert faults_of(["odd-report", "odd-error"]) == Faults(("odd",), ("odd",))


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ({"printer-state": [3]}, Faults()),
        ({"printer-state": [4]}, Faults()),
        ({"printer-state": [5]}, Faults(("paused",), ("paused",))),
        ({}, Faults(("unknown",), ("unknown",))),
        ({"printer-state": ["idle"]}, Faults(("unknown",), ("unknown",))),
        ({"printer-state": [Absent.UNKNOWN]}, Faults(("unknown",), ("unknown",))),
        (
            {"printer-state": [5], "printer-state-reasons": ["media-low"]},
            Faults(("media-low", "paused"), ("paused",)),
        ),
        (
            {"printer-state": [5], "printer-state-reasons": ["cover-open-error"]},
            Faults(("cover-open",), ("cover-open",)),
        ),
        (
            {"printer-state": [3], "printer-is-accepting-jobs": [False]},
            Faults(("not-accepting-jobs",), ("not-accepting-jobs",)),
        ),
        ({"printer-state": [3], "printer-is-accepting-jobs": [True]}, Faults()),
    ],
)
def test_the_state_of_a_printer(told: dict[str, list[object]], found: Faults) -> None:
    assert state_of(told) == found


@pytest.mark.parametrize(
    ("code", "name", "done", "refused"),
    [
        (0x0000, "status-0x0000", True, False),
        (0x0001, "status-0x0001", True, False),
        (0x0406, "client-error-not-found", False, True),
        (0x040A, "client-error-document-format-not-supported", False, True),
        (0x0411, "client-error-document-format-error", False, False),
        (0x04FE, "status-0x04fe", False, True),
        (0x0500, "server-error-internal-error", False, False),
        (0x0504, "server-error-device-error", False, False),
        (0x0506, "server-error-not-accepting-jobs", False, True),
        (0x0507, "server-error-busy", False, True),
        (0x0300, "status-0x0300", False, False),
    ],
)
def test_what_a_status_proves(code: int, name: str, *, done: bool, refused: bool) -> None:
    assert status.name_of(code) == name
    assert (status.succeeded(code), status.refused(code)) == (done, refused)
