"""The head of every screen: the mall, the clock, the date. Needs no catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.catalogue.mall import Mall
from kiosk.language import Translator
from kiosk.wording.dates import clock_text, long_date


@dataclass(frozen=True, slots=True)
class HeadView:
    """What the head says; ``example`` marks a mall whose data are invented."""

    title: str
    place: str
    clock: str
    date: str
    example: str


def derive_head(mall: Mall, now: datetime, tr: Translator) -> HeadView:
    """Return the mall, the clock and the date in words."""
    return HeadView(
        title=tr("Mal Pelayanan Publik"),
        place=tr.pick(mall.name_id, mall.name_en),
        clock=clock_text(now, tr),
        date=long_date(now.date(), tr),
        example=tr("CONTOH") if mall.example else "",
    )
