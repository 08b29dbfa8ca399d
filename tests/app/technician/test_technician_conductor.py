"""The technician's stay: the gate, the tabs, what is written down, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.app.technician.parting import LATER, NOW, QUESTION
from kiosk.errors import DiskFull
from tests.app.kiosks import Kiosk
from tests.app.technician.benches import Bench
from tests.app.technician.gates import words_of, wrong
from tests.fakes import FakeClock
from ui.presenters.technician.parts import Pressed


@pytest.fixture
def bench(tmp_path: Path, clock: FakeClock, monkeypatch) -> Iterator[Bench]:
    kiosk = Kiosk(tmp_path, clock)
    yield Bench(kiosk, monkeypatch)
    kiosk.close()


def test_the_gate_comes_first_and_has_no_tabs(bench: Bench) -> None:
    bench.technician.open()
    bench.work()
    assert bench.view.head.tabs == ()
    assert bench.view.head.leave == "Keluar (0.30)"
    assert "Sari" in words_of(bench.view.page)
    assert bench.tabs == {}


def test_the_right_pin_leads_to_the_first_tab_and_is_written_down(bench: Bench) -> None:
    bench.enter()
    assert bench.view.head.tabs == (("kondisi", "Kondisi"), ("printer", "Printer"))
    assert bench.view.head.chosen == "kondisi"
    assert bench.view.head.leave == "Keluar (2.00)"
    assert "contoh-pringsewu-1 " in bench.view.head.line
    assert words_of(bench.view.page) == "kondisi 1 0"
    assert bench.noted("technician.entered") == [{"person": bench.sari.person.id}]


def test_a_wrong_pin_is_written_down_and_opens_nothing(bench: Bench) -> None:
    bench.technician.open()
    bench.work()
    for digit in wrong(bench.sari.pin):
        bench.technician.handle(Pressed("pin", digit))
    assert bench.noted("technician.refused") == [{"person": bench.sari.person.id, "tries": 1}]
    assert bench.tabs == {}
    assert bench.view.head.tabs == ()


def test_a_tab_is_entered_anew_each_time_it_is_chosen(bench: Bench) -> None:
    bench.enter()
    for name in ("printer", "kondisi", "printer"):
        bench.technician.handle(Pressed("tab", name))
    assert (bench.tabs["printer"].entered, bench.tabs["kondisi"].entered) == (2, 2)
    assert bench.view.head.chosen == "printer"


def test_what_is_touched_reaches_the_shown_tab_only(bench: Bench) -> None:
    bench.enter()
    bench.technician.handle(Pressed("tab", "printer"))
    bench.technician.handle(Pressed("test", "x"))
    assert bench.tabs["printer"].heard == [Pressed("test", "x")]
    assert bench.tabs["kondisi"].heard == []


def test_a_page_behind_a_tab_leaves_that_tab_chosen(bench: Bench) -> None:
    bench.enter()
    bench.tabs["kondisi"].bench.go("usb")
    assert bench.view.head.chosen == "kondisi"
    assert words_of(bench.view.page) == "usb 1 0"
    bench.technician.handle(Pressed("tab", "kondisi"))
    assert words_of(bench.view.page) == "kondisi 2 0"


@pytest.mark.parametrize("name", ["", "gate", "antrean", "../printer"])
def test_a_tab_that_is_not_there_cannot_be_chosen(name: str, bench: Bench) -> None:
    bench.enter()
    bench.technician.handle(Pressed("tab", name))
    assert bench.view.head.chosen == "kondisi"


def test_the_shown_tab_looks_every_second(bench: Bench) -> None:
    bench.enter()
    bench.wait(3)
    assert bench.tabs["kondisi"].ticked == 3


def test_a_gate_nobody_touches_closes_after_thirty_seconds(bench: Bench) -> None:
    bench.technician.open()
    bench.work()
    bench.wait(29)
    assert bench.technician.is_open
    assert bench.view.head.leave == "Keluar (0.01)"
    bench.wait(1)
    assert not bench.technician.is_open
    assert bench.times_left == 1
    assert bench.noted("technician.left") == []


def test_behind_the_gate_it_takes_two_minutes(bench: Bench) -> None:
    bench.enter()
    bench.wait(8)
    assert bench.view.head.leave == "Keluar (1.52)"
    bench.wait(111)
    assert bench.technician.is_open
    bench.wait(1)
    assert not bench.technician.is_open
    assert bench.noted("technician.left") == [{"person": bench.sari.person.id, "why": "idle"}]
    assert bench.glass.forgotten == 1


def test_every_touch_begins_the_two_minutes_anew(bench: Bench) -> None:
    bench.enter()
    for _time in range(3):
        bench.wait(100)
        bench.technician.touched()
    assert bench.technician.is_open


def test_nobody_is_thrown_out_of_work_that_is_under_way(bench: Bench) -> None:
    bench.enter()
    bench.tabs["kondisi"].busy = True
    bench.technician.handle(Pressed("tab", "printer"))
    bench.wait(600)
    assert bench.technician.is_open
    bench.tabs["kondisi"].busy = False
    bench.wait(119)
    assert bench.technician.is_open
    bench.wait(1)
    assert not bench.technician.is_open


def test_work_that_never_ends_keeps_the_screens_open_for_a_while_only(bench: Bench) -> None:
    bench.enter()
    bench.tabs["kondisi"].busy = True
    bench.wait(15 * 60 + 121)
    assert not bench.technician.is_open


def test_whoever_leaves_is_written_down_and_the_citizen_comes_back(bench: Bench) -> None:
    bench.enter()
    bench.leave()
    assert bench.times_left == 1
    assert bench.noted("technician.left") == [{"person": bench.sari.person.id, "why": "pressed"}]
    shown = len(bench.glass.shown)
    bench.technician.handle(Pressed("tab", "printer"))
    bench.technician.tick()
    bench.technician.show()
    assert len(bench.glass.shown) == shown


def test_the_gate_can_be_left_as_well(bench: Bench) -> None:
    bench.technician.open()
    bench.leave()
    bench.work()
    assert not bench.technician.is_open
    assert bench.times_left == 1


def test_a_pin_that_is_compared_when_its_person_leaves_opens_nothing(bench: Bench) -> None:
    bench.technician.open()
    bench.work()
    for digit in bench.sari.pin:
        bench.technician.handle(Pressed("pin", digit))
    bench.technician.handle(Pressed("leave"))
    bench.work()
    assert not bench.technician.is_open
    assert bench.tabs == {}


def test_a_late_answer_of_a_tab_shows_nothing_to_the_citizen(bench: Bench) -> None:
    bench.enter()
    old = bench.tabs["kondisi"].bench
    bench.leave()
    shown = len(bench.glass.shown)
    old.changed()
    old.go("printer")
    old.restart()
    assert len(bench.glass.shown) == shown
    assert bench.restarts == 0
    assert "printer" not in bench.tabs


def test_a_late_answer_changes_no_other_persons_page(bench: Bench) -> None:
    bench.enter()
    old = bench.tabs["kondisi"].bench
    bench.leave()
    bench.enter()
    old.go("printer")
    assert bench.view.head.chosen == "kondisi"


def test_what_was_done_late_is_still_written_down_with_its_person(bench: Bench) -> None:
    bench.enter()
    old = bench.tabs["kondisi"].bench
    bench.leave()
    old.record("paper.tested", {"result": "printed"})
    assert bench.noted("paper.tested") == [{"person": bench.sari.person.id, "result": "printed"}]


def test_no_tab_can_sign_with_another_person(bench: Bench) -> None:
    bench.enter()
    bench.tabs["kondisi"].bench.record("paper.tested", {"person": "somebody"})
    assert bench.noted("paper.tested") == [{"person": bench.tabs["kondisi"].bench.person}]


def test_a_restart_is_written_down_before_the_application_ends(bench: Bench) -> None:
    bench.enter()
    bench.tabs["kondisi"].bench.restart()
    assert bench.restarts == 1
    assert bench.noted("technician.left") == [{"person": bench.sari.person.id, "why": "restart"}]


def test_the_next_person_finds_nothing_of_the_last_one(bench: Bench) -> None:
    bench.enter()
    first = bench.tabs["kondisi"]
    bench.leave()
    bench.enter()
    assert bench.tabs["kondisi"] is not first


def test_a_ledger_that_cannot_be_written_is_told_and_stops_nobody(
    bench: Bench, monkeypatch
) -> None:
    full = DiskFull("no room", "make room")

    def fail(*_: object) -> None:
        raise full

    store = type(bench.kiosk.desk.store)
    with monkeypatch.context() as patch:
        patch.setattr(store, "record", fail)
        bench.enter()
        assert "tidak bisa ditulis" in bench.view.head.line
        assert words_of(bench.view.page) == "kondisi 1 0"
    bench.tabs["kondisi"].bench.record("paper.tested", {})
    bench.work()
    assert "versi" in bench.view.head.line


def test_a_fault_of_ours_in_writing_is_not_hidden(bench: Bench, monkeypatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(type(bench.kiosk.desk.store), "record", fail)
    with pytest.raises(RuntimeError):
        bench.enter()


def change_settings(bench: Bench, text: str = "[idle]\nchoosing = 90\n") -> None:
    (bench.kiosk.folder / "config.toml").write_text(text, encoding="utf-8")


def test_settings_that_wait_for_a_new_start_are_told_at_the_door(bench: Bench) -> None:
    bench.enter()
    change_settings(bench)
    bench.leave()
    assert bench.technician.is_open
    assert bench.view.page.question == QUESTION
    bench.technician.handle(Pressed("tab", "printer"))
    assert bench.view.head.chosen == "kondisi"
    bench.technician.handle(Pressed(LATER))
    assert (bench.times_left, bench.restarts) == (1, 0)


def test_at_the_door_the_application_can_be_started_anew(bench: Bench) -> None:
    bench.enter()
    change_settings(bench)
    bench.leave()
    bench.technician.handle(Pressed(NOW))
    assert (bench.times_left, bench.restarts) == (1, 1)
    assert bench.noted("technician.left")[0]["why"] == "restart"


@pytest.mark.parametrize(
    "text", ["", '[printer]\nuri = "escpos+tcp://192.0.2.7:9100"\n', "no TOML at all ["]
)
def test_what_holds_at_once_or_not_at_all_asks_nothing(text: str, bench: Bench) -> None:
    bench.enter()
    change_settings(bench, text)
    bench.leave()
    assert bench.times_left == 1


def test_a_question_nobody_answers_goes_with_the_idle_time(bench: Bench) -> None:
    bench.enter()
    change_settings(bench)
    bench.leave()
    bench.wait(120)
    assert not bench.technician.is_open
    assert bench.restarts == 0


def test_whoever_leaves_waits_for_no_other_work(bench: Bench) -> None:
    bench.enter()
    change_settings(bench)
    bench.technician.handle(Pressed("leave"))
    bench.clock.advance(2)
    bench.technician.tick()
    assert bench.times_left == 1
    bench.work()
    assert not bench.technician.is_open
    assert bench.times_left == 1
