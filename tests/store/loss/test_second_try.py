"""A second try: once more where the store could put things right, never where it could not."""

from __future__ import annotations

import errno
from pathlib import Path

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import DiskFull, NotPermitted, Refused, StoreProblem
from kiosk.store.explained import Damaged, damaged, explained, is_mistrusted, plain_errors
from kiosk.store.loss.second_try import Mending, tried_again

PATH = Path(__file__)
FULL = DiskFull("full", "make room")
BROKEN = damaged(PATH, "a page")


class Patient(Mending):
    """Fails as it is told to; ``mends`` says whether that can be put right."""

    def __init__(self, *failures: Exception, mends: bool = True) -> None:
        self.failures, self.mends = list(failures), mends
        self.heard: list[Exception] = []
        self.recovered = 0

    def mend(self, reason) -> bool:
        self.heard.append(reason)
        return self.mends

    def mended(self) -> None:
        self.recovered += 1

    @tried_again
    def answer(self, question: str, *, loudly: bool = False) -> str:
        """Answer."""
        if self.failures:
            raise self.failures.pop(0)
        return question.upper() if loudly else question


def test_what_goes_well_is_done_once():
    patient = Patient()
    assert patient.answer("yes", loudly=True) == "YES"
    assert (patient.heard, patient.recovered) == ([], 0)


@pytest.mark.parametrize("reason", [FULL, BROKEN])
def test_what_can_be_put_right_is_done_once_more_with_the_same_words(reason):
    patient = Patient(reason)
    assert patient.answer("yes", loudly=True) == "YES"
    assert (patient.heard, patient.recovered) == ([reason], 1)


def test_what_cannot_be_put_right_is_told(request):
    patient = Patient(FULL, mends=False)
    with pytest.raises(DiskFull):
        patient.answer("yes")
    assert patient.recovered == 0


def test_there_is_no_third_try():
    patient = Patient(BROKEN, FULL)
    with pytest.raises(DiskFull):
        patient.answer("yes")
    assert patient.heard == [BROKEN]


@pytest.mark.parametrize("reason", [Refused("closed", "tomorrow"), StoreProblem("s", "t")])
def test_other_faults_are_told_at_once(reason):
    patient = Patient(reason)
    with pytest.raises(type(reason)):
        patient.answer("yes")
    assert patient.heard == []


def test_a_method_that_is_tried_again_keeps_its_name_and_its_words():
    assert Patient.answer.__name__ == "answer"
    assert Patient.answer.__doc__ == "Answer."


def sqlite_error(name: str) -> sqlite3.Error:
    reason = sqlite3.OperationalError(name)
    reason.sqlite_errorname = name
    return reason


@pytest.mark.parametrize(
    ("name", "error", "mistrusted"),
    [
        ("SQLITE_CORRUPT", Damaged, True),
        ("SQLITE_CORRUPT_INDEX", Damaged, True),
        ("SQLITE_NOTADB", Damaged, True),
        ("SQLITE_IOERR_READ", Damaged, True),
        ("SQLITE_IOERR_SHORT_READ", Damaged, True),
        ("SQLITE_IOERR_WRITE", StoreProblem, True),
        ("SQLITE_IOERR_FSYNC", StoreProblem, True),
        ("SQLITE_READONLY", NotPermitted, True),
        ("SQLITE_READONLY_DBMOVED", NotPermitted, True),
        ("SQLITE_CANTOPEN", NotPermitted, True),
        ("SQLITE_FULL", DiskFull, False),
        ("SQLITE_BUSY", StoreProblem, False),
        ("SQLITE_ERROR", StoreProblem, False),
        ("SQLITE_CONSTRAINT_TRIGGER", StoreProblem, False),
    ],
)
def test_only_damage_is_taken_for_damage(name, error, mistrusted):
    reason = sqlite_error(name)
    assert type(explained(PATH, reason)) is error
    assert is_mistrusted(reason) is mistrusted


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EROFS, NotPermitted),
        (errno.EACCES, NotPermitted),
        (errno.EPERM, NotPermitted),
        (errno.EIO, StoreProblem),
    ],
)
def test_errors_of_the_disk_are_told_in_the_same_words(number, error):
    with pytest.raises(error) as told, plain_errors(PATH):
        raise OSError(number, "as the system says it")
    assert type(told.value) is error
    assert told.value.remedy
