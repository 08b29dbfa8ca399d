"""``kiosk doctor``: the self-test without a window. Works beside a running kiosk."""

from __future__ import annotations

from typing import Any

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.health.check import Check, Health, State

_SIGNS: dict[State, str] = {"pass": "ok  ", "warn": "WARN", "fail": "FAIL", "skip": "--  "}
_COUNTED: tuple[tuple[State, str], ...] = (
    ("pass", "ok"),
    ("warn", "warnings"),
    ("fail", "failed"),
    ("skip", "skipped"),
)


@click.command()
@shared_options
@click.pass_obj
def command(invocation: Invocation) -> int:
    """Check printer, ledger, line, clock, disk and all else, in Indonesian words.

    Ends with 0 where nothing fails, with 1 where anything does. A check that cannot be made here,
    such as the screen's, is skipped and says why.
    """
    from kiosk.app.selftest.look import take_look
    from kiosk.app.selftest.site import Site

    health = take_look(Site(invocation.folder, invocation.clock()))
    invocation.answer(health_body(health), health_words(health))
    return 0 if health.ok else 1


def health_body(health: Health) -> dict[str, Any]:
    """Return a look as other programs read it; moments are ISO 8601 with +07:00."""
    return {
        "ok": health.ok,
        "at": health.at.isoformat(timespec="seconds"),
        "checks": [_check_body(check) for check in health.checks],
    }


def health_words(health: Health) -> str:
    """Return a look in words, what to do below what is not well, and how many there are of each."""
    lines = [line for check in health.checks for line in _check_lines(check)]
    counts = ", ".join(f"{health.count(state)} {name}" for state, name in _COUNTED)
    return "\n".join([*lines, counts])


def _check_body(check: Check) -> dict[str, Any]:
    last = check.last_pass
    return {
        "id": check.id,
        "state": check.state,
        "title": check.title,
        "words": check.words,
        "remedy": check.remedy,
        "last_pass": None if last is None else last.isoformat(timespec="seconds"),
    }


def _check_lines(check: Check) -> list[str]:
    line = f"{_SIGNS[check.state]}  {check.title:<16} {check.words}"
    return [line, f"      {'':<16} > {check.remedy}"] if check.remedy else [line]
