"""A kiosk of which nobody can say who it is, before somebody who has only its glass."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.app import window as window_module
from kiosk.app.equipment import equip
from kiosk.app.foundation import lay_for_the_glass, lay_foundation
from kiosk.app.stick import place as stick_place
from kiosk.errors import DataProblem
from kiosk.settings.standing import LEDGER
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk
from tests.premises import EXAMPLE_MALL

pytestmark = pytest.mark.usefixtures("qapp")

Open = Callable[[], Kiosk]
RIGHT = '[terminal]\nnumber = 5\n[mall]\nfile = "ours.json"\n'
WRONG = {
    "number": b"[terminal]\nnumber = 500\n",
    "utf-16": RIGHT.encode("utf-16"),
    "blank": b"\0" * 64,
    "no mall file": b'[mall]\nfile = "nowhere.json"\n',
    "no catalogue": b'[mall]\ncatalogue = "nowhere"\n',
    "broken mall file": b'[terminal]\nnumber = 5\n[mall]\nfile = "broken.json"\n',
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that never saw a kiosk get ready."""
    (tmp_path / "broken.json").write_text('{"schema": 1, "id": 7}', encoding="utf-8")
    shutil.copy(EXAMPLE_MALL, tmp_path / "ours.json")
    return tmp_path


@pytest.fixture
def ended(monkeypatch) -> list[None]:
    calls: list[None] = []
    monkeypatch.setattr(window_module.QApplication, "exit", lambda: calls.append(None))
    return calls


@pytest.fixture
def start(data: Path, clock: FakeClock, monkeypatch) -> Iterator[Open]:
    """Start the kiosk; it is closed afterwards."""
    switching = sys.getswitchinterval()
    monkeypatch.setenv(stick_place.VARIABLE, str(data / "media"))
    running: list[Kiosk] = []

    def started() -> Kiosk:
        running.append(Kiosk(data, clock))
        return running[-1].begin()

    yield started
    for kiosk in running:
        kiosk.close()
    sys.setswitchinterval(switching)


def configure(data: Path, content: bytes) -> None:
    (data / "config.toml").write_bytes(content)


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_the_glass_says_that_it_is_not_ready_and_no_ledger_begins(
    data: Path, start: Open, ended: list[None], content: bytes
) -> None:
    configure(data, content)
    kiosk = start()
    assert kiosk.sight.says("Mesin ini belum siap")
    assert kiosk.sight.says("Silakan ke meja informasi.")
    assert kiosk.faults() == []
    assert kiosk.keys() == []
    assert kiosk.window.conductor is None
    assert isinstance(kiosk.window.failed, DataProblem)
    assert kiosk.window._farewell.isActive()  # Whoever started it tries again.
    assert not (data / LEDGER).exists()
    assert ended == []


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_technician_comes_in_sees_every_page_and_leaving_tries_again(
    data: Path, start: Open, ended: list[None], content: bytes
) -> None:
    configure(data, content)
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    assert not kiosk.window._farewell.isActive()
    for tab in ("tab_sinkron", "tab_log", "tab_kondisi", "tab_setelan"):
        kiosk.touch(tab)
        kiosk.wait(1)
        assert kiosk.faults() == [], tab
    kiosk.wait_for("kesalahan setelan")
    assert kiosk.sight.says("Mesin belum tahu ini mesin mana.")
    assert kiosk.faults() == []
    assert not (data / LEDGER).exists()
    kiosk.leave()
    assert ended == [None]


def test_a_button_whose_page_wants_a_ready_kiosk_says_so(
    data: Path, start: Open, ended: list[None]
) -> None:
    configure(data, WRONG["number"])
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.wait_for("Cetak uji")
    for tab, button in (("tab_kondisi", "trial"), ("tab_setelan", "clock")):
        kiosk.touch(tab)
        turn_until(lambda button=button: kiosk.sight.thing(button) is not None)
        kiosk.touch(button)
        assert kiosk.sight.says("Belum bisa dibuka")
        assert kiosk.faults() == []
        kiosk.touch("noted")
        assert not kiosk.sight.says("Belum bisa dibuka")
        assert kiosk.sight.thing(button) is not None
    assert ended == []


def test_setelan_names_every_fault_of_the_mall_file(
    data: Path, start: Open, ended: list[None]
) -> None:
    configure(data, WRONG["broken mall file"])
    fault = lay_for_the_glass(data, FakeClock()).fault
    assert fault is not None
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.touch("tab_setelan")
    kiosk.wait_for("kesalahan setelan")
    kiosk.touch("problems")
    kiosk.wait_for("broken.json")
    assert kiosk.faults() == []
    assert ended == []


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_a_stick_brings_another_configuration(
    data: Path, start: Open, ended: list[None], clock: FakeClock, content: bytes
) -> None:
    configure(data, content)
    stick = data / "media"
    stick.mkdir()
    (stick / "config.toml").write_text("[terminal]\nnumber = 5\n", encoding="utf-8")
    kiosk = start()
    kiosk.enter(kiosk.add("Sari").pin)
    kiosk.touch("tab_setelan")
    kiosk.wait_for("kesalahan setelan")
    kiosk.touch("usb")
    turn_until(lambda: kiosk.sight.thing("file_0") is not None)
    assert kiosk.faults() == []
    kiosk.touch("file_0")
    kiosk.wait_for("Pasang")
    kiosk.touch("apply", "confirm")
    kiosk.wait_for("Terpasang")
    kiosk.touch("restart")
    assert ended
    kiosk.close()
    assert lay_foundation(data, clock).settings.terminal == 5


def test_on_a_foundation_with_a_fault_nothing_is_opened(data: Path, clock: FakeClock) -> None:
    configure(data, WRONG["number"])
    foundation = lay_for_the_glass(data, clock)
    with pytest.raises(DataProblem) as refused:
        equip(foundation)
    assert refused.value is foundation.fault
    assert not (data / LEDGER).exists()


def test_where_nothing_is_wrong_it_is_the_usual_foundation(data: Path, clock: FakeClock) -> None:
    configure(data, RIGHT.encode())
    foundation = lay_for_the_glass(data, clock)
    assert foundation.fault is None
    assert foundation.timetable.mall.id == lay_foundation(data, clock).timetable.mall.id
