"""What every presenter derives from: the session, the premises, the time, the language."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from kiosk.catalogue.guide import Guide
from kiosk.catalogue.search.index import Index
from kiosk.language import LANGUAGES, Translator
from kiosk.visits.admission import Standing, standing
from kiosk.visits.plan import Plan, plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.visits.session.state import Session
from kiosk.visits.session.transitions import shown_request


@dataclass(frozen=True)
class Scene:
    """One moment of the glass. ``seconds_left`` counts down on the ticket and the idle warning."""

    session: Session
    premises: Premises
    now: datetime
    tr: Translator
    index: Index
    guide: Guide
    usage: Usage = field(default_factory=Usage)
    qr_host: str = ""
    seconds_left: int = 0
    line_cut: bool = False
    """Whether the province has not been reached for a while by a terminal that belongs to one."""

    languages: tuple[str, ...] = tuple(LANGUAGES)
    """The languages a visitor may choose from, in their order."""

    @cached_property
    def plan(self) -> Plan:
        """The plan of what is chosen now; raises ``Refused`` where nothing is."""
        return plan_visit(self.premises, shown_request(self.session), self.now, self.usage)

    def standing(self, service: str) -> Standing:
        """Return whether a service gets a number now."""
        return standing(self.premises, service, self.now, self.usage)
