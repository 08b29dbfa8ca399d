"""Which printer the kiosk has: what an earlier program chose is taken over, and nothing is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.app.print_room import SLIPS, PrintRoom
from kiosk.app.printer_choice import choice_stamp, choose_printer, chosen_card
from kiosk.errors import DataProblem, NotPermitted
from kiosk.settings import FaultyConfiguration, keep_last_good, read_standing
from kiosk.settings.model import PrinterChoice
from kiosk.settings.writing import set_values
from printing.card import FILE, Card, old_choice, write_card

URI = "escpos+tcp://192.168.1.50:9100"
LEARNED = {"asked": True, "early": ["gs_r"]}
CONFIG = "config.toml"


def earlier(folder: Path, **more: object) -> None:
    """Lay down what an earlier program kept in ``printer.json``."""
    body = {"uri": URI, "width": "58", "dpi": 180, "capabilities": LEARNED, **more}
    (folder / FILE).write_text(json.dumps(body), encoding="utf-8")


def test_an_earlier_programs_choice_moves_into_the_configuration_with_all_it_knew(
    tmp_path: Path,
) -> None:
    earlier(tmp_path)
    before = PrintRoom(tmp_path).card
    assert before == Card(URI, "58", 180, LEARNED)
    assert read_standing(tmp_path).settings.printer == PrinterChoice(URI, "58", 180)
    assert old_choice(tmp_path) is None
    assert PrintRoom(tmp_path).card == before


def test_comments_of_the_configuration_stay_when_a_choice_moves_into_it(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text("# ours\n[terminal]\nnumber = 7 # by the door\n", "utf-8")
    earlier(tmp_path)
    PrintRoom(tmp_path)
    text = (tmp_path / CONFIG).read_text(encoding="utf-8")
    assert text.startswith("# ours\n")
    assert "[terminal]\nnumber = 7 # by the door\n" in text


def test_a_configuration_that_names_a_printer_wins_over_an_earlier_choice(tmp_path: Path) -> None:
    set_values(tmp_path / CONFIG, {"printer.uri": "cups:laser"})
    earlier(tmp_path)
    assert PrintRoom(tmp_path).card == Card("cups:laser")
    assert read_standing(tmp_path).settings.printer.uri == "cups:laser"


def test_an_earlier_choice_holds_where_it_cannot_be_written_down(
    tmp_path: Path, monkeypatch
) -> None:
    def full(*_arguments: object) -> None:
        raise NotPermitted("full", "make room")

    earlier(tmp_path)
    monkeypatch.setattr("kiosk.app.printer_choice.set_values", full)
    assert PrintRoom(tmp_path).card == Card(URI, "58", 180, LEARNED)
    assert old_choice(tmp_path) == Card(URI, "58", 180, LEARNED)


def test_what_was_learned_of_another_printer_counts_for_none(tmp_path: Path) -> None:
    set_values(tmp_path / CONFIG, {"printer.uri": URI})
    write_card(tmp_path, Card("cups:laser", capabilities=LEARNED))
    assert chosen_card(tmp_path) == Card(URI)
    write_card(tmp_path, Card(URI, capabilities=LEARNED))
    assert chosen_card(tmp_path) == Card(URI, capabilities=LEARNED)
    set_values(tmp_path / CONFIG, {"printer.dpi": 180})
    assert chosen_card(tmp_path) == Card(URI, dpi=180)


def test_damage_to_what_was_learned_costs_no_paper(tmp_path: Path) -> None:
    set_values(tmp_path / CONFIG, {"printer.uri": URI})
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    assert PrintRoom(tmp_path).card == Card(URI)


def test_damage_to_an_earlier_choice_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{", encoding="utf-8")
    with pytest.raises(DataProblem):
        chosen_card(tmp_path)


@pytest.mark.parametrize("text", ["uri = 'lpd://x'\n", "uri = 'escpos+tcp://x'\nwidth = 'a4'\n"])
def test_a_wrong_printer_never_sends_paper_into_a_folder(tmp_path: Path, text: str) -> None:
    (tmp_path / CONFIG).write_text(f"[printer]\n{text}", encoding="utf-8")
    with pytest.raises(FaultyConfiguration, match="printer"):
        chosen_card(tmp_path)
    assert PrintRoom(tmp_path, must_exist=False).card.uri == "printer.uri"


def test_the_last_good_printer_prints_on_while_the_configuration_is_faulty(tmp_path: Path) -> None:
    set_values(tmp_path / CONFIG, {"printer.uri": "cups:laser", "printer.width": "a4"})
    room = PrintRoom(tmp_path)
    keep_last_good(tmp_path, read_standing(tmp_path), 1)
    (tmp_path / CONFIG).write_text("[printer\n", encoding="utf-8")
    assert room.card == Card("cups:laser", "a4")
    (tmp_path / CONFIG).write_text("[printer]\nuri = 'cups:dapur'\n", encoding="utf-8")
    assert room.card == Card("cups:dapur")


def test_a_printer_chosen_by_key_is_followed_by_a_running_kiosk(tmp_path: Path) -> None:
    room = PrintRoom(tmp_path)
    assert room.card.uri.endswith(SLIPS)
    before = choice_stamp(tmp_path)
    set_values(tmp_path / CONFIG, {"printer.uri": f"folder:{tmp_path / 'other'}"})
    assert choice_stamp(tmp_path) != before
    assert room.card.uri == f"folder:{tmp_path / 'other'}"


def test_choosing_mends_only_the_printer_of_a_faulty_configuration(tmp_path: Path) -> None:
    (tmp_path / CONFIG).write_text(
        "[printer]\nuri = 'lpd://x' # ?\n[idle]\nticket = 1\n", encoding="utf-8"
    )
    choose_printer(tmp_path, Card(f"folder:{tmp_path}", "a4"))
    standing = read_standing(tmp_path)
    assert standing.settings.printer == PrinterChoice(f"folder:{tmp_path}", "a4", 203)
    assert [problem.path for problem in standing.problems] == ["idle.ticket"]
    assert chosen_card(tmp_path).uri == f"folder:{tmp_path}"
