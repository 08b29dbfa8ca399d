"""A typical session for every screen and for everything that may lie over one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.visits.model import Stop
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Session
from tests.premises import example_premises
from tests.ui.glass import after, issued, printed, scene_of

PREMISES = example_premises()
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


def with_numbers(count: int) -> Session:
    """Return the session with so many numbers; a service that gets none of its own is left out."""
    found: tuple[str, ...] = ()
    for agency in PREMISES.catalogue.agencies:
        for service in PREMISES.catalogue.services.values():
            more = (*found, service.id)
            fits = service.agency == agency and len(more) <= count
            if fits and len(stops_of(more)) == len(more):
                found = more
                break
    return issued(with_basket(*found))


def stops_of(services: tuple[str, ...]) -> tuple[Stop, ...]:
    """Return the stops of services chosen one by one."""
    return scene_of(replace(after(*STARTED), basket=services)).plan.stops


def doubts(count: int) -> dict[str, Session]:
    """Return every doubt about the slip of so many numbers, by name."""
    session = with_numbers(count)
    assert session.issued is not None
    numbers = f"{count} numbers" if count > 1 else "1 number"
    retry = ev.SlipAnswered("not_printed", ("media-empty",), may_retry=True)
    return {
        f"paper out, {numbers}": after(retry, session=session),
        f"slip stuck, {numbers}": after(ev.SlipAnswered("not_printed"), session=session),
        f"slip asked about, {numbers}": after(ev.SlipAnswered("unknown"), session=session),
        f"restored, {numbers}": after(ev.Restored(session.issued, may_retry=True)),
    }


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
    "printing": issued(at_summary()),
    "ticket": printed(issued(at_summary())),
    "languages": at_service(KTP, ev.LanguageAsked()),
    "help": opened("agencies", "", ev.HelpAsked()),
    "still here": at_service(KTP, ev.IdleNoticed()),
    "full": at_service(KTP, ev.Failed("disk_full")),
    "list printed": at_service(KTP, ev.ListPrinted()),
    "printer not ready": at_service(KTP, ev.PrinterDoubted(("offline",))),
    "printer without paper": at_service(KTP, ev.PrinterDoubted(("media-empty",))),
    **doubts(1),
    **doubts(5),
    **doubts(9),
}
"""Everything but the first screen; names are for the test report."""
