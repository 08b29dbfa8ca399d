"""The disk keeps what was synced, whatever chance says, and promises nothing about the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.power_cuts.disk import Disk
from tests.power_cuts.losses import MODES, chance_of
from tests.power_cuts.recording import ROOT_FOLDER, Entry, Length, Naming, Show, Sync, Write

FILES = (1, 2, 3)
MAKE = {file: Naming((Entry(ROOT_FOLDER, f"file-{file}", file),)) for file in FILES}
MODE = st.sampled_from(MODES)
SEED = st.integers(0, 1000)
CHANGE = st.one_of(
    st.builds(Write, st.sampled_from(FILES), st.integers(0, 3000), st.binary(max_size=1500)),
    st.builds(Length, st.sampled_from(FILES), st.integers(0, 4000), st.booleans()),
)
STEPS = st.lists(st.one_of(CHANGE, st.builds(Sync, st.sampled_from(FILES))), max_size=12)


def after(*steps) -> Disk:
    disk = Disk()
    for step in steps:
        disk.take(step)
    return disk


def image(disk, mode="kept", seed=0):
    return disk.image(mode, chance_of(seed))


def plainly(steps) -> dict[int, bytes]:
    """What an honest disk without a cache would hold."""
    files = {file: bytearray() for file in FILES}
    for step in steps:
        if isinstance(step, Write):
            content = files[step.file]
            content.extend(bytes(max(0, step.offset + len(step.data) - len(content))))
            content[step.offset : step.offset + len(step.data)] = step.data
        elif isinstance(step, Length):
            content = files[step.file]
            content.extend(bytes(max(0, step.length - len(content))))
            if not step.grows:
                del content[step.length :]
    return {file: bytes(content) for file, content in files.items()}


@given(STEPS)
def test_kept_is_what_a_disk_without_a_cache_holds(steps):
    found = image(after(*MAKE.values(), *steps))
    assert {int(name[-1]): data for name, data in found.items()} == plainly(steps)


@given(STEPS, MODE, SEED)
def test_after_a_sync_of_everything_nothing_can_be_lost(steps, mode, seed):
    disk = after(*MAKE.values(), *steps, Sync(None))
    assert image(disk, mode, seed) == image(disk)


@given(STEPS, STEPS, MODE, SEED)
def test_what_comes_later_takes_nothing_from_a_file_it_does_not_touch(steps, later, mode, seed):
    others = [step for step in later if step.file != 1]
    synced = after(*MAKE.values(), *steps, Sync(1), Sync(ROOT_FOLDER))
    cut = after(*MAKE.values(), *steps, Sync(1), Sync(ROOT_FOLDER), *others)
    assert image(cut, mode, seed)["file-1"] == image(synced)["file-1"]


@given(STEPS)
def test_dropped_is_what_stood_at_each_files_last_sync(steps):
    disk = after(*MAKE.values(), Sync(None), *steps)
    for file in FILES:
        last = max((at for at, step in enumerate(steps) if step == Sync(file)), default=-1)
        assert image(disk, "dropped")[f"file-{file}"] == plainly(steps[: last + 1])[file]


@given(STEPS, MODE, SEED)
def test_the_same_chance_makes_the_same_image(steps, mode, seed):
    disk = after(*MAKE.values(), *steps)
    assert image(disk, mode, seed) == image(disk, mode, seed)


def test_a_synced_file_without_a_synced_name_is_lost():
    disk = after(MAKE[1], Write(1, 0, b"kept in vain"), Sync(1))
    assert image(disk, "dropped") == {}
    assert image(disk, "kept") == {"file-1": b"kept in vain"}


def test_a_synced_name_without_synced_bytes_is_an_empty_file():
    disk = after(MAKE[1], Write(1, 0, b"never written back"), Sync(ROOT_FOLDER))
    assert image(disk, "dropped") == {"file-1": b""}


def test_a_rename_is_undone_until_its_folder_is_synced():
    fresh = Naming((Entry(ROOT_FOLDER, "key.new", 1),))
    renamed = Naming((Entry(ROOT_FOLDER, "key.new", None), Entry(ROOT_FOLDER, "key", 1)))
    steps = [fresh, Write(1, 0, b"key"), Sync(1), Sync(ROOT_FOLDER), renamed]
    assert image(after(*steps), "dropped") == {"key.new": b"key"}
    assert image(after(*steps, Sync(ROOT_FOLDER)), "dropped") == {"key": b"key"}


@pytest.mark.parametrize("seed", range(20))
def test_a_rename_is_never_done_by_half(seed):
    renamed = Naming((Entry(ROOT_FOLDER, "file-1", None), Entry(ROOT_FOLDER, "other", 1)))
    disk = after(MAKE[1], Write(1, 0, b"x"), Sync(None), renamed)
    assert list(image(disk, "subset", seed)) in (["file-1"], ["other"])


def test_an_unlinked_file_comes_back_until_its_folder_is_synced():
    gone = Naming((Entry(ROOT_FOLDER, "file-1", None),))
    disk = after(MAKE[1], Write(1, 0, b"journal"), Sync(None), gone)
    assert image(disk, "dropped") == {"file-1": b"journal"}
    assert image(after(MAKE[1], Sync(None), gone, Sync(ROOT_FOLDER)), "dropped") == {}


def test_a_folder_holds_its_files_only_once_it_is_there_itself():
    below = Naming((Entry(ROOT_FOLDER, "below", 9),), makes_folder=True)
    inside = Naming((Entry(9, "file", 1),))
    steps = [below, inside, Write(1, 0, b"x"), Sync(1), Sync(9)]
    assert image(after(*steps), "dropped") == {}
    assert image(after(*steps, Sync(ROOT_FOLDER)), "dropped") == {"below/file": b"x"}


def test_a_rename_between_folders_needs_both_synced():
    below = Naming((Entry(ROOT_FOLDER, "below", 9),), makes_folder=True)
    moved = Naming((Entry(ROOT_FOLDER, "file-1", None), Entry(9, "moved", 1)))
    start = [below, MAKE[1], Sync(None), moved]
    assert sorted(image(after(*start, Sync(9)), "dropped")) == ["below/moved", "file-1"]
    assert sorted(image(after(*start, Sync(9), Sync(ROOT_FOLDER)), "dropped")) == ["below/moved"]


def test_what_was_shown_is_not_on_the_disk():
    assert image(after(Show(b"A001"))) == {}


def test_only_the_wanted_files_are_made():
    disk = after(MAKE[1], MAKE[2])
    assert list(disk.image("kept", chance_of(0), lambda path: path == "file-2")) == ["file-2"]
