"""Writing the configuration: whole or not at all, and whoever wrote it finds it as it was."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import NotPermitted
from kiosk.settings import FaultyConfiguration, writing
from kiosk.settings.last_good import toml_text
from kiosk.settings.parsing import parse, parse_file
from kiosk.settings.reading import LARGEST_FILE
from kiosk.settings.schema import KEYS
from kiosk.settings.writing import (
    Change,
    changes,
    problems_left,
    replace_whole,
    set_value,
    set_values,
    take_out,
    target_file,
)
from tests.settings.values import VALUES, right_values, toml_texts

OURS = """# MPP Pringsewu, machine by the door
languages = ["id"]   # English comes later

[idle]
# people read slowly here
reading = 200 # seconds
choosing = 45

[terminal]
number = 7
"""


class PowerCut(BaseException):
    """The power goes; nothing in the process hears of it."""


@pytest.fixture(autouse=True)
def no_machine(tmp_path: Path, monkeypatch) -> Path:
    system = tmp_path / "etc" / "config.toml"
    for module in ("standing", "writing"):
        monkeypatch.setattr(f"kiosk.settings.{module}.SYSTEM_FILE", system)
    return system


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "config.toml"
    path.parent.mkdir()
    path.write_text(OURS, encoding="utf-8")
    return path


def test_comments_and_order_stay_where_they_are(file: Path) -> None:
    assert set_value(file, "idle.reading", "90") == (Change("idle.reading", 200, 90),)
    expected = OURS.replace("200", "90").replace("later\n", "later\nschema_version = 1\n")
    assert file.read_text(encoding="utf-8") == expected


def test_the_former_one_stays_beside_it(file: Path) -> None:
    set_value(file, "idle.reading", "90")
    assert file.with_name("config.toml.bak").read_text(encoding="utf-8") == OURS
    assert sorted(path.name for path in file.parent.iterdir()) == ["config.toml", "config.toml.bak"]


def test_a_file_is_begun_where_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    assert set_value(file, "languages", "en") == (Change("languages", None, ("en",)),)
    assert parse_file(file).values == {"languages": ("en",)}
    assert "schema_version = 1" in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o777 == 0o644 & ~umask()


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_that_is_begun_says_what_the_machines_own_says(
    tmp_path: Path, no_machine: Path
) -> None:
    no_machine.parent.mkdir()
    no_machine.write_text('[mall]\nfile = "ours.json"\n[terminal]\nnumber = 7\n', encoding="utf-8")
    file = tmp_path / "config.toml"
    set_value(file, "idle.ticket", "30")
    assert parse_file(file).values == {
        "mall.file": str(no_machine.parent.resolve() / "ours.json"),
        "terminal.number": 7,
        "idle.ticket": 30,
    }


@pytest.mark.parametrize("path", KEYS)
def test_every_key_can_be_set_and_taken_out_again(file: Path, path: str) -> None:
    before = dict(parse_file(file).values)
    for text in [option for option, _ in KEYS[path].options] or [EXAMPLES[path]]:
        set_value(file, path, text)
        assert parse_file(file).problems == ()
        assert path in parse_file(file).values
    set_value(file, path, None)
    before.pop(path, None)
    assert parse_file(file).values == before


EXAMPLES = {
    "terminal.number": "3",
    "mall.file": "ours.json",
    "mall.catalogue": "/srv/catalogue",
    "slip.qr_host": "antre.lampung.go.id",
    "screen.diagonal_in": "27,5",
    "screen.glass_bottom_mm": "700",
    "printer.uri": "cups:laser",
    "paper.roll_mm": "80000",
    "paper.low_percent": "20",
    "server.url": "https://anjungan.lampung.go.id",
    "idle.choosing": "30",
    "idle.reading": "30",
    "idle.warning": "30",
    "idle.ticket": "30",
    "idle.photo": "30",
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("idle.reading", "9"),
        ("idle.reading", "nan"),
        ("idle.reading", ""),
        ("idle.reading", True),
        ("screen.diagonal_in", "inf"),
        ("screen.diagonal_in", float("nan")),
        ("languages", "jv"),
        ("languages", []),
        ("sound.speaker", "ya"),
        ("sound.speaker", 1),
        ("server.url", "http://10.0.0.9"),
        ("mall.file", "../x"),
        ("idle.readign", "30"),
        ("schema_version", "2"),
        ("printer.password", "x"),
        ("", "x"),
        ("idle", "x"),
    ],
)
def test_a_wrong_value_changes_nothing(file: Path, path: str, value: object) -> None:
    with pytest.raises(FaultyConfiguration) as caught:
        set_values(file, {"idle.ticket": "30", path: value})
    assert [problem.path for problem in caught.value.problems] == [path]
    assert file.read_text(encoding="utf-8") == OURS
    assert [entry.name for entry in file.parent.iterdir()] == ["config.toml"]


def test_every_wrong_value_is_told(file: Path) -> None:
    with pytest.raises(FaultyConfiguration) as caught:
        set_values(file, {"idle.ticket": "1", "idle.photo": "1", "idle.reading": "30"})
    assert [problem.path for problem in caught.value.problems] == ["idle.ticket", "idle.photo"]


def test_values_that_do_not_fit_together_change_nothing(file: Path) -> None:
    with pytest.raises(FaultyConfiguration, match="rolls"):
        set_values(file, {"printer.uri": "escpos+tcp://10.0.0.9", "printer.width": "a4"})
    assert file.read_text(encoding="utf-8") == OURS


def test_one_fault_after_the_other_can_be_mended(file: Path) -> None:
    file.write_text("[idle]\nticket = 1\nphoto = 1\n[scren]\nrotation = 90\n", encoding="utf-8")
    set_value(file, "idle.ticket", "30")
    assert [problem.path for problem in problems_left(file)] == ["idle.photo", "scren.rotation"]
    set_value(file, "idle.photo", "60")
    assert [problem.path for problem in problems_left(file)] == ["scren.rotation"]


@pytest.mark.parametrize(
    "content", [b"[idle", b"\xef\xbb\xbf", b"a = 1\0", b"#" * (LARGEST_FILE + 1)]
)
def test_a_file_that_is_none_is_never_overwritten(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(FaultyConfiguration) as caught:
        set_value(file, "idle.ticket", "30")
    assert caught.value.remedy
    assert file.read_bytes() == content


def test_a_pipe_in_its_place_hangs_no_writer(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)
    with pytest.raises(FaultyConfiguration, match="no regular file"):
        set_value(file, "idle.ticket", "30")


def test_a_file_that_would_grow_too_large_is_refused(file: Path) -> None:
    text = OURS + "#" * (LARGEST_FILE - len(OURS.encode()))
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyConfiguration, match="larger than 256 KB"):
        set_value(file, "idle.ticket", "30")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("path", ["idle.readng", "warna", "layar.terang", "idle.choosing"])
def test_any_line_can_be_taken_out_and_its_neighbours_stay(file: Path, path: str) -> None:
    before = "warna = 1\n[idle]\n# Sabar.\nchoosing = 90\nreadng = 5\n[layar]\nterang = 1\n"
    file.write_text(before, encoding="utf-8")
    [change] = take_out(file, path)
    assert (change.path, change.new) == (path, None)
    assert change.old == (90 if path == "idle.choosing" else None)
    left = {problem.path for problem in parse_file(file).problems}
    assert left == {"warna", "idle.readng", "layar.terang"} - {path}
    assert "# Sabar." in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", ["idle.nowhere", "nowhere.at.all", "idle.choosing.x", ""])
def test_what_does_not_stand_there_is_not_taken_out(file: Path, path: str) -> None:
    file.write_text("[idle]\nchoosing = 90\n", encoding="utf-8")
    with pytest.raises(FaultyConfiguration):
        take_out(file, path)
    assert file.read_text(encoding="utf-8") == "[idle]\nchoosing = 90\n"


def test_a_whole_one_takes_the_place_of_a_faulty_one(file: Path) -> None:
    file.write_text("[idle\n", encoding="utf-8")
    assert replace_whole(file, "# new\n[idle]\nticket = 30\n") == (Change("idle.ticket", None, 30),)
    assert file.read_text(encoding="utf-8") == "# new\n[idle]\nticket = 30\n"
    assert file.with_name("config.toml.bak").read_text(encoding="utf-8") == "[idle\n"


def test_a_faulty_one_takes_nobodys_place(file: Path) -> None:
    with pytest.raises(FaultyConfiguration, match=r"idle\.ticket"):
        replace_whole(file, "[idle]\nticket = 1\n")
    assert file.read_text(encoding="utf-8") == OURS


def test_what_changes_is_told_in_the_order_of_the_schema() -> None:
    old = {"idle.ticket": 20, "terminal.number": 7, "languages": ("id",)}
    new = {"idle.ticket": 30, "languages": ("id",), "printer.dpi": 180}
    assert changes(old, new) == (
        Change("terminal.number", 7, None),
        Change("printer.dpi", None, 180),
        Change("idle.ticket", 20, 30),
    )


def test_the_mode_of_the_file_stays(file: Path) -> None:
    file.chmod(0o640)
    set_value(file, "idle.ticket", "30")
    assert file.stat().st_mode & 0o777 == 0o640


def test_what_a_power_cut_left_of_another_user_is_in_nobodys_way(
    file: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_text("not ours", encoding="utf-8")
    file.with_name("config.toml.new").symlink_to(outside)
    set_value(file, "idle.ticket", "30")
    assert outside.read_text(encoding="utf-8") == "not ours"
    assert parse_file(file).values["idle.ticket"] == 30


def test_where_nothing_may_be_written_nothing_is(file: Path, monkeypatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(writing, "write_whole", refuse)
    with pytest.raises(NotPermitted, match="Permission denied") as caught:
        set_value(file, "idle.ticket", "30")
    assert caught.value.code == 4
    assert file.read_text(encoding="utf-8") == OURS


def test_a_file_in_place_of_the_folder_is_a_matter_of_permission(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(NotPermitted):
        set_value(tmp_path / "data" / "config.toml", "idle.ticket", "30")


def test_one_writer_waits_for_the_other_and_not_for_ever(file: Path, monkeypatch) -> None:
    monkeypatch.setattr(writing, "PATIENCE_S", 0.0)
    other = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(NotPermitted):
            set_value(file, "idle.ticket", "30")
    finally:
        os.close(other)
    set_value(file, "idle.ticket", "30")


def cut_at(step: int, monkeypatch) -> Callable[[], int]:
    """Let the power go at the ``step``-th call to the disk; what is returned counts them."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                raise PowerCut
            return real(*arguments, **named)

        return call

    monkeypatch.setattr(os, "open", wrapped(os.open))
    monkeypatch.setattr(os, "fsync", wrapped(os.fsync))
    monkeypatch.setattr(Path, "rename", wrapped(Path.rename))
    monkeypatch.setattr(Path, "unlink", wrapped(Path.unlink))
    return lambda: count


def test_a_power_cut_at_any_step_leaves_the_old_or_the_new_one_whole(
    file: Path, monkeypatch
) -> None:
    seen: set[str] = set()
    for step in range(1, 100):
        file.write_text(OURS, encoding="utf-8")
        with monkeypatch.context() as power:
            calls = cut_at(step, power)
            try:
                set_value(file, "idle.reading", "90")
                done = True
            except PowerCut:
                done = False
        text = file.read_text(encoding="utf-8")
        seen.add(text)
        assert text == OURS or parse(text, "x").values["idle.reading"] == 90
        assert parse_file(file).problems == ()
        set_value(file, "idle.reading", "91")
        assert parse_file(file).values["idle.reading"] == 91
        if done:
            assert step > calls()
            break
    assert step > 8
    assert len(seen) == 2


def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_anybody_is_told(
    file: Path, monkeypatch
) -> None:
    done: list[str] = []
    sync, rename = os.fsync, Path.rename

    def synced(handle: int) -> None:
        done.append(f"fsync {Path(f'/proc/self/fd/{handle}').readlink().name}")
        sync(handle)

    def renamed(path: Path, to: Path) -> Path:
        done.append(f"rename {path.name}")
        return rename(path, to)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "rename", renamed)
    set_value(file, "idle.reading", "90")
    assert done == [
        "fsync config.toml.bak.new",
        "rename config.toml.bak.new",
        "fsync data",
        "fsync config.toml.new",
        "rename config.toml.new",
        "fsync data",
    ]


@pytest.mark.parametrize("named", [True, False])
def test_a_change_goes_into_the_file_that_is_in_force(
    tmp_path: Path, no_machine: Path, *, named: bool
) -> None:
    data = tmp_path / "data"
    environment = {"KIOSK_CONFIG": str(tmp_path / "named.toml")} if named else {}
    expected = tmp_path / "named.toml" if named else data / "config.toml"
    assert target_file(data, environment) == expected


def test_the_machines_own_is_changed_only_where_it_may_be(
    tmp_path: Path, no_machine: Path, monkeypatch
) -> None:
    data = tmp_path / "data"
    no_machine.parent.mkdir()
    no_machine.touch()
    assert target_file(data, {}) == no_machine
    monkeypatch.setattr(os, "access", lambda *_arguments: False)
    assert target_file(data, {}) == data / "config.toml"


@given(right_values(), st.data())
def test_any_right_value_can_be_set_in_any_right_file(
    tmp_path_factory, values: dict[str, Any], data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(toml_texts(values)))
    path = data.draw(st.sampled_from(sorted(KEYS)))
    value = data.draw(VALUES[path])
    file = tmp_path_factory.mktemp("law") / "config.toml"
    file.write_text(text, encoding="utf-8")
    set_value(file, path, value)
    assert parse_file(file).problems == ()
    assert parse_file(file).values == {**values, path: value}


@given(right_values())
def test_what_we_write_another_reader_of_toml_reads_the_same(values: dict[str, Any]) -> None:
    tree = tomlkit.parse(toml_text(values)).unwrap()
    tree.pop("schema_version")
    for path, value in values.items():
        table, _, name = path.rpartition(".")
        found = tree[table][name] if table else tree[name]
        assert found == (list(value) if isinstance(value, tuple) else value)
