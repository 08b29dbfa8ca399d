"""The register of technicians: who may enter, and the one way to try a PIN.

Any process may use it beside the running kiosk; each call takes its turn and is on the disk when
it returns. People, hashes and tries stand in one file, so that no count is lost without the PIN it
guards. A copy is written whenever the people change; where the file is damaged or gone the copy
stands in for it, and everybody in it has one try left, after the longest wait.
"""

from __future__ import annotations

import errno
import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from kiosk.clock import boot_id
from kiosk.errors import DataProblem, DiskFull, NotPermitted, UnknownId, UsageError
from kiosk.technicians.files import read_small, turn, write_private
from kiosk.technicians.people import NewPin, Person, Verdict, clean_name
from kiosk.technicians.pins import COST, Cost, hash_pin, new_pin, pin_fits
from kiosk.technicians.records import MOST_PEOPLE, Record, decoded, encoded
from kiosk.technicians.rule import Moment, Tries, counted, settled, wait_left_ms, worst

FILE = "technicians.json"
COPY = "technicians.copy.json"
LOCK = "technicians.lock"


class Register:
    """The technicians of the terminal whose data lie in ``folder``.

    All methods read or write files, and those that touch a PIN take about 0.1 s: never call them on
    the GUI thread. They raise ``NotPermitted`` where the files cannot be read or written,
    ``DiskFull`` where there is no room, and ``DataProblem`` where the register is damaged.
    """

    def __init__(
        self, folder: Path, mono_ms: Callable[[], int], boot: str | None = None, cost: Cost = COST
    ) -> None:
        """Use the monotonic clock ``mono_ms``, which counts in the boot ``boot`` (None: this)."""
        self.folder = folder
        self._mono_ms = mono_ms
        self._boot = boot_id() if boot is None else boot
        self._cost = cost

    def people(self) -> tuple[Person, ...]:
        """Return everybody, by name, as they stand now."""
        with self._turn() as records:
            now = self._now()
            found = [record.person(now) for record in records]
        return tuple(sorted(found, key=lambda person: person.name.casefold()))

    def add(self, name: str) -> NewPin:
        """Take up a person; raises ``UsageError`` for a name that is taken or none."""
        named = clean_name(name)
        pin = new_pin()
        with self._turn() as records:
            if any(record.name.casefold() == named.casefold() for record in records):
                raise UsageError(
                    f"{named} is a technician already.",
                    f'Give them a new PIN with `kiosk pin reset "{named}"`, or take another name.',
                )
            if len(records) >= MOST_PEOPLE:
                raise UsageError(
                    f"There are {MOST_PEOPLE} technicians already.",
                    "Remove one who comes no more, with `kiosk pin remove NAME`.",
                )
            record = Record(secrets.token_hex(4), named, hash_pin(pin, self._cost))
            self._write_people((*records, record))
            return NewPin(record.person(self._now()), pin)

    def reset(self, who: str) -> NewPin:
        """Give a person (id or name) a new PIN and free tries; raises ``UnknownId``."""
        pin = new_pin()
        with self._turn() as records:
            found = _named(records, who)
            record = Record(found.id, found.name, hash_pin(pin, self._cost))
            self._write_people(_replaced(records, record))
            return NewPin(record.person(self._now()), pin)

    def remove(self, who: str) -> Person:
        """Let a person (id or name) enter no more; raises ``UnknownId``."""
        with self._turn() as records:
            found = _named(records, who)
            self._write_people(tuple(record for record in records if record is not found))
            return found.person(self._now())

    def unlock(self, who: str) -> Person:
        """Give a person (id or name) their free tries again; raises ``UnknownId``."""
        with self._turn() as records:
            record = _named(records, who).with_tries(Tries())
            self._write(_replaced(records, record))
            return record.person(self._now())

    def attempt(self, who: str, pin: str) -> Verdict:
        """Try a PIN. It is counted on the disk before it is compared; raises ``UnknownId``."""
        with self._turn() as records:
            found, now = _named(records, who), self._now()
            if found.standing().locked:
                return Verdict("locked", found.person(now))
            if wait_left_ms(found.standing(), now):
                return Verdict("wait", found.person(now))
            tried = found.with_tries(counted(found.standing(), now))
            self._write(_replaced(records, tried))
            if not pin_fits(pin, tried.hash):
                return Verdict("wrong", tried.person(now))
            right = tried.with_tries(Tries())
            self._write(_replaced(records, right))
            return Verdict("right", right.person(now))

    def _now(self) -> Moment:
        return Moment(self._mono_ms(), self._boot)

    @contextmanager
    def _turn(self) -> Generator[tuple[Record, ...]]:
        """Give everybody's records as they stand in this boot, with nobody else's hand on them."""
        try:
            with turn(self.folder, LOCK):
                yield self._settled(self._read())
        except TimeoutError as reason:
            raise NotPermitted(
                f"{self.folder}: the register of technicians cannot be used ({reason.strerror}).",
                "Wait until that program has ended, or start the machine again.",
            ) from reason
        except OSError as reason:
            if reason.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise DiskFull(
                    f"{self.folder}: there is no room for the register of technicians.",
                    "Make room on the disk.",
                ) from reason
            raise NotPermitted(
                f"{self.folder}: the register of technicians cannot be used ({reason.strerror}).",
                "Give the kiosk's user the right to write in its data folder.",
            ) from reason

    def _settled(self, records: tuple[Record, ...]) -> tuple[Record, ...]:
        """Begin the waits anew that a restart has cut short, and write that down."""
        now = self._now()
        fresh = tuple(
            record.with_tries(settled(record.standing(), now)) if record.tries else record
            for record in records
        )
        if fresh != records:
            self._write(fresh)
        return fresh

    def _read(self) -> tuple[Record, ...]:
        main, copy = _tried(self.folder / FILE), _tried(self.folder / COPY)
        if isinstance(main, tuple):
            return main
        if isinstance(copy, tuple):
            saved = tuple(record.with_tries(worst(self._now())) for record in copy)
            self._write(saved)
            return saved
        if main is None and copy is None:
            return ()
        raise DataProblem(
            f"{self.folder / FILE}: the register of technicians is damaged ({main or copy}).",
            f"Restore it, or move {FILE} and {COPY} away and make the PINs again: "
            "`kiosk pin add NAME`.",
        )

    def _write(self, records: tuple[Record, ...]) -> None:
        write_private(self.folder / FILE, encoded(records))

    def _write_people(self, records: tuple[Record, ...]) -> None:
        """Write the copy first: what the command reported as done stands in both."""
        write_private(self.folder / COPY, encoded(records))
        self._write(records)


def _tried(path: Path) -> tuple[Record, ...] | str | None:
    """Return a file's records, what is wrong with it, or None where there is none."""
    try:
        content = read_small(path)
        return None if content is None else decoded(content)
    except (ValueError, UsageError) as reason:
        return str(reason)


def _named(records: tuple[Record, ...], who: str) -> Record:
    wanted = " ".join(who.split()).casefold()
    for record in records:
        if wanted in {record.id, record.name.casefold()}:
            return record
    raise UnknownId(f"There is no technician {who!r}.", "See `kiosk pin list`.")


def _replaced(records: tuple[Record, ...], record: Record) -> tuple[Record, ...]:
    return tuple(record if other.id == record.id else other for other in records)
