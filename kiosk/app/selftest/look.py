"""One look at everything: every check within its time, and the dates of the last passes kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from kiosk.app.last_resort import write_report
from kiosk.app.selftest.bounded import BoundedProbes, TooLong
from kiosk.app.selftest.checks import CHECKS, Probe
from kiosk.app.selftest.passes import note_passes, read_passes
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import KioskError
from kiosk.health.check import Check, Health

_PROBES = BoundedProbes()

Checks = Sequence[tuple[Subject, Probe]]


def take_look(site: Site, checks: Checks = CHECKS, probes: BoundedProbes = _PROBES) -> Health:
    """Return what every check says; a check that breaks is one that fails.

    Takes some seconds at most, never on the GUI thread. Keeps the date of each check that passes.
    """
    probed = [(subject.id, partial(probe, site)) for subject, probe in checks]
    *answers, told = probes.answers([*probed, ("now", partial(_now, site))])
    found = [_told(subject, said) for (subject, _), said in zip(checks, answers, strict=True)]
    now = told if isinstance(told, datetime) else site.machine.now()
    passes = _passes(site, found, now, probes)
    dated = [replace(check, last_pass=check.last_pass or passes.get(check.id)) for check in found]
    return Health(tuple(dated), now)


def _now(site: Site) -> datetime:
    return site.clock.now()


def _told(subject: Subject, said: Check | Exception) -> Check:
    if isinstance(said, Check):
        return said
    if isinstance(said, TooLong):
        return subject.failed(
            "pemeriksaan tidak selesai pada waktunya",
            "Mulai ulang mesin; bila terulang, hubungi kantor.",
        )
    if isinstance(said, KioskError | OSError):
        return subject.failed(
            f"tidak dapat diperiksa ({_reason(said)})",
            "Periksa lagi; bila terulang, hubungi kantor.",
        )
    kind = type(said).__name__
    return subject.failed(f"pemeriksaan ini sendiri rusak ({kind})", _kept(said))


def _passes(
    site: Site, checks: Sequence[Check], now: datetime, probes: BoundedProbes
) -> Mapping[str, datetime]:
    """Return when each check last passed, those of now among them, which are kept.

    A folder that takes no file, or hangs, is what other checks tell of.
    """
    passed = {c.id: c.last_pass or now for c in checks if c.state == "pass"}
    keep = partial(note_passes, site.data, passed)
    before, _ = probes.answers((("passes", partial(read_passes, site.data)), ("dates", keep)))
    return passed if isinstance(before, Exception) else {**before, **passed}


def _reason(reason: KioskError | OSError) -> str:
    return reason.message if isinstance(reason, KioskError) else str(reason.strerror or reason)


def _kept(fault: Exception) -> str:
    try:
        return f"Kirim {write_report(fault)} ke pembuat aplikasi."
    except OSError:
        return "Hubungi pembuat aplikasi."
