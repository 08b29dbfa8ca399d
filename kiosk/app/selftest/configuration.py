"""The configuration: what is wrong with it, and whether the last good one holds in its place."""

from __future__ import annotations

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.settings.standing import Standing

CONFIGURATION = Subject("configuration", "Setelan")

MOST_NAMED = 5
"""Faults that are named here; Setelan and `kiosk config validate` name all."""


def look_at_configuration(site: Site) -> Check:
    """Read the configuration as the kiosk does at its start."""
    return judge_configuration(site.ground.standing)


def judge_configuration(standing: Standing) -> Check:
    """Judge how a configuration stands."""
    if not standing.problems:
        where = standing.file.name if standing.file else "setelan bawaan"
        return CONFIGURATION.passed(f"tanpa kesalahan · {where}")
    count, named = len(standing.problems), standing.problems[:MOST_NAMED]
    each = " ".join(f"{problem.path}: {problem.glass}" for problem in named)
    more = f" Dan {count - MOST_NAMED} lagi." if count > MOST_NAMED else ""
    remedy = f"{each}{more} Betulkan di Setelan."
    if standing.doubted:
        return CONFIGURATION.failed(f"{count} kesalahan: tidak jelas mesin siapa ini", remedy)
    instead = "setelan terakhir yang baik" if standing.on_last_good else "nilai bawaan"
    return CONFIGURATION.warned(f"{count} kesalahan, dipakai {instead}", remedy)
