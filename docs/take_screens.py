"""Takes the pictures of docs/screens from the real program; run it with .venv/bin/python.

Whole visits through the window, off-screen, on a Tuesday at 09.41; halved in size. In the last two
the printer has no paper, and the province does not answer. Then a technician's pages, and the first
start of an empty terminal.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import CLASSES
from sync.enrolled import Enrolment, save_enrolment

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
WIDTH = 540
VISITS = (
    ("paket", ["--life-event", "buka-usaha-makanan", "--all-steps"]),
    ("layanan", ["polres-surat-kehilangan", "disdukcapil-ktp-hilang-rusak", "samsat-pkb-tahunan"]),
    ("english", ["--life-event", "anak-lahir", "--lang", "en"]),
)
WITHOUT_PAPER = ("kertas-habis", ["--life-event", "buka-usaha-makanan", "--all-steps"])
DOUBTS = ("printer", "tiket")
"""Pictures of that visit that no other has."""

EARLIER = (
    ["disdukcapil-ktp-hilang-rusak"],
    ["polres-skck-baru", "disdukcapil-kia"],
    ["samsat-pkb-tahunan"],
)
"""What visitors came for before the technician looks."""

PRINTER_PORT = 9100

WITHOUT_LINE = ("jaringan-putus", ["--life-event", "buka-usaha-makanan"])
NUMBERS = "tiket"
"""The picture of that visit that shows the sign."""


def main() -> None:
    """Make the visits and keep their pictures and slips."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in VISITS:
            report = visit(Path(folder) / name, arguments)
            for path in map(Path, report["screenshots"]):
                keep(path, OUT / f"{name}-{path.name}")
            keep(Path(report["slip"]).with_suffix(".png"), OUT / f"{name}-slip.png")
        name, arguments = WITHOUT_PAPER
        report = visit(empty_printer(Path(folder) / name), arguments)
        for path in map(Path, report["screenshots"]):
            if path.stem.partition("-")[2] in DOUBTS:
                keep(path, OUT / f"{name}-{path.stem.partition('-')[2]}.png")
        name, arguments = WITHOUT_LINE
        report = visit(silent_province(Path(folder) / name), arguments)
        for path in map(Path, report["screenshots"]):
            if path.stem.partition("-")[2] == NUMBERS:
                keep(path, OUT / f"{name}-{NUMBERS}.png")
        printer = SimulatedPrinter(CLASSES["full"])
        with SimulatedServer(printer, "127.0.0.1", PRINTER_PORT):
            morning(Path(folder) / "technician")
            by_touch("take_technician_screens.py", Path(folder) / "technician")
        by_touch("take_first_start_screens.py", Path(folder) / "first_start")


def by_touch(script: str, data: Path) -> None:
    """Have the pictures of one more script taken, in a process of its own."""
    data.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    script_path = str(Path(__file__).with_name(script))
    subprocess.run(
        [sys.executable, script_path, str(data), str(OUT)], cwd=ROOT, env=environment, check=True
    )


def morning(folder: Path) -> None:
    """Choose the printer, tell of its roll, and give the visitors of that morning their numbers."""
    printer = f"escpos+tcp://127.0.0.1:{PRINTER_PORT}"
    at_the_desk(folder, "printer", "set", printer, "--width", "80")
    at_the_desk(folder, "printer", "roll", "--metres", "80")
    for services in EARLIER:
        at_the_desk(folder, "ticket", "issue", *services, "--print")


def at_the_desk(folder: Path, *command: str) -> None:
    """Run one command at 09.05."""
    line = [sys.executable, "-m", "kiosk", *command]
    where = ["--data", str(folder), "--now", "2026-11-24T09:05"]
    subprocess.run([*line, *where], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def silent_province(folder: Path) -> Path:
    """Return a data folder whose terminal belongs to a province that has never answered."""
    folder.mkdir(parents=True)
    province = Enrolment("http://127.0.0.1:9", "ab" * 32, "contoh-pringsewu-1", "2026-11-24")
    save_enrolment(folder, province)
    return folder


def empty_printer(folder: Path) -> Path:
    """Return a data folder whose folder printer says that it has no paper."""
    (folder / "slips").mkdir(parents=True)
    (folder / "slips" / "state.json").write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    return folder


def visit(folder: Path, arguments: list[str]) -> dict[str, Any]:
    """Make one visit and return its report."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "kiosk",
            "visit",
            *arguments,
            "--json",
            "--data",
            str(folder),
            "--now",
            "2026-11-24T09:41",
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return json.loads(done.stdout)


def keep(source: Path, target: Path) -> None:
    """Keep a picture at a width that a page of text can show."""
    picture = Image.open(source).convert("RGB")
    width = min(WIDTH, picture.width)
    size = (width, round(picture.height * width / picture.width))
    picture.resize(size).quantize(128).save(target, optimize=True)


if __name__ == "__main__":
    main()
