"""What a configuration's values lead to: files, printers, and the ledger they meet."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.deep_check import MOST_FAULTS, deep_problems, refuse_change
from kiosk.app.setting_change import change_setting
from kiosk.settings import FaultyConfiguration
from kiosk.settings.parsing import parse_file
from tests.app.kiosks import desk_in
from tests.premises import EXAMPLE_MALL, bundled_copy


def mall_file(folder: Path, name: str = "ours.json", **changed: Any) -> str:
    raw = json.loads(EXAMPLE_MALL.read_text(encoding="utf-8"))
    (folder / name).write_text(json.dumps({**raw, **changed}), encoding="utf-8")
    return name


def paths(folder: Path, data: Path | None = None, **values: Any) -> list[str]:
    """Return which keys of ``a__b`` values are wrong."""
    found = deep_problems({k.replace("__", "."): v for k, v in values.items()}, folder, data)
    assert all(problem.reason and problem.remedy and problem.glass for problem in found)
    return [problem.path for problem in found]


def test_the_demo_and_a_right_mall_file_have_no_fault(tmp_path: Path) -> None:
    assert paths(tmp_path) == []
    assert paths(tmp_path, mall__file=mall_file(tmp_path)) == []
    assert paths(tmp_path, mall__file=str(EXAMPLE_MALL)) == []


def test_a_catalogue_with_a_mall_file_of_its_own_has_no_fault(tmp_path: Path) -> None:
    assert paths(tmp_path, mall__catalogue=str(bundled_copy(tmp_path))) == []


@pytest.mark.parametrize("key", ["mall__file", "mall__catalogue"])
def test_what_is_not_there_is_told(tmp_path: Path, key: str) -> None:
    assert paths(tmp_path, **{key: "nowhere"})[0] == key.replace("__", ".")


def test_a_catalogue_without_the_example_mall_wants_a_mall_file(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    shutil.rmtree(folder / "malls")
    assert paths(tmp_path, mall__catalogue=str(folder)) == ["mall.file"]
    assert paths(tmp_path, mall__catalogue=str(folder), mall__file=mall_file(tmp_path)) == []


def test_every_fault_of_a_mall_file_is_told_up_to_a_point(tmp_path: Path) -> None:
    mall_file(tmp_path, popular=["no-such-service"] * 50)
    assert paths(tmp_path, mall__file="ours.json") == ["mall.file"] * MOST_FAULTS


def test_a_pipe_in_place_of_a_mall_file_hangs_nobody(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    assert paths(tmp_path, mall__file="pipe.json") == ["mall.file"]


def test_a_damaged_catalogue_is_told_once_and_not_of_the_mall_file_too(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "documents.json").write_text("{", encoding="utf-8")
    found = paths(tmp_path, mall__catalogue=str(folder), mall__file=mall_file(tmp_path))
    assert set(found) == {"mall.catalogue"}


@pytest.mark.parametrize(
    ("uri", "width"),
    [("escpos+tcp://10.0.0.9:0", "80"), ("cups:a/b", "a4"), ("escpos+file:/dev", "58")],
)
def test_an_address_that_its_backend_does_not_take_is_told(
    tmp_path: Path, uri: str, width: str
) -> None:
    assert paths(tmp_path, printer__uri=uri, printer__width=width) == ["printer.uri"]


def test_the_ledger_in_the_folder_has_one_number_and_one_mall(tmp_path: Path) -> None:
    desk_in(tmp_path).store.close()
    other = mall_file(tmp_path, "other.json", id="mal-lain")
    assert paths(tmp_path, tmp_path, terminal__number=1) == []
    assert paths(tmp_path, tmp_path, terminal__number=2) == ["terminal.number"]
    assert paths(tmp_path, tmp_path, mall__file=other) == ["mall.file"]
    assert paths(tmp_path, None, terminal__number=2, mall__file=other) == []


def test_an_empty_folder_may_become_any_terminal(tmp_path: Path) -> None:
    assert paths(tmp_path, tmp_path, terminal__number=42) == []


def test_a_damaged_ledger_says_nothing_of_who_it_is(tmp_path: Path) -> None:
    (tmp_path / "ledger.db").write_bytes(b"no ledger")
    assert paths(tmp_path, tmp_path, terminal__number=42) == []


def test_a_change_is_looked_at_together_with_what_stands_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('[printer]\nuri = "escpos+tcp://10.0.0.9"\n', encoding="utf-8")
    with pytest.raises(FaultyConfiguration, match="rolls"):
        refuse_change(tmp_path, file, "printer.width", "a4")
    refuse_change(tmp_path, file, "printer.width", "58")


@pytest.mark.parametrize(
    ("path", "typed"),
    [("terminal.number", "2"), ("printer.uri", "cups:a/b"), ("mall.file", "nowhere"), ("x", "1")],
)
def test_what_is_typed_on_the_glass_is_looked_at_as_deeply(
    tmp_path: Path, path: str, typed: str
) -> None:
    desk_in(tmp_path).store.close()
    with pytest.raises(FaultyConfiguration) as caught:
        change_setting(tmp_path, path, typed)
    assert caught.value.problems[0].path == path
    assert not (tmp_path / "config.toml").exists()
    assert change_setting(tmp_path, "idle.ticket", "30")
    assert change_setting(tmp_path, "idle.ticket", None)
    assert parse_file(tmp_path / "config.toml").values == {}
