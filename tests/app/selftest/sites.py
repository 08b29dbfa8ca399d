"""Sites for the self-test: a folder of its own, a machine that is written down as files."""

from __future__ import annotations

from pathlib import Path

from kiosk.app.selftest.site import ScreenFacts, Site
from kiosk.clock import Clock
from sync.enrolled import Enrolment
from tests.fakes import FakeClock

HOST = "anjungan.contoh.go.id"
PROVINCE = Enrolment(
    f"https://{HOST}", "ab" * 32, "contoh-pringsewu-1", "2026-11-01T08:00:00+07:00"
)
PORTRAIT = ScreenFacts((1080, 1920), (1080, 1920), (268.0, 476.0))
"""A screen of 21.5 inches that is filled by its window."""


def site_in(folder: Path, clock: Clock | None = None, screen: ScreenFacts | None = None) -> Site:
    """Return a site whose machine tells nothing of itself until a file is laid there."""
    machine = folder.parent / "machine"
    return Site(folder, clock or FakeClock(), screen, machine / "sys", machine / "proc")


def lay(root: Path, place: str, text: str) -> None:
    """Lay a file of the kernel's."""
    path = root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
