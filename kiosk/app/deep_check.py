"""What a configuration's values lead to: the files it names, the printer, the ledger it meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.app.foundation import DEMO_MALL
from kiosk.catalogue.checking import check_catalogue, check_mall
from kiosk.catalogue.faults import Fault, FaultyData
from kiosk.catalogue.files import MALLS
from kiosk.catalogue.loading import BUNDLED, load_catalogue, load_mall
from kiosk.errors import StoreProblem, UsageError
from kiosk.settings.kinds import Value
from kiosk.settings.model import Settings, settings_of
from kiosk.settings.parsing import parse_file
from kiosk.settings.problems import FaultyConfiguration, Problem
from kiosk.settings.schema import check_value, cross_problems
from kiosk.settings.standing import LEDGER

MOST_FAULTS = 20
"""Faults of one named file that are told; `kiosk catalogue check` tells them all."""


def deep_problems(
    values: Mapping[str, Value], folder: Path, data: Path | None = None
) -> tuple[Problem, ...]:
    """Return what is wrong behind right ``values``, whose relative paths are meant from ``folder``.

    With ``data``, they are held against the terminal whose ledger lies there, too.
    """
    settings = settings_of(values, folder)
    return (
        *_catalogue_problems(settings),
        *_mall_problems(settings),
        *_printer_problems(settings),
        *(_identity_problems(settings, data) if data else ()),
    )


def refuse_deep(values: Mapping[str, Value], file: Path, data: Path | None = None) -> None:
    """Raise ``FaultyConfiguration`` for what ``deep_problems`` finds in ``file``'s values."""
    problems = deep_problems(values, file.parent, data)
    if problems:
        raise FaultyConfiguration(file.name, problems)


def refuse_change(data: Path, file: Path, path: str, typed: str) -> None:
    """Raise ``FaultyConfiguration`` where what was typed for a key is wrong, or what it leads to.

    It is looked at together with what ``file`` says in the same table.
    """
    value = check_value(path, typed)
    if isinstance(value, Problem):
        raise FaultyConfiguration(file.name, (value,))
    table = path.partition(".")[0]
    beside = parse_file(file).values  # None of a file that is not there.
    together = {key: found for key, found in beside.items() if key.startswith(f"{table}.")}
    together[path] = value
    crossed = tuple(cross_problems(together))
    if crossed:
        raise FaultyConfiguration(file.name, crossed)
    refuse_deep(together, file, data)


def _catalogue_problems(settings: Settings) -> Iterator[Problem]:
    folder = settings.catalogue
    if folder is None:
        return
    if not folder.is_dir():
        yield _missing("mall.catalogue", folder, "Folder katalog ini tidak ada.")
        return
    for fault in check_catalogue(folder)[:MOST_FAULTS]:
        yield _faulty("mall.catalogue", fault)


def _mall_problems(settings: Settings) -> Iterator[Problem]:
    path = _mall_file(settings)
    if path is None:
        return
    if not path.exists():
        yield _missing("mall.file", path, "Berkas mal ini tidak ada.")
        return
    try:
        catalogue = load_catalogue(settings.catalogue or BUNDLED)
    except FaultyData:  # Told already, of the catalogue.
        return
    for fault in check_mall(path, catalogue)[:MOST_FAULTS]:
        yield _faulty("mall.file", fault)


def _mall_file(settings: Settings) -> Path | None:
    """Return the mall file that will be loaded, None for the example mall that comes along."""
    if settings.mall is None and settings.catalogue is not None:
        return settings.catalogue / MALLS / f"{DEMO_MALL}.json"
    return settings.mall


def _printer_problems(settings: Settings) -> Iterator[Problem]:
    from printing.card import Card
    from printing.choosing import check_card

    choice = settings.printer
    if choice.uri is None:
        return
    try:
        check_card(Card(choice.uri, choice.width, choice.dpi))
    except UsageError as fault:
        yield _problem(
            "printer.uri", fault.message.removesuffix("."), fault.remedy, "Alamat printer salah."
        )


def _identity_problems(settings: Settings, data: Path) -> Iterator[Problem]:
    if not (data / LEDGER).exists():
        return
    from kiosk.store.reading import open_reader

    try:
        with open_reader(data) as reader:
            ident = reader.ident
        mall = load_mall(_mall_file(settings) or BUNDLED / MALLS / f"{DEMO_MALL}.json").id
    except (StoreProblem, FaultyData):  # A damaged ledger says nothing; faulty files are told.
        return
    remedy = "A terminal with another one begins in an empty data folder."
    if settings.terminal not in {None, ident.terminal}:
        reason = f"the ledger here is terminal {ident.terminal}'s, and its number is for ever"
        glass = f"Mesin ini bernomor {ident.terminal}. Nomor mesin tidak bisa diganti."
        yield _problem("terminal.number", reason, remedy, glass)
    if mall != ident.mall:
        reason = f"the ledger here belongs to {ident.mall}, and this is the file of {mall}"
        yield _problem("mall.file", reason, remedy, f"Mesin ini milik mal {ident.mall}.")


def _missing(key: str, path: Path, glass: str) -> Problem:
    return _problem(key, f"there is no {path}", "Bring it there first, or correct the path.", glass)


def _faulty(key: str, fault: Fault) -> Problem:
    where = f"{fault.file}: {fault.place}: " if fault.place else f"{fault.file}: "
    return _problem(key, where + fault.message, fault.remedy, f"Berkas {fault.file} salah isi.")


def _problem(key: str, reason: str, remedy: str, glass: str) -> Problem:
    return Problem(key, reason, remedy, glass, about=key)
