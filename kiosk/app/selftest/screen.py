"""The screen: does the window fill it, and is it as large as the settings say."""

from __future__ import annotations

import math

from kiosk.app.selftest.site import ScreenFacts, Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.wording.measures import decimal, whole

SCREEN = Subject("screen", "Layar")
MAY_DIFFER = 0.1
"""Share by which the glass may differ from the settings: screens round what they tell."""

LOWEST_MM, HIGHEST_MM = 380, 1100
"""Where the lower edge of the glass may be, in mm above the floor: what is operated should lie 380
to 1,200 mm high (EN 301 549, 8.3.3), and the main buttons are at the foot of every screen."""

_MM_PER_INCH = 25.4


def look_at_screen(site: Site) -> Check:
    """Compare what Qt told of the screen with the settings."""
    if site.screen is None:
        return SCREEN.skipped("hanya terlihat dari layar kios", "Buka Kondisi di layar kios.")
    settings = site.settings
    return judge_screen(site.screen, settings.diagonal_in, settings.glass_bottom_mm)


def judge_screen(facts: ScreenFacts, diagonal_in: float, bottom_mm: int = 800) -> Check:
    """Judge a screen that should have a diagonal of so many inches.

    ``bottom_mm`` is how high its lower edge is above the floor: the main buttons lie there.
    """
    wide, high = facts.screen_px
    words = f"{wide} x {high} titik"
    if facts.window_px != facts.screen_px:
        return SCREEN.warned(
            f"{words}, jendela {facts.window_px[0]} x {facts.window_px[1]}",
            "Mulai ulang kios; jendelanya harus memenuhi layar.",
        )
    if not LOWEST_MM <= bottom_mm <= HIGHEST_MM:
        return SCREEN.warned(
            f"tepi bawah layar {whole(bottom_mm)} mm dari lantai",
            "Tombol utama harus 380 sampai 1.200 mm dari lantai. Pindahkan layarnya.",
        )
    told = math.hypot(*facts.glass_mm) / _MM_PER_INCH
    if not told:
        return SCREEN.passed(f"{words} · {decimal(diagonal_in)} inci menurut setelan")
    if abs(told - diagonal_in) > diagonal_in * MAY_DIFFER:
        return SCREEN.warned(
            f"layar melapor {decimal(told)} inci, setelan {decimal(diagonal_in)} inci",
            "Ukur diagonal kaca, lalu betulkan di Setelan.",
        )
    return SCREEN.passed(f"{words} · {decimal(told)} inci")
