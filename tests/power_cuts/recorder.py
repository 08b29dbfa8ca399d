"""Recording a kiosk: the recorder is compiled once, and a process runs under it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.power_cuts.content import lay_out
from tests.power_cuts.disk import Content, Disk
from tests.power_cuts.losses import chance_of
from tests.power_cuts.recording import Step, as_it_lies, read_log

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COMPILER = ("gcc", "-O1", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
SOURCES = ("recorder.c", "calls.c", "names.c", "mapped.c")
LONGEST_RUN_S = 120


def why_not_here() -> str:
    """Return why nothing can be recorded on this machine, or an empty text."""
    if not sys.platform.startswith("linux"):
        return "LD_PRELOAD is Linux's"
    if shutil.which(COMPILER[0]) is None:
        return "gcc is missing (packaging/setup.sh installs build-essential)"
    return ""


def compile_recorder(folder: Path) -> Path:
    """Compile the recorder into ``folder`` and return the library."""
    library = folder / "recorder.so"
    sources = [str(HERE / name) for name in SOURCES]
    subprocess.run([*COMPILER, "-o", str(library), *sources, "-lpthread"], check=True, timeout=60)
    return library


@dataclass(frozen=True)
class Recorder:
    """Runs processes over one data folder, one after the other, and writes one log of them."""

    library: Path
    log: Path
    data: Path

    @classmethod
    def begin(cls, library: Path, folder: Path) -> Recorder:
        """Lay log and data below ``folder``; the data folder is there and empty."""
        data = folder.resolve() / "data"
        data.mkdir()
        return cls(library, folder / "recording.log", data)

    @classmethod
    def begin_on(cls, library: Path, folder: Path, image: Content) -> Recorder:
        """Begin with what a power cut left, all of which is on the disk now."""
        recorder = cls.begin(library, folder)
        lay_out(image, recorder.data)
        recorder.log.write_bytes(as_it_lies(recorder.data))
        return recorder

    def run(self, *command: str, environment: Mapping[str, str] | None = None) -> int:
        """Run a Python program to its end and return how it ended (negative: by a signal)."""
        variables = {
            "PYTHONPATH": str(ROOT),
            "PATH": os.environ.get("PATH", ""),
            "LD_PRELOAD": str(self.library),
            "POWER_CUT_LOG": str(self.log),
            "POWER_CUT_FOLDER": str(self.data),
            **(environment or {}),
        }
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=variables,
            stdout=subprocess.DEVNULL,
            check=False,
            timeout=LONGEST_RUN_S,
        )
        return done.returncode

    def steps(self) -> list[Step]:
        """Return what was recorded up to now.

        Raises ``RuntimeError`` where the files built from it are not those of the data folder.
        """
        steps = read_log(self.log)
        disk = Disk()
        for step in steps:
            disk.take(step)
        real = (path for path in self.data.rglob("*") if path.is_file())
        found = {str(path.relative_to(self.data)): path.read_bytes() for path in real}
        told = disk.image("kept", chance_of("nothing"))
        missed = [path for path in {**found, **told} if found.get(path) != told.get(path)]
        if missed:
            raise RuntimeError(f"the recorder missed a change of {', '.join(sorted(missed))}")
        return steps
