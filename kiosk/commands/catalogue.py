"""``kiosk catalogue``: check a catalogue, show a record, search as the glass does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from kiosk.catalogue.loading import BUNDLED, load_catalogue
from kiosk.catalogue.model import Catalogue
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import UnknownId


@click.group()
@shared_options
def command() -> None:
    """Check, show and search the catalogue of services."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@shared_options
@click.pass_obj
def check(invocation: Invocation, folder: Path | None) -> int:
    """Tell every fault of the catalogue in FOLDER (the bundled one by default) in one pass.

    Ends with 0 without faults and 8 with any.
    """
    from kiosk.catalogue.checking import check_catalogue

    faults = check_catalogue(folder or BUNDLED)
    for fault in faults:
        invocation.answer(msgspec.to_builtins(fault), str(fault))
    if not faults:
        catalogue = load_catalogue(folder or BUNDLED)
        counts = {
            "agencies": len(catalogue.agencies),
            "services": len(catalogue.services),
            "documents": len(catalogue.documents),
            "life_events": len(catalogue.life_events),
        }
        words = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
        invocation.answer(
            {"ok": True, "version": catalogue.version, **counts}, f"No fault: {words}."
        )
    return 8 if faults else 0


@command.command()
@click.argument("name", metavar="ID")
@shared_options
@click.pass_obj
def show(invocation: Invocation, name: str) -> None:
    """Show a service, agency, document or life event by its ID, with everything known of it."""
    kind, record = _find(load_catalogue(), name)
    body: dict[str, Any] = {"kind": kind, **msgspec.to_builtins(record)}
    if kind == "service":
        body["today"] = _today(invocation, name)
    pretty = msgspec.json.format(msgspec.json.encode(body), indent=2).decode()
    invocation.answer(body, pretty)


@command.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 50))
@shared_options
@click.pass_obj
def search(invocation: Invocation, words: tuple[str, ...], limit: int) -> None:
    """Search for WORDS with all the forgiveness of the glass."""
    from kiosk.catalogue.search.index import build_index

    catalogue = load_catalogue()
    query = " ".join(words)
    found = [
        {"kind": r.kind, "id": r.id, "name": _name(catalogue, r.kind, r.id), "score": r.score}
        for r in build_index(catalogue).search(query, limit)
    ]
    text = "\n".join(
        f"{r['score']:5.1f}  {r['kind']:<10}  {r['id']:<34} {r['name']}" for r in found
    )
    way_on = "Nothing found. Try other words, or `kiosk catalogue show AGENCY`."
    invocation.answer({"query": query, "results": found}, text or way_on)


def _today(invocation: Invocation, service: str) -> dict[str, Any]:
    """Return whether the service gets a number in this mall now, and when it opens next."""
    from kiosk.app.equipment import load_premises
    from kiosk.app.foundation import lay_foundation
    from kiosk.visits.admission import standing
    from kiosk.visits.ports import Usage

    foundation = lay_foundation(invocation.folder, invocation.clock())
    premises = load_premises(foundation)
    found = standing(premises, service, foundation.clock.now(), Usage())
    opens = found.opens.isoformat(timespec="minutes") if found.opens else None
    counters = premises.counters(premises.service(service).agency)
    return {
        "mall": premises.mall.id,
        "counters": [msgspec.to_builtins(counter) for counter in counters],
        "reason": found.reason,
        "opens": opens,
    }


def _find(catalogue: Catalogue, name: str) -> tuple[str, msgspec.Struct]:
    for kind, records in _kinds(catalogue).items():
        if name in records:
            return kind, records[name]
    raise UnknownId(
        f"There is no {name!r} in the catalogue.", "Find it with `kiosk catalogue search WORDS`."
    )


def _kinds(catalogue: Catalogue) -> dict[str, Any]:
    return {
        "service": catalogue.services,
        "agency": catalogue.agencies,
        "life_event": catalogue.life_events,
        "document": catalogue.documents,
    }


def _name(catalogue: Catalogue, kind: str, name: str) -> str:
    return str(_kinds(catalogue)[kind][name].name_id)
