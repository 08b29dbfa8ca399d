"""``kiosk printer``: choose it, ask it, try it, tell of a new roll; also beside a running kiosk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.app.print_hold import HoldFile
from kiosk.store.connection import FILE as LEDGER
from kiosk.store.folder_lock import FolderLock
from printing.card import FILE, Card, read_card
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import FULL
from tests.commands.calling import KTP, Call, in_a_process

STATUS = {
    "printer": str,
    "ready": bool,
    "faults": list,
    "proof": str,
    "mm_left": (int, type(None)),
    "slips_left": (int, type(None)),
    "capabilities": dict,
    "width": str,
    "held": str,
}


@pytest.fixture
def server() -> Iterator[SimulatedServer]:
    with SimulatedServer(SimulatedPrinter(replace(FULL, speed=550.0))) as serving:
        yield serving


@pytest.fixture
def running(data: Path) -> Iterator[None]:
    """A kiosk that runs on the data folder, as far as other programs can tell."""
    lock = FolderLock(data)
    yield
    lock.release()


def at(server: SimulatedServer) -> str:
    host, port = server.address
    return f"escpos+tcp://{host}:{port}"


def set_faults(data: Path, *faults: str) -> None:
    (data / "slips").mkdir(parents=True, exist_ok=True)
    (data / "slips" / "state.json").write_text(json.dumps({"faults": faults}), encoding="utf-8")


def damage_card(data: Path) -> None:
    data.mkdir(parents=True, exist_ok=True)
    (data / FILE).write_text("{", encoding="utf-8")


def test_every_field_of_the_status_is_there(kiosk: Call, data: Path) -> None:
    answer = kiosk("printer", "status", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert set(answer.only) == set(STATUS)
    for name, kind in STATUS.items():
        assert isinstance(answer.only[name], kind), name
    assert answer.only == {
        "printer": f"folder:{data / 'slips'}",
        "ready": True,
        "faults": [],
        "proof": "folder",
        "mm_left": None,
        "slips_left": None,
        "capabilities": {"formats": ["application/pdf", "image/png"]},
        "width": "80",
        "held": "",
    }


def test_the_status_in_words_says_what_to_do(kiosk: Call, data: Path) -> None:
    assert "ready" in kiosk("printer", "status").out
    for fault, words in (
        ("media-empty", "kiosk printer roll"),
        ("cover-open", "Close the cover"),
        ("cutter", "free the cutter"),
        ("offline", "switched on"),
    ):
        set_faults(data, fault)
        said = kiosk("printer", "status").out
        assert f"NOT READY ({fault})" in said
        assert words in said


def test_asking_writes_no_ledger(kiosk: Call, data: Path) -> None:
    kiosk("printer", "status")
    kiosk("printer", "list")
    assert not (data / LEDGER).exists()


def test_a_held_printer_is_not_ready_and_says_why(kiosk: Call, data: Path) -> None:
    data.mkdir()
    HoldFile(data).put(7, "no-marker")
    status = kiosk("printer", "status", "--json").only
    assert (status["ready"], status["faults"], status["held"]) == (False, ["held"], "no-marker")
    told = kiosk("printer", "status")
    assert "kiosk printer test" in told.out
    assert "Lepaskan" in told.out
    assert told.code == 0, "it was asked, and it answered"


def test_the_list_names_the_chosen_one_first_and_once(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setattr("printing.choosing.printers_found", lambda: ["cups:laser", "cups:dapur"])
    assert kiosk("printer", "set", "cups:dapur", "--width", "a4").code == 0
    lines = kiosk("printer", "list", "--json").lines
    assert lines == [
        {"printer": "cups:dapur", "chosen": True},
        {"printer": "cups:laser", "chosen": False},
    ]
    assert kiosk("printer", "list").out.splitlines() == ["* cups:dapur", "  cups:laser"]


def test_setting_asks_the_printer_once_and_keeps_its_answer(
    kiosk: Call, data: Path, server: SimulatedServer
) -> None:
    status = kiosk("printer", "set", at(server), "--json").only
    assert (status["ready"], status["proof"], status["printer"]) == (True, "marker", at(server))
    assert status["capabilities"]["asked"] is True
    card = read_card(data)
    assert card is not None
    assert dict(card.capabilities) == status["capabilities"]
    assert kiosk("printer", "status", "--json").only == status


def test_a_printer_that_cannot_be_reached_is_taken_all_the_same(
    kiosk: Call, data: Path, server: SimulatedServer
) -> None:
    server.do(SimulatedPrinter.cut_power)
    answer = kiosk("printer", "set", at(server), "--width", "58", "--dpi", "180", "--json")
    assert answer.code == 0
    assert answer.only["ready"] is False
    assert answer.only["faults"] == ["offline"]
    assert read_card(data) == Card(at(server), "58", 180)


def test_what_is_set_is_where_the_next_slip_goes(
    kiosk: Call, tmp_path: Path, server: SimulatedServer
) -> None:
    kiosk("printer", "set", f"folder:{tmp_path / 'other'}")
    assert kiosk("ticket", "issue", KTP, "--print").code == 0
    assert len(list((tmp_path / "other").glob("*.pdf"))) == 1
    kiosk("printer", "set", at(server))
    issued = kiosk("ticket", "issue", KTP, "--print", "--json").only
    assert (issued["print"]["outcome"], issued["print"]["proof"]) == ("printed", "marker")
    assert issued["slip"] is None
    with server.lock:
        assert len([paper for paper in server.printer.papers if paper.ink]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("lpd://10.0.0.9",), "no known kind"),
        (("printer",), "no known kind"),
        (("escpos+tcp://10.0.0.9:0",), "no host and port"),
        (("escpos+tcp://10.0.0.9:9100", "--width", "a4"), "rolls"),
        (("escpos+file:lp0",), "absolute path"),
        (("cups:a/b",), "no queue"),
        (("escpos+tcp://10.0.0.9", "--width", "72"), "72"),
        (("escpos+tcp://10.0.0.9", "--width", ""), "width"),
        (("escpos+tcp://10.0.0.9", "--dpi", "300"), "300"),
        ((), "URI"),
    ],
)
def test_a_wrong_printer_is_misuse_and_changes_nothing(
    kiosk: Call, data: Path, arguments: tuple[str, ...], words: str
) -> None:
    answer = kiosk("printer", "set", *arguments, "--json")
    assert answer.code == answer.error["code"] == 2
    assert words in answer.error["message"]
    assert answer.out == ""
    assert not (data / FILE).exists()


@pytest.mark.parametrize(
    "command", [("list",), ("status",), ("test",), ("set", "cups:laser"), ("roll",)]
)
def test_a_data_folder_that_cannot_be_written_is_a_matter_of_permission(
    kiosk: Call, data: Path, command: tuple[str, ...]
) -> None:
    data.write_text("a file", encoding="utf-8")
    answer = kiosk("printer", *command, "--json")
    assert answer.code == answer.error["code"] == 4
    assert answer.error["remedy"]


@pytest.mark.parametrize("command", ["list", "status", "test"])
@pytest.mark.parametrize("content", ["{", '{"uri": "lpd://10.0.0.9", "width": "80"}'])
def test_a_damaged_card_is_told_and_its_remedy_works(
    kiosk: Call, data: Path, command: str, content: str
) -> None:
    damage_card(data)
    (data / FILE).write_text(content, encoding="utf-8")
    answer = kiosk("printer", command, "--json")
    assert answer.code == answer.error["code"] == 8
    assert "kiosk printer set" in answer.error["remedy"]
    assert kiosk("printer", "set", f"folder:{data / 'slips'}").code == 0
    assert kiosk("printer", command).code == 0


def test_a_new_roll_needs_no_card(kiosk: Call, data: Path) -> None:
    damage_card(data)
    assert kiosk("printer", "roll", "--metres", "80").code == 0


def test_a_roll_is_counted_from_its_beginning(kiosk: Call) -> None:
    assert kiosk("printer", "roll", "--metres", "80", "--json").only == {"mm_left": 80_000}
    before = kiosk("printer", "status", "--json").only
    assert (before["mm_left"], before["slips_left"]) == (80_000, None)
    kiosk("ticket", "issue", KTP, "--print")
    after = kiosk("printer", "status", "--json").only
    took = 80_000 - after["mm_left"]
    assert 60 < took < 400
    assert after["slips_left"] == after["mm_left"] // took
    assert f"about {after['slips_left']} slips" in kiosk("printer", "status").out
    assert kiosk("printer", "roll", "--json").only == {"mm_left": 80_000}


def test_a_roll_of_unknown_length_stays_unknown(kiosk: Call) -> None:
    assert kiosk("printer", "roll", "--json").only == {"mm_left": None}
    assert "unknown" in kiosk("printer", "roll").out


def test_half_metres_count(kiosk: Call) -> None:
    assert kiosk("printer", "roll", "--metres", "57.5", "--json").only == {"mm_left": 57_500}


@pytest.mark.parametrize("metres", ["0", "-1", "0.5", "1001", "inf", "nan", "eighty", ""])
def test_a_roll_that_is_none_is_misuse(kiosk: Call, data: Path, metres: str) -> None:
    answer = kiosk("printer", "roll", "--metres", metres, "--json")
    assert answer.code == answer.error["code"] == 2
    assert not (data / LEDGER).exists()


def test_a_test_page_lies_in_the_folder_and_in_no_journal(kiosk: Call, data: Path) -> None:
    answer = kiosk("printer", "test", "--json")
    assert answer.code == 0
    assert answer.only == {
        "printer": f"folder:{data / 'slips'}",
        "outcome": "printed",
        "reason": "",
        "proof": "folder",
        "came_out": None,
        "held": "",
    }
    assert [path.name for path in (data / "slips").glob("*.pdf")] == ["2026-11-24-cetak-uji.pdf"]
    assert not (data / LEDGER).exists()


@pytest.mark.parametrize("width", ["80", "58", "a4"])
def test_the_test_page_fits_every_paper(kiosk: Call, data: Path, width: str) -> None:
    assert kiosk("printer", "set", f"folder:{data / 'slips'}", "--width", width).code == 0
    assert kiosk("printer", "test").code == 0


def test_where_no_page_came_out_the_test_fails(kiosk: Call, data: Path) -> None:
    set_faults(data, "media-empty")
    answer = kiosk("printer", "test", "--json")
    assert answer.code == 9
    assert (answer.only["outcome"], answer.only["reason"]) == ("not_printed", "media-empty")
    assert "not_printed (media-empty)" in kiosk("printer", "test").out


def test_what_a_person_saw_counts_more_than_the_printers_word(kiosk: Call) -> None:
    assert kiosk("printer", "test", "--not-out").code == 9
    assert kiosk("printer", "test", "--came-out", "--json").only["came_out"] is True


def test_nobody_can_have_seen_a_page_that_certainly_did_not_come_out(
    kiosk: Call, data: Path
) -> None:
    set_faults(data, "media-empty")
    answer = kiosk("printer", "test", "--came-out", "--json")
    assert (answer.code, answer.only["came_out"]) == (9, None)
    HoldFile(data).put(7, "no-marker")
    assert kiosk("printer", "test", "--came-out").code == 9
    assert HoldFile(data).job == 0  # The folder itself says that it holds nothing.


def test_a_page_that_leaves_papers_held_back_says_so_and_what_to_do(
    kiosk: Call, data: Path, server: SimulatedServer
) -> None:
    kiosk("printer", "set", at(server))
    server.do(SimulatedPrinter.open_cover)
    HoldFile(data).put(7, "no-marker")
    said = kiosk("printer", "test", "--came-out")
    assert said.code == 9
    assert "held back" in said.out
    assert HoldFile(data).job == 7


def test_an_unproven_page_has_not_come_out_until_somebody_says_so(
    kiosk: Call, tmp_path: Path
) -> None:
    kiosk("printer", "set", f"escpos+file:{tmp_path / 'slips.bin'}")
    answer = kiosk("printer", "test", "--json")
    assert (answer.code, answer.only["outcome"]) == (9, "unknown")
    assert kiosk("printer", "test", "--came-out").code == 0


def test_a_test_page_that_came_out_ends_the_hold(
    kiosk: Call, data: Path, server: SimulatedServer
) -> None:
    kiosk("printer", "set", at(server))
    HoldFile(data).put(7, "no-marker")
    answer = kiosk("printer", "test", "--json")
    assert (answer.code, answer.only["proof"], answer.only["held"]) == (0, "marker", "")
    assert HoldFile(data).reason == ""


def test_beside_a_running_kiosk_the_printer_can_be_chosen_asked_and_tried(
    kiosk: Call, data: Path, running: None
) -> None:
    for command in (("status",), ("list",), ("set", f"folder:{data / 'other'}"), ("test",)):
        assert kiosk("printer", *command).code == 0
    assert len(list((data / "other").glob("*.pdf"))) == 1


def test_beside_a_running_kiosk_a_roll_is_told_on_its_own_screen(
    kiosk: Call, running: None
) -> None:
    answer = kiosk("printer", "roll", "--metres", "80", "--json")
    assert answer.code == answer.error["code"] == 7
    assert "technician's screen" in answer.error["remedy"]


def test_in_processes_of_their_own(tmp_path: Path, server: SimulatedServer) -> None:
    where = ("--data", tmp_path / "data", "--json")
    chosen = in_a_process("printer", "set", at(server), *where)
    assert (chosen.code, chosen.only["proof"]) == (0, "marker")
    tried = in_a_process("printer", "test", *where)
    assert (tried.code, tried.only["outcome"], tried.err) == (0, "printed", "")
    server.do(SimulatedPrinter.paper_out)
    asked = in_a_process("printer", "status", *where)
    assert (asked.code, asked.only["ready"], asked.only["faults"]) == (0, False, ["media-empty"])
    assert in_a_process("printer", "test", *where).code == 9
    with server.lock:
        assert len([paper for paper in server.printer.papers if paper.ink]) == 1
