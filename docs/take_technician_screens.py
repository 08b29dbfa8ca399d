"""Takes the technician's pictures of docs/screens from the real program, by touch, off-screen.

Started by docs/take_screens.py. A kiosk of the example mall on a Tuesday at 09.41, with some visits
of that morning, a technician called Sari, and a stick.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kiosk.app.stick.catalogue_file import packed
from kiosk.catalogue.loading import BUNDLED
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk

TABS = ("kondisi", "printer", "antrean", "sinkron", "setelan", "log")
MALL = BUNDLED / "malls" / "contoh-pringsewu.json"


def take(data: Path, out: Path) -> None:
    """Take the pictures of a kiosk whose data folder has some visits; raises ``AssertionError``."""
    os.environ["KIOSK_STICK"] = str(stick_in(data.parent / "stick"))
    kiosk = Kiosk(data, FakeClock()).begin()
    try:
        camera = Camera(kiosk, out)
        gate(camera)
        for name in TABS:
            kiosk.touch(f"tab_{name}")
            camera.picture(name)
        pages_behind(camera)
        stick_pages(camera)
    finally:
        kiosk.close()


class Camera:
    """Takes pictures of a kiosk's glass, once what it has to show is there."""

    def __init__(self, kiosk: Kiosk, out: Path) -> None:
        """Keep them in ``out``."""
        self.kiosk, self._out = kiosk, out

    def picture(self, name: str) -> None:
        """Take one."""
        from take_screens import keep

        self.rest()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "picture.png"
            self.kiosk.shell.grab().save(str(path))
            keep(path, self._out / f"teknisi-{name}.png")

    def rest(self) -> None:
        """Let everything that is under way come to its end."""
        for thread in (self.kiosk.window._errands, self.kiosk.window._storage):  # noqa: SLF001
            thread.lend(20)
            self.kiosk.settle()
            thread.lend(20)
        self.kiosk.settle()


def gate(camera: Camera) -> None:
    """Five taps, a PIN."""
    pin = camera.kiosk.add("Sari").pin
    camera.kiosk.tap_corner()
    camera.kiosk.wait_for("Masukkan PIN")
    camera.picture("gerbang")
    camera.kiosk.type(pin)
    camera.kiosk.wait_for("Menu teknisi")


def pages_behind(camera: Camera) -> None:
    """Take the pages that a tab leads to."""
    for tab, button, name in (
        ("sinkron", "enrol", "daftarkan"),
        ("setelan", "people", "orang"),
        ("setelan", "clock", "jam"),
        ("printer", "roll", "gulungan"),
        ("antrean", "counters", "loket"),
    ):
        camera.kiosk.touch(f"tab_{tab}")
        camera.rest()
        camera.kiosk.touch(button)
        camera.picture(name)


def stick_pages(camera: Camera) -> None:
    """Take what a stick shows: its files, a preview, the faults of one, what may be saved."""
    kiosk = camera.kiosk
    kiosk.touch("tab_sinkron")
    camera.rest()
    kiosk.touch("usb")
    kiosk.wait_for("siap dipasang")
    camera.picture("usb")
    kiosk.touch("file_0")
    camera.picture("usb-berkas")
    kiosk.touch("back", "file_1")
    camera.picture("usb-kesalahan")
    kiosk.touch("back", "save")
    camera.picture("usb-simpan")


def stick_in(folder: Path) -> Path:
    """Fill a stick: a mall file, a faulty configuration, a catalogue."""
    own = folder / "ANJUNGAN"
    own.mkdir(parents=True)
    mall = json.loads(MALL.read_bytes())
    mall["hours"]["fri"] = [["08:00", "11:00"]]
    mall["agencies"] = mall["agencies"][:-1]
    (own / "berkas-mal.json").write_text(json.dumps(mall), encoding="utf-8")
    (own / "coba.toml").write_text("[terminal]\nnumber = 100\nnumbr = 3\n", encoding="utf-8")
    (folder / "katalog.json.gz").write_bytes(packed(BUNDLED))
    return folder


def main() -> None:
    """Take the pictures of the folder that the first argument names, into the second."""
    application = QApplication.instance() or QApplication([])
    take(Path(sys.argv[1]), Path(sys.argv[2]))
    del application


if __name__ == "__main__":
    main()
