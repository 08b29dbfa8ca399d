"""Rincian: all six parts of the service standard, and no guess in any of them."""

from __future__ import annotations

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.catalogue.model import Duration, Output
from kiosk.visits.session.state import Screen
from tests.premises import TUESDAY, example_premises
from tests.presenters.scenes import (
    BRAND,
    KTP,
    LANGUAGES,
    looking_at,
    pages_of,
    premises_saying,
    premises_with_service,
    scene_of,
)
from ui.presenters.details import _ROOM, LONGEST_PART, DetailsView, Part, _height, _paged

PREMISES = example_premises()
SERVICES = sorted(PREMISES.catalogue.services)
SIX = ["Syarat", "Cara dan langkah", "Lama", "Biaya", "Hasil", "Pengaduan"]


def pages(service: str, language: str = "id", **more) -> list[DetailsView]:
    return list(pages_of(scene_of(looking_at(service, Screen.DETAILS), TUESDAY, language, **more)))


def parts(service: str, language: str = "id", **more) -> dict[str, list[str]]:
    """Return the lines of each part, whatever pages it goes over."""
    found: dict[str, list[str]] = {}
    for view in pages(service, language, **more):
        for part in view.parts:
            found.setdefault(part.title, []).extend(part.lines)
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_the_six_parts_of_the_law_stand_there_in_their_order(service: str) -> None:
    found = parts(service)
    assert list(found)[:6] == SIX
    assert set(found) <= {*SIX, "Dasar hukum", "Bisa juga lewat"}
    assert all(line.strip() for lines in found.values() for line in lines)


@pytest.mark.parametrize("service", SERVICES)
def test_a_part_that_was_not_read_in_a_source_says_where_to_ask(service: str) -> None:
    entry, found = PREMISES.service(service), parts(service)
    assert (found["Cara dan langkah"] == ["Tanyakan di loket"]) is not entry.procedure_from_source
    assert (found["Lama"] == ["Tanyakan di loket"]) is not entry.duration_from_source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_step_of_a_sourced_procedure_is_numbered(service: str, language: str) -> None:
    entry = PREMISES.service(service)
    if not entry.procedure_from_source:
        assert "1. " not in " ".join(parts(service)["Cara dan langkah"])
        return
    found = list(parts(service, language).values())[1]
    steps = entry.procedure_en if language == "en" and entry.procedure_en else entry.procedure_id
    assert found == [f"{number}. {step}" for number, step in enumerate(steps, start=1)]


@pytest.mark.parametrize(
    ("confidence", "basis", "way", "titles"),
    [
        ("high", "UU 24/2013", "Aplikasi IKD", ["Dasar hukum", "Bisa juga lewat"]),
        ("medium", "UU 24/2013", "-", ["Dasar hukum"]),
        ("high", "-", "Aplikasi IKD", ["Bisa juga lewat"]),
        ("high", "", "", []),
        ("low", "UU 24/2013", "Aplikasi IKD", []),
    ],
)
def test_law_and_online_way_are_left_out_where_they_are_no_facts(
    confidence: str, basis: str, way: str, titles: list[str]
) -> None:
    premises = premises_with_service(
        KTP, confidence=confidence, legal_basis=basis, online_alternative=way
    )
    found = parts(KTP, premises=premises)
    assert list(found)[6:] == titles
    said = {"Dasar hukum": basis, "Bisa juga lewat": way}
    assert all(found[title] == [said[title]] for title in titles)


def test_steps_without_an_english_text_are_shown_in_indonesian() -> None:
    premises = premises_with_service(
        KTP, procedure_from_source=True, procedure_id=("Isi formulir.",), procedure_en=()
    )
    assert parts(KTP, "en", premises=premises)["Steps"] == ["1. Isi formulir."]


def test_a_service_that_asks_for_nothing_says_so() -> None:
    assert parts("mpp-informasi")["Syarat"] == ["Tidak ada berkas yang diminta."]


def test_a_result_nobody_knows_says_where_to_ask() -> None:
    premises = premises_with_service(KTP, output=Output(None, ""))
    assert parts(KTP, premises=premises)["Hasil"] == ["Tanyakan di loket"]
    assert parts(KTP)["Hasil"] == [PREMISES.service(KTP).output.text_id]


def test_a_price_list_stands_under_its_fee() -> None:
    assert parts(BRAND)["Biaya"][0] == "Bervariasi"
    assert "UMK: Rp500.000" in parts(BRAND)["Biaya"]
    assert "UMK: Rp500,000" in parts(BRAND, "en")["Fee"]


def test_a_completion_time_of_the_mall_counts_as_read() -> None:
    said = MallService(duration=Duration("15", "menit", "", ""))
    assert parts(KTP, premises=premises_saying(KTP, said))["Lama"] == ["15 menit"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_page_says_what_may_differ_and_what_is_not_sure(service: str) -> None:
    entry = PREMISES.service(service)
    for view in pages(service):
        titles = [notice.title for notice in view.notices]
        assert ("Bisa berbeda di daerah ini" in titles) is entry.needs_local_check
        assert ("Perlu dipastikan di loket" in titles) is (entry.confidence == "low")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", SERVICES)
def test_every_page_has_the_full_name_and_its_place_among_the_pages(
    service: str, language: str
) -> None:
    entry, found = PREMISES.service(service), pages(service, language)
    for number, view in enumerate(found):
        assert view.heading.title == (entry.name_en if language == "en" else entry.name_id)
        assert (view.pages.page, view.pages.pages) == (number, len(found))
        assert view.parts


def part(lines: int, words: str = "satu baris") -> Part:
    return Part("Syarat", tuple(f"{number} {words}" for number in range(lines)), "files")


@pytest.mark.parametrize("lines", [1, 8, 9, 10, 18, 19, 40])
def test_a_long_part_goes_on_under_its_own_heading(lines: int) -> None:
    found = [piece for page in _paged([part(lines)]) for piece in page]
    assert [line for piece in found for line in piece.lines] == list(part(lines).lines)
    assert all(piece.title == "Syarat" for piece in found)
    assert all(len(piece.lines) <= LONGEST_PART for piece in found)


@pytest.mark.parametrize("counts", [(1,), (1, 1, 1), (5, 5, 5, 5), (9, 9), (3, 12, 1, 7, 2)])
def test_the_parts_of_all_pages_are_the_parts_in_their_order(counts: tuple[int, ...]) -> None:
    given = [part(count) for count in counts]
    shown = _paged(given)
    assert [line for page in shown for piece in page for line in piece.lines] == [
        line for piece in given for line in piece.lines
    ]
    assert all(page for page in shown)


@pytest.mark.parametrize("service", SERVICES)
def test_no_page_is_fuller_than_its_room_unless_one_part_fills_it(service: str) -> None:
    for view in pages(service):
        heights = [_height(piece) for piece in view.parts]
        assert sum(heights) <= _ROOM or len(heights) == 1


def test_a_part_of_long_lines_is_higher_than_one_of_short_lines() -> None:
    assert _height(part(2, "kata " * 30)) > _height(part(2))
    assert _height(part(3)) > _height(part(2))
