"""A screen that was mounted on its side: the picture is turned, and so is every touch."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QTransform
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kiosk.language import Translator
from kiosk.visits.session import events as ev
from tests.fakes import FakeClock
from tests.premises import at, example_premises
from tests.presenters.scenes import after, scene_of
from ui.presenters.welcome import derive_welcome
from ui.screens.frame import CitizenFrame
from ui.shell import Shell
from ui.tap_guard import TapGuard
from ui.turned_stage import TurnedStage
from ui.widgets.touchable import BY_KEYBOARD, Touchable

PORTRAIT, LANDSCAPE = (1080, 1920), (1920, 1080)
TURNS = [(90, LANDSCAPE), (180, PORTRAIT), (270, LANDSCAPE)]
NOW = at("2026-11-24T09:41")


class Turned:
    """A shell on a screen of some size, turned."""

    def __init__(self, qtbot: QtBot, rotation: int, size: tuple[int, int]) -> None:
        self.clock = FakeClock()
        self.shell = Shell(21.5, TapGuard(self.clock.mono_ms), size, rotation=rotation)
        self.shell.may_close = True
        qtbot.addWidget(self.shell)
        self.heard: list[object] = []
        self.called = 0
        self.shell.acted.connect(self.heard.append)
        self.shell.called.connect(self._count)
        view = derive_welcome(example_premises().timetable, NOW, Translator.load("id"))
        self.shell.show_welcome(view)
        self.shell.show()
        QApplication.processEvents()
        self.clock.advance(1)

    def _count(self) -> None:
        self.called += 1

    @property
    def stage(self) -> QWidget:
        return self.shell._stage

    def on_the_glass(self, point: QPoint) -> QPoint:
        """Return where a point of the stage is seen, as the view itself says."""
        view = self.shell.findChild(TurnedStage)
        return view.mapFromScene(view._proxy.mapToScene(QPointF(point)))

    def touch(self, glass: QPoint) -> None:
        viewport = self.shell.findChild(TurnedStage).viewport()
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, glass)
        self.clock.advance(1)
        QApplication.processEvents()

    def middle(self, name: str) -> QPoint:
        widget = self.stage.findChild(Touchable, name)
        return widget.mapTo(self.stage, widget.rect().center())


@pytest.fixture
def filtered() -> Iterator[list[Shell]]:
    """Shells whose eyes are on the whole application, as in a running kiosk."""
    watching: list[Shell] = []
    yield watching
    for shell in watching:
        QApplication.instance().removeEventFilter(shell)


def turned_point(point: QPoint, rotation: int, size: tuple[int, int]) -> QPoint:
    """Return where a point of an upright stage lies once it was turned, by plain geometry."""
    width, height = size
    return {
        90: QPoint(width - 1 - point.y(), point.x()),
        180: QPoint(width - 1 - point.x(), height - 1 - point.y()),
        270: QPoint(point.y(), height - 1 - point.x()),
    }[rotation]


def likeness(first: QImage, second: QImage) -> float:
    """Return the share of points that look alike; letters are drawn a little otherwise."""
    step, alike, count = 8, 0, 0
    for x in range(0, first.width(), step):
        for y in range(0, first.height(), step):
            one, other = first.pixelColor(x, y), second.pixelColor(x, y)
            count += 1
            alike += abs(one.lightness() - other.lightness()) < 40
    return alike / count


@pytest.mark.parametrize(("rotation", "size"), TURNS)
def test_the_picture_is_the_upright_one_turned_clockwise(qtbot, rotation, size) -> None:
    upright = Turned(qtbot, 0, PORTRAIT).shell.grab().toImage()
    glass = Turned(qtbot, rotation, size).shell.grab().toImage()
    expected = upright.transformed(QTransform().rotate(rotation))
    assert glass.size() == expected.size()
    assert likeness(glass, expected) > 0.97
    assert likeness(glass, expected.transformed(QTransform().rotate(180))) < 0.95


@pytest.mark.parametrize(("rotation", "size"), TURNS)
def test_the_stage_is_as_large_as_upright_and_so_are_its_millimetres(qtbot, rotation, size) -> None:
    upright, glass = Turned(qtbot, 0, PORTRAIT), Turned(qtbot, rotation, size)
    assert glass.stage.size() == upright.stage.size()
    assert glass.shell.theme.px_per_mm == upright.shell.theme.px_per_mm


@pytest.mark.parametrize(("rotation", "size"), TURNS)
def test_a_touch_does_what_is_seen_there(qtbot, rotation, size) -> None:
    glass = Turned(qtbot, rotation, size)
    place = turned_point(glass.middle("language_en"), rotation, size)
    assert (place - glass.on_the_glass(glass.middle("language_en"))).manhattanLength() <= 2
    glass.touch(place)
    assert glass.heard == [ev.LanguageChosen("en")]


@pytest.mark.parametrize(("rotation", "size"), TURNS)
def test_the_corner_of_the_technicians_turns_with_it(qtbot, filtered, rotation, size) -> None:
    glass = Turned(qtbot, rotation, size)
    QApplication.instance().installEventFilter(glass.shell)
    filtered.append(glass.shell)
    elsewhere = turned_point(QPoint(1060, 1900), rotation, size)
    for _ in range(5):
        QTest.mouseClick(glass.shell.findChild(TurnedStage).viewport(), *LEFT, elsewhere)
    assert glass.called == 0
    corner = turned_point(QPoint(20, 20), rotation, size)
    for _ in range(5):
        QTest.mouseClick(glass.shell.findChild(TurnedStage).viewport(), *LEFT, corner)
    assert glass.called == 1
    assert glass.stage.window().property(BY_KEYBOARD) is False


LEFT = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)


@pytest.mark.parametrize(("rotation", "size"), TURNS)
def test_other_screens_follow_on_the_same_stage(qtbot, rotation, size) -> None:
    glass = Turned(qtbot, rotation, size)
    glass.shell.show_scene(scene_of(after(ev.Started())))
    QApplication.processEvents()
    glass.clock.advance(1)
    shown = [w for w in glass.stage.children() if isinstance(w, QWidget) and w.isVisible()]
    assert [type(widget) for widget in shown] == [CitizenFrame]
    assert shown[0].geometry() == glass.stage.rect()


def test_an_odd_screen_keeps_the_turned_stage_in_its_middle(qtbot) -> None:
    glass = Turned(qtbot, 90, (2000, 1080))
    seen = QRect(
        glass.on_the_glass(QPoint(0, 0)),
        glass.on_the_glass(QPoint(glass.stage.width(), glass.stage.height())),
    ).normalized()
    assert abs(seen.center().x() - 1000) <= 1
    assert abs(seen.center().y() - 540) <= 1
