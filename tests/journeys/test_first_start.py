"""The whole first start by touch alone: from an empty folder to a slip, then a citizen's visit."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.first_start.draft import FILE as DRAFT
from kiosk.app.first_start.draft import is_due
from kiosk.app.first_start.progress import FILE as PROGRESS
from kiosk.app.print_room import SLIPS
from kiosk.app.selftest.passes import TOUCH_TEST, read_passes
from kiosk.catalogue.loading import BUNDLED
from kiosk.settings import Settings, load_settings, read_standing
from kiosk.technicians.register import Register
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from tests.app.kiosks import events_in
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.first_start_ways import (
    choose_printer,
    everything,
    finish,
    name_the_terminal,
    visit,
)
from tests.journeys.setting_up import FirstStart, click
from tests.ui.glass import faults
from ui.presenters.technician.first_start import STEPS
from ui.theme.theme import DESIGN_SIZE, theme_for
from ui.turned_stage import TurnedStage
from ui.widgets.touchable import Touchable

pytestmark = pytest.mark.usefixtures("qapp")

Begin = Callable[..., FirstStart]
ALL_BUT_LAST = [step for step in STEPS if step != "summary"]


def test_by_touch_alone_from_an_empty_folder_to_a_trial_page_and_a_visit(
    begin: Begin, tmp_path: Path, clock: FakeClock
) -> None:
    assert is_due(tmp_path)
    first = begin()
    pin = everything(first)
    assert list((tmp_path / SLIPS).rglob("*cetak-uji*.pdf")) != []
    finish(first)
    settings = load_settings(tmp_path)
    assert (settings.terminal, settings.diagonal_in) == (7, 23.8)
    assert Register(tmp_path, clock.mono_ms).attempt("Sari Dewi", pin).result == "right"
    assert TOUCH_TEST in read_passes(tmp_path)
    issued = visit(tmp_path, clock)
    assert issued.visit.terminal == 7
    (told,) = events_in(tmp_path, "terminal.first_start")
    assert told["steps"] == dict.fromkeys(ALL_BUT_LAST, "done") | {"enrolment": "skipped"}
    assert told["date"] == "2026-11-24"
    assert [e["came_out"] for e in events_in(tmp_path, "printer.tested")] == [True]
    assert [e["passed"] for e in events_in(tmp_path, "touch.tested")] == [True]
    assert not is_due(tmp_path)
    assert not (tmp_path / PROGRESS).exists()
    assert not (tmp_path / DRAFT).exists()


def test_with_a_printer_on_the_network_whose_address_is_typed_on_the_glass(
    begin: Begin, tmp_path: Path, clock: FakeClock
) -> None:
    with SimulatedServer(SimulatedPrinter(replace(FULL, speed=550.0))) as printer:
        first = begin()
        everything(first, "{}:{}".format(*printer.address))
        with printer.lock:
            trials = [paper for paper in printer.printer.papers if paper.ink]
            assert len(trials) == 1
            assert trials[0].cut
        finish(first)
        assert load_settings(tmp_path).printer.uri == "escpos+tcp://{}:{}".format(*printer.address)
        visit(tmp_path, clock)
        with printer.lock:
            assert len([paper for paper in printer.printer.papers if paper.ink]) == 2


@pytest.mark.full
def test_a_printer_that_cannot_be_reached_is_told_and_another_one_can_be_chosen(
    begin: Begin,
) -> None:
    with SimulatedServer(SimulatedPrinter(FULL)) as printer:
        gone = "{}:{}".format(*printer.address)
    first = begin()
    first.skip(*list(STEPS)[1:5])
    first.touch("choose", "type")
    first.type(gone)
    first.touch("next", "take")
    first.wait_for("Printer dipilih")
    first.touch("trial")
    first.wait_for("Cetak uji tidak keluar")
    choose_printer(first)
    assert str(load_settings(first.folder).printer.uri).startswith("folder:")


def test_everything_may_be_skipped_and_the_kiosk_opens_all_the_same(
    begin: Begin, tmp_path: Path, clock: FakeClock
) -> None:
    first = begin()
    first.skip(*list(STEPS)[1:])
    for step in ALL_BUT_LAST:
        assert first.sight.says(STEPS[step].without)
    finish(first)
    assert visit(tmp_path, clock).visit.terminal == 1
    (told,) = events_in(tmp_path, "terminal.first_start")
    assert told["steps"] == dict.fromkeys(ALL_BUT_LAST, "skipped")


def test_a_mall_file_comes_from_a_stick(begin: Begin, tmp_path: Path, clock: FakeClock) -> None:
    first = begin()
    first.skip("screen", "terminal")
    first.touch("mall")
    first.wait_for("Stik belum bisa dibaca")
    media = tmp_path / "media"
    media.mkdir()
    text = (BUNDLED / "malls" / "contoh-pringsewu.json").read_text(encoding="utf-8")
    (media / "mal.json").write_text(text.replace("contoh-pringsewu", "mpp-lain"), encoding="utf-8")
    (media / "rusak.json").write_text('{"schema": 1}', encoding="utf-8")
    clock.advance(4)
    for _second in range(3):
        first.window.wizard.tick()
    first.wait_for("mal.json")
    assert not first.sight.says("Pasang berkas ini?")
    first.touch("file_1")
    first.wait_for("Berkas ini tidak bisa dipasang")
    assert first.sight.thing("apply") is None
    first.touch("close", "file_0", "apply")
    first.wait_for("Terpasang")
    shutil.rmtree(media)
    name_the_terminal(first, "3")
    first.skip("printer", "enrolment", "people", "summary")
    finish(first)
    settings = load_settings(tmp_path)
    assert settings.mall is not None
    assert settings.mall.is_relative_to(tmp_path)
    issued = visit(tmp_path, clock)
    assert issued.visit.terminal == 3
    assert [e["kind"] for e in events_in(tmp_path, "stick.imported")] == ["mall"]


def test_kembali_leads_back_and_what_was_chosen_stands_there(begin: Begin) -> None:
    first = begin()
    first.touch("languages_id", "forward")
    first.reach("screen")
    first.touch("previous")
    first.reach("language")
    assert first.sight.find("languages_id").isChecked()
    first.touch("forward")
    first.reach("screen")


def test_from_the_summary_one_step_can_be_done_after_all(begin: Begin) -> None:
    first = begin()
    first.skip(*list(STEPS)[1:])
    first.touch("go_terminal")
    first.reach("terminal")
    first.touch("number")
    first.type("5")
    first.touch("keep", "forward")
    first.reach("summary")
    assert first.window.wizard.progress.answers["terminal"] == "done"


def test_a_screen_that_is_touched_beside_its_targets_is_told(begin: Begin, tmp_path: Path) -> None:
    first = begin()
    first.skip("screen")
    first.touch("trial")
    first.hit_targets(9.5)
    first.wait_for("Batasnya 8 mm")
    assert TOUCH_TEST not in read_passes(tmp_path)


@pytest.mark.parametrize("size", [DESIGN_SIZE, (1920, 1080)], ids=["upright", "wide"])
def test_every_step_holds_on_its_stage(begin: Begin, size: tuple[int, int]) -> None:
    first = begin(*size)
    found: list[str] = []
    for step in list(STEPS)[1:]:
        found += faults(first.sight)
        first.touch("skip")
        found += faults(first.sight)
        first.touch("skip_yes")
        first.reach(step)
    found += faults(first.sight)
    assert found == []


def test_a_picture_that_lies_on_its_side_is_turned_and_goes_on_there(begin: Begin) -> None:
    first = begin(1920, 1080)
    first.skip("screen")
    lying = first.shell
    first.touch("rotation_90")
    turn_until(lambda: first.shell is not lying)
    first.settle()
    assert first.shell.findChild(TurnedStage) is not None
    assert first.shell.theme.px_per_mm == pytest.approx(upright_px_per_mm(first), rel=0.01)
    stage = first.shell._stage
    forward = stage.findChild(Touchable, "forward")
    assert forward is not None
    click(forward)
    first.reach("terminal")
    first.give_way()
    assert read_standing(first.folder, {"KIOSK_CONFIG": str(first.folder / DRAFT)}).settings == (
        replace(Settings(), rotation=90)
    )


def upright_px_per_mm(first: FirstStart) -> float:
    """Return the pixels a millimetre of an upright screen of the same pixels."""
    return theme_for(1080, 1920, load_settings(first.folder).diagonal_in).px_per_mm


@pytest.mark.parametrize("dead_ms", [300])
def test_the_second_half_of_a_double_tap_skips_no_second_step(
    tmp_path: Path, clock: FakeClock, dead_ms: int
) -> None:
    first = FirstStart(tmp_path, clock, dead_ms=dead_ms)
    first.touch("skip", "skip_yes")
    first.reach("screen")
    assert first.sight.thing("skip_yes") is None
    first.close()
