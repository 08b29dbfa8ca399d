"""From a configuration's text to right values, and every fault of it in one pass."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from kiosk.settings.kinds import Value
from kiosk.settings.lines import LONGEST_KEY, keys_by_line, line_of, lines_of
from kiosk.settings.problems import Problem
from kiosk.settings.reading import Unreadable, read_text
from kiosk.settings.schema import KEYS, SCHEMA_VERSION, check_typed, cross_problems

MOST_DOTS = 200
"""Dots of one line: tomllib takes seconds for a key of 20,000 parts, and none of ours has three."""

MOST_PROBLEMS = 100
"""Faults that are told one by one; whoever has more has another file."""

MOST_TRIES = 10
"""Lines that are left out one after the other to see what else is wrong with the rest."""

VERSION = "schema_version"
RENAMED: Mapping[int, Mapping[str, str]] = {0: {}}
"""What the next version calls a key of this one. Version 1 renamed nothing, it only added."""

_AT = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_TWICE = ("Cannot overwrite a value", "Cannot declare ")
_BARE = re.compile(r"[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A configuration's right ``values``, the ``lines`` of all it names, and its problems."""

    values: Mapping[str, Value]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...] = ()


def parse_file(path: Path) -> Parsed:
    """Return what stands in a file; one that cannot be read at all is its only problem."""
    try:
        text = read_text(path)
    except Unreadable as unreadable:
        return Parsed({}, {}, (unreadable.problem,))
    return parse(text, path.name)


def parse(text: str, name: str) -> Parsed:
    """Return what stands in a configuration's text; ``name`` is the file's, for its problems."""
    lines = lines_of(text)
    crowded = next((n for n, line in enumerate(text.split("\n"), 1) if _is_crowded(line)), 0)
    if crowded:
        words = f"there are more than {MOST_DOTS} dots in this line"
        return Parsed({}, lines, (_no_toml(name, words, crowded),))
    tree, broken = _loaded(text, name)
    version, fault = _version(tree, lines)
    if fault is not None:
        return Parsed({}, lines, (*broken, fault))
    return _judged(_renamed(dict(_flat(tree)), version), lines, broken)


def _judged(found: Mapping[str, Any], lines: Mapping[str, int], broken: list[Problem]) -> Parsed:
    values: dict[str, Value] = {}
    problems = list(broken)
    for path, value in found.items():
        if len(problems) > MOST_PROBLEMS:
            problems[-1] = _too_many()
            break
        checked = check_typed(path, value, line_of(lines, path))
        if isinstance(checked, Problem):
            problems.append(checked)
        else:
            values[path] = checked
    for problem in cross_problems(values):
        values.pop(problem.path, None)
        problems.append(problem)
    return Parsed(values, lines, tuple(sorted(problems, key=lambda problem: problem.line)))


def _loaded(text: str, name: str) -> tuple[Mapping[str, Any], list[Problem]]:
    """Return what TOML there is, without the lines that are none."""
    rest, broken = text.split("\n"), list[Problem]()
    for _ in range(MOST_TRIES):
        try:
            return tomllib.loads("\n".join(rest)), broken
        except ValueError as reason:
            if not isinstance(reason, tomllib.TOMLDecodeError):
                broken.append(_no_toml(name, "a number in it has too many digits", 0))
                break
            at = _AT.search(str(reason))
            inside = at is not None and at[1] is not None
            line = int(at[1]) if at and inside else text.rstrip().count("\n") + 1
            broken.append(_no_toml(_key_at(text, line) or name, _words(reason), line))
            if not inside or not rest[line - 1] or rest[line - 1].lstrip().startswith("["):
                break  # Without its heading, nobody knows whose the keys below are.
            rest[line - 1] = ""
        except RecursionError:
            broken.append(_no_toml(name, "it is nested too deeply", 0))
            break
    return {}, broken


def _flat(tree: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Return every value with its dotted path, in the file's order, however deep it lies."""
    waiting = [("", tree)]
    while waiting:
        prefix, table = waiting.pop()
        below: list[tuple[str, Mapping[str, Any]]] = []
        for part, value in table.items():
            path = prefix + (part if _BARE.fullmatch(part) else json.dumps(part[:64]))
            if isinstance(value, dict) and value and path not in KEYS:
                below.append((f"{path}.", cast("dict[str, Any]", value)))
            elif path != VERSION and not (value == {} and _is_table(path)):
                yield path[:LONGEST_KEY], value
        waiting.extend(reversed(below))


def _words(reason: tomllib.TOMLDecodeError) -> str:
    words = _AT.sub("", str(reason))
    return "it stands there twice" if words.startswith(_TWICE) else f"it is not TOML: {words}"


def _key_at(text: str, line: int) -> str:
    """Return the key of ours that stands in a line, or an empty text."""
    return next((path for n, path in keys_by_line(text) if n == line and path in KEYS), "")


def _is_table(path: str) -> bool:
    return any(key.startswith(f"{path}.") for key in KEYS)


def _version(tree: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[int, Problem | None]:
    found: object = tree.get(VERSION, SCHEMA_VERSION)
    line = lines.get(VERSION, 0)
    if isinstance(found, bool) or not isinstance(found, int) or found < 0:
        reason, remedy = "it must be a whole number", f"Write {SCHEMA_VERSION}."
    elif found > SCHEMA_VERSION:
        reason = f"it was written for a newer program ({found}, this one knows {SCHEMA_VERSION})"
        remedy = "Update the kiosk, or bring a configuration of its own version."
    else:
        return found, None
    glass = "Setelan ini untuk versi program yang lebih baru."
    return 0, Problem(VERSION, reason, remedy, glass, line)


def _renamed(found: dict[str, Any], version: int) -> dict[str, Any]:
    for step in range(version, SCHEMA_VERSION):
        found = {RENAMED[step].get(path, path): value for path, value in found.items()}
    return found


def _is_crowded(line: str) -> bool:
    return line.count(".") > MOST_DOTS and not line.lstrip().startswith("#")


def _no_toml(path: str, reason: str, line: int) -> Problem:
    glass = "Berkas setelan salah tulis."
    return Problem(path, reason, "Mend the named line.", glass, line)


def _too_many() -> Problem:
    return Problem(
        "...",
        f"there are more than {MOST_PROBLEMS} faults",
        "This is another program's file; bring the kiosk's own.",
        "Berkas ini bukan setelan anjungan.",
    )
