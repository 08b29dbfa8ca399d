"""The ledger: does its end hold, and what did the last whole checkup say."""

from __future__ import annotations

from datetime import datetime, timedelta

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.clock import JAKARTA
from kiosk.errors import KioskError
from kiosk.health.check import Check
from kiosk.store.connection import FILE
from kiosk.store.ident import Ident
from kiosk.store.looking import look_over
from kiosk.store.quick_look import QuickLook
from kiosk.wording.measures import moment, size, span, whole

LEDGER = Subject("ledger", "Buku nomor")
OLD = timedelta(days=7)
"""A running kiosk reads a big ledger whole once a day."""

_SEE = "Jalankan kiosk ledger verify, lalu hubungi kantor."


def look_at_ledger(site: Site) -> Check:
    """Read the ledger's end beside its writer."""
    if not (site.data / FILE).exists():
        return LEDGER.skipped("belum ada nomor yang diberikan")
    try:
        with look_over(site.data) as ledger:
            found, ident = ledger.quick_look(), ledger.ident
    except KioskError:
        return LEDGER.failed("buku tidak dapat dibaca", _SEE)
    stranger = _strange(site, ident)
    return judge_ledger(found, site.clock.now()) if stranger is None else stranger


def _strange(site: Site, ident: Ident) -> Check | None:
    """Return the failure of a ledger that is another terminal's: no kiosk starts on it."""
    premises, told = site.ground.premises, site.ground.standing.settings.terminal
    mall = premises.mall.id if premises else ident.mall
    terminal = ident.terminal if told is None else told
    if (mall, terminal) == (ident.mall, ident.terminal):
        return None
    words = f"milik {ident.mall}-{ident.terminal}, bukan {mall}-{terminal}"
    return LEDGER.failed(words, "Betulkan nomor mesin atau berkas mal di Setelan.")


def judge_ledger(look: QuickLook, now: datetime) -> Check:
    """Judge a quick look at a ledger."""
    if look.problems:
        return LEDGER.failed(f"rusak: {look.problems[0]}", _SEE)
    if look.checkup and not look.checkup.ok:
        at = datetime.fromtimestamp(look.checkup.wall_ms / 1000, JAKARTA)
        return LEDGER.failed(f"pemeriksaan {moment(at)} menemukan kerusakan", _SEE)
    words = f"utuh · {size(look.bytes)} · {whole(look.last_seq)} catatan"
    return _aged(look, words, now) if look.big else LEDGER.passed(words)


def _aged(look: QuickLook, words: str, now: datetime) -> Check:
    """Judge a big ledger, of which a look reads the end only."""
    if look.checkup is None:
        return LEDGER.passed(f"{words} · akhirnya diperiksa")
    passed = now - datetime.fromtimestamp(look.checkup.wall_ms / 1000, JAKARTA)
    words = f"{words} · seluruhnya diperiksa {span(passed)} lalu"
    if passed > OLD:
        return LEDGER.warned(words, "Biarkan kios menyala saat sepi, atau kiosk ledger verify.")
    return LEDGER.passed(words)
