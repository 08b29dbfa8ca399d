"""A configuration on a stick: one TOML file, replaced as a whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kiosk.app.deep_check import deep_problems
from kiosk.app.stick.handler import Brought, Findings
from kiosk.app.stick.keeping import FOLDER, keep_file
from kiosk.settings import LARGEST_FILE
from kiosk.settings.kinds import Value
from kiosk.settings.parsing import Parsed, parse_file
from kiosk.settings.problems import Problem
from kiosk.settings.schema import KEYS
from kiosk.settings.standing import read_standing
from kiosk.settings.writing import replace_whole, target_file
from kiosk.stick.names import plain_name
from kiosk.stick.preview import MOST_FAULTS_SHOWN, Change, Fault, Kind
from kiosk.stick.problems import NotApplied

LARGEST: int = LARGEST_FILE
_FORMER = "config-former.toml"
_TITLE = "Setelan mesin"


def fits(brought: Brought) -> Kind | None:
    """Return "config" for every TOML."""
    return "config" if brought.path.suffix.lower() == ".toml" else None


def findings(brought: Brought, data: Path) -> Findings:
    """Hold every value against its rule, then what it leads to and whose ledger it meets."""
    parsed = _parsed(brought.content)
    folder = target_file(data).parent
    # Whose ledger it meets can only be told by a file that says all it means to say.
    own = None if parsed.problems else data
    problems = (*parsed.problems, *deep_problems(parsed.values, folder, own))
    faults = tuple(_fault(problem) for problem in problems[:MOST_FAULTS_SHOWN])
    return Findings(_TITLE, faults, () if faults else tuple(_changes(data, parsed.values)))


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
            "Tidak ada setelan sebelumnya. Bawa berkasnya dengan stik.",
        )
    before = path.read_text(encoding="utf-8")
    if file.exists():
        keep_file(data, _FORMER, file.read_bytes())
    replace_whole(file, before)


def _parsed(content: bytes) -> Parsed:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "config.toml"
        file.write_bytes(content)
        return parse_file(file)


def _fault(problem: Problem) -> Fault:
    body = problem.body
    place, reason, remedy = (plain_name(body[name]) for name in ("path", "reason", "remedy"))
    return Fault(place, reason, remedy, plain_name(problem.glass, longest=200))


def _changes(data: Path, values: Mapping[str, Value]) -> Iterator[Change]:
    before = read_standing(data)
    for path, key in KEYS.items():
        now, then = before.values.get(path), values.get(path, key.default)
        if now != then:
            yield Change(path, key.title, plain_name(key.words(now)), plain_name(key.words(then)))
