"""The desk for a command that writes: refused beside a running kiosk, which does it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.commands.invocation import Invocation
from kiosk.errors import SecondWriter

if TYPE_CHECKING:
    from kiosk.app.desk import Desk


def own_desk(invocation: Invocation, instead: str) -> Desk:
    """Open the desk and settle what an earlier start left open.

    Raises ``SecondWriter`` that says what to do ``instead`` on the running kiosk.
    """
    from kiosk.app.equipment import load_premises, open_desk
    from kiosk.app.foundation import lay_foundation

    foundation = lay_foundation(invocation.folder, invocation.clock())
    try:
        return open_desk(foundation, load_premises(foundation))
    except SecondWriter as reason:
        raise SecondWriter(reason.message, f"{instead} Or stop it first.") from reason
