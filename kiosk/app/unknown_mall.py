"""The mall of a terminal of which nobody can say where it stands: nobody serves, nothing opens.

It stands where a mall is asked for, so that the glass can speak before anything was put right. It
has no name: what is shown is to say that none is known.
"""

from __future__ import annotations

from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.mall import FixedHolidays, Holidays, Mall, Place

_NOWHERE = Place(floor=1, text_id="", text_en="")

UNKNOWN = Timetable(
    Mall(
        schema=1,
        id="",
        name_id="",
        name_en="",
        regency="",
        timezone="Asia/Jakarta",
        hours={},
        breaks={},
        last_ticket_minutes_before_closing=0,
        queue_day_starts="00:00",
        holidays="",
        agencies=(),
        services={},
        popular=(),
        tiles=(),
        photocopy=_NOWHERE,
        information_desk=_NOWHERE,
    ),
    Holidays(
        years={},
        kinds={},
        source="",
        url="",
        rule="",
        confidence="",
        fixed_2027=FixedHolidays(note="", url="", dates=()),
    ),
)
