"""Scenes without a glass: any session of the bundled catalogue, and what its view says and does."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

import msgspec

from kiosk.catalogue.guide import Guide, load_guide
from kiosk.catalogue.hours import Timetable
from kiosk.catalogue.loading import load_holidays
from kiosk.catalogue.mall import MallService
from kiosk.catalogue.search.index import Index, build_index
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Ticket, Visit
from kiosk.visits.plan import Plan
from kiosk.visits.ports import Usage
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, SlipState, fresh
from kiosk.visits.session.transitions import advance
from tests.premises import TUESDAY, example_premises
from ui.presenters.fitting import fitted
from ui.presenters.parts import Pages, page_of
from ui.presenters.scene import Scene

KTP = "disdukcapil-ktp-hilang-rusak"
SKCK = "polres-skck-baru"
PASSPORT = "imigrasi-paspor-baru"
BRAND = "kemenkum-merek"
TRANSFER = "samsat-balik-nama"
LANGUAGES = ("id", "en")
QR_HOST = "ANTRE.CONTOH.GO.ID"
CODE = "7H3K9QW2XR4T"
DOUBTS = (SlipState.PAPER_OUT, SlipState.STUCK, SlipState.ASKED, SlipState.RESTORED)

UNSAID = frozenset({"name", "icon", "event", "search_event", "kind", "code", "query", "tone"})
"""Fields of a view that nobody reads: names of things, icons, what a touch means."""


@lru_cache(maxsize=1)
def example_index() -> Index:
    """Return the search over the bundled catalogue."""
    return build_index(example_premises().catalogue)


@lru_cache(maxsize=1)
def example_guide() -> Guide:
    """Return the guided questions."""
    return load_guide()


def after(
    *happened: ev.Event, session: Session | None = None, premises: Premises | None = None
) -> Session:
    """Return the session after the events; without a session it begins at Home."""
    current = session or fresh().go(Screen.HOME)
    for event in happened:
        current, _effects = advance(current, event, premises or example_premises())
    return current


def looking_at(service: str, *screens: Screen) -> Session:
    """Return the session that opened a service from Home, then further screens about it."""
    opened = after(ev.Opened(Screen.SERVICE.value, service))
    return after(*(ev.Opened(screen.value, service) for screen in screens), session=opened)


def with_basket(*services: str) -> Session:
    """Return the session on the summary of services that were added one by one."""
    session = fresh().go(Screen.HOME)
    for service in services:
        opened = after(ev.Opened(Screen.SERVICE.value, service), session=session)
        session = after(ev.ServiceAdded(), session=opened)
    return after(ev.Opened(Screen.SUMMARY.value), session=session)


def in_package(life_event: str) -> Session:
    """Return the session on a life event's steps, its conditions left unanswered."""
    session = after(ev.LifeEventChosen(life_event))
    if session.at.screen is Screen.CONDITIONS:
        session = after(ev.ConditionsAnswered(()), session=session)
    return session


def scene_of(
    session: Session,
    now: datetime = TUESDAY,
    language: str = "id",
    *,
    premises: Premises | None = None,
    usage: Usage | None = None,
    seconds_left: int = 0,
) -> Scene:
    """Return the scene of a session at a time of the test week, in a language."""
    return Scene(
        session=replace(session, language=language),
        premises=premises or example_premises(),
        now=now,
        tr=Translator.load(language),
        index=example_index(),
        guide=example_guide(),
        usage=usage or Usage(),
        qr_host=QR_HOST,
        seconds_left=seconds_left,
    )


def issued(session: Session, now: datetime = TUESDAY, premises: Premises | None = None) -> Session:
    """Return the session with made-up numbers for what it asks for."""
    plan = scene_of(session, now, premises=premises).plan
    visit = Visit(
        visit="00000000-0000-7000-8000-000000000000",
        code=CODE,
        terminal=1,
        queue_day=now.date().isoformat(),
        issued_at=now.isoformat(),
        catalogue_version=1,
        life_event=session.life_event,
        language=session.language,
        tickets=_tickets(plan),
        later=plan.later,
    )
    return after(ev.NumbersIssued(Issued(visit, plan)), session=session)


def printed(session: Session) -> Session:
    """Return the session with made-up numbers once their slip is out."""
    return after(ev.SlipAnswered("printed"), session=session)


def doubted(session: Session, slip: SlipState, *, retry: bool = True) -> Session:
    """Return the session with numbers whose slip is in doubt."""
    if slip is SlipState.RESTORED:
        assert session.issued is not None
        return after(ev.Restored(session.issued, may_retry=retry), session=fresh())
    if slip is SlipState.UNANSWERED:
        return after(ev.SlipUnanswered(), session=doubted(session, SlipState.ASKED, retry=retry))
    faults = ("media-empty",) if slip is SlipState.PAPER_OUT else ()
    result = "unknown" if slip is SlipState.ASKED else "not_printed"
    return after(ev.SlipAnswered(result, faults, may_retry=retry), session=session)


def _tickets(plan: Plan) -> tuple[Ticket, ...]:
    return tuple(
        Ticket(
            label=f"{stop.queue}{number:03}",
            code=CODE,
            queue=stop.queue,
            agencies=stop.agencies,
            services=stop.services,
            counters=stop.counters,
            stop=number,
            after=(),
            priority=None,
        )
        for number, stop in enumerate(plan.stops, start=1)
    )


def premises_saying(service: str, said: MallService, **mall: object) -> Premises:
    """Return the example premises whose mall file says something of a service."""
    found = example_premises()
    services = {**found.mall.services, service: said}
    changed = msgspec.structs.replace(found.mall, services=services, **mall)
    return Premises(found.catalogue, Timetable(changed, load_holidays()))


def premises_with_service(service: str, **changes: object) -> Premises:
    """Return the example premises with changed fields of one service."""
    found = example_premises()
    changed = msgspec.structs.replace(found.catalogue.services[service], **changes)
    services = {**found.catalogue.services, service: changed}
    return Premises(msgspec.structs.replace(found.catalogue, services=services), found.timetable)


def premises_without_counters(agency: str) -> Premises:
    """Return the example premises in which nobody wrote down an agency's counters."""
    found = example_premises()
    agencies = tuple(
        msgspec.structs.replace(entry, counters=()) if entry.agency == agency else entry
        for entry in found.mall.agencies
    )
    changed = msgspec.structs.replace(found.mall, agencies=agencies)
    return Premises(found.catalogue, Timetable(changed, load_holidays()))


@cache
def _derivation(screen: Screen) -> Any:
    module = "life_events" if screen is Screen.TILE else screen.value
    return getattr(importlib.import_module(f"ui.presenters.{module}"), f"derive_{module}")


def view_of(scene: Scene) -> Any:
    """Return the view of the scene's screen."""
    return _derivation(scene.session.at.screen)(scene)


def pages_of(scene: Scene) -> Iterator[Any]:
    """Yield the view of every page of the scene's screen."""
    page, pages = 0, 1
    while page < pages:
        at = replace(scene.session.at, page=page)
        view = view_of(replace(scene, session=replace(scene.session, at=at)))
        pages = view.pages.pages if hasattr(view, "pages") else 1
        yield view
        page += 1


def parts_of(view: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield everything of a ``kind`` within a view, in the order it stands there."""
    if isinstance(view, kind):
        yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from parts_of(item, kind)
    if is_dataclass(view) and not isinstance(view, ev.Event):
        for field in fields(view):
            yield from parts_of(getattr(view, field.name), kind)


def said_by(view: Any) -> list[str]:
    """Return every text of a view that somebody reads."""
    return list(_said(view))


def _said(view: Any) -> Iterator[str]:
    if isinstance(view, str):
        if view:
            yield view
    elif isinstance(view, tuple):
        for item in view:
            yield from _said(item)
    elif is_dataclass(view) and not isinstance(view, ev.Event):
        for field in fields(view):
            if field.name not in UNSAID:
                yield from _said(getattr(view, field.name))


def names_in(view: Any) -> list[str]:
    """Return the objectName of everything in a view that can be touched."""
    return [part.name for part in _touchables(view)]


def events_in(view: Any) -> list[ev.Event]:
    """Return what every touch of a view means."""
    return list(parts_of(view, ev.Event))


def _touchables(view: Any) -> Iterator[Any]:
    if is_dataclass(view) and hasattr(view, "name") and hasattr(view, "event"):
        yield view
    if isinstance(view, tuple):
        for item in view:
            yield from _touchables(item)
    elif is_dataclass(view) and not isinstance(view, ev.Event):
        for field in fields(view):
            yield from _touchables(getattr(view, field.name))


def button(view: Any, name: str) -> Any:
    """Return the one thing of a view that is called ``name``."""
    (found,) = (part for part in _touchables(view) if part.name == name)
    return found


def every_session() -> Mapping[str, Session]:
    """Return sessions that reach every screen with everything the catalogue has, by their name."""
    return dict(_every_session())


def _every_session() -> Iterator[tuple[str, Session]]:
    catalogue = example_premises().catalogue
    home = fresh().go(Screen.HOME)
    yield "home", home
    yield "home with a visit", replace(home, basket=(KTP, SKCK))
    for screen in (Screen.LIFE_EVENTS, Screen.AGENCIES, Screen.SPECIAL_HELP, Screen.SEARCH):
        yield screen.value, after(ev.Opened(screen.value))
    yield "tile", after(ev.Opened(Screen.TILE.value, "0"))
    for query in ("ktp ilang", "anak", "samsat", "zzzzqqq"):
        yield f"search {query}", after(ev.Opened(Screen.SEARCH.value), ev.Typed(query))
    for agency in catalogue.agencies:
        yield f"agency {agency}", after(ev.Opened(Screen.AGENCY.value, agency))
    for path in guide_paths():
        yield f"guide {path}", after(ev.Opened(Screen.GUIDE.value, path))
    for service in catalogue.services:
        yield from _of_service(service)
    for life_event in catalogue.life_events:
        yield from _of_life_event(life_event)


def _of_service(service: str) -> Iterator[tuple[str, Session]]:
    yield f"service {service}", looking_at(service)
    for screen in (Screen.DETAILS, Screen.CHECK):
        yield f"{screen.value} {service}", looking_at(service, screen)
    if scene_of(looking_at(service)).plan.stops:
        yield f"ticket {service}", printed(issued(looking_at(service)))


def _of_life_event(life_event: str) -> Iterator[tuple[str, Session]]:
    begun, package = after(ev.LifeEventChosen(life_event)), in_package(life_event)
    if begun.at.screen is Screen.CONDITIONS:
        yield f"conditions {life_event}", begun
    yield f"package {life_event}", package
    yield f"documents {life_event}", after(ev.Opened(Screen.DOCUMENTS.value), session=package)
    yield f"summary {life_event}", after(ev.ServiceAdded("summary"), session=package)
    if scene_of(package).plan.stops:
        found = issued(package)
        yield f"printing {life_event}", found
        yield f"ticket {life_event}", printed(found)
        for slip in DOUBTS:
            yield f"{slip.value} {life_event}", doubted(found, slip)


def guide_paths() -> list[str]:
    """Return the path of every question of the guide and of every end it leads to."""
    return list(_paths(example_guide(), ""))


def _paths(node: Guide, path: str) -> Iterator[str]:
    yield path
    for number, option in enumerate(node.options):
        yield from _paths(option.then, f"{path}.{number}" if path else str(number))


def gathered(items: Iterable[Any], room: float, height: Any) -> tuple[list[Any], list[Pages]]:
    """Return what all pages of ``fitted`` hold, in their order, and where each page stands."""
    listed, shown, stands = list(items), [], []
    page, pages = 0, 1
    while page < pages:
        found, where = fitted(listed, height, room, page)
        shown += found
        stands.append(where)
        page, pages = page + 1, where.pages
    return shown, stands


def gathered_evenly(items: Iterable[Any], per_page: int) -> tuple[list[Any], list[Pages]]:
    """Return what all pages of ``page_of`` hold, in their order, and where each page stands."""
    listed, shown, stands = list(items), [], []
    page, pages = 0, 1
    while page < pages:
        found, where = page_of(listed, page, per_page)
        shown += found
        stands.append(where)
        page, pages = page + 1, where.pages
    return shown, stands
