"""``kiosk stick``: what lies on a USB stick; files of ours taken in, our own written out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from kiosk.app.stick.place import stick_folder
from kiosk.app.without_pin import COMMAND_LINE
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import SecondWriter
from kiosk.stick.names import path_text, plain_name
from kiosk.stick.preview import Change, Fault, Preview


@click.group()
@shared_options
def command() -> None:
    """Look at a USB stick, take files in, write the terminal's own out.

    The stick is at /run/kiosk/stick, or where KIOSK_STICK says. Only its top and its folder
    ANJUNGAN are looked at.
    """


@command.command(name="list")
@shared_options
@click.pass_obj
def list_files(invocation: Invocation) -> None:
    """List the files of ours on the stick, and how things stand with each.

    States: ready (may be applied), same (would change nothing), faulty, not_here (for the office).
    """
    from kiosk.app.stick.desk import look

    found = look(stick_folder(), invocation.folder)
    for shown in found.previews:
        where = f"{plain_name(shown.path.parent.name)}/{shown.name}"
        line = f"{shown.state:<9} {shown.kind:<10} {shown.size:>9} {where}"
        invocation.answer(_body(shown), line)
    for skipped in found.skipped:
        body = {"name": skipped.name, "state": "skipped", "reason": skipped.fault.reason}
        invocation.answer(body, f"skipped   {skipped.name}: {skipped.fault.reason}")
    if found.crowded:
        text = "There are too many files; put ours into the folder ANJUNGAN."
        invocation.answer({"state": "crowded", "remedy": text}, text)
    if not (found.previews or found.skipped or found.crowded):
        text = "Nothing of ours is on the stick."
        invocation.answer({"state": "empty", "remedy": text}, text)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def preview(invocation: Invocation, file: Path) -> int:
    """Show every fault of FILE and what it would change; changes nothing.

    Ends with 8 where it has faults.
    """
    from kiosk.app.stick.desk import preview as preview_of

    shown = preview_of(file, invocation.folder)
    invocation.answer(_body(shown), _words(shown))
    return 8 if shown.faults else 0


@command.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def import_file(invocation: Invocation, file: Path) -> int:
    """Put FILE into force from the kiosk's next start on, unless it has any fault.

    Ends with 8 where it has faults. Beside a running kiosk use its glass (USB) instead.
    """
    from kiosk.app.stick.desk import apply
    from kiosk.app.stick.desk import preview as preview_of

    shown = preview_of(file, invocation.folder)
    if shown.state != "ready":
        invocation.answer(_body(shown), _words(shown))
        return 8 if shown.faults else 0
    body = {"kind": shown.kind, "sha256": shown.sha256}
    _recorded(invocation, "stick.imported", body, lambda: apply(shown, invocation.folder))
    invocation.answer({**_body(shown), "state": "applied"}, f"{_words(shown)}\nApplied.")
    return 0


@command.command()
@click.argument("kind", type=click.Choice(["mall", "catalogue", "config"]))
@shared_options
@click.pass_obj
def back(invocation: Invocation, kind: str) -> None:
    """Go back to the mall file, catalogue or configuration before the last one imported."""
    from kiosk.app.stick.back import go_back

    _recorded(
        invocation, "stick.went_back", {"kind": kind}, lambda: go_back(kind, invocation.folder)
    )
    invocation.answer({"kind": kind, "state": "applied"}, f"The former {kind} holds again.")


@command.command()
@click.option("--all", "everything", is_flag=True, help="All four; also where nothing is named.")
@click.option("--ledger", is_flag=True, help="The ledger, and the file for the office.")
@click.option("--log", is_flag=True, help="The log of events as CSV, without anything typed.")
@click.option("--report", is_flag=True, help="The readiness report as PDF.")
@click.option("--config", is_flag=True, help="The configuration and the files that it names.")
@shared_options
@click.pass_obj
def export(invocation: Invocation, **chosen: bool) -> None:
    """Write into ANJUNGAN/TERMINAL-DATE on the stick, whole or not at all, and read it back."""
    from kiosk.app.stick.exporting import PARTS, ExportPart
    from kiosk.app.stick.exporting import export as export_to

    named: tuple[ExportPart, ...] = tuple(part for part in PARTS if chosen[part])
    parts = PARTS if chosen["everything"] or not named else named
    done = export_to(stick_folder(), invocation.folder, parts, invocation.clock())
    noted = _noted(
        invocation, {"parts": list(parts), "files": len(done.files), "sha256": done.digest}
    )
    where = path_text(done.folder)
    lines = [f"{where}: {len(done.files)} files, read back. The stick may be pulled out."]
    lines += [f"Left out, {left.part}: {left.reason}" for left in done.left_out]
    lines += [] if noted else ["Not in the ledger: none is here, or the kiosk is running."]
    body = {
        "folder": where,
        "files": dict(done.files),
        "left_out": {left.part: left.reason for left in done.left_out},
        "recorded": noted,
    }
    invocation.answer(body, "\n".join(lines))


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("file", type=click.Path(path_type=Path))
@shared_options
@click.pass_obj
def pack(invocation: Invocation, folder: Path, file: Path) -> None:
    """Pack the catalogue in FOLDER into FILE (NAME.json.gz), as a stick brings it."""
    from kiosk.app.stick.catalogue_file import packed
    from sync.usb.media import fresh_file

    content = packed(folder)
    with fresh_file(file, _never_ours) as target:
        target.write(content)
    invocation.answer({"file": str(file), "bytes": len(content)}, f"{file}: {len(content)} bytes.")


def _recorded(
    invocation: Invocation, kind: str, body: Mapping[str, Any], work: Callable[[], None]
) -> None:
    """Do ``work`` with the ledger in hand and write it down; without a ledger none is begun."""
    from kiosk.app.stick.force import own_ident

    if own_ident(invocation.folder) is None:
        work()
        return
    from kiosk.commands.own_desk import own_desk

    desk = own_desk(invocation, "Use the stick on its glass (Teknisi, USB).")
    try:
        work()
        desk.store.record(kind, {**body, "person": COMMAND_LINE}, desk.now())
    finally:
        desk.store.close()


def _noted(invocation: Invocation, body: Mapping[str, Any]) -> bool:
    """Write an export down; a running kiosk has the ledger to itself, and it only read."""
    from kiosk.app.stick.force import own_ident

    if own_ident(invocation.folder) is None:
        return False
    try:
        _recorded(invocation, "stick.exported", body, _nothing_more)
    except SecondWriter:
        return False
    return True


def _never_ours(_path: Path) -> bool:
    """Write over nothing."""
    return False


def _nothing_more() -> None:
    """Do nothing: what is to be recorded is done already."""


def _body(shown: Preview) -> dict[str, Any]:
    return {
        "file": path_text(shown.path),
        "kind": shown.kind,
        "state": shown.state,
        "size": shown.size,
        "sha256": shown.sha256,
        "problems": [_problem(fault) for fault in shown.faults],
        "changes": [_change(change) for change in shown.changes],
    }


def _problem(fault: Fault) -> dict[str, str]:
    return {"path": fault.place, "reason": fault.reason, "remedy": fault.remedy}


def _change(change: Change) -> dict[str, str]:
    return {"id": change.id, "before": change.before, "after": change.after}


def _words(shown: Preview) -> str:
    lines = [f"{shown.name}: {shown.kind}, {shown.state}, SHA-256 {shown.sha256 or 'unread'}"]
    for fault in shown.faults:
        where = f"{fault.place}: " if fault.place else ""
        lines.append(f"  {where}{fault.reason}. {fault.remedy}")
    lines += [f"  {c.id}: {c.before or 'none'} -> {c.after or 'none'}" for c in shown.changes]
    return "\n".join(lines)
