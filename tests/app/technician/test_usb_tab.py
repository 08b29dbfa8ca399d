"""The page USB, touched by hand: nothing is put in force before it was shown and asked about."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from kiosk.app.foundation import lay_foundation
from kiosk.app.technician.tab import Workbench
from kiosk.app.technician.usb_tab import LOOK_EVERY, UsbTab
from kiosk.errors import DiskFull, NotPermitted, SecondWriter, StoreProblem
from tests.app.kiosks import foundation_in
from tests.app.stick.brought import mall_file, other_name, written
from tests.fakes import FakeClock, HandExecutor
from tests.stick.mounts import failing
from ui.presenters.technician.parts import Banner, Choice, Field, Press, Pressed, StatusRow


class Hand:
    """A tab with its bench, driven by hand."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.errands = HandExecutor()
        self.recorded: list[tuple[str, Mapping[str, Any]]] = []
        self.restarted = 0
        self.tab = UsbTab(
            Workbench(
                foundation=foundation_in(data, FakeClock()),
                equipment=cast("Any", None),
                storage=HandExecutor(),
                printing=HandExecutor(),
                errands=self.errands,
                person="sari",
                record=lambda kind, body: self.recorded.append((kind, body)),
                changed=lambda: None,
                go=lambda _name: None,
                restart=self._restart,
            )
        )
        self.tab.enter()
        self.errands.run_all()

    def _restart(self) -> None:
        self.restarted += 1

    def touch(self, *names: str) -> None:
        """Touch one thing after another, and let what it started be done."""
        for name in names:
            self.tab.handle(Pressed(name))
            self.errands.run_all()

    def parts(self, kind: type) -> list[Any]:
        return [part for part in self.tab.page.parts if isinstance(part, kind)]

    @property
    def banners(self) -> list[str]:
        return [f"{part.title}. {part.text}" for part in self.parts(Banner)]

    @property
    def rows(self) -> list[str]:
        return [part.detail for part in self.parts(StatusRow)]

    def button(self, name: str) -> Press:
        (found,) = [press for press in self.tab.page.foot if press.name == name]
        return found


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def stick(tmp_path: Path, monkeypatch) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setenv("KIOSK_STICK", str(folder))
    return folder


@pytest.fixture
def hand(data: Path, stick: Path) -> Iterator[Hand]:
    mall_file(stick / "mal.json", other_name)
    written(stick / "salah.toml", "[terminal]\nnumber = true\n")
    hand = Hand(data)
    yield hand
    assert not hand.tab.busy


def test_the_files_of_the_stick_are_listed_with_their_state(hand: Hand) -> None:
    assert hand.rows == ["mal.json · 5 KB · siap dipasang", "salah.toml · 25 bita · ada kesalahan"]


def test_a_file_is_shown_then_asked_about_then_put_in_force(hand: Hand) -> None:
    hand.touch("file_0")
    assert [(field.title, field.value) for field in hand.parts(Field)] == [
        ("Nama mal", "MPP Contoh (Pringsewu) menjadi MPP Pringsewu Baru")
    ]
    hand.touch("apply")
    assert hand.tab.page.question is not None
    assert not (hand.data / "config.toml").exists()
    hand.touch("confirm")
    assert hand.banners[0] == "Terpasang. Berlaku setelah aplikasi dimulai ulang."
    assert lay_foundation(hand.data, FakeClock()).timetable.mall.name_id == "MPP Pringsewu Baru"
    (kind, body), *more = hand.recorded
    assert (kind, body["kind"], body["outcome"], more) == ("stick.imported", "mall", "done", [])
    hand.touch("restart")
    assert hand.restarted == 1


def test_batal_changes_nothing(hand: Hand) -> None:
    hand.touch("file_0", "apply", "cancel")
    assert hand.tab.page.question is None
    assert hand.recorded == []
    assert list(hand.data.iterdir()) == []


def test_a_faulty_file_shows_its_faults_and_cannot_be_applied(hand: Hand) -> None:
    hand.touch("file_1")
    assert hand.rows == ["terminal.number"]
    assert not hand.button("apply").enabled
    hand.touch("apply", "confirm")
    assert "Belum terpasang" in hand.banners[0]
    assert list(hand.data.iterdir()) == []


def test_the_former_file_is_offered_and_comes_back(hand: Hand) -> None:
    hand.touch("file_0", "apply", "confirm", "back_mall")
    question = hand.tab.page.question
    assert question is not None
    assert "berkas mal sebelumnya" in question.title
    hand.touch("confirm")
    assert lay_foundation(hand.data, FakeClock()).timetable.mall.name_id.startswith("MPP Contoh")
    assert [kind for kind, _body in hand.recorded] == ["stick.imported", "stick.went_back"]


def test_an_export_is_written_and_told(hand: Hand, stick: Path) -> None:
    hand.touch("save")
    hand.tab.handle(Pressed("choice", "config"))
    (choice,) = hand.parts(Choice)
    assert choice.chosen == "config"
    hand.touch("export")
    assert hand.banners == ["Stik boleh dicabut. 1 berkas di contoh-pringsewu-1-2026-11-24."]
    assert (stick / "ANJUNGAN" / "contoh-pringsewu-1-2026-11-24" / "konfigurasi.toml").is_file()
    ((kind, body),) = hand.recorded
    assert (kind, body["parts"], body["outcome"]) == ("stick.exported", "config", "done")
    assert len(body["sha256"]) == 64


def test_an_export_that_has_nothing_says_so_and_is_recorded_as_failed(hand: Hand) -> None:
    hand.touch("save")
    hand.tab.handle(Pressed("choice", "log"))
    hand.touch("export")
    assert hand.banners == ["Belum tersimpan. Tidak ada yang disimpan. Catatan kejadian belum ada."]
    assert hand.recorded == [("stick.exported", {"parts": "log", "outcome": "stick"})]


def test_without_a_stick_one_is_asked_for_and_looked_for(data: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_STICK", str(tmp_path / "later"))
    hand = Hand(data)
    assert "Pasang stik" in hand.banners[0]
    assert not hand.button("save").enabled
    (tmp_path / "later").mkdir()
    for _second in range(LOOK_EVERY):
        hand.tab.tick()
    hand.errands.run_all()
    assert "Tidak ada berkas Anjungan" in hand.banners[0]
    assert hand.button("save").enabled


def test_a_stick_pulled_out_while_a_file_is_put_in_force_is_told(hand: Hand, monkeypatch) -> None:
    hand.touch("file_0", "apply")
    monkeypatch.setattr(os, "read", failing(5, 0))
    hand.touch("confirm")
    assert "Stik tercabut atau rusak" in " ".join(hand.banners)
    assert list(hand.data.iterdir()) == []
    assert [body["outcome"] for _kind, body in hand.recorded] == ["stick"]


def test_while_something_is_under_way_nothing_else_is_touched(hand: Hand) -> None:
    hand.touch("file_0", "apply")
    hand.tab.handle(Pressed("confirm"))
    assert hand.tab.busy
    assert "Jangan cabut stik" in hand.banners[0]
    assert not hand.button("back").enabled
    before = hand.tab.page
    hand.tab.handle(Pressed("back"))
    hand.tab.enter()
    assert hand.tab.page == before
    hand.errands.run_all()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (SecondWriter("m", "r"), "Jalur ke provinsi sedang bekerja"),
        (DiskFull("m", "r"), "Disk mesin penuh"),
        (NotPermitted("m", "r"), "Folder data mesin tidak bisa ditulis"),
        (StoreProblem("m", "r"), "Ada yang rusak di mesin ini"),
    ],
)
def test_what_lies_in_the_machine_is_told_as_such(
    hand: Hand, monkeypatch, error: Exception, words: str
) -> None:
    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr("kiosk.app.stick.desk.apply", fail)
    hand.touch("file_0", "apply", "confirm")
    assert words in hand.banners[0]


def test_a_fault_of_ours_is_not_swallowed(hand: Hand, monkeypatch) -> None:
    def fail(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kiosk.app.stick.desk.apply", fail)
    hand.touch("file_0", "apply")
    with pytest.raises(ZeroDivisionError):
        hand.touch("confirm")
