"""Power cuts while the configuration is written: the old one or the new one is there, whole."""

from __future__ import annotations

import pytest

from tests.power_cuts.losses import MODES
from tests.power_cuts.recorder import Recorder
from tests.power_cuts.trial import Cut, images

FILE = "config.toml"
CHANGES = (("idle.ticket", "30"), ("languages", "en,id"), ("idle.ticket", "45"))
SEEDS = 4

CARELESS = """
import sys, os
from kiosk import durable
from kiosk.__main__ import main
def nothing(*_): pass
setattr(durable.os, "fsync", nothing) if sys.argv.pop(1) == "file" else None
durable.sync_folder = nothing
main()
"""


def wrong_images(recorder: Recorder, *program: str) -> list[Cut]:
    """Change some settings; return the cuts after which neither the old nor the new one is left."""
    versions: list[bytes | None] = [None]
    ends: list[int] = [0]
    for path, value in CHANGES:
        folder = ("--data", str(recorder.data))
        assert recorder.run(*program, "config", "set", path, value, *folder) == 0
        versions.append((recorder.data / FILE).read_bytes())
        ends.append(len(recorder.steps()))
    steps = recorder.steps()
    afters = range(len(steps) + 1)
    cuts = [Cut(after, mode, seed) for after in afters for mode in MODES for seed in range(SEEDS)]
    wrong: list[Cut] = []
    for cut, image in images(steps, cuts):
        kept = max(number for number, end in enumerate(ends) if end <= cut.after)
        right = image.get(FILE) in versions[kept : kept + 2]
        if not (right and image.get(f"{FILE}.bak") in versions[: kept + 1]):
            wrong.append(cut)
    return wrong


def test_a_power_cut_at_any_moment_leaves_a_whole_configuration(recorder: Recorder) -> None:
    assert wrong_images(recorder, "-m", "kiosk") == []


@pytest.mark.parametrize("forgotten", ["folder", "file"])
def test_a_writer_who_forgets_to_sync_is_found(recorder: Recorder, forgotten: str) -> None:
    assert wrong_images(recorder, "-c", CARELESS, forgotten)
