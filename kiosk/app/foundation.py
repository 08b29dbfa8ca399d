"""The little that the first frame needs: settings, mall file, holidays, clock. No catalogue yet."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.app.line_news import ENROLMENT, LineNews
from kiosk.app.province_clock import ProvinceClock
from kiosk.app.unknown_mall import UNKNOWN
from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.files import HOLIDAYS, MALLS
from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import BUNDLED, load_holidays, load_mall
from kiosk.clock import Clock
from kiosk.errors import DataProblem, NotPermitted, UsageError
from kiosk.settings import FaultyConfiguration, Problem, Settings, Standing, sound_standing
from kiosk.settings.standing import LEDGER, demo_standing, fall_back, read_standing

DEMO_MALL = "contoh-pringsewu"


@dataclass(frozen=True)
class Foundation:
    """What is known before anything heavy is loaded.

    ``line`` is to be looked at where nobody waits; ``clock`` goes by what it has seen. ``standing``
    says where the settings come from, and what is wrong with those that do not count. With a
    ``fault`` nobody can say who the terminal is: no mall is known and no number may be given.
    """

    data: Path
    settings: Settings
    catalogue_folder: Path
    timetable: Timetable
    clock: Clock
    line: LineNews
    standing: Standing = field(default_factory=demo_standing)
    fault: FaultyConfiguration | FaultyData | None = None


def lay_foundation(data: Path, clock: Clock) -> Foundation:
    """Read settings, mall file and holidays.

    Where the settings or the files they name are faulty, those count that a kiosk last started
    with. Raises ``DataProblem`` (exit 8) where there are none, with every fault.
    """
    standing = sound_standing(data)
    try:
        timetable = _timetable(standing.settings)
        _refuse_another_mall(data, standing, timetable)
    except FaultyData as fault:
        standing = _step_back(data, standing, fault)
        timetable = _timetable(standing.settings)
    return _founded(data, clock, standing, timetable)


def lay_for_the_glass(data: Path, clock: Clock) -> Foundation:
    """Read what ``lay_foundation`` does; where it would refuse, return one with the ``fault``.

    On that one the glass can speak, with defaults for whatever cannot be read, and nothing else.
    """
    try:
        return lay_foundation(data, clock)
    except (FaultyConfiguration, FaultyData) as fault:
        standing = read_standing(data)
        if isinstance(fault, FaultyData):
            standing = with_faults(standing, fault)
        return replace(_founded(data, clock, standing, UNKNOWN), fault=fault)


def _founded(data: Path, clock: Clock, standing: Standing, timetable: Timetable) -> Foundation:
    line = LineNews(data, clock)
    told = clock if clock.given else ProvinceClock(clock, line.told)
    folder = standing.settings.catalogue or BUNDLED
    return Foundation(data, standing.settings, folder, timetable, told, line, standing)


def lay_again(foundation: Foundation, fault: FaultyData) -> Foundation:
    """Return the foundation that a kiosk last started with, where this one's files are faulty.

    Raises ``fault`` where there is none, or none with other files.
    """
    standing = _step_back(foundation.data, foundation.standing, fault)
    return replace(
        foundation,
        settings=standing.settings,
        catalogue_folder=standing.settings.catalogue or BUNDLED,
        timetable=_timetable(standing.settings),
        standing=standing,
    )


def _timetable(settings: Settings) -> Timetable:
    folder = settings.catalogue or BUNDLED
    mall = load_mall(settings.mall or folder / MALLS / f"{DEMO_MALL}.json")
    return Timetable(mall, load_holidays(folder / HOLIDAYS))


def _refuse_another_mall(data: Path, standing: Standing, timetable: Timetable) -> None:
    """Refuse the mall file of another mall than the ledger's, while its own is still known."""
    own = fall_back(data, standing).settings.mall
    if own is None or own == standing.settings.mall or not (data / LEDGER).exists():
        return
    try:
        here = load_mall(own).id
    except FaultyData:  # Then nothing is known of the mall there.
        return
    if here != timetable.mall.id:
        what = f"it is the file of {timetable.mall.id}, and this data folder belongs to {here}"
        fault = Fault("mall.file", "id", what, "Bring the file of its own mall.")
        raise FaultyData("mall file", [fault])


def _step_back(data: Path, standing: Standing, fault: FaultyData) -> Standing:
    """Return the last good configuration; raises ``fault`` where none has other files."""
    before = fall_back(data, with_faults(standing, fault))
    files = [(s.settings.mall, s.settings.catalogue) for s in (before, standing)]
    if not before.on_last_good or files[0] == files[1]:
        raise fault
    return before


def with_faults(standing: Standing, fault: FaultyData) -> Standing:
    """Return a standing that names the faults of its files among its problems."""
    problems = (_problem(standing.settings, one) for one in fault.faults)
    return replace(standing, problems=(*standing.problems, *problems))


def _problem(settings: Settings, fault: Fault) -> Problem:
    """Return a fault of a named file as one of the key that names it."""
    of_mall = settings.mall is not None and fault.file in {settings.mall.name, "mall.file"}
    key = "mall.file" if of_mall or settings.catalogue is None else "mall.catalogue"
    where = f"{fault.file}: {fault.place}: " if fault.place else f"{fault.file}: "
    glass = f"Berkas {fault.file} salah isi."
    return Problem(key, f"{where}{fault.message}", fault.remedy, glass, about=key)


def has_far_province(data: Path) -> bool:
    """Whether the terminal is enrolled at a province that is not on this machine.

    One whose enrolment is damaged may be, and counts so.
    """
    if not (data / ENROLMENT).exists():  # Without one, nothing of the line is loaded.
        return False
    from sync.enrolled import read_enrolment

    try:
        found = read_enrolment(data)
    except (DataProblem, NotPermitted):
        return True
    return found is not None and found.is_far


def refuse_given_time(data: Path) -> None:
    """Raise ``UsageError`` where a time given by hand would make numbers that others rely on."""
    if has_far_province(data):
        raise UsageError(
            f"{data} belongs to a terminal in service: its time is not given by hand.",
            "Leave out --now and KIOSK_NOW, or try it in a data folder of its own (--data DIR).",
        )


def configured_terminal(settings: Settings) -> int | None:
    """Return the terminal's number from ``KIOSK_TERMINAL`` or the settings, or None.

    Raises ``UsageError`` where the variable is no number from 1 to 99.
    """
    named = os.environ.get("KIOSK_TERMINAL")
    if named is None:
        return settings.terminal
    if named.isascii() and named.isdecimal() and 1 <= int(named) <= 99:
        return int(named)
    raise UsageError(f"KIOSK_TERMINAL is {named!r}.", "Set it to a number from 1 to 99.")
