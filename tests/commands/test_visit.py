"""``kiosk visit``: whole visits through the real window, each in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands.visit import parse_answers
from kiosk.errors import UsageError
from tests.app.kiosks import desk_in
from tests.commands.calling import KIA, KTP, SKCK, TILANG, Answer, Call, in_a_process
from tests.commands.test_ticket import CHOICE, DOCUMENT, FIELDS, TICKET, has_shape

PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Visited:
    """A visit that was made once, for several tests to look at."""

    answer: Answer
    data: Path
    out: Path

    @cached_property
    def report(self) -> dict[str, Any]:
        """What it answered."""
        assert (self.answer.code, self.answer.err) == (0, "")
        return self.answer.only


def visited(folder: Path, *arguments: str, **more: str) -> Visited:
    data, out = folder / "data", folder / "pictures"
    answer = in_a_process("visit", *arguments, "--json", "--data", data, "--out", out, **more)
    return Visited(answer, data, out)


@pytest.fixture(scope="module")
def birth(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    """A newborn, every step, in English, by a pregnant woman."""
    folder = tmp_path_factory.mktemp("birth")
    return visited(
        folder,
        *("--life-event", "anak-lahir", "--all-steps"),
        *("--lang", "en", "--priority", "hamil"),
    )


@pytest.fixture(scope="module")
def basket(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    """Two services of two agencies."""
    return visited(tmp_path_factory.mktemp("basket"), SKCK, KIA)


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Visited:
    """A service on a day on which its agency does not serve."""
    return visited(tmp_path_factory.mktemp("closed"), TILANG)


def test_the_report_keeps_the_contract(basket: Visited) -> None:
    report = basket.report
    has_shape(report, FIELDS)
    for ticket in report["tickets"]:
        has_shape(ticket, TICKET)
    for document in report["documents"]:
        has_shape(document, DOCUMENT)
        for choice in document["choices"]:
            has_shape(choice, CHOICE)
    assert set(report["timings_ms"]) >= {"commit", "slip"}
    assert all(value > 0 for value in report["timings_ms"].values())


def test_two_services_are_one_visit_with_two_stops(basket: Visited) -> None:
    tickets = basket.report["tickets"]
    assert [ticket["stop"] for ticket in tickets] == [1, 2]
    assert {service for t in tickets for service in t["services"]} == {SKCK, KIA}
    assert len({ticket["code"] for ticket in tickets}) == 1


def test_every_picture_exists_and_is_one(basket: Visited, birth: Visited) -> None:
    for visit in (basket, birth):
        pictures = [Path(path) for path in visit.report["screenshots"]]
        assert sorted(visit.out.iterdir()) == pictures
        assert len(pictures) >= 6
        assert all(picture.read_bytes().startswith(PNG) for picture in pictures)
        assert len({picture.read_bytes() for picture in pictures}) == len(pictures)


def test_pictures_are_numbered_from_the_first_screen_to_the_ticket(basket: Visited) -> None:
    names = [Path(path).name for path in basket.report["screenshots"]]
    assert names[0] == "01-sambutan.png"
    assert names[-1].endswith("-tiket.png")
    assert [name[:2] for name in names] == [f"{n:02}" for n in range(1, len(names) + 1)]


def test_the_slip_exists_and_is_in_the_data_folder(basket: Visited) -> None:
    slip = Path(basket.report["slip"])
    assert slip.parent == basket.data / "slips"
    assert slip.read_bytes().startswith(b"%PDF-")


def test_what_was_shown_is_in_the_ledger(basket: Visited, kiosk: Call) -> None:
    events = kiosk("ledger", "export", "--data", basket.data).lines
    (visit,) = [event["body"] for event in events if event["kind"] == "visit.issued"]
    assert visit["code"] == basket.report["code"]
    assert visit["tickets"] == [ticket["label"] for ticket in basket.report["tickets"]]
    assert [e["body"]["outcome"] for e in events if e["kind"] == "print.outcome"] == ["printed"]
    assert kiosk("ledger", "verify", "--data", basket.data).code == 0


def test_window_and_desk_give_the_same_visit(basket: Visited, kiosk: Call) -> None:
    desk = kiosk("ticket", "issue", SKCK, KIA, "--json").only
    changing = {"visit", "code", "slip", "screenshots", "timings_ms", "tickets"}
    for name in set(FIELDS) - changing:
        assert desk[name] == basket.report[name], name
    labels = [ticket["label"] for ticket in desk["tickets"]]
    assert labels == [ticket["label"] for ticket in basket.report["tickets"]]


def test_a_life_event_in_english_with_priority_and_every_step(birth: Visited) -> None:
    report = birth.report
    assert report["life_event"] == "anak-lahir"
    assert report["language"] == "en"
    assert {ticket["priority"] for ticket in report["tickets"]} == {"hamil"}
    chosen = {service for ticket in report["tickets"] for service in ticket["services"]}
    assert "disdukcapil-ikd" in chosen
    assert [step["service"] for step in report["later"]] == ["bpjs-kesehatan-bayi"]
    assert report["later"][0]["reason"] == "prerequisite"
    assert report["later"][0]["after"]


def test_without_all_steps_only_the_core_is_taken(tmp_path: Path) -> None:
    report = visited(tmp_path, "--life-event", "anak-lahir").report
    assert report["count_to_bring"] == 8
    chosen = {service for ticket in report["tickets"] for service in ticket["services"]}
    assert "disdukcapil-ikd" not in chosen
    assert "disdukcapil-akta-kelahiran" in chosen


def test_a_step_that_an_answer_rules_out_is_not_taken(tmp_path: Path) -> None:
    way = ("--life-event", "buka-usaha-makanan")
    report = visited(tmp_path, *way, "--answer", "perorangan=no").report
    taken = {service for ticket in report["tickets"] for service in ticket["services"]}
    taken |= {step["service"] for step in report["later"]}
    assert "dpmptsp-nib-umk" in taken
    assert "kpp-npwp-op" not in taken


def test_an_answer_takes_its_documents_off_the_list(basket: Visited, tmp_path: Path) -> None:
    report = visited(tmp_path, "disdukcapil-kk-baru", "--answer", "menikah=no").report
    conditions = {name for document in report["documents"] for name in document["condition"]}
    assert "menikah" not in conditions
    assert any("keadaan" in path for path in report["screenshots"])


def test_without_a_number_it_ends_with_6_and_the_pictures_stay(closed: Visited) -> None:
    assert closed.answer.code == closed.answer.error["code"] == 6
    assert f"{TILANG}: day" in closed.answer.error["message"]
    assert closed.answer.out == ""
    pictures = sorted(closed.out.iterdir())
    assert pictures[-1].name.endswith("-tanpa-nomor.png")
    assert all(picture.read_bytes().startswith(PNG) for picture in pictures)


def test_without_a_number_nothing_is_written_and_nothing_printed(
    closed: Visited, kiosk: Call
) -> None:
    assert '"kind":"visit.issued"' not in kiosk("ledger", "export", "--data", closed.data).out
    assert list(closed.data.glob("slips/*.pdf")) == []


def test_out_of_paper_the_number_is_shown_and_kept(tmp_path: Path) -> None:
    (tmp_path / "data" / "slips").mkdir(parents=True)
    state = tmp_path / "data" / "slips" / "state.json"
    state.write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    report = visited(tmp_path, KTP).report
    assert report["slip"] is None
    assert report["tickets"][0]["label"] == "A001"
    assert report["screenshots"][-1].endswith("-tiket.png")


def test_pictures_go_below_the_data_folder_unless_told_otherwise(tmp_path: Path) -> None:
    (tmp_path / "pictures" / "007").mkdir(parents=True)
    answer = in_a_process("visit", KTP, "--data", tmp_path)
    assert answer.code == 0
    assert (tmp_path / "pictures" / "008" / "01-sambutan.png").exists()
    assert "Numbers: A001" in answer.out
    assert str(tmp_path / "ledger.db") in answer.out


def test_a_place_for_pictures_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    answer = in_a_process(
        "visit", KTP, "--json", "--data", tmp_path / "data", "--out", tmp_path / "file" / "deeper"
    )
    assert answer.code == answer.error["code"] == 4
    assert "--out" in answer.error["remedy"]


def test_a_second_kiosk_on_the_folder_is_refused_before_a_window(kiosk: Call, data: Path) -> None:
    desk = desk_in(data)
    try:
        answer = kiosk("visit", KTP, "--json")
    finally:
        desk.store.close()
    assert answer.code == answer.error["code"] == 7
    assert not (data / "pictures").exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["no-such-service"], 2),
        (["--life-event", "no-such-event"], 2),
        ([], 2),
        ([KTP, "--life-event", "anak-lahir"], 2),
        ([KTP, "--answer", "no-such-condition=yes"], 2),
        ([KTP, "--answer", "menikah=maybe"], 2),
        ([KTP, "--answer", "menikah"], 2),
        ([KTP, "--lang", "xx"], 2),
        ([KTP, "--priority", "vip"], 2),
    ],
)
def test_misuse_is_told_before_a_window_opens(
    kiosk: Call, data: Path, arguments: list[str], code: int
) -> None:
    answer = kiosk("visit", "--json", *arguments)
    assert answer.code == answer.error["code"] == code
    assert answer.error["remedy"]
    assert not data.exists()


def test_an_unknown_condition_is_told_with_the_known_ones(kiosk: Call) -> None:
    error = kiosk("visit", KTP, "--answer", "no-such-condition=yes", "--json").error
    assert "no-such-condition" in error["message"]
    assert "menikah" in error["remedy"]


def test_answers_are_read_in_their_order() -> None:
    assert parse_answers(("a=yes", "b=no", "c=yes")) == [("a", True), ("b", False), ("c", True)]
    assert parse_answers(()) == []


@pytest.mark.parametrize("text", ["", "=", "a", "a=", "a=Yes", "a=1", "a=yes=no", "a =y"])
def test_an_answer_that_is_none_is_misuse(text: str) -> None:
    with pytest.raises(UsageError, match="no answer"):
        parse_answers((text,))


def test_a_visit_without_paper_says_so_in_words(tmp_path: Path) -> None:
    slips = tmp_path / "data" / "slips"
    slips.mkdir(parents=True)
    (slips / "state.json").write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    where = ("--data", tmp_path / "data", "--out", tmp_path / "pictures")
    answer = in_a_process("visit", KTP, *where)
    assert (answer.code, answer.err) == (0, "")
    assert "Slip:    NOT PRINTED, the number is safe (media-empty)" in answer.out
