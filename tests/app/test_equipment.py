"""The equipment: everything that gives numbers, opened together or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.app.equipment import equip, load_premises, open_desk
from kiosk.app.foundation import lay_foundation
from kiosk.catalogue.faults import FaultyData
from kiosk.errors import NotPermitted, SecondWriter, UsageError, WrongTerminal
from kiosk.visits.model import Request
from tests.app.kiosks import KTP, foundation_in
from tests.fakes import FakeClock
from tests.premises import EXAMPLE_MALL, bundled_copy, example_premises, premises_with


def with_mall(folder: Path, **changes: object) -> Path:
    """Write a settings file and a changed copy of the example mall, and return the data folder."""
    mall = {**json.loads(EXAMPLE_MALL.read_text(encoding="utf-8")), **changes}
    (folder / "mall.json").write_text(json.dumps(mall), encoding="utf-8")
    (folder / "config.toml").write_text('[mall]\nfile = "mall.json"\n', encoding="utf-8")
    return folder


def test_a_kiosk_that_is_equipped_gives_numbers(tmp_path: Path) -> None:
    equipment = equip(lay_foundation(tmp_path, FakeClock()))
    try:
        issued = equipment.desk.issue(Request((KTP,)), print_copy=False)
    finally:
        equipment.close()
    assert issued.visit.tickets[0].label == "A001"


def test_search_and_guide_come_with_it(tmp_path: Path) -> None:
    equipment = equip(lay_foundation(tmp_path, FakeClock()))
    equipment.close()
    assert equipment.index.search("ktp hilang", 3)[0].id == KTP
    assert len(equipment.guide.options) >= 2


def test_closing_lets_the_next_kiosk_have_the_folder(tmp_path: Path) -> None:
    foundation = foundation_in(tmp_path, FakeClock())
    open_desk(foundation, example_premises()).store.close()
    open_desk(foundation, example_premises()).store.close()


def test_a_second_kiosk_on_the_folder_is_refused(desk, tmp_path: Path) -> None:
    with pytest.raises(SecondWriter) as raised:
        open_desk(foundation_in(tmp_path, FakeClock()), example_premises())
    assert raised.value.code == 7
    assert str(tmp_path) in raised.value.message


def test_the_terminal_is_fixed_at_the_first_start(tmp_path: Path, monkeypatch) -> None:
    foundation = foundation_in(tmp_path, FakeClock())
    monkeypatch.setenv("KIOSK_TERMINAL", "3")
    desk = open_desk(foundation, example_premises())
    assert desk.store.ident.terminal == 3
    desk.store.close()
    monkeypatch.setenv("KIOSK_TERMINAL", "4")
    with pytest.raises(WrongTerminal, match="terminal 3"):
        open_desk(foundation, example_premises())
    monkeypatch.delenv("KIOSK_TERMINAL")
    again = open_desk(foundation, example_premises())
    assert again.store.ident.terminal == 3
    again.store.close()


def test_another_malls_folder_is_refused(tmp_path: Path) -> None:
    open_desk(foundation_in(tmp_path, FakeClock()), example_premises()).store.close()
    other = premises_with(id="mall-lain")
    with pytest.raises(WrongTerminal, match="contoh-pringsewu"):
        open_desk(foundation_in(tmp_path, FakeClock(), premises=other), other)


def test_a_wrong_variable_opens_nothing(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "kiosk-1")
    with pytest.raises(UsageError):
        open_desk(foundation_in(tmp_path / "data", FakeClock()), example_premises())
    assert not (tmp_path / "data").exists()


def test_a_file_in_place_of_the_folder_is_a_matter_of_permission(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(NotPermitted) as raised:
        open_desk(foundation_in(tmp_path / "data", FakeClock()), example_premises())
    assert raised.value.code == 4


def test_a_mall_file_is_checked_against_the_catalogue(tmp_path: Path) -> None:
    data = with_mall(tmp_path, popular=["no-such-service", "neither-this"])
    with pytest.raises(FaultyData) as raised:
        load_premises(lay_foundation(data, FakeClock()))
    told = " ".join(str(fault) for fault in raised.value.faults)
    assert "no-such-service" in told
    assert "neither-this" in told


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"queue_day_starts": "3 am"}, "queue_day_starts"),
        ({"last_ticket_minutes_before_closing": -1}, "last_ticket_minutes_before_closing"),
        ({"hours": {"mon": [["15:00", "08:00"]]}}, "hours.mon"),
        ({"services": {"kejaksaan-tilang": {"quota": 0}}}, "services kejaksaan-tilang.quota"),
    ],
)
def test_a_senseless_mall_file_opens_no_store(
    tmp_path: Path, changes: dict[str, object], place: str
) -> None:
    data = with_mall(tmp_path, **changes)
    with pytest.raises(FaultyData) as raised:
        equip(lay_foundation(data, FakeClock()))
    assert place in [fault.place for fault in raised.value.faults]
    assert not (data / "ledger.db").exists()


def test_a_damaged_catalogue_opens_no_store(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "polres.json").write_text("{", encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "config.toml").write_text(f'[mall]\ncatalogue = "{folder}"\n', encoding="utf-8")
    with pytest.raises(FaultyData, match=r"polres\.json"):
        equip(lay_foundation(data, FakeClock()))
    assert not (data / "ledger.db").exists()


def test_a_damaged_guide_is_told_and_leaves_the_folder_free(tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "guide.json").write_text("[", encoding="utf-8")
    data = tmp_path / "data"
    data.mkdir()
    (data / "config.toml").write_text(f'[mall]\ncatalogue = "{folder}"\n', encoding="utf-8")
    foundation = lay_foundation(data, FakeClock())
    with pytest.raises(FaultyData, match=r"guide\.json"):
        equip(foundation)
    open_desk(foundation, load_premises(foundation)).store.close()


def test_a_damaged_card_of_the_printer_costs_the_paper_and_not_the_service(tmp_path: Path) -> None:
    (tmp_path / "printer.json").write_text("{", encoding="utf-8")
    equipment = equip(foundation_in(tmp_path, FakeClock()))
    try:
        issued = equipment.desk.issue(Request((KTP,)), print_copy=True)
        printed = equipment.paperwork.print_slip(issued)
        assert equipment.paperwork.health().faults == ("not-set-up",)
    finally:
        equipment.close()
    assert issued.visit.tickets[0].label == "A001"
    assert (printed.outcome.result, printed.outcome.reason) == ("not_printed", "not-set-up")
