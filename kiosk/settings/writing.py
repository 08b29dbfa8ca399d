"""Writing the configuration: comments stay, a wrong value changes nothing, a power cut neither."""

from __future__ import annotations

import fcntl
import os
import stat
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.durable import write_whole
from kiosk.errors import NotPermitted
from kiosk.settings.kinds import Value
from kiosk.settings.last_good import rooted, toml_text
from kiosk.settings.parsing import VERSION, Parsed, parse, parse_file
from kiosk.settings.problems import FaultyConfiguration, Problem
from kiosk.settings.reading import LARGEST_FILE, Unreadable, read_text
from kiosk.settings.schema import KEYS, SCHEMA_VERSION, check_typed, check_value
from kiosk.settings.standing import NAME, SYSTEM_FILE, configuration_file

PATIENCE_S = 5.0
"""How long one writer waits for another one, who takes some milliseconds."""

HEAD = "# The configuration of this kiosk; `kiosk config show` lists every key.\n"


@dataclass(frozen=True, slots=True)
class Change:
    """One key that changed: ``old`` is None where its default held, ``new`` where it does now."""

    path: str
    old: Value | None
    new: Value | None


def target_file(data: Path, environment: Mapping[str, str] | None = None) -> Path:
    """Return the file that a change is written into.

    The one in force, but ``config.toml`` in the data folder where that is the machine's own and may
    not be written; it begins as a copy of that one (see ``set_values``).
    """
    file = configuration_file(data, os.environ if environment is None else environment)
    if file is None or (file == SYSTEM_FILE and not os.access(file.parent, os.W_OK)):
        return data / NAME
    return file


def set_value(file: Path, path: str, value: object) -> tuple[Change, ...]:
    """Set one key of a configuration file; see ``set_values``."""
    return set_values(file, {path: value})


def set_values(file: Path, values: Mapping[str, object]) -> tuple[Change, ...]:
    """Set keys of a configuration file, all or none; what else is wrong with it stays as it is.

    A value is a typed text (``"203"``, ``"id,en"``) or the value itself; None takes the key out.
    Where there is no file it is made, as a copy of ``/etc/kiosk/config.toml`` if there is that.
    Returns what changed. Raises ``FaultyConfiguration`` for wrong values and for a file that is no
    TOML, ``NotPermitted`` where it cannot be written; nothing was changed then.
    """
    wanted = _right(file, values)
    with _turn(file):
        before, text = _present(file)
        after = _with(file, text, wanted)
        _put(file, after)
    return changes(before.values, parse(after, file.name).values)


def take_out(file: Path, path: str) -> tuple[Change, ...]:
    """Take one key out of a configuration file, also one that no kiosk knows; see ``set_values``.

    Returns that key's change. What an unknown one said is not told: it may be a secret.
    """
    with _turn(file):
        before, text = _present(file)
        after = _without(file, text, path)
        _put(file, after)
    return (Change(path, before.values.get(path), None),)


def replace_whole(file: Path, content: str) -> tuple[Change, ...]:
    """Put a whole configuration in the place of ``file``, which may be faulty or missing.

    Raises what ``set_values`` raises.
    """
    found = parse(content, file.name)
    if found.problems:
        raise FaultyConfiguration(file, found.problems)
    with _turn(file):
        before = parse_file(file) if os.path.lexists(file) else Parsed({}, {})
        _put(file, content)
    return changes(before.values, found.values)


def problems_left(file: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a file, every fault at once."""
    return parse_file(file).problems


def changes(old: Mapping[str, Value], new: Mapping[str, Value]) -> tuple[Change, ...]:
    """Return what differs between two configurations, in the order of the schema."""
    return tuple(
        Change(path, old.get(path), new.get(path))
        for path in KEYS
        if old.get(path) != new.get(path)
    )


def _right(file: Path, values: Mapping[str, object]) -> dict[str, Value | None]:
    """Return the values as they are kept; raises where one is wrong."""
    right: dict[str, Value | None] = {}
    wrong: list[Problem] = []
    for path, value in values.items():
        if value is None and path in KEYS:
            right[path] = None
            continue
        typed = isinstance(value, str)
        found = check_value(path, value) if typed else check_typed(path, value)
        if isinstance(found, Problem):
            wrong.append(found)
        else:
            right[path] = found
    if wrong:
        raise FaultyConfiguration(file.name, tuple(wrong))
    return right


def _present(file: Path) -> tuple[Parsed, str]:
    """Return what stands in a file; a new one begins with what the machine's own says."""
    if os.path.lexists(file):
        try:
            text = read_text(file)
        except Unreadable as unreadable:
            raise FaultyConfiguration(file, (unreadable.problem,)) from unreadable
        return parse(text, file.name), text
    found = parse_file(SYSTEM_FILE) if os.path.lexists(SYSTEM_FILE) else Parsed({}, {})
    if found.problems:
        raise FaultyConfiguration(SYSTEM_FILE, found.problems)
    return found, HEAD + toml_text(rooted(found.values, SYSTEM_FILE.parent))


def _with(file: Path, text: str, wanted: Mapping[str, Value | None]) -> str:
    """Return the text with some keys changed; raises where it does not say so afterwards."""
    import tomlkit  # Takes longer to import than all the rest; only who writes waits for it.
    from tomlkit.exceptions import TOMLKitError

    try:
        document: Any = tomlkit.parse(text)
        document[VERSION] = SCHEMA_VERSION
        for path, value in wanted.items():
            _place(document, path, value)
        after = tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, TypeError, AttributeError) as reason:
        problems = parse(text, file.name).problems or (_stuck(file, str(reason)),)
        raise FaultyConfiguration(file, problems) from reason
    found = parse(after, file.name)
    about = tuple(p for p in found.problems if p.path in wanted)
    if about:
        raise FaultyConfiguration(file, about)
    if any(found.values.get(path) != value for path, value in wanted.items()):
        raise FaultyConfiguration(file, (_stuck(file, "it is written in an unusual way"),))
    return after


def _without(file: Path, text: str, path: str) -> str:
    """Return the text without a key; raises where that cannot be told apart from others."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document: Any = tomlkit.parse(text)
        _take(document, path.split("."))
        after = tomlkit.dumps(document)
    except (TOMLKitError, RecursionError, LookupError, TypeError, AttributeError) as reason:
        raise FaultyConfiguration(file, (_stuck(file, "the key is not found in it"),)) from reason
    if any(problem.path == path for problem in parse(after, file.name).problems):
        raise FaultyConfiguration(file, (_stuck(file, "it is written in an unusual way"),))
    return after


def _take(table: Any, names: list[str]) -> None:
    """Take a key out, and the tables that are empty without it: one nobody knows is a fault."""
    first, *others = names
    if not others:
        del table[first]
        return
    _take(table[first], others)
    if not table[first]:
        del table[first]


def _place(document: Any, path: str, value: Value | None) -> None:
    table, _, name = path.rpartition(".")
    if table and table not in document:
        if value is None:
            return
        document[table] = {}
    place = document[table] if table else document
    if value is not None:
        place[name] = list(value) if isinstance(value, tuple) else value
    elif name in place:
        del place[name]


def _put(file: Path, content: str) -> None:
    if len(content.encode()) > LARGEST_FILE:
        raise FaultyConfiguration(file, (_stuck(file, "it would be larger than 256 KB"),))
    try:
        mode = 0o644
        if os.path.lexists(file):
            mode = stat.S_IMODE(file.stat().st_mode) & ~(stat.S_IWOTH | stat.S_IXOTH)
            write_whole(file.with_name(f"{file.name}.bak"), file.read_bytes(), mode)
        write_whole(file, content.encode(), mode)
    except OSError as reason:
        raise _not_permitted(file, reason) from reason


@contextmanager
def _turn(file: Path) -> Generator[None]:
    """Let one writer after the other read and replace a file."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as reason:
        raise _not_permitted(file, reason) from reason
    try:
        _wait_for(handle, file)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, file: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            if time.monotonic() > until:
                raise _not_permitted(file, reason) from reason
            time.sleep(0.02)
        else:
            return


def _not_permitted(file: Path, reason: OSError) -> NotPermitted:
    return NotPermitted(
        f"{file}: the configuration cannot be written ({reason.strerror}).",
        "Give this user the right to write there, make room, and change it again.",
    )


def _stuck(file: Path, reason: str) -> Problem:
    remedy = "Write it by hand, or take a whole one: `kiosk config import FILE`."
    return Problem(file.name, reason, remedy, "Berkas setelan tidak bisa diubah di sini.")
