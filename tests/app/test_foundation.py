"""The foundation: settings, mall file, holidays, the terminal's number; nothing heavy yet."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app.foundation import (
    ENROLMENT,
    configured_terminal,
    has_far_province,
    lay_foundation,
    refuse_given_time,
)
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.loading import BUNDLED
from kiosk.errors import DataProblem, UsageError
from kiosk.settings import Settings
from sync.enrolled import FILE, Enrolment, save_enrolment
from tests.fakes import FakeClock
from tests.premises import EXAMPLE_MALL, bundled_copy

CLOCK = FakeClock()


def configured(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_a_settings_file_it_is_the_example_mall(tmp_path: Path) -> None:
    found = lay_foundation(tmp_path, CLOCK)
    assert found.timetable.mall.id == "contoh-pringsewu"
    assert found.timetable.mall.example
    assert found.catalogue_folder == BUNDLED
    assert found.settings == Settings()
    assert found.data == tmp_path
    assert found.clock is CLOCK


def test_laying_it_leaves_the_data_folder_untouched(tmp_path: Path) -> None:
    lay_foundation(tmp_path / "data", CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_the_settings_name_a_mall_file_beside_them(tmp_path: Path) -> None:
    text = EXAMPLE_MALL.read_text(encoding="utf-8").replace("MPP Contoh", "MPP Lain")
    data = configured(tmp_path / "data", '[mall]\nfile = "mall.json"\n')
    (data / "mall.json").write_text(text, encoding="utf-8")
    assert lay_foundation(data, CLOCK).timetable.mall.name_id.startswith("MPP Lain")


def test_the_settings_name_a_catalogue_with_holidays_and_malls_of_its_own(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    data = configured(tmp_path / "data", f'[mall]\ncatalogue = "{folder}"\n')
    found = lay_foundation(data, CLOCK)
    assert found.catalogue_folder == folder
    shutil.rmtree(folder / "malls")
    with pytest.raises(FaultyData, match=r"contoh-pringsewu\.json"):
        lay_foundation(data, CLOCK)


def test_a_missing_mall_file_is_told_with_its_name(tmp_path: Path) -> None:
    data = configured(tmp_path, '[mall]\nfile = "nowhere.json"\n')
    with pytest.raises(FaultyData, match=r"nowhere\.json") as raised:
        lay_foundation(data, CLOCK)
    assert raised.value.code == 8


def test_every_fault_of_a_mall_file_is_told_at_once(tmp_path: Path) -> None:
    text = EXAMPLE_MALL.read_text(encoding="utf-8")
    text = text.replace('"schema": 1,', '"schema": "one",').replace('"floor": 1', '"floor": "a"')
    (tmp_path / "mall.json").write_text(text, encoding="utf-8")
    data = configured(tmp_path, '[mall]\nfile = "mall.json"\n')
    with pytest.raises(FaultyData) as raised:
        lay_foundation(data, CLOCK)
    assert len(raised.value.faults) >= 2
    assert {fault.file for fault in raised.value.faults} == {"mall.json"}
    assert all(fault.message and fault.remedy for fault in raised.value.faults)


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00", '{"schema": 1}', "null"])
def test_a_mall_file_that_is_none_is_a_data_problem(tmp_path: Path, content: str) -> None:
    (tmp_path / "mall.json").write_text(content, encoding="utf-8")
    data = configured(tmp_path, '[mall]\nfile = "mall.json"\n')
    with pytest.raises(FaultyData):
        lay_foundation(data, CLOCK)


def test_damaged_holidays_are_told(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "holidays.json").write_text('{"years": 3}', encoding="utf-8")
    data = configured(tmp_path / "data", f'[mall]\ncatalogue = "{folder}"\n')
    with pytest.raises(FaultyData, match=r"holidays\.json"):
        lay_foundation(data, CLOCK)


def test_a_faulty_setting_is_told_with_its_line(tmp_path: Path) -> None:
    data = configured(tmp_path, "[terminal]\nnumber = 100\n")
    with pytest.raises(DataProblem, match="line 2"):
        lay_foundation(data, CLOCK)


@pytest.mark.parametrize("number", [1, 2, 42, 99])
def test_the_terminal_comes_from_the_environment(monkeypatch, number: int) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", str(number))
    assert configured_terminal(Settings(terminal=7)) == number


@pytest.mark.parametrize("setting", [None, 7])
def test_without_the_variable_the_settings_decide(monkeypatch, setting: int | None) -> None:
    monkeypatch.delenv("KIOSK_TERMINAL", raising=False)
    assert configured_terminal(Settings(terminal=setting)) == setting


@pytest.mark.parametrize("text", ["", "0", "100", "-1", "1.0", " 1", "two", "٣", "²", "1e1"])
def test_a_terminal_that_is_no_number_is_refused_with_its_text(monkeypatch, text: str) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", text)
    with pytest.raises(UsageError) as raised:
        configured_terminal(Settings())
    assert repr(text) in raised.value.message
    assert "1 to 99" in raised.value.remedy


def test_the_foundation_imports_nothing_heavy() -> None:
    code = (
        "import sys, kiosk.app.foundation\n"
        "heavy = ('PySide6', 'reportlab', 'rapidfuzz', 'pysqlite3', 'qrcode', 'PIL')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def enrolled(folder: Path, url: str) -> Path:
    folder.mkdir(exist_ok=True)
    save_enrolment(folder, Enrolment(url, "ab" * 32, "contoh-pringsewu-1", "2026-11-24"))
    return folder


@pytest.mark.parametrize("url", ["https://anjungan.contoh.go.id", "https://10.0.0.1", ""])
def test_a_terminal_in_service_takes_no_time_from_anybody(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError) as refused:
        refuse_given_time(enrolled(tmp_path, url))
    assert "KIOSK_NOW" in refused.value.remedy


@pytest.mark.parametrize("url", ["http://127.0.0.1:8700", "https://localhost"])
def test_a_demo_keeps_its_given_hour_with_a_province_on_this_machine(
    tmp_path: Path, url: str
) -> None:
    refuse_given_time(enrolled(tmp_path, url))
    assert not has_far_province(tmp_path)


def test_a_terminal_without_a_province_keeps_its_given_hour(tmp_path: Path) -> None:
    refuse_given_time(tmp_path)
    refuse_given_time(tmp_path / "nowhere")


def test_a_damaged_enrolment_may_be_of_a_terminal_in_service(tmp_path: Path) -> None:
    (tmp_path / ENROLMENT).write_text("{", encoding="utf-8")
    with pytest.raises(UsageError):
        refuse_given_time(tmp_path)


def test_the_name_of_the_enrolment_is_the_same_on_both_sides_of_the_import() -> None:
    assert ENROLMENT == FILE
