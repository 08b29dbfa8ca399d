"""``kiosk pin``: who may open the technician's screens. Works beside the running kiosk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kiosk.commands.invocation import Invocation, shared_options

if TYPE_CHECKING:
    from kiosk.technicians.people import NewPin, Person
    from kiosk.technicians.register import Register


@click.group("pin")
@shared_options
def command() -> None:
    """The technicians of this terminal and their PINs.

    A technician touches the top left corner five times within three seconds, then types the PIN.
    """


@command.command("add")
@click.argument("name")
@shared_options
@click.pass_obj
def add(invocation: Invocation, name: str) -> None:
    """Take up a technician. The PIN is drawn by chance and shown this once."""
    _show_pin(invocation, _register(invocation).add(name))


@command.command("reset")
@click.argument("who", metavar="NAME")
@shared_options
@click.pass_obj
def reset(invocation: Invocation, who: str) -> None:
    """Give a technician a new PIN, shown this once; the old one opens nothing any more."""
    _show_pin(invocation, _register(invocation).reset(who))


@command.command("remove")
@click.argument("who", metavar="NAME")
@shared_options
@click.pass_obj
def remove(invocation: Invocation, who: str) -> None:
    """Let a technician enter no more."""
    person = _register(invocation).remove(who)
    invocation.answer(_body(person), f"{person.name} enters no more.")


@command.command("unlock")
@click.argument("who", metavar="NAME")
@shared_options
@click.pass_obj
def unlock(invocation: Invocation, who: str) -> None:
    """Give a technician five free tries again, with the PIN they have."""
    person = _register(invocation).unlock(who)
    invocation.answer(_body(person), f"{person.name} may try again.")


@command.command("list")
@shared_options
@click.pass_obj
def list_people(invocation: Invocation) -> None:
    """List the technicians and how they stand with the lock."""
    people = _register(invocation).people()
    words = "\n".join(f"{person.name} ({person.id}){_standing(person)}" for person in people)
    nobody = "Nobody has a PIN yet. Make one: kiosk pin add NAME"
    invocation.answer({"people": [_body(person) for person in people]}, words or nobody)


def _register(invocation: Invocation) -> Register:
    from kiosk.technicians.register import Register

    return Register(invocation.folder, invocation.clock().mono_ms)


def _show_pin(invocation: Invocation, new: NewPin) -> None:
    words = (
        f"The PIN of {new.person.name}: {new.pin[:3]} {new.pin[3:]}\n"
        "It is kept nowhere and not shown again. Write it down for them alone."
    )
    invocation.answer({**_body(new.person), "pin": new.pin}, words)


def _standing(person: Person) -> str:
    if person.locked:
        return f': locked. Let them try again: kiosk pin unlock "{person.name}"'
    if person.wait_ms:
        return f": {person.tries} tries, next in {-(-person.wait_ms // 1000)} s"
    return f": {person.tries} tries" if person.tries else ""


def _body(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "tries": person.tries,
        "wait_ms": person.wait_ms,
        "locked": person.locked,
    }
