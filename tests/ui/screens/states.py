"""A typical session for every screen and for everything that may lie over one."""

from __future__ import annotations

from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.ui.glass import after, issued

KTP = "disdukcapil-ktp-hilang-rusak"
SKCK = "polres-skck-baru"
PASPOR = "imigrasi-paspor-baru"
SHOP = "buka-toko"
FOOD_SHOP = "buka-usaha-makanan"


STARTED = (ev.Started(),)


def opened(screen: str, subject: str = "", *more: ev.Event) -> Session:
    """Return the session that opened a screen from Home."""
    return after(*STARTED, ev.Opened(screen, subject), *more)


def at_service(service: str = KTP, *more: ev.Event) -> Session:
    """Return the session that looks at a service."""
    return opened("service", service, *more)


def at_package(life_event: str = FOOD_SHOP, *more: ev.Event) -> Session:
    """Return the session with a life event whose conditions were left open."""
    chosen = after(*STARTED, ev.LifeEventChosen(life_event))
    if chosen.at.screen.value == "conditions":
        chosen = after(ev.ConditionsAnswered(()), session=chosen)
    return after(*more, session=chosen)


def with_basket(*services: str) -> Session:
    """Return the session at Home with services chosen one by one."""
    session = after(*STARTED)
    for service in services:
        session = after(ev.Opened("service", service), ev.ServiceAdded(), session=session)
    return session


def at_summary(*services: str) -> Session:
    """Return the session that looks at its visit; nine services are the most there may be."""
    *before, last = services or (KTP, SKCK)
    session = with_basket(*before)
    return after(ev.Opened("service", last), ev.ServiceAdded("summary"), session=session)


STATES: dict[str, Session] = {
    "home": after(*STARTED),
    "home with a visit": with_basket(KTP),
    "life events": opened("life_events"),
    "tile": opened("tile", "0"),
    "conditions": after(*STARTED, ev.LifeEventChosen(FOOD_SHOP)),
    "package": at_package(),
    "agencies": opened("agencies"),
    "agency": opened("agency", "disdukcapil"),
    "search": opened("search"),
    "search with results": opened("search", "", ev.Typed("ktp")),
    "search without results": opened("search", "", ev.Typed("qqxyzzv")),
    "guide": opened("guide"),
    "guide's end": opened("guide", "0.0"),
    "service": at_service(),
    "service without a number": at_service(PASPOR),
    "details": at_service(KTP, ev.Opened("details", KTP)),
    "check": at_service(KTP, ev.Opened("check", KTP)),
    "special help": at_service(KTP, ev.Opened("special_help")),
    "summary": at_summary(),
    "documents": at_package(FOOD_SHOP, ev.Opened("documents")),
    "ticket": issued(at_summary()),
    "languages": at_service(KTP, ev.LanguageAsked()),
    "help": opened("agencies", "", ev.HelpAsked()),
    "still here": at_service(KTP, ev.IdleNoticed()),
    "full": at_service(KTP, ev.Failed("disk_full")),
    "list printed": at_service(KTP, ev.ListPrinted()),
    "slip missing": after(ev.SlipMissing(), session=issued(at_summary())),
}
"""Everything but the first screen; names are for the test report."""
