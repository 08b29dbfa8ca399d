"""A technician sets a kiosk up by touch alone: province, configuration, people, touch test."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.app.selftest.passes import TOUCH_TEST, read_passes
from kiosk.settings import load_settings
from sync.enrolled import read_enrolment
from sync.province.books import open_books
from tests.app.kiosks import events_in
from tests.app.turning import turn_until
from tests.commands.provinces import TERMINAL, Serving, serving
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk
from ui.technician.touch_test import TouchTestView

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def kiosk(tmp_path: Path, clock: FakeClock) -> Iterator[Kiosk]:
    """A kiosk at whose glass Sari stands."""
    switching = sys.getswitchinterval()
    running = Kiosk(tmp_path, clock).begin()
    running.enter(running.add("Sari").pin)
    yield running
    running.close()
    sys.setswitchinterval(switching)


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("province")) as found:
        yield found


def code_of(province: Serving) -> str:
    with closing(open_books(province.store, None)) as books:
        return books.invite(TERMINAL, round(time.time() * 1000)).code


def see(kiosk: Kiosk, words: str) -> None:
    """Wait until the glass says so, and until what came with the words can be touched."""
    kiosk.wait_for(words)
    kiosk.settle()


def type_on(kiosk: Kiosk, text: str) -> None:
    for letter in text:
        kiosk.touch(f"key_{letter}")


def noted(kiosk: Kiosk, kind: str) -> list[dict[str, object]]:
    """Wait for the storage thread, and return what the ledger holds of a kind."""
    kiosk.window._storage.lend(20)
    return events_in(kiosk.folder, kind)


def test_a_terminal_is_enrolled_and_sends_by_touch_alone(kiosk: Kiosk, province: Serving) -> None:
    kiosk.touch("tab_sinkron")
    see(kiosk, "Belum terdaftar")
    kiosk.touch("enrol")
    see(kiosk, TERMINAL)
    kiosk.touch("code")
    type_on(kiosk, code_of(province))
    kiosk.touch("keep", "url")
    type_on(kiosk, province.url.removeprefix("http://"))
    assert kiosk.faults() == []
    kiosk.touch("keep", "enrol")
    see(kiosk, "Cocokkan sidik kunci server")
    assert kiosk.sight.says(province.fingerprint)
    assert read_enrolment(kiosk.folder) is None
    kiosk.touch("confirm")
    see(kiosk, "Terdaftar")
    assert kiosk.sight.says(province.fingerprint)
    kiosk.touch("back")
    see(kiosk, "Belum ada percobaan")
    kiosk.touch("send")
    see(kiosk, "Semua sudah sampai")
    assert kiosk.faults() == []
    enrolment = read_enrolment(kiosk.folder)
    assert enrolment is not None
    assert enrolment.url == province.url
    (event,) = noted(kiosk, "line.enrolled")
    assert (event["server"], event["province"]) == (province.url, province.fingerprint)


def test_a_setting_is_changed_by_touch_alone(kiosk: Kiosk) -> None:
    kiosk.touch("tab_setelan")
    see(kiosk, "Waktu tunggu")
    kiosk.touch("group_waktu", "setting_idle_choosing", "key_clear")
    type_on(kiosk, "9")
    assert kiosk.sight.says("Isi angka 10 sampai 600 detik.")
    type_on(kiosk, "0")
    kiosk.touch("save")
    see(kiosk, "90 detik")
    assert kiosk.faults() == []
    assert load_settings(kiosk.folder).idle.choosing == 90
    (event,) = noted(kiosk, "config.changed")
    assert (event["key"], event["old"], event["new"]) == ("idle.choosing", None, "90")
    assert event["person"] == kiosk.register.people()[0].id


def test_a_person_is_taken_up_by_touch_alone_and_enters_with_the_pin(kiosk: Kiosk) -> None:
    kiosk.touch("tab_setelan")
    see(kiosk, "Waktu tunggu")
    kiosk.touch("people")
    see(kiosk, "Sari")
    kiosk.touch("add")
    type_on(kiosk, "budi")
    kiosk.touch("save")
    see(kiosk, "PIN untuk budi")
    pin = next(text for text in kiosk.sight.texts() if len(text) == 7 and text[3] == " ")
    kiosk.touch("noted")
    budi = next(person for person in kiosk.register.people() if person.name == "budi")
    assert kiosk.register.attempt(budi.id, pin.replace(" ", "")).result == "right"
    assert not kiosk.sight.says(pin)


def test_five_touches_in_the_middle_of_their_targets_pass(kiosk: Kiosk) -> None:
    kiosk.touch("tab_setelan")
    see(kiosk, "Waktu tunggu")
    kiosk.touch("touch_test")
    for _target in range(5):
        view = kiosk.shell.findChild(TouchTestView)
        assert view is not None
        middle = view._centre()
        spot = QPoint(round(middle.x()), round(middle.y()))
        kiosk.clock.advance(1)
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
        kiosk.settle()
    see(kiosk, "Layar sentuh tepat")
    turn_until(lambda: TOUCH_TEST in read_passes(kiosk.folder))
    (event,) = noted(kiosk, "touch.tested")
    assert event["passed"] is True
