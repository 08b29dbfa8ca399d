"""Power cuts by hand: measure them, or lay one image out to look at it.

``python -m tests.power_cuts measure [--images N] [--seed N]`` prints one line a kiosk;
``python -m tests.power_cuts image LOG NAME FOLDER`` makes the image that a failing test named.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.power_cuts.content import lay_out
from tests.power_cuts.judge import judging
from tests.power_cuts.kiosks import ACTIONS, VISITS, record_busy_kiosk, record_desk
from tests.power_cuts.recorder import Recorder, compile_recorder, why_not_here
from tests.power_cuts.recording import Step, read_log
from tests.power_cuts.trial import Cut, choose_cuts, images, try_cuts


def main() -> int:
    """Do what was asked; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.power_cuts")
    commands = parser.add_subparsers(required=True)
    measuring = commands.add_parser("measure")
    measuring.add_argument("--images", type=int, default=1000, help="images of each kiosk")
    measuring.add_argument("--seed", type=int, default=1)
    measuring.set_defaults(act=_measure)
    imaging = commands.add_parser("image")
    imaging.add_argument("log", type=Path)
    imaging.add_argument("name")
    imaging.add_argument("folder", type=Path)
    imaging.set_defaults(act=_image)
    asked = parser.parse_args()
    return asked.act(asked)


def _measure(asked: argparse.Namespace) -> int:
    if why_not_here():
        sys.stderr.write(f"{why_not_here()}\n")
        return 1
    with tempfile.TemporaryDirectory() as name:
        library = compile_recorder(Path(name))
        desk, busy = Path(name) / "desk", Path(name) / "busy"
        for folder in (desk, busy):
            folder.mkdir()
        steps = record_desk(Recorder.begin(library, desk), VISITS)
        faults = _try("desk", steps, asked)
        steps = record_busy_kiosk(Recorder.begin(library, busy), asked.seed, ACTIONS)
        return int(_try("busy kiosk", steps, asked) or faults)


def _try(whose: str, steps: list[Step], asked: argparse.Namespace) -> bool:
    with judging() as judge:
        verdict = try_cuts(steps, choose_cuts(steps, asked.images, asked.seed), judge)
    sys.stdout.write(f"{whose}: {len(steps)} steps, {verdict}\n")
    return bool(verdict.faults)


def _image(asked: argparse.Namespace) -> int:
    ((_, image),) = images(read_log(asked.log), [Cut.named(asked.name)])
    lay_out(image, asked.folder)
    sys.stdout.write("\n".join(f"{len(data):>9}  {path}" for path, data in image.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
