"""One look at everything: every check within its time, and the dates of the last passes kept."""

from __future__ import annotations

from kiosk.app.selftest.site import Site
from kiosk.health.check import Health


def take_look(site: Site) -> Health:
    """Return what every check says, worst of all a failed one; never raises for a check's fault.

    Takes some seconds at most, never on the GUI thread. Keeps the date of each check that passes.
    """
    raise NotImplementedError
