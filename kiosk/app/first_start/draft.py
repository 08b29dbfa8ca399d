"""The configuration that the first start writes, step by step, beside the one it will become.

While the first start runs, the draft is in force in this process (``KIOSK_CONFIG``), so that a
printer, an enrolment or a file from a stick meets the terminal as it is going to be. For every
other process, and after a power cut, there is no configuration yet, and the first start goes on.
"""

from __future__ import annotations

import os
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kiosk.durable import sync_folder
from kiosk.errors import NotPermitted
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.standing import LEDGER, NAME, configuration_file
from kiosk.settings.writing import problems_left, set_values

FILE = "config.first-start.toml"
DAMAGED = "config.first-start.damaged.toml"
VARIABLE = "KIOSK_CONFIG"


def is_due(data: Path, environment: Mapping[str, str] | None = None) -> bool:
    """Whether nobody has said yet what this terminal is: no configuration and no ledger."""
    environment = os.environ if environment is None else environment
    return not has_begun(data) and configuration_file(data, environment) is None


def has_begun(data: Path) -> bool:
    """Whether a kiosk has ever got ready with this data folder."""
    return any(os.path.lexists(data / name) for name in (LEDGER, LAST_GOOD))


def begin_draft(data: Path) -> Path:
    """Return the draft, with what was done before a power cut; one that is damaged begins anew.

    Raises ``NotPermitted`` where it cannot be written.
    """
    file = data / FILE
    if os.path.lexists(file) and problems_left(file):
        try:
            file.replace(data / DAMAGED)
        except OSError as reason:
            raise _not_permitted(file, reason) from reason
    set_values(file, {})
    return file


@contextmanager
def in_force(draft: Path) -> Generator[None]:
    """Let the draft be this process's configuration, until it is one or the process goes."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(draft)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(VARIABLE, None)
        else:
            os.environ[VARIABLE] = before


def put_in_force(data: Path) -> None:
    """Make the draft the terminal's configuration, all at once; raises ``NotPermitted``.

    One that came by another way in the meantime stays as ``config.toml.bak``: what the technician
    said on the glass counts.
    """
    try:
        if os.path.lexists(data / FILE) and os.path.lexists(data / NAME):
            (data / NAME).replace(data / f"{NAME}.bak")
        (data / FILE).replace(data / NAME)
        sync_folder(data)
    except OSError as reason:
        raise _not_permitted(data / NAME, reason) from reason


def _not_permitted(file: Path, reason: OSError) -> NotPermitted:
    return NotPermitted(
        f"{file}: the first configuration cannot be written ({reason.strerror}).",
        "Give the kiosk's user the right to write in its data folder, and make room there.",
    )
