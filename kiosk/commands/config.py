"""``kiosk config``: see, change, check and carry what this terminal is told."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kiosk.app.without_pin import COMMAND_LINE
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import UsageError
from kiosk.settings import FaultyConfiguration, Problem, Standing, read_standing
from kiosk.settings.kinds import Value, text_of, toml_of
from kiosk.settings.schema import KEYS, unknown_key

if TYPE_CHECKING:
    from kiosk.settings.writing import Change

_FILE = click.Path(path_type=Path)


@click.group()
@shared_options
def command() -> None:
    """See, change, check and carry the configuration.

    Keys and values: docs/configuration.md. What is wrong never stops a kiosk that ran: it goes on
    with the last good configuration.
    """


@command.command()
@click.option("--origin", is_flag=True, help="Tell where each value comes from.")
@shared_options
@click.pass_obj
def show(invocation: Invocation, origin: bool) -> None:  # noqa: FBT001 - click's option
    """Show every key with the value that is in force, and what is wrong with the file."""
    standing = read_standing(invocation.folder)
    body = {
        "file": str(standing.file) if standing.file else None,
        "last_good": standing.on_last_good,
        "problems": [problem.body for problem in standing.problems],
        "settings": {path: _shown(standing, path, origin=origin) for path in KEYS},
    }
    words = [_line(standing, path, origin=origin) for path in KEYS]
    if standing.on_last_good:
        words.append("The file is faulty, so the last good configuration is in force:")
    invocation.answer(body, "\n".join([*words, *map(str, standing.problems)]))


@command.command()
@click.argument("path")
@shared_options
@click.pass_obj
def get(invocation: Invocation, path: str) -> int:
    """Say the value of the key PATH; ends with 1 where it has none."""
    _known(path)
    value = read_standing(invocation.folder).values[path]
    invocation.answer({"path": path, "value": value}, "" if value is None else text_of(value))
    return 1 if value is None else 0


@command.command(name="set", context_settings={"ignore_unknown_options": True})
@click.argument("path")
@click.argument("value", required=False)
@click.option("--default", is_flag=True, help="Take the key out, so that its default holds.")
@shared_options
@click.pass_obj
def set_(invocation: Invocation, path: str, value: str | None, default: bool) -> None:  # noqa: FBT001
    """Set the key PATH to VALUE, as 60 or id,en; comments in the file stay.

    A wrong value changes nothing and ends with 8. A running kiosk takes another printer over at
    once, and everything else at its next start.
    """
    from kiosk.app.setting_change import change_setting
    from kiosk.settings.writing import problems_left, target_file

    _known(path)
    if (value is None) != default:
        raise UsageError("Say a VALUE or --default.", "See `kiosk config set --help`.")
    changes = change_setting(invocation.folder, path, value)
    file = target_file(invocation.folder)
    _tell(invocation, file, changes, problems_left(file))


@command.command()
@click.argument("file", type=_FILE)
@shared_options
@click.pass_obj
def validate(invocation: Invocation, file: Path) -> int:
    """Tell every fault of the configuration FILE, and of the mall file and catalogue it names.

    Ends with 0 without faults and with 1 with any.
    """
    from kiosk.app.deep_check import deep_problems
    from kiosk.settings.parsing import parse_file

    found = parse_file(file)
    problems = (*found.problems, *deep_problems(found.values, file.parent))
    body = {"ok": not problems, "problems": [problem.body for problem in problems]}
    invocation.answer(body, "\n".join(map(str, problems)) or "No fault.")
    return 1 if problems else 0


@command.command()
@click.argument("file", type=_FILE, required=False)
@shared_options
@click.pass_obj
def diff(invocation: Invocation, file: Path | None) -> None:
    """Show what is set here, or what FILE would change."""
    from kiosk.settings.writing import changes

    here = _values(read_standing(invocation.folder))
    found = changes({}, here) if file is None else changes(here, _sound(file))
    _answer(invocation, {}, found, "Nothing differs.")


@command.command()
@click.argument("file", type=_FILE)
@shared_options
@click.pass_obj
def export(invocation: Invocation, file: Path) -> None:
    """Write what is set here into FILE; paths in it stay as they are."""
    from kiosk.durable import write_whole
    from kiosk.errors import NotPermitted
    from kiosk.settings.last_good import toml_text
    from kiosk.settings.writing import HEAD

    values = _values(read_standing(invocation.folder))
    try:
        write_whole(file, (HEAD + toml_text(values)).encode())
    except OSError as reason:
        raise NotPermitted(
            f"{file}: it cannot be written ({reason.strerror}).", "Name a place with room."
        ) from reason
    invocation.answer({"file": str(file), "keys": len(values)}, f"{file}: {len(values)} keys.")


@command.command(name="import")
@click.argument("file", type=_FILE)
@shared_options
@click.pass_obj
def import_(invocation: Invocation, file: Path) -> None:
    """Take FILE as the configuration, whole or not at all; the former one stays as .bak.

    Relative paths in it are meant from where the configuration lies here, so a mall file is brought
    there first. Any fault changes nothing and ends with 8.
    """
    from kiosk.app.deep_check import refuse_deep
    from kiosk.settings.reading import read_text
    from kiosk.settings.writing import replace_whole, target_file

    values = _sound(file)
    target = target_file(invocation.folder)
    refuse_deep(values, target, invocation.folder)
    changes = replace_whole(target, read_text(file))
    _tell(invocation, target, changes, ())


def _known(path: str) -> None:
    if path not in KEYS:
        problem = unknown_key(path)
        raise UsageError(f"{path}: {problem.sentence}", problem.remedy)


def _values(standing: Standing) -> dict[str, Value]:
    """Return what a file says of the values in force."""
    told = {"file", "last-good"}
    return {
        path: value
        for path, value in standing.values.items()
        if value is not None and standing.origins[path].source in told
    }


def _sound(file: Path) -> dict[str, Value]:
    """Return a file's values; raises ``FaultyConfiguration`` with every fault."""
    from kiosk.settings.parsing import parse_file

    found = parse_file(file)
    if found.problems:
        raise FaultyConfiguration(file, found.problems)
    return dict(found.values)


def _shown(standing: Standing, path: str, *, origin: bool) -> Any:
    value, where = standing.values[path], standing.origins[path]
    if not origin:
        return value
    file = str(where.file) if where.file else None
    return {"value": value, "origin": where.source, "file": file, "line": where.line or None}


def _line(standing: Standing, path: str, *, origin: bool) -> str:
    value, where = standing.values[path], standing.origins[path]
    words = f"{path} = {'(not set)' if value is None else toml_of(value)}"
    if not origin:
        return words
    place = f"{where.file}, line {where.line}" if where.file and where.line else where.file or ""
    return f"{words:<52} # {where.source} {place}".rstrip()


def _tell(
    invocation: Invocation, file: Path, changes: Sequence[Change], left: Sequence[Problem]
) -> None:
    """Write changes into the ledger and say what they were, and what is still wrong."""
    kiosk_runs = _record(invocation, changes)
    waits = kiosk_runs and any(KEYS[change.path].restart for change in changes)
    body = {"file": str(file), "waits_for_restart": waits}
    _answer(invocation, body, changes, "Nothing changed.")
    if waits:
        click.echo("The running kiosk takes it over at its next start.", err=True)
    for problem in left:
        click.echo(f"Still wrong: {problem}", err=True)


def _answer(
    invocation: Invocation, body: dict[str, Any], changes: Sequence[Change], nothing: str
) -> None:
    listed = [{"path": c.path, "old": c.old, "new": c.new} for c in changes]
    words = [f"{c.path}: {_word(c.old)} -> {_word(c.new)}" for c in changes]
    invocation.answer({**body, "changes": listed}, "\n".join(words) or nothing)


def _word(value: Value | None) -> str:
    return "(default)" if value is None else toml_of(value)


def _record(invocation: Invocation, changes: Sequence[Change]) -> bool:
    """Write changes into the ledger, where there is one; return whether a running kiosk holds it.

    None is begun for them: it would fix the terminal's number before it is configured.
    """
    from kiosk.commands.own_desk import own_desk
    from kiosk.errors import KioskError, SecondWriter
    from kiosk.settings.standing import LEDGER

    if not changes or not (invocation.folder / LEDGER).exists():
        return False
    try:
        desk = own_desk(invocation, "Change it there, on its technician's screen (Setelan).")
    except KioskError as reason:
        click.echo(f"The ledger does not tell of this change. {reason.message}", err=True)
        return isinstance(reason, SecondWriter)
    try:
        for change in changes:
            desk.store.record("config.changed", _event(change), desk.now())
    finally:
        desk.store.close()
    return False


def _event(change: Change) -> dict[str, str | None]:
    old, new = (None if v is None else text_of(v) for v in (change.old, change.new))
    return {"key": change.path, "old": old, "new": new, "person": COMMAND_LINE}
