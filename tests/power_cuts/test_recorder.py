"""The recorder sees every write, name and fsync below its folder, in order, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.power_cuts import recorder as module
from tests.power_cuts.disk import Disk
from tests.power_cuts.evidence import Told, read_evidence
from tests.power_cuts.kiosks import record_busy_kiosk
from tests.power_cuts.losses import chance_of
from tests.power_cuts.recorder import HERE, ROOT, Recorder, why_not_here
from tests.power_cuts.recording import ROOT_FOLDER, Naming, Show, Sync, Write

EVERY_CALL = str(HERE / "every_call.py")


def test_a_folder_built_from_the_recording_is_the_folder_itself(recorder):
    assert recorder.run(EVERY_CALL, str(recorder.data)) == 0
    steps = recorder.steps()  # Compares byte by byte.
    disk = Disk()
    for step in steps:
        disk.take(step)
    image = disk.image("kept", chance_of(0))
    assert image["a"].startswith(b"Written by parts")
    assert image["a"].endswith(b"at the end")
    assert image["below/c"] == b"begun anew"
    assert image["below/same"] == b"c"
    assert image["mapped"][5000:5004] == b"last"
    assert len(image["thread-3"]) == 1000
    assert {"b", "gone", "empty"}.isdisjoint(image)


def test_a_change_that_was_missed_is_told(recorder):
    assert recorder.run(EVERY_CALL, str(recorder.data), "--past-the-recorder") == 0
    with pytest.raises(RuntimeError, match="missed a change of unseen"):
        recorder.steps()


def test_the_steps_stand_in_their_order(recorder):
    recorder.run(EVERY_CALL, str(recorder.data))
    steps = recorder.steps()
    begun = steps.index(Show(b"begun\n"))
    created, first, *_ = steps[begun + 1 :]
    assert isinstance(created, Naming)
    assert [entry.name for entry in created.entries] == ["a"]
    assert first == Write(created.entries[0].file, 0, b"written ")
    assert steps[-1] == Show(b"done\n")
    syncs = [step.file for step in steps if isinstance(step, Sync)]
    assert syncs[:2] == [first.file, first.file]
    assert None in syncs


def test_an_fsync_of_a_folder_is_one_of_its_names_not_of_its_files(recorder):
    recorder.run(EVERY_CALL, str(recorder.data))
    steps = recorder.steps()
    below = next(s.entries[0].file for s in steps if isinstance(s, Naming) and s.makes_folder)
    assert Sync(below) in steps
    assert ROOT_FOLDER not in {step.file for step in steps if isinstance(step, Sync)}


def test_files_outside_the_folder_are_nobodys_business(recorder, tmp_path):
    program = "import sys; open(sys.argv[1], 'w').write('secret'); print('shown')"
    assert recorder.run("-c", program, str(tmp_path / "elsewhere")) == 0
    assert recorder.steps() == [Show(b"shown\n")]


def test_processes_that_follow_each_other_write_one_recording(recorder):
    program = "import sys; open(sys.argv[1], 'a').write(sys.argv[2]); print(sys.argv[2])"
    for text in ("one", "two"):
        assert recorder.run("-c", program, str(recorder.data / "file"), text) == 0
    shown = [step.data for step in recorder.steps() if isinstance(step, Show)]
    assert shown == [b"one\n", b"two\n"]
    assert [s.data for s in recorder.steps() if isinstance(s, Write)] == [b"one", b"two"]


def test_what_a_power_cut_left_is_all_on_the_disk_when_a_recording_begins_on_it(library, tmp_path):
    image = {"ledger.db": b"ledger", "below/c": b"c", "empty": b""}
    recorder = Recorder.begin_on(library, tmp_path, image)
    program = "import sys; open(sys.argv[1], 'a').write(' and more')"
    assert recorder.run("-c", program, str(recorder.data / "ledger.db")) == 0
    disk = Disk()
    for step in recorder.steps():
        disk.take(step)
    assert disk.image("dropped", chance_of(0)) == image
    assert disk.image("kept", chance_of(0))["ledger.db"] == b"ledger and more"


def test_an_inode_that_comes_back_is_another_file(recorder):
    program = (
        "import os, sys; os.chdir(sys.argv[1])\n"
        "for name in 'abcdefgh':\n"
        "    open(name, 'w').write(name); os.unlink(name)"
    )
    assert recorder.run("-c", program, str(recorder.data)) == 0
    written = [step for step in recorder.steps() if isinstance(step, Write)]
    assert len({step.file for step in written}) == 8


def test_a_process_whose_folder_is_missing_does_not_run_unrecorded(recorder, capfd):
    recorder.data.rmdir()
    assert recorder.run("-c", "print('ran')") < 0
    assert "no folder to record" in capfd.readouterr().err


def test_without_its_variables_the_library_changes_nothing(library, tmp_path):
    done = subprocess.run(
        [sys.executable, EVERY_CALL, str(tmp_path)],
        env={"LD_PRELOAD": str(library), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert done.stdout == b"begun\ndone\n"
    assert (tmp_path / "below" / "c").read_bytes() == b"begun anew"


def test_what_the_demos_printer_laid_down_without_an_fsync_may_be_lost(recorder):
    """Paper is not in the ledger: the folder of the demo proves that unsynced files do go."""
    steps = record_busy_kiosk(recorder, seed=1, actions=2, endings=("closed",))
    assert any(isinstance(fact, Told) for _, fact in read_evidence(steps))
    disk = Disk()
    for step in steps:
        disk.take(step)
    slips = [path for path in disk.image("kept", chance_of(0)) if path.endswith(".pdf")]
    left = disk.image("dropped", chance_of(0))
    assert slips
    assert not set(slips) & set(left)
    assert left["ledger.db"]


def test_a_machine_that_cannot_record_says_why(monkeypatch):
    assert why_not_here() == ""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    assert "gcc is missing" in why_not_here()
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert "Linux" in why_not_here()


def test_the_recorder_is_made_for_one_folder_that_is_empty(library, tmp_path):
    recorder = Recorder.begin(library, tmp_path)
    assert list(recorder.data.iterdir()) == []
    with pytest.raises(FileExistsError):
        Recorder.begin(library, Path(tmp_path))
