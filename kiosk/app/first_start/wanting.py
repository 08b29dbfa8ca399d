"""A terminal with a configuration that says nothing of use, which never started and nobody enters.

A technician who has only its glass would stand before an apology that no PIN leads behind. It is
set up as one without any configuration.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from kiosk.app.first_start.draft import FILE, VARIABLE, has_begun, is_due
from kiosk.app.foundation import lay_for_the_glass
from kiosk.clock import Clock
from kiosk.errors import KioskError


def is_wanting(data: Path, clock: Clock, environment: Mapping[str, str] | None = None) -> bool:
    """Whether the terminal is to be set up on its glass: ``is_due``, or it stands as above.

    A file that ``KIOSK_CONFIG`` names is never set aside: whoever named it can mend it.
    """
    environment = os.environ if environment is None else environment
    if is_due(data, environment):
        return True
    if has_begun(data) or environment.get(VARIABLE):
        return False
    if lay_for_the_glass(data, clock).fault is None:
        return False
    return os.path.lexists(data / FILE) or _nobody_can_enter(data, clock)


def _nobody_can_enter(data: Path, clock: Clock) -> bool:
    from kiosk.technicians.register import Register

    try:
        return not Register(data, clock.mono_ms).people()
    except KioskError:  # There may be somebody; the gate says what is wrong with the register.
        return False
