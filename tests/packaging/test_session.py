"""The kiosk under cage: it fills the screen, no key leads out of it, and it comes back.

cage runs in a window of Xvfb. What only a real terminal shows (its virtual terminals, its logind,
its own screen) stands in docs/panduan as a list for the technician.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.app.service_manager import Manager
from tests.packaging.cage import OPEN_HOUR, ROOT, Session
from tests.packaging.screen import SIZE, Screen, screen_in, wait_until

PATIENCE_S = 40.0
BACK_S = 3.0

pytestmark = pytest.mark.skipif(
    any(shutil.which(tool) is None for tool in ("cage", "Xvfb", "Xwayland", "xdotool")),
    reason="Debian's cage, xvfb, xwayland and xdotool are not installed",
)

ESCAPES = [
    ("alt", "F4"),
    ("ctrl", "alt", "F2"),
    ("ctrl", "alt", "Delete"),
    ("ctrl", "alt", "BackSpace"),
    ("alt", "Tab"),
    ("alt", "Escape"),
    ("ctrl", "q"),
    ("super",),
    ("super", "d"),
    ("F11",),
    ("Menu",),
]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with screen_in(tmp_path_factory.mktemp("screen")) as made:
        yield made


@pytest.fixture(scope="module")
def welcome(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """The first screen as the kiosk draws it off-screen, at the same size and hour."""
    target = tmp_path_factory.mktemp("welcome") / "welcome.png"
    words = ["-m", "tests.packaging.welcome", target, *map(str, SIZE), OPEN_HOUR]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, timeout=60)
    return Image.open(target).convert("RGB")


@pytest.fixture
def manager(tmp_path: Path) -> Iterator[Manager]:
    made = Manager(tmp_path)
    yield made
    made.close()


@pytest.fixture
def session(tmp_path: Path, screen: Screen, manager: Manager) -> Iterator[Session]:
    """A kiosk on the glass, its first frame painted."""
    made = Session(tmp_path, screen, manager)
    try:
        manager.wait_for("READY=1", PATIENCE_S)
        yield made
    finally:
        made.close()


def same_but_little(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ in less than one pixel of a hundred; a title bar takes more."""
    if one.size != other.size:
        return False
    apart = ImageChops.difference(one, other).convert("L").point(lambda value: 255 * (value > 24))
    return apart.histogram()[255] < one.width * one.height / 100


def test_it_fills_the_screen_without_a_title_bar_and_no_key_leads_out(
    session: Session, screen: Screen, welcome: Image.Image
) -> None:
    def stands() -> bool:
        return same_but_little(screen.picture(), welcome)

    wait_until(stands, PATIENCE_S)
    before = session.kiosk()
    for keys in ESCAPES:
        screen.press(*keys)
        assert session.kiosk() == before, keys
    wait_until(stands, PATIENCE_S)
    assert session.kiosk() == before
    assert session.starts == 1
    still = screen.picture().tobytes()
    screen.press("Tab")  # The keyboard does arrive: the focus shows.
    wait_until(lambda: screen.picture().tobytes() != still, PATIENCE_S)


def test_it_comes_back_when_it_was_killed(
    session: Session, manager: Manager, screen: Screen, welcome: Image.Image
) -> None:
    before = session.kiosk()
    session.kill_kiosk()
    manager.wait_for("READY=1", PATIENCE_S)
    assert session.kiosk() not in {0, before}
    assert session.starts == 2
    wait_until(lambda: same_but_little(screen.picture(), welcome), PATIENCE_S)


@pytest.mark.full
def test_it_is_back_within_three_seconds(session: Session, manager: Manager) -> None:
    took: list[float] = []
    for _time in range(3):
        began = time.monotonic()
        session.kill_kiosk()
        manager.wait_for("READY=1", PATIENCE_S)
        took.append(time.monotonic() - began)
    assert min(took) <= BACK_S, took


def test_a_planted_title_bar_is_found() -> None:
    clean = Image.new("RGB", SIZE, "#04261e")
    barred = clean.copy()
    barred.paste("#dddddd", (0, 0, SIZE[0], 30))
    assert same_but_little(clean, clean)
    assert not same_but_little(clean, barred)
