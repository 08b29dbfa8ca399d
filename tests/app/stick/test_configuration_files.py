"""A configuration on a stick."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.app.stick import apply, preview
from kiosk.app.stick.back import go_back, ways_back
from kiosk.settings import load_settings
from kiosk.stick.problems import NotApplied
from tests.app.stick.brought import mall_file, other_name, written

RIGHT = "[terminal]\nnumber = 3\n\n[screen]\ndiagonal_in = 24\n"


def test_a_right_one_shows_every_value_that_would_change(stick: Path, data: Path) -> None:
    shown = preview(written(stick / "config.toml", RIGHT), data)
    assert (shown.kind, shown.state) == ("config", "ready")
    assert [change.id for change in shown.changes] == ["terminal.number", "screen.diagonal_in"]


def test_it_holds_once_it_is_applied_and_the_former_can_come_back(stick: Path, data: Path) -> None:
    written(data / "config.toml", "# ours\n[terminal]\nnumber = 7\n")
    apply(preview(written(stick / "config.toml", RIGHT), data), data)
    assert load_settings(data).terminal == 3
    assert ways_back(data) == ("config",)
    go_back("config", data)
    assert load_settings(data).terminal == 7
    assert (data / "config.toml").read_text().startswith("# ours")
    go_back("config", data)
    assert load_settings(data).terminal == 3


def test_every_fault_is_shown_at_once(stick: Path, data: Path) -> None:
    text = "[terminal]\nnumber = true\nnumbr = 3\n[screen]\ndiagonal_in = nan\n"
    shown = preview(written(stick / "config.toml", text), data)
    assert {fault.place for fault in shown.faults} == {
        "terminal.number",
        "terminal.numbr",
        "screen.diagonal_in",
    }
    assert all(fault.words for fault in shown.faults)


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + RIGHT.encode(),
        RIGHT.encode("utf-16"),
        b"[terminal]\nnumber = 1\x00\n",
        b"[terminal]\nnumber = 1\nnumber = 2\n",
        b"a = " + b"[" * 50_000,
        b"a" + b".a" * 20_000 + b" = 1\n",
        b"[terminal]\nnumber = inf\n",
        b"x" * (256 * 1024 + 1),
    ],
    ids=range(8),
)
def test_what_is_no_configuration_is_refused_and_changes_nothing(
    stick: Path, data: Path, content: bytes
) -> None:
    shown = preview(written(stick / "config.toml", content), data)
    assert shown.state == "faulty"
    with pytest.raises(NotApplied):
        apply(shown, data)
    assert list(data.iterdir()) == []


def test_another_terminals_number_is_refused_once_there_is_a_ledger(
    stick: Path, with_ledger: Path
) -> None:
    shown = preview(written(stick / "config.toml", RIGHT), with_ledger)
    assert [fault.place for fault in shown.faults] == ["terminal.number"]


def test_a_mall_file_that_is_not_here_is_asked_for_first(stick: Path, data: Path) -> None:
    text = '[mall]\nfile = "brought/mall-0123456789abcdef.json"\n'
    shown = preview(written(stick / "config.toml", text), data)
    assert [fault.place for fault in shown.faults] == ["mall.file"]
    assert "Berkas mal ini tidak ada" in shown.faults[0].words


def test_a_configuration_never_takes_a_ledger_to_another_mall(
    stick: Path, with_ledger: Path
) -> None:
    mall_file(with_ledger / "metro.json", lambda mall: mall.update(id="contoh-metro"))
    shown = preview(written(stick / "c.toml", '[mall]\nfile = "metro.json"\n'), with_ledger)
    assert [fault.place for fault in shown.faults] == ["mall.file"]
    assert "Mesin ini milik mal contoh-pringsewu" in shown.faults[0].words


def test_a_machine_that_is_replaced_takes_over_mall_file_and_configuration(
    stick: Path, data: Path, tmp_path: Path
) -> None:
    brought = mall_file(stick / "berkas-mal.json", other_name)
    apply(preview(brought, data), data)
    exported = written(stick / "konfigurasi.toml", (data / "config.toml").read_bytes())
    other = tmp_path / "other"
    other.mkdir()
    assert preview(exported, other).state == "faulty"
    apply(preview(brought, other), other)
    assert preview(exported, other).state == "same"
