"""The line to the province: does it answer, what is still to come, which days are proven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import KioskError
from kiosk.health.check import Check
from kiosk.wording.measures import span, whole

if TYPE_CHECKING:
    from sync.agent.standing import Standing
    from sync.line_store import LineState

SERVER = Subject("server", "Server provinsi")
BACKLOG = Subject("backlog", "Antrean kirim")
PROOF = Subject("proof", "Bukti harian")

LONG = timedelta(days=1)
"""Without a contact for longer somebody should look, though the kiosk goes on without one."""

LONG_BY_FILE = timedelta(days=30)
"""The same where the ledger goes by stick."""

_ONLY_THE_OFFICE = {"revoked", "unknown", "mismatch", "cloned", "forked", "purged", "ledger"}
"""States of the line that stay until somebody does something."""

_UNREADABLE = "catatan sambungan tidak dapat dibaca"
_AGAIN = "Mulai ulang kios; bila terulang, hubungi kantor."
_CARRY = "Buka Sinkron; bila tanpa jaringan, bawa bukunya dengan USB."


@dataclass(frozen=True, slots=True)
class LineFacts:
    """How the line stands. ``host`` is the server's, empty where only files go.

    ``since_contact`` is how long ago the province last answered (None: never); ``why`` says of the
    oldest day that is not proven why it is not.
    """

    state: str
    words: str
    backlog: int
    host: str
    since_contact: timedelta | None
    unproven: int
    different: int
    proven_until: str
    why: str = ""


def look_at_server(site: Site) -> Check:
    """Judge whether the province answers."""
    if not site.enrolled:
        return SERVER.warned("belum terdaftar", "Minta kode ke kantor, lalu daftarkan di Sinkron.")
    try:
        return judge_server(_facts(site))
    except KioskError:
        return SERVER.failed(_UNREADABLE, _AGAIN)


def judge_server(facts: LineFacts) -> Check:
    """Judge how the line stands."""
    said, _, advice = facts.words.rstrip(".").partition(": ")
    remedy = advice[:1].upper() + advice[1:] + "." if advice else _CARRY
    if facts.state in _ONLY_THE_OFFICE:
        return SERVER.failed(said, remedy)
    contact = _contact(facts)
    if facts.state not in {"working", "waiting", "no_ledger"}:
        return SERVER.warned(f"{said} · {contact}", remedy)
    long = LONG if facts.host else LONG_BY_FILE
    if facts.since_contact is None or facts.since_contact > long:
        return SERVER.warned(contact, _CARRY)
    return SERVER.passed(f"{contact} · {facts.host}" if facts.host else f"{contact} · lewat berkas")


def look_at_backlog(site: Site) -> Check:
    """Judge what the province has not acknowledged yet."""
    if not site.enrolled:
        return BACKLOG.skipped("semua catatan tinggal di mesin ini: belum terdaftar")
    try:
        return judge_backlog(_facts(site))
    except KioskError:
        return BACKLOG.failed(_UNREADABLE, _AGAIN)


def judge_backlog(facts: LineFacts) -> Check:
    """Judge how much waits, and for how long nobody has taken any of it."""
    words = f"{whole(facts.backlog)} catatan menunggu"
    long = LONG if facts.host else LONG_BY_FILE
    if not facts.backlog or (facts.since_contact is not None and facts.since_contact <= long):
        return BACKLOG.passed(words)
    return BACKLOG.warned(f"{words} · {_contact(facts)}", _CARRY)


def look_at_proof(site: Site) -> Check:
    """Judge which closed days both sides have proven."""
    if not site.enrolled:
        return PROOF.skipped("dibuktikan bersama provinsi setelah terdaftar")
    try:
        return judge_proof(_facts(site))
    except KioskError:
        return PROOF.failed(_UNREADABLE, _AGAIN)


def judge_proof(facts: LineFacts) -> Check:
    """Judge the days that are over."""
    if facts.different:
        return PROOF.failed(
            f"{whole(facts.different)} hari berbeda dengan provinsi",
            "Hubungi kantor, jangan hapus apa pun.",
        )
    if facts.unproven:
        remedy = f"{facts.why} {_CARRY}".strip()
        return PROOF.warned(f"{whole(facts.unproven)} hari belum terbukti", remedy)
    if not facts.proven_until:
        return PROOF.passed("belum ada hari yang selesai")
    return PROOF.passed(f"terbukti s.d. {facts.proven_until}")


def _facts(site: Site) -> LineFacts:
    return line_facts(site.standing, site.line_state)


def line_facts(standing: Standing, state: LineState | None) -> LineFacts:
    """Return what is to be judged of a line."""
    days, age_s = standing["days"], standing["last_contact_age_s"]
    proven = [day["day"] for day in days if day["state"] == "proven"]
    return LineFacts(
        standing["state"],
        standing["words"],
        standing["backlog"],
        state.server.url.partition("://")[2] if state else "",
        None if age_s is None else timedelta(seconds=age_s),
        sum(day["state"] == "missing" for day in days),
        sum(day["state"] == "different" for day in days),
        "-".join(reversed(proven[-1].split("-"))) if proven else "",
        standing["why"][min(standing["why"])] if standing["why"] else "",
    )


def _contact(facts: LineFacts) -> str:
    if facts.since_contact is None:
        return "belum pernah tersambung"
    return f"sinkron {span(facts.since_contact)} lalu"
