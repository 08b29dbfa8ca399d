"""``python -m kiosk`` and ``kiosk``: runs a command and turns every failure into plain words."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Sequence

import click

from kiosk.commands.root import root
from kiosk.errors import DiskFull, KioskError

_NO_ROOM = (
    "There is no room for what is to be written.",
    "Make room on the disk, or where the output goes, and run the command again.",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its documented code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; errors go to stderr with a remedy."""
    as_json = "--json" in arguments
    try:
        return _answered(root.main(arguments, prog_name="kiosk", standalone_mode=False))
    except KioskError as problem:
        _tell(as_json, problem.code, problem.message, problem.remedy)
        return problem.code
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as misuse:
        remedy = "Run `kiosk --help`, or the subcommand with --help."
        _tell(as_json, misuse.exit_code, misuse.format_message(), remedy)
        return misuse.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as fault:  # noqa: BLE001 - the last resort: told in words, kept in a file
        return _end_on(fault, as_json=as_json)


def _answered(result: object) -> int:
    return result if isinstance(result, int) else 0


def _end_on(fault: Exception, *, as_json: bool) -> int:
    if isinstance(fault, OSError) and fault.errno in {errno.ENOSPC, errno.EDQUOT}:
        _tell(as_json, DiskFull.code, *_NO_ROOM)  # As where standard output goes to a full stick.
        return DiskFull.code
    from kiosk.app.last_resort import FAULT_CODE, told

    _tell(as_json, FAULT_CODE, *told(fault))
    return FAULT_CODE


def _tell(as_json: bool, code: int, message: str, remedy: str) -> None:  # noqa: FBT001 - private
    if as_json:
        body = {"error": {"code": code, "message": message, "remedy": remedy}}
        click.echo(json.dumps(body, ensure_ascii=False), err=True)
    else:
        click.echo(f"{message}\n{remedy}", err=True)


if __name__ == "__main__":
    main()
