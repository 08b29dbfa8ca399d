"""A configuration on a stick: one TOML file, replaced as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk.app.foundation import DEMO_MALL
from kiosk.app.stick.fault_words import stick_faults
from kiosk.app.stick.force import other_mall, own_ident
from kiosk.app.stick.handler import Brought, Findings
from kiosk.app.stick.keeping import FOLDER, keep_file
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.files import MALLS
from kiosk.catalogue.loading import BUNDLED, load_mall
from kiosk.settings import LARGEST_FILE
from kiosk.settings.problems import Problem
from kiosk.settings.schema import KEYS
from kiosk.settings.standing import Standing, read_standing
from kiosk.settings.writing import replace_whole, target_file
from kiosk.stick.names import plain_name
from kiosk.stick.preview import MOST_FAULTS_SHOWN, Change, Fault, Kind
from kiosk.stick.problems import NotApplied

LARGEST: int = LARGEST_FILE
_FORMER = "config-former.toml"
_TITLE = "Konfigurasi mesin"
_FILES = {"mall.file": "berkas mal", "mall.catalogue": "katalog"}


def fits(brought: Brought) -> Kind | None:
    """Return "config" for every TOML."""
    return "config" if brought.path.suffix.lower() == ".toml" else None


def findings(brought: Brought, data: Path) -> Findings:
    """Hold every value against its rule, and who the terminal is against its ledger."""
    after = _standing_of(brought.content)
    found = [_fault(problem) for problem in after.problems[:MOST_FAULTS_SHOWN]]
    if found:
        return Findings(_TITLE, tuple(found))
    faults = (*_missing_files(after, data), *_other_terminal(after, data))
    faults = faults or _other_mall(after, data)
    return Findings(_TITLE, faults, () if faults else tuple(_changes(data, after)))


def apply(brought: Brought, data: Path) -> None:
    """Put it in the place of the configuration, and keep the former one."""
    file = target_file(data)
    if file.exists():
        keep_file(data, _FORMER, file.read_bytes())
    replace_whole(file, brought.content.decode())


def has_former(data: Path) -> bool:
    """Whether a configuration was replaced that can be gone back to."""
    return (data / FOLDER / _FORMER).is_file()


def go_back(data: Path) -> None:
    """Put the former configuration in its place; raises ``NotApplied`` where there is none."""
    path, file = data / FOLDER / _FORMER, target_file(data)
    if not has_former(data):
        raise NotApplied(
            "There is no former configuration to go back to.",
            "Bring one on a stick.",
            "Tidak ada konfigurasi sebelumnya. Bawa berkasnya dengan stik.",
        )
    before = path.read_text(encoding="utf-8")
    if file.exists():
        keep_file(data, _FORMER, file.read_bytes())
    replace_whole(file, before)


def _standing_of(content: bytes) -> Standing:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(content)
        return read_standing(Path(folder), {"KIOSK_CONFIG": str(file)})


def _fault(problem: Problem) -> Fault:
    body = problem.body
    place, reason, remedy = (plain_name(body[name]) for name in ("path", "reason", "remedy"))
    return Fault(place, reason, remedy, plain_name(problem.glass, longest=200))


def _missing_files(after: Standing, data: Path) -> Iterator[Fault]:
    folder = target_file(data).parent
    for path, word in _FILES.items():
        value = after.values.get(path)
        if value is not None and not (folder / str(value)).exists():
            yield Fault(
                path,
                f"there is no {plain_name(str(value))} on this terminal",
                "Import that file first.",
                f"Di mesin ini belum ada {word} itu. Pasang {word} itu dulu.",
            )


def _other_terminal(after: Standing, data: Path) -> Iterator[Fault]:
    ident, number = own_ident(data), after.settings.terminal
    if ident is not None and number is not None and number != ident.terminal:
        yield Fault(
            "terminal.number",
            f"this terminal's ledger is number {ident.terminal}, the file says {number}",
            "Correct the number; a terminal with another one begins in an empty data folder.",
            f"Mesin ini nomor {ident.terminal}, berkas ini untuk nomor {number}. "
            "Bawa berkas mesin ini.",
        )


def _other_mall(after: Standing, data: Path) -> tuple[Fault, ...]:
    """Return the fault of a configuration that would take this terminal's ledger elsewhere."""
    named, catalogue = (after.values.get(path) for path in _FILES)
    folder = target_file(data).parent
    root = folder / str(catalogue) if catalogue else BUNDLED
    path = folder / str(named) if named else root / MALLS / f"{DEMO_MALL}.json"
    try:
        return other_mall(data, load_mall(path).id)
    except FaultyData as reason:
        return stick_faults(reason.faults)


def _changes(data: Path, after: Standing) -> Iterator[Change]:
    before = read_standing(data)
    for path, key in KEYS.items():
        now, then = before.values.get(path), after.values.get(path)
        if now != then:
            yield Change(path, key.title, plain_name(key.words(now)), plain_name(key.words(then)))
