"""A technician with a stick, from five taps to the mall file in force, by touch alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.foundation import lay_foundation
from tests.app.kiosks import events_in
from tests.app.stick.brought import mall_file, other_name
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def kiosk(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[Kiosk]:
    """A kiosk with a stick in it, whose technician is on Sinkron."""
    monkeypatch.setenv("KIOSK_STICK", str(tmp_path / "stick"))
    (tmp_path / "data").mkdir()
    switching = sys.getswitchinterval()
    kiosk = Kiosk(tmp_path / "data", clock).begin()
    kiosk.enter(kiosk.add("Sari").pin)
    yield kiosk
    kiosk.close()
    sys.setswitchinterval(switching)


def test_a_mall_file_comes_in_and_an_export_goes_out(kiosk: Kiosk, tmp_path: Path) -> None:
    mall_file(tmp_path / "stick" / "ANJUNGAN" / "mal.json", other_name)
    kiosk.touch("tab_sinkron", "usb")
    kiosk.wait_for("siap dipasang")
    assert kiosk.faults() == []
    kiosk.touch("file_0")
    kiosk.wait_for("menjadi MPP Pringsewu Baru")
    assert kiosk.faults() == []
    kiosk.touch("apply", "confirm")
    kiosk.wait_for("Terpasang")
    kiosk.settle()
    kiosk.touch("save")
    kiosk.wait_for("Apa yang disimpan?")
    kiosk.settle()
    kiosk.touch("choice_config", "export")
    kiosk.wait_for("Stik boleh dicabut")
    kiosk.window._storage.close()
    assert [body["outcome"] for body in events_in(kiosk.folder, "stick.imported")] == ["done"]
    assert [body["parts"] for body in events_in(kiosk.folder, "stick.exported")] == ["config"]
    (folder,) = (tmp_path / "stick" / "ANJUNGAN").glob("contoh-pringsewu-1-*")
    assert (folder / "berkas-mal.json").is_file()
    mall = lay_foundation(kiosk.folder, kiosk.clock).timetable.mall
    assert mall.name_id == "MPP Pringsewu Baru"
