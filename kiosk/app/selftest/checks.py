"""The one list of checks, in the order they are shown and made."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.app.selftest.alerts import ALERTS, look_at_alerts
from kiosk.app.selftest.catalogue import (
    CATALOGUE,
    HOLIDAYS_KNOWN,
    MALL,
    look_at_catalogue,
    look_at_holidays,
    look_at_mall,
)
from kiosk.app.selftest.clock import CLOCK, look_at_clock
from kiosk.app.selftest.configuration import CONFIGURATION, look_at_configuration
from kiosk.app.selftest.disk import DISK, WRITING, look_at_disk, look_at_writing
from kiosk.app.selftest.keys import KEYS, look_at_keys
from kiosk.app.selftest.ledger import LEDGER, look_at_ledger
from kiosk.app.selftest.line import (
    BACKLOG,
    PROOF,
    SERVER,
    look_at_backlog,
    look_at_proof,
    look_at_server,
)
from kiosk.app.selftest.memory import MEMORY, look_at_memory
from kiosk.app.selftest.paper import PAPER, look_at_paper
from kiosk.app.selftest.people import PEOPLE, look_at_people
from kiosk.app.selftest.printer import PRINTER, look_at_printer
from kiosk.app.selftest.screen import SCREEN, look_at_screen
from kiosk.app.selftest.service import SERVICE, look_at_service
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.sound import SOUND, look_at_sound
from kiosk.app.selftest.subject import Subject
from kiosk.app.selftest.temperature import TEMPERATURE, look_at_temperature
from kiosk.app.selftest.touch import TOUCH, look_at_touch
from kiosk.app.selftest.trial import TRIAL, look_at_trial
from kiosk.health.check import Check

Probe = Callable[[Site], Check]

CHECKS: tuple[tuple[Subject, Probe], ...] = (
    (PRINTER, look_at_printer),
    (PAPER, look_at_paper),
    (TRIAL, look_at_trial),
    (SERVICE, look_at_service),
    (SERVER, look_at_server),
    (BACKLOG, look_at_backlog),
    (PROOF, look_at_proof),
    (CLOCK, look_at_clock),
    (LEDGER, look_at_ledger),
    (ALERTS, look_at_alerts),
    (DISK, look_at_disk),
    (WRITING, look_at_writing),
    (TOUCH, look_at_touch),
    (SCREEN, look_at_screen),
    (CONFIGURATION, look_at_configuration),
    (CATALOGUE, look_at_catalogue),
    (MALL, look_at_mall),
    (HOLIDAYS_KNOWN, look_at_holidays),
    (KEYS, look_at_keys),
    (PEOPLE, look_at_people),
    (MEMORY, look_at_memory),
    (TEMPERATURE, look_at_temperature),
    (SOUND, look_at_sound),
)
"""Every subject with the probe that looks at it."""
