"""The glass without a kiosk behind it: any session of the real catalogue on a real shell.

``Glass`` shows what the presenters derive, takes touches as the window gets them, and keeps what
the shell reported. ``faults`` measures everything that stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from PIL import Image, ImageChops
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kiosk.catalogue.files import GUIDE
from kiosk.catalogue.guide import Guide, load_guide
from kiosk.catalogue.loading import BUNDLED
from kiosk.catalogue.search.index import Index, build_index
from kiosk.language import Translator
from kiosk.visits.issuing import Issued
from kiosk.visits.model import Ticket, Visit
from kiosk.visits.plan import Plan
from kiosk.visits.premises import Premises
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session, fresh
from kiosk.visits.session.transitions import advance
from tests.fakes import FakeClock
from tests.premises import TUESDAY, example_premises
from ui.presenters.scene import Scene
from ui.presenters.welcome import derive_welcome
from ui.shell import Shell
from ui.tap_guard import DEAD_MS, TapGuard
from ui.theme.theme import DESIGN_SIZE
from ui.theme.tokens import GAP, SMALLEST_CAP, SMALLEST_TARGET
from ui.widgets.key import Key
from ui.widgets.keyboard import GAP as KEY_GAP
from ui.widgets.overlay_card import OverlayCard
from ui.widgets.touchable import Touchable

DIAGONAL_IN = 21.5
QR_HOST = "ANTRE.CONTOH.GO.ID"
LANGUAGES = ("id", "en")
FAINTEST = 32
"""Shades of grey of 255 that one pixel may differ in two pictures of the same."""


@lru_cache(maxsize=1)
def example_index() -> Index:
    """Return the search over the bundled catalogue."""
    return build_index(example_premises().catalogue)


@lru_cache(maxsize=1)
def example_guide() -> Guide:
    """Return the guided questions."""
    return load_guide(BUNDLED / GUIDE)


def after(
    *happened: ev.Event, session: Session | None = None, premises: Premises | None = None
) -> Session:
    """Return the session after the events, from the first screen."""
    current = session or fresh()
    for event in happened:
        current, _effects = advance(current, event, premises or example_premises())
    return current


def scene_of(
    session: Session,
    now: datetime = TUESDAY,
    *,
    premises: Premises | None = None,
    seconds_left: int = 0,
    line_cut: bool = False,
) -> Scene:
    """Return the scene of a session, as the kiosk would derive it."""
    return Scene(
        session=session,
        premises=premises or example_premises(),
        now=now,
        tr=Translator.load(session.language),
        index=example_index(),
        guide=example_guide(),
        qr_host=QR_HOST,
        seconds_left=seconds_left,
        line_cut=line_cut,
    )


def issued(session: Session, now: datetime = TUESDAY) -> Session:
    """Return the session with numbers for what it asks for, without any ledger."""
    plan = scene_of(session, now).plan
    visit = Visit(
        visit="00000000-0000-7000-8000-000000000000",
        code="7H3K9QW2XR4T",
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
    """Return the session with numbers once their slip is out."""
    return after(ev.SlipAnswered("printed"), session=session)


def _tickets(plan: Plan) -> tuple[Ticket, ...]:
    return tuple(
        Ticket(
            label=f"{stop.queue}{100 + number}",
            code=f"7H3K9QW2XR{number:02}",
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


class Sight:
    """What stands on a shell, and what of it can be touched."""

    def __init__(self, shell: Shell) -> None:
        """Look at a shell."""
        self.shell = shell

    @property
    def top(self) -> QWidget:
        """What can be touched now: the card over the screen, or the whole shell."""
        cards = [c for c in self.shell.findChildren(OverlayCard) if c.isVisible()]
        return cards[-1] if cards else self.shell

    def things(self) -> list[Touchable]:
        """Return everything that can be touched now."""
        return [t for t in self.top.findChildren(Touchable) if _is_target(t)]

    def thing(self, name: str) -> Touchable | None:
        """Return what can be touched and is called ``name``, or None."""
        return next((t for t in self.things() if t.objectName() == name), None)

    def find(self, name: str) -> Touchable:
        """Return what can be touched and is called ``name``."""
        found = self.thing(name)
        names = [t.objectName() for t in self.things()]
        assert found is not None, f"{name} is not among {names}"
        return found

    def names(self) -> list[str]:
        """Return what everything that can be touched is called."""
        return [thing.objectName() for thing in self.things()]

    def texts(self) -> list[str]:
        """Return all words that stand on the glass."""
        labels = [label.text() for label in self.shell.findChildren(QLabel) if label.isVisible()]
        painted = [thing.text() for thing in self.things() if thing.text_room() is not None]
        return labels + painted

    def says(self, words: str) -> bool:
        """Whether some text on the glass contains ``words``."""
        return any(words in text for text in self.texts())


class Glass(Sight):
    """A shell at the size of the design; ``heard`` is what it reported, ``clock`` its guard's."""

    def __init__(
        self,
        qtbot: QtBot,
        *,
        size: tuple[int, int] = DESIGN_SIZE,
        dead_ms: int = DEAD_MS,
        premises: Premises | None = None,
    ) -> None:
        """Put an empty shell on the glass; ``qtbot`` takes it away again."""
        self.clock = FakeClock()
        self.premises = premises or example_premises()
        super().__init__(Shell(DIAGONAL_IN, TapGuard(self.clock.mono_ms, dead_ms=dead_ms), size))
        self.shell.may_close = True
        qtbot.addWidget(self.shell)
        self.heard: list[ev.Event] = []
        self.shell.acted.connect(self.heard.append)
        self.session = fresh()
        self.now = TUESDAY
        self.line_cut = False
        self.shell.show()

    def show(self, session: Session, now: datetime | None = None, *, seconds_left: int = 0) -> None:
        """Show a session and let the dead time after a new screen pass."""
        self.show_at_once(session, now, seconds_left=seconds_left)
        self.clock.advance(1)

    def show_at_once(
        self, session: Session, now: datetime | None = None, *, seconds_left: int = 0
    ) -> None:
        """Show a session; the dead time begins where the screen is another."""
        self.session, self.now = session, now or self.now
        if session.at.screen is Screen.WELCOME:
            tr = Translator.load(session.language)
            self.shell.show_welcome(derive_welcome(self.premises.timetable, self.now, tr))
        else:
            self.shell.show_scene(
                scene_of(
                    session,
                    self.now,
                    premises=self.premises,
                    seconds_left=seconds_left,
                    line_cut=self.line_cut,
                )
            )
        settle()

    def go(self, *events: ev.Event) -> None:
        """Take events through the session and show what follows."""
        self.show(after(*events, session=self.session, premises=self.premises))

    def follow(self) -> None:
        """Take what was heard through the session, as the kiosk would, and show it at once."""
        events, self.heard[:] = list(self.heard), []
        self.show_at_once(after(*events, session=self.session, premises=self.premises))

    def pages(self) -> Iterator[int]:
        """Show every page of the present screen, and yield which one it is."""
        page = 0
        yield page
        while self.thing(f"page_{page + 1}") is not None:
            page += 1
            self.go(ev.PageChosen(page))
            yield page

    def tap(self, name: str) -> None:
        """Touch the middle of what is called ``name``, wherever the window hands that touch."""
        thing = self.find(name)
        press(self.shell, middle(thing, self.shell))
        release(self.shell, middle(thing, self.shell))

    def wait(self, seconds: float) -> None:
        """Let the guard's clock go on."""
        self.clock.advance(seconds)


def settle() -> None:
    """Let layouts take their places and old pages go."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def middle(thing: QWidget, shell: QWidget) -> QPoint:
    """Return the middle of a widget in the window's coordinates."""
    return thing.mapTo(shell, thing.rect().center())


def press(shell: QWidget, point: QPoint) -> QWidget:
    """Put a finger down at a point of the window; return what got it."""
    hit = shell.childAt(point) or shell
    QTest.mousePress(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(shell, point))
    return hit


def release(shell: QWidget, point: QPoint, held: QWidget | None = None) -> None:
    """Lift the finger; what was pressed gets the end of the touch, wherever that is."""
    hit = held or shell.childAt(point) or shell
    QTest.mouseRelease(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(shell, point))


def same_picture(one: QImage, other: QImage) -> bool:
    """Whether two pictures show the same.

    Qt paints letters higher than 64 pixels as outlines, and FreeType's outlines differ by less
    than a tenth of a pixel with what was painted before: no more than a shade at their edges.
    """
    if one.size() != other.size():
        return False
    difference = ImageChops.difference(_grey(one), _grey(other))
    return difference.getextrema()[1] <= FAINTEST


def _grey(picture: QImage) -> Image.Image:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    # Copied to bytes: the view on a picture's memory outlives the picture.
    size = (grey.width(), grey.height())
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", grey.bytesPerLine())


def slide_off(shell: QWidget, thing: Touchable) -> None:
    """Press a thing, slide off it by far and lift the finger there."""
    held = press(shell, middle(thing, shell))
    away = QPoint(held.width() // 2, -thing.theme.mm(15))
    QTest.mouseMove(held, away)
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, pos=away)


def faults(glass: Sight) -> list[str]:
    """Return everything on the glass that is cut off, crowded, too small or cannot be reached."""
    return [fault for measure in MEASURES for fault in measure(glass)]


def faults_of_pages(glass: Glass, session: Session, what: str = "") -> list[str]:
    """Return the faults of every page of a session's screen, in every language."""
    found = []
    for language in LANGUAGES:
        glass.show(replace(session, language=language))
        for page in glass.pages():
            place = f"{what or session.at.subject} ({language}, page {page + 1})"
            found += [f"{place}: {fault}" for fault in faults(glass)]
    return found


def cut_off(glass: Sight) -> list[str]:
    """Return the texts that do not fit where they stand."""
    return [
        f"cut off: {_words(part)}"
        for part in _visible(glass.shell)
        if hasattr(part, "is_clipped") and part.is_clipped()
    ]


def outside(glass: Sight) -> list[str]:
    """Return what reaches beyond what holds it."""
    found = []
    for part in _visible(glass.shell):
        holder = part.parentWidget()
        if _matters(part) and not holder.rect().contains(part.geometry()):
            found.append(f"outside: {_words(part)} in {type(holder).__name__}")
    return found


def overlapping(glass: Sight) -> list[str]:
    """Return labels and targets that lie over each other."""
    found = []
    placed = [(part, _area(part, glass.shell)) for part in _visible(glass.top) if _matters(part)]
    for (one, here), (other, there) in combinations(placed, 2):
        within = one.isAncestorOf(other) or other.isAncestorOf(one)
        if not within and here.intersects(there):
            found.append(f"overlap: {_words(one)} and {_words(other)}")
    return found


def too_small(glass: Sight) -> list[str]:
    """Return targets smaller than 20 by 20 mm (half a pixel is the rounding of millimetres)."""
    least = SMALLEST_TARGET * glass.shell.theme.px_per_mm - 0.5
    return [
        f"too small: {_words(thing)} {thing.width()} by {thing.height()}"
        for thing in glass.things()
        if min(thing.width(), thing.height()) < least
    ]


def too_close(glass: Sight) -> list[str]:
    """Return targets closer than 4 mm; keys of the keyboard may be 3 mm apart."""
    found = []
    placed = [(thing, _area(thing, glass.shell)) for thing in glass.things()]
    for (one, here), (other, there) in combinations(placed, 2):
        keys = isinstance(one, Key) and isinstance(other, Key)
        least = (KEY_GAP if keys else GAP) * glass.shell.theme.px_per_mm - 0.5
        if _apart(here, there) < least:
            found.append(f"too close: {_words(one)} and {_words(other)}")
    return found


def too_faint(glass: Sight) -> list[str]:
    """Return texts whose capitals are lower than 4.8 mm."""
    least = SMALLEST_CAP - 0.01
    return [
        f"small print: {_words(part)}"
        for part in _visible(glass.shell)
        if _has_words(part)
        and QFontMetricsF(part.font()).capHeight() / glass.shell.theme.px_per_mm < least
    ]


def covered(glass: Sight) -> list[str]:
    """Return targets whose middle a touch does not reach."""
    return [
        f"covered: {_words(thing)}"
        for thing in glass.things()
        if glass.shell.childAt(middle(thing, glass.shell)) is not thing
    ]


def misnamed(glass: Sight) -> list[str]:
    """Return targets without words, or whose accessible name does not start with them."""
    found = []
    for thing in glass.things():
        interface = QAccessible.queryAccessibleInterface(thing)
        name = interface.text(QAccessible.Text.Name)
        labels = [label.text() for label in thing.findChildren(QLabel)]
        seen = thing.text() if thing.text_room() is not None else labels[0]
        word = name if isinstance(thing, Key) else seen  # A key may be a sign, "." or "/".
        if not any(letter.isalnum() for letter in word) or not name.startswith(seen):
            found.append(f"misnamed: {seen!r} is called {name!r}")
        found += [f"unsaid: {text!r} of {name!r}" for text in labels if text not in name]
    return found


def not_plain(glass: Sight) -> list[str]:
    """Return labels that would read their text as HTML."""
    return [
        f"not plain: {label.text()}"
        for label in _visible(glass.shell)
        if isinstance(label, QLabel) and label.textFormat() is not Qt.TextFormat.PlainText
    ]


MEASURES: tuple[Callable[[Sight], list[str]], ...] = (
    cut_off,
    outside,
    overlapping,
    too_small,
    too_close,
    too_faint,
    covered,
    misnamed,
    not_plain,
)


def _is_target(thing: Touchable) -> bool:
    shown_only = thing.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return thing.isVisible() and not shown_only


def _visible(root: QWidget) -> list[QWidget]:
    return [part for part in root.findChildren(QWidget) if part.isVisible()]


def _matters(part: QWidget) -> bool:
    return isinstance(part, QLabel | Touchable) or hasattr(part, "is_clipped")


def _has_words(part: QWidget) -> bool:
    if isinstance(part, Touchable):
        return part.text_room() is not None
    return _matters(part)


def _area(part: QWidget, shell: QWidget) -> QRect:
    return QRect(part.mapTo(shell, QPoint(0, 0)), part.size())


def _apart(here: QRect, there: QRect) -> float:
    across = max(there.left() - here.right(), here.left() - there.right()) - 1
    along = max(there.top() - here.bottom(), here.top() - there.bottom()) - 1
    if across > 0 and along > 0:
        return float((across**2 + along**2) ** 0.5)
    return max(across, along)


def _words(part: QWidget) -> str:
    text = part.text() if isinstance(part, QLabel) else part.accessibleName()
    return f"{type(part).__name__} {text[:50]!r}"
