"""How the command line tells of a printer: its state, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

STILL_HELD = (
    "Further papers are held back: look at the printer. If the page came out whole, say so with "
    "`kiosk printer test --came-out`, which prints another."
)


def status_words(body: Mapping[str, Any], hint: str) -> str:
    """Return the answer of ``printer status`` in words, with what to do."""
    state = "ready" if body["ready"] else "NOT READY"
    told = ", ".join(body["faults"])
    lines = [f"{body['printer']} ({body['width']}): {state}{f' ({told})' if told else ''}"]
    lines.append(f"best proof of print: {body['proof']}")
    if body["slips_left"] is not None:
        lines.append(f"paper for about {body['slips_left']} slips ({body['mm_left']} mm)")
    elif body["mm_left"] is not None:
        lines.append(f"paper left: {body['mm_left']} mm")
    return "\n".join([*lines, *([hint] if hint else [])])


def remedy(faults: Sequence[str], held: str, hint: str) -> str:
    """Return what to do about the first fault; ``hint`` is what the way to the device knows."""
    if held:
        return (
            f"Held, because an earlier slip may still come out ({held}): look at the printer, then "
            "`kiosk printer test`, or on the glass: Printer, Lepaskan."
        )
    return hint or next((_HINTS[fault] for fault in faults if fault in _HINTS), "")


_HINTS = {
    "media-empty": "Put in a new roll, then `kiosk printer roll --metres 80`.",
    "media-low": "The roll ends soon: fetch another.",
    "cover-open": "Close the cover.",
    "cutter": "Switch the printer off, free the cutter, switch it on again.",
    "media-jam": "Take the jammed paper out, then close the printer.",
    "error": "Switch it off and on; if that does not help, it needs its maker's service.",
    "overheated": "Wait a minute: its head is too hot.",
    "offline": "Is it switched on, plugged in, and the address right?",
    "busy": "Another program holds the printer: end it, or switch the printer off and on.",
    "no-answer": "It takes a connection and says nothing: switch it off and on.",
    "no-permission": "Add the kiosk's user to the printer's group: `adduser USER lp`.",
    "garbage": "What answers there is no printer of this kind: look at the address.",
}
