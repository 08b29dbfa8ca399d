"""One look at everything: every check within its time, and the dates of the last passes kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from kiosk.app.last_resort import write_report
from kiosk.app.selftest.bounded import BoundedProbes, TooLong
from kiosk.app.selftest.checks import CHECKS, Probe
from kiosk.app.selftest.passes import note_passes, read_passes
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.errors import KioskError, NotPermitted
from kiosk.health.check import Check, Health

_PROBES = BoundedProbes()

Checks = Sequence[tuple[Subject, Probe]]


def take_look(site: Site, checks: Checks = CHECKS, probes: BoundedProbes = _PROBES) -> Health:
    """Return what every check says; a check that breaks is one that fails.

    Takes some seconds at most, never on the GUI thread. Keeps the date of each check that passes.
    """
    found = [_checked(site, subject, probe, probes) for subject, probe in checks]
    now = site.clock.now()
    passes = read_passes(site.data)
    dated = [
        replace(check, last_pass=check.last_pass or _last(check, now, passes)) for check in found
    ]
    _keep(site.data, dated)
    return Health(tuple(dated), now)


def _last(check: Check, now: datetime, passes: Mapping[str, datetime]) -> datetime | None:
    return now if check.state == "pass" else passes.get(check.id)


def _keep(data: Path, checks: Sequence[Check]) -> None:
    """Keep when each passed; a folder that takes no file is what other checks tell of."""
    with suppress(NotPermitted):
        note_passes(data, {c.id: c.last_pass for c in checks if c.state == "pass" and c.last_pass})


def _checked(site: Site, subject: Subject, probe: Probe, probes: BoundedProbes) -> Check:
    try:
        return probes.run(subject.id, partial(probe, site))
    except TooLong:
        return subject.failed(
            "pemeriksaan tidak selesai pada waktunya",
            "Mulai ulang mesin; bila terulang, hubungi kantor.",
        )
    except (KioskError, OSError) as reason:
        return subject.failed(
            f"tidak dapat diperiksa ({_reason(reason)})",
            "Periksa lagi; bila terulang, hubungi kantor.",
        )
    except Exception as fault:  # noqa: BLE001 - a fault of ours: told in words, kept in a file
        return subject.failed(
            f"pemeriksaan ini sendiri rusak ({type(fault).__name__})", _kept(fault)
        )


def _reason(reason: KioskError | OSError) -> str:
    return reason.message if isinstance(reason, KioskError) else str(reason.strerror or reason)


def _kept(fault: Exception) -> str:
    try:
        return f"Kirim {write_report(fault)} ke pembuat aplikasi."
    except OSError:
        return "Hubungi pembuat aplikasi."
