"""Takes the pictures of docs/screens from the real program; run it with .venv/bin/python.

Two whole visits through the window, off-screen, on a Tuesday at 09.41; halved in size.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "screens"
WIDTH = 540
VISITS = (
    ("paket", ["--life-event", "buka-usaha-makanan", "--all-steps"]),
    ("layanan", ["polres-surat-kehilangan", "disdukcapil-ktp-hilang-rusak", "samsat-pkb-tahunan"]),
    ("english", ["--life-event", "anak-lahir", "--lang", "en"]),
)


def main() -> None:
    """Make the visits and keep their pictures and slips."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, arguments in VISITS:
            report = visit(Path(folder) / name, arguments)
            for path in map(Path, report["screenshots"]):
                keep(path, OUT / f"{name}-{path.name}")
            keep(Path(report["slip"]).with_suffix(".png"), OUT / f"{name}-slip.png")


def visit(folder: Path, arguments: list[str]) -> dict[str, list[str]]:
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
