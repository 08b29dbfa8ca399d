"""A wrong value never stops the kiosk: it goes on as it last started, and says so."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.equipment import Equipment, equip
from kiosk.app.foundation import Foundation, lay_foundation
from kiosk.catalogue.faults import FaultyData
from kiosk.settings import FaultyConfiguration, read_standing
from kiosk.settings.last_good import FILE as LAST_GOOD
from kiosk.settings.last_good import MALL_FILE
from tests.fakes import FakeClock
from tests.premises import EXAMPLE_MALL, bundled_copy

OURS = '[terminal]\nnumber = 7\n[mall]\nfile = "ours.json"\n'


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder whose kiosk has started once, as terminal 7 of a mall file of its own."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(EXAMPLE_MALL, folder / "ours.json")
    configure(folder, OURS)
    start(folder)
    return folder


def configure(data: Path, text: str) -> None:
    (data / "config.toml").write_text(text, encoding="utf-8")


def start(data: Path) -> tuple[Foundation, Equipment]:
    """Start a kiosk and stop it again."""
    equipment = equip(lay_foundation(data, FakeClock()))
    equipment.close()
    assert equipment.foundation is not None
    return equipment.foundation, equipment


def mall_file(data: Path, name: str, **changed: Any) -> None:
    raw = json.loads(EXAMPLE_MALL.read_text(encoding="utf-8"))
    (data / name).write_text(json.dumps({**raw, **changed}), encoding="utf-8")


def test_a_kiosk_that_started_keeps_what_it_started_with(data: Path) -> None:
    text = (data / LAST_GOOD).read_text(encoding="utf-8")
    assert "number = 7" in text
    assert str(data / MALL_FILE) in text
    assert (data / MALL_FILE).read_bytes() == (data / "ours.json").read_bytes()


@pytest.mark.parametrize(
    "text",
    [
        "[terminal",
        "[terminal]\nnumber = 0\n",
        OURS.replace("7", "9"),
        OURS.replace("ours", "nowhere"),
        OURS.replace("ours.json", "../ours.json"),
        OURS + 'catalogue = "nowhere"\n',
        "schema_version = 2\n" + OURS,
        "",
    ],
    ids=["no toml", "wrong", "another's", "gone", "outside", "catalogue", "newer", "emptied"],
)
def test_it_starts_again_whatever_was_done_to_its_configuration(data: Path, text: str) -> None:
    configure(data, text)
    foundation, equipment = start(data)
    assert equipment.desk.store.ident.terminal == 7
    assert foundation.timetable.mall.id == "contoh-pringsewu"
    if text:
        assert foundation.standing.on_last_good
        assert foundation.standing.problems
        assert foundation.settings.terminal == 7
        assert foundation.settings.mall == (data / MALL_FILE).resolve()


@pytest.mark.parametrize("content", ["", "{", '{"schema": 1}'])
def test_a_new_mall_file_that_is_none_leaves_the_former_one_in_force(
    data: Path, content: str
) -> None:
    (data / "new.json").write_text(content, encoding="utf-8")
    configure(data, OURS.replace("ours.json", "new.json"))
    foundation, _ = start(data)
    assert foundation.settings.mall == (data / MALL_FILE).resolve()
    assert {problem.path for problem in foundation.standing.problems} == {"mall.file"}
    assert all("new.json" in problem.reason for problem in foundation.standing.problems)


def test_a_pipe_in_place_of_the_new_mall_file_does_so_too(data: Path) -> None:
    os.mkfifo(data / "new.json")
    configure(data, OURS.replace("ours.json", "new.json"))
    assert start(data)[0].standing.on_last_good


def test_so_does_one_that_does_not_fit_the_catalogue(data: Path) -> None:
    mall_file(data, "new.json", popular=["no-such-service"])
    configure(data, OURS.replace("ours.json", "new.json"))
    assert not lay_foundation(data, FakeClock()).standing.on_last_good  # It is seen only later.
    foundation, equipment = start(data)
    assert foundation.standing.on_last_good
    assert "no-such-service" in foundation.standing.problems[0].reason
    assert equipment.premises.mall.popular != ("no-such-service",)


def test_so_does_a_catalogue_that_is_damaged(data: Path, tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "polres.json").write_text("{", encoding="utf-8")
    configure(data, OURS + f'catalogue = "{folder}"\n')
    foundation, _ = start(data)
    assert foundation.standing.on_last_good
    assert {problem.path for problem in foundation.standing.problems} == {"mall.catalogue"}


def test_so_does_the_file_of_another_mall(data: Path) -> None:
    mall_file(data, "new.json", id="mal-lain")
    configure(data, OURS.replace("ours.json", "new.json"))
    foundation, equipment = start(data)
    assert foundation.standing.on_last_good
    assert "mal-lain" in foundation.standing.problems[0].reason
    assert equipment.premises.mall.id == "contoh-pringsewu"


def test_a_faulty_start_never_becomes_the_good_one(data: Path) -> None:
    before = (data / LAST_GOOD).read_bytes()
    configure(data, OURS.replace("ours", "nowhere") + "[idle]\nticket = 30\n")
    start(data)
    assert (data / LAST_GOOD).read_bytes() == before
    configure(data, OURS + "[idle]\nticket = 30\n")
    start(data)
    assert "ticket = 30" in (data / LAST_GOOD).read_text(encoding="utf-8")


@pytest.mark.parametrize("damage", ["damaged", "gone"])
def test_a_mall_file_that_is_damaged_in_its_place_leaves_its_copy_in_force(
    data: Path, damage: str
) -> None:
    file = data / "ours.json"
    file.unlink() if damage == "gone" else file.write_text("{", encoding="utf-8")
    foundation, equipment = start(data)
    assert foundation.standing.on_last_good
    assert "ours.json" in foundation.standing.problems[0].reason
    assert equipment.premises.mall.id == "contoh-pringsewu"
    shutil.copy(EXAMPLE_MALL, file)
    assert not start(data)[0].standing.on_last_good


def test_where_both_are_damaged_there_is_no_way_round(data: Path) -> None:
    (data / "ours.json").write_text("{", encoding="utf-8")
    (data / MALL_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(FaultyData):
        lay_foundation(data, FakeClock())


def test_a_kiosk_that_never_started_guesses_nothing(tmp_path: Path) -> None:
    configure(tmp_path, OURS.replace("7", "0"))
    with pytest.raises(FaultyConfiguration, match=r"terminal\.number"):
        lay_foundation(tmp_path, FakeClock())
    configure(tmp_path, OURS.replace("ours", "nowhere"))
    with pytest.raises(FaultyData, match=r"nowhere\.json"):
        lay_foundation(tmp_path, FakeClock())
    assert not (tmp_path / "ledger.db").exists()


def test_the_demo_keeps_nothing(tmp_path: Path) -> None:
    start(tmp_path)
    assert not (tmp_path / LAST_GOOD).exists()
    assert read_standing(tmp_path).problems == ()


def test_a_full_disk_costs_the_copy_and_not_the_start(tmp_path: Path, monkeypatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    configure(tmp_path, "[idle]\nticket = 30\n")
    monkeypatch.setattr("kiosk.settings.last_good.write_whole", full)
    assert start(tmp_path)[0].settings.idle.ticket == 30
    assert not (tmp_path / LAST_GOOD).exists()
