"""Verifying all ledgers of a folder: each by itself, and that no two gave the same numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kiosk.store.connection import FILE
from kiosk.store.loss.epochs import LedgerFile, ledgers_in, read_epochs
from kiosk.store.reading import Given, Reader, open_reader


@dataclass(frozen=True, slots=True)
class LedgerVerdict:
    """What was found in one ledger: ``head`` is its last hash."""

    file: str
    epoch: str
    ok: bool
    events: int
    head: str
    problems: list[str]


@dataclass(frozen=True, slots=True)
class FolderVerdict:
    """What was found in a folder.

    ``events`` and ``head`` are those of the current ledger; ``problems`` those of all, those of
    earlier ones with the file's name. ``ledgers`` are all, oldest first; ``lost`` the epochs of
    which no ledger is left, because nothing could be saved, or nobody had the time to look.
    """

    ok: bool
    events: int
    head: str
    problems: list[str]
    ledgers: list[LedgerVerdict]
    lost: list[str]


def verify_folder(folder: Path) -> FolderVerdict:
    """Verify every ledger of a folder; raises ``StoreProblem`` where one cannot be read."""
    files, lost = _files(folder)
    seen: dict[Given, str] = {}
    ledgers: list[LedgerVerdict] = []
    for file in files:
        with open_reader(folder, file.path.name) as reader:
            ledgers.append(_verdict(reader, file.path.name, seen))
    problems = [
        problem if ledger is ledgers[-1] else f"{ledger.file}: {problem}"
        for ledger in ledgers
        for problem in ledger.problems
    ]
    last = ledgers[-1]
    return FolderVerdict(not problems, last.events, last.head, problems, ledgers, lost)


def _verdict(reader: Reader, file: str, seen: dict[Given, str]) -> LedgerVerdict:
    """Verify one ledger; ``seen`` are the numbers of those before it."""
    found, numbers = reader.verify(), reader.given()
    twice = [
        f"{_text(each)} were given in {seen[each]} already" for each in numbers if each in seen
    ]
    seen.update(dict.fromkeys(numbers, file))
    problems = [*found.problems, *twice]
    epoch = reader.ident.epoch
    return LedgerVerdict(file, epoch, not problems, found.events, found.head, problems)


def _files(folder: Path) -> tuple[list[LedgerFile], list[str]]:
    """Return the ledgers, at least the one that should be there, and the epochs that have none."""
    current = [LedgerFile(folder / FILE, "", current=True)]
    try:
        records = read_epochs(folder) or []
        found = ledgers_in(folder)
    except ValueError:
        return current, []
    lost = [each.epoch for each in records if each.state == "over" and not each.ledger]
    earlier = [file for file in found if not file.current]
    return earlier + current, lost


def _text(given: Given) -> str:
    date, queue, series = given
    return f"numbers of queue {queue}, series {series} on {date}"
