"""A mall file on a stick: every fault is shown, and only a right one is put in force."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.foundation import lay_foundation
from kiosk.app.stick import apply, preview
from kiosk.app.stick.back import go_back, ways_back
from kiosk.settings.standing import read_standing
from kiosk.stick.problems import NotApplied, StickGone
from tests.app.stick.brought import MALL_FILE, example_mall, mall_file, other_name, written
from tests.fakes import FakeClock


def places(path: Path, data: Path) -> set[str]:
    shown = preview(path, data)
    assert shown.state == "faulty"
    assert all(fault.reason and fault.remedy and fault.words for fault in shown.faults)
    return {fault.place for fault in shown.faults}


def test_a_right_file_shows_what_would_change(stick: Path, data: Path) -> None:
    def change(mall: dict[str, Any]) -> None:
        other_name(mall)
        del mall["agencies"][-2:]
        mall["hours"]["fri"] = [["08:00", "11:00"]]

    shown = preview(mall_file(stick / "mal.json", change), data)
    assert (shown.kind, shown.state) == ("mall", "ready")
    assert shown.title == "Berkas mal: MPP Pringsewu Baru"
    changes = {change.id: (change.before, change.after) for change in shown.changes}
    assert changes["agencies"] == ("30", "28")
    assert changes["name_id"][1] == "MPP Pringsewu Baru"
    assert changes["hours"][1].endswith("Jum 08:00-11:00")
    assert "agencies_new" not in changes


def test_the_file_in_force_changes_nothing(stick: Path, data: Path) -> None:
    path = written(stick / "mal.json", MALL_FILE.read_bytes())
    shown = preview(path, data)
    assert shown.state == "same"
    with pytest.raises(NotApplied):
        apply(shown, data)


def test_a_difference_that_no_row_names_is_still_one(stick: Path, data: Path) -> None:
    path = mall_file(stick / "mal.json", lambda mall: mall.update(note="lain"))
    assert [change.id for change in preview(path, data).changes] == ["content"]


def test_an_applied_file_holds_from_the_next_start_on_without_the_stick(
    stick: Path, data: Path
) -> None:
    path = mall_file(stick / "mal.json", other_name)
    apply(preview(path, data), data)
    path.unlink()
    foundation = lay_foundation(data, FakeClock())
    assert foundation.timetable.mall.name_id == "MPP Pringsewu Baru"


def test_going_back_and_forth_swaps_the_two(stick: Path, data: Path) -> None:
    assert ways_back(data) == ()
    apply(preview(mall_file(stick / "mal.json", other_name), data), data)
    assert ways_back(data) == ("mall",)
    names = []
    for _ in range(3):
        go_back("mall", data)
        names.append(lay_foundation(data, FakeClock()).timetable.mall.name_id)
    assert names == ["MPP Contoh (Pringsewu)", "MPP Pringsewu Baru", "MPP Contoh (Pringsewu)"]


def test_nothing_to_go_back_to_is_told(data: Path) -> None:
    with pytest.raises(NotApplied):
        go_back("mall", data)


def test_every_fault_of_the_structure_is_shown_at_once(stick: Path, data: Path) -> None:
    def spoil(mall: dict[str, Any]) -> None:
        del mall["name_en"]
        mall["extra"] = 1
        mall["agencies"][0]["quota"] = "ten"

    found = places(mall_file(stick / "mal.json", spoil), data)
    assert {"name_en", "extra"} <= found
    assert any(place.endswith("quota") for place in found)


def test_every_broken_reference_is_shown_at_once(stick: Path, data: Path) -> None:
    def spoil(mall: dict[str, Any]) -> None:
        mall["agencies"][0]["agency"] = "tidak-ada"
        mall["queue_day_starts"] = "jam tiga"
        mall["agencies"][1]["quota"] = 0

    found = places(mall_file(stick / "mal.json", spoil), data)
    assert {"agencies tidak-ada", "queue_day_starts"} <= found
    assert len(found) >= 3


def test_faults_of_structure_hide_no_others(stick: Path, data: Path) -> None:
    def spoil(mall: dict[str, Any]) -> None:
        del mall["name_en"]
        mall["agencies"][0]["agency"] = "tidak-ada"
        mall["popular"] = ["tidak-ada", 7]
        mall["hours"]["fri"] = [["15:00", "08:00"]]
        mall["tiles"] = "none"

    found = places(mall_file(stick / "mal.json", spoil), data)
    assert {"name_en", "agencies tidak-ada", "popular tidak-ada", "hours.fri", "tiles"} <= found


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"{",
        b"[]",
        b"null",
        b'"mal"',
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"agencies":' * 5_000,
        b'{"schema": ' + b"9" * 5_000 + b"}",
        b'{"schema": NaN}',
        b'{"name_id": "\xed\xa0\x80"}',
        json.dumps({**example_mall(), "schema": True}).encode(),
        json.dumps(example_mall()).encode("utf-16"),
    ],
    ids=range(15),
)
def test_what_is_no_mall_file_is_refused_and_changes_nothing(
    stick: Path, data: Path, content: bytes
) -> None:
    shown = preview(written(stick / "mal.json", content), data)
    assert shown.state == "faulty"
    with pytest.raises(NotApplied):
        apply(shown, data)
    assert list(data.iterdir()) == []


def test_another_malls_file_is_refused_once_there_is_a_ledger(
    stick: Path, with_ledger: Path
) -> None:
    path = mall_file(stick / "mal.json", lambda mall: mall.update(id="contoh-metro"))
    shown = preview(path, with_ledger)
    assert [fault.place for fault in shown.faults] == ["id"]
    assert "Mesin ini milik contoh-pringsewu" in shown.faults[0].words


def test_before_the_first_start_a_mall_of_any_id_may_come(stick: Path, data: Path) -> None:
    path = mall_file(stick / "mal.json", lambda mall: mall.update(id="contoh-metro"))
    assert preview(path, data).state == "ready"


def test_a_file_that_changed_since_it_was_shown_is_not_applied(stick: Path, data: Path) -> None:
    path = mall_file(stick / "mal.json", other_name)
    shown = preview(path, data)
    mall_file(path, lambda mall: mall.update(name_id="MPP Lain"))
    with pytest.raises(NotApplied) as caught:
        apply(shown, data)
    assert "Baca stik sekali lagi" in caught.value.words
    assert not read_standing(data).values.get("mall.file")


def test_a_stick_pulled_out_after_the_preview_changes_nothing(stick: Path, data: Path) -> None:
    path = mall_file(stick / "mal.json", other_name)
    shown = preview(path, data)
    path.unlink()
    with pytest.raises(StickGone):
        apply(shown, data)
    assert list(data.iterdir()) == []


def test_a_name_in_html_is_shown_as_plain_text(stick: Path, data: Path) -> None:
    def change(mall: dict[str, Any]) -> None:
        mall["name_id"] = "MPP <b>baru"

    shown = preview(mall_file(stick / "mal.json", change), data)
    assert (shown.title, shown.faults) == ("Berkas mal: MPP <b>baru", ())


def test_a_name_that_acts_is_a_fault(stick: Path, data: Path) -> None:
    def change(mall: dict[str, Any]) -> None:
        mall["name_id"] = "MPP\x1b[2J\u202ebaru"

    shown = preview(mall_file(stick / "mal.json", change), data)
    assert [fault.place for fault in shown.faults] == ["name_id"]
    assert shown.state == "faulty"


def test_a_mall_file_above_its_cap_is_refused(stick: Path, data: Path) -> None:
    text = json.dumps(example_mall()) + " " * (4 * 1024 * 1024)
    shown = preview(written(stick / "mal.json", text), data)
    assert "larger than 4,2 MB" in shown.faults[0].reason
