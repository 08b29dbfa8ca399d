"""Enrolling from the glass: what is known before, one attempt, and each failure in Indonesian.

Knows no page: the technician's tab and the first start both use it, also before there is a ledger.
Whatever takes time here (all but the reading of a code and an address) is for an errand's thread.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import KioskError, NotPermitted

if TYPE_CHECKING:
    from sync.enrolled import Enrolment

CODE_LETTERS = 8
"""Letters of a code; ``sync.wire.codes`` says which."""

PATIENCE_S = 15.0
"""Seconds that an agent that runs here has to give way."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose terminal this is and which province it has; ``enrolment`` is None before the first."""

    terminal: str
    enrolment: Enrolment | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """It worked. ``fingerprint`` is that of the province's key."""

    terminal: str
    url: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Fault:
    """It did not, and an earlier enrolment stays as it was: what happened, and what to do now.

    ``wrong`` names the field to mend, ``code`` or ``url``, where it is one. ``seen`` is the
    fingerprint of a province that is new here or not the earlier one: it granted, but counts only
    once the office has confirmed it. ``key`` is the failure's lasting name, for the ledger.
    """

    title: str
    text: str
    wrong: str = ""
    seen: str = ""
    key: str = ""


def standing(folder: Path) -> Standing:
    """Return how the terminal stands, also where no ledger was begun.

    Raises what reading the ledger, the settings, the mall file or the enrolment raises.
    """
    from kiosk.app.line import own_terminal
    from sync.enrolled import read_enrolment

    return Standing(own_terminal(folder), read_enrolment(folder))


def typed_code(typed: str) -> str:
    """Return what was typed of a code as people write it: "BCDF-GHJK", or the part of it."""
    from sync.wire.codes import LETTERS, spoken

    plain = "".join(letter for letter in typed.upper() if letter in LETTERS)[:CODE_LETTERS]
    return spoken(plain) if len(plain) > CODE_LETTERS // 2 else plain


def code_is_whole(typed: str) -> bool:
    """Whether a code has all its letters."""
    return len(typed_code(typed)) == CODE_LETTERS + 1


def typed_address(typed: str) -> str:
    """Return a typed address with its scheme, which nobody should have to type.

    Plain http only for this very machine.
    """
    from sync.enrolled import is_loopback

    plain = typed.strip()
    if not plain or "://" in plain:
        return plain
    host = plain.partition("/")[0].rpartition("@")[2].partition(":")[0]
    return f"{'http' if is_loopback(host) else 'https'}://{plain}"


def address_fault(typed: str) -> str:
    """Return what is wrong with a typed address, in one sentence; empty where nothing is."""
    from kiosk.app.enrolling_words import fault_of
    from sync.enrolled import server_url

    try:
        server_url(typed_address(typed))
    except KioskError as reason:
        return fault_of(reason).text
    return ""


def enrol(folder: Path, code: str, address: str, fingerprint: str = "") -> Enrolled | Fault:
    """Make one attempt; ``fingerprint`` insists on a province that the office has confirmed.

    Without it only the province that the terminal has already is taken; any other is a ``Fault``
    with ``seen``, to be asked about.

    May take a minute where the network swallows everything. Raises nothing of ``KioskError``.
    """
    from kiosk.app.enrolling_words import fault_of

    try:
        return _enrolled(folder, code, address, fingerprint)
    except KioskError as reason:
        return replace(fault_of(reason), key=reason.key)


def forget(folder: Path, code: str) -> None:
    """Drop what a province granted for ``code`` that turned out to be another's.

    Raises what reading the terminal's id raises, and ``NotPermitted``.
    """
    from kiosk.app.line import APP, own_terminal
    from sync import enrolment

    try:
        enrolment.forget_claim(folder, enrolment.claim_of(own_terminal(folder), code, APP))
    except OSError as reason:
        raise NotPermitted(
            f"{folder}: a key cannot be removed ({reason.strerror}).",
            "Give this user the right to write in the data folder.",
        ) from reason


def _enrolled(folder: Path, code: str, address: str, fingerprint: str) -> Enrolled:
    from kiosk.app.line import APP, own_terminal
    from sync import enrolment
    from sync.agent.transport import HttpTransport, ca_of
    from sync.enrolled import server_url
    from sync.wire import keys

    url = server_url(typed_address(address))
    claim = enrolment.claim_of(own_terminal(folder), code, APP, fingerprint)
    with closing(HttpTransport(url, ca=ca_of(folder))) as transport:
        granted = enrolment.enrol(folder, transport, claim, PATIENCE_S, ask_first=True)
    return Enrolled(granted.terminal, granted.url, keys.fingerprint(granted.server_key))
