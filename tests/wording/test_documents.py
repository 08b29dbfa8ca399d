"""Lines of a document list: whose document, which pieces, when, and how many are enough."""

from __future__ import annotations

import pytest

from kiosk.catalogue.checklist import Checklist, Choice, Line
from kiosk.language import Translator
from kiosk.wording.documents import (
    choice_detail,
    condition_text,
    document_name,
    heading_text,
    line_detail,
    line_name,
    pieces_text,
)
from tests.premises import TUESDAY, example_premises
from tests.presenters.scenes import LANGUAGES, in_package, looking_at, scene_of

PREMISES = example_premises()
CATALOGUE = PREMISES.catalogue
ID, EN = Translator.load("id"), Translator.load("en")


def choice(
    document: str = "ktp-el",
    holder: str = "pemohon",
    *,
    forms: tuple[str, ...] = ("asli",),
    original: bool = True,
    copies: int = 0,
    sheets: int = 0,
    conditions: tuple[str, ...] = (),
) -> Choice:
    return Choice(document, holder, forms, original, copies, sheets, conditions)


def copied(document: str = "kk", holder: str = "pemohon", copies: int = 1, **more) -> Choice:
    return choice(document, holder, forms=("fotokopi",), original=False, copies=copies, **more)


def line(first: Choice, *choices: Choice, later: bool = False) -> Line:
    return Line(first, choices, ("a-service",), later)


@pytest.mark.parametrize(
    ("found", "indonesian", "english"),
    [
        (choice(), "asli", "original"),
        (choice(forms=("tunjukkan",)), "diperlihatkan", "to show"),
        (choice(forms=("tunjukkan", "fotokopi"), copies=2), "asli + 2 fotokopi", None),
        (copied(copies=1), "1 fotokopi", "1 photocopy"),
        (copied(copies=3), "3 fotokopi", "3 photocopies"),
        (choice(copies=1), "asli + 1 fotokopi", "original + 1 photocopy"),
        (choice(forms=("lembar",), original=False, sheets=1), "1 lembar", "1 sheet"),
        (choice(forms=("lembar",), original=False, sheets=4), "4 lembar", "4 sheets"),
        (choice(forms=("digital",), original=False), "berkas digital", "digital file"),
        (choice(forms=("asli", "digital")), "asli + berkas digital", "original + digital file"),
        (
            choice(forms=("isi-di-loket",), original=False),
            "diisi di loket",
            "filled in at the counter",
        ),
        (choice(forms=("hadir",), original=False), "hadir sendiri", None),
        (choice(forms=("isi-di-loket", "asli")), "asli", "original"),
    ],
)
def test_the_pieces_to_bring_are_counted(
    found: Choice, indonesian: str, english: str | None
) -> None:
    assert pieces_text(found, ID) == indonesian
    if english:
        assert pieces_text(found, EN) == english


@pytest.mark.parametrize(
    ("document", "holder", "indonesian", "english"),
    [
        ("ktp-el", "pemohon", "KTP", "ID card (KTP)"),
        ("ktp-el", "orang-tua", "KTP ayah dan ibu", "ID card (KTP), both parents"),
        ("ktp-el", "saksi", "KTP dua saksi", "ID card (KTP), two witnesses"),
        ("foto-2x3-anak", "anak", "Foto anak 2x3", "Child's photo 2x3"),
        ("surat-n5", "orang-tua", "Izin orang tua (N5) ayah dan ibu", "Parents' consent N5"),
        ("akta-kematian", "pasangan", "Akta kematian suami/istri", "Death certificate, spouse"),
    ],
)
def test_a_document_names_its_holder_unless_the_name_says_so_already(
    document: str, holder: str, indonesian: str, english: str
) -> None:
    found = choice(document, holder)
    assert document_name(CATALOGUE, found, ID) == indonesian
    assert document_name(CATALOGUE, found, EN) == english


@pytest.mark.parametrize(
    ("options", "indonesian"),
    [
        ((choice("ktp-el"),), "KTP"),
        ((choice("ktp-el"), choice("kk")), "KTP atau KK"),
        ((choice("ktp-el"), choice("kk"), choice("stnk")), "KTP, KK atau STNK"),
        ((choice("ktp-el", "saksi"), choice("kk", "saksi")), "KTP atau KK dua saksi"),
        ((choice("ktp-el", "saksi"), choice("kk")), "KTP dua saksi atau KK"),
    ],
)
def test_a_line_of_choices_names_them_and_a_common_holder_once(
    options: tuple[Choice, ...], indonesian: str
) -> None:
    assert line_name(CATALOGUE, line(*options), ID) == indonesian


@pytest.mark.parametrize(
    ("conditions", "indonesian", "english"),
    [
        ((), "", ""),
        (("hilang",), "jika hilang", "if lost"),
        (("hilang", "rusak"), "jika hilang atau jika rusak", "if lost or if damaged"),
    ],
)
def test_conditions_are_joined_by_or(
    conditions: tuple[str, ...], indonesian: str, english: str
) -> None:
    found = choice(conditions=conditions)
    assert condition_text(CATALOGUE, found, ID) == indonesian
    assert condition_text(CATALOGUE, found, EN) == english


@pytest.mark.parametrize(
    ("found", "indonesian"),
    [
        (line(choice(copies=2)), "asli + 2 fotokopi"),
        (line(choice(conditions=("hilang",))), "asli, jika hilang"),
        (line(choice("ktp-el"), choice("kk")), "asli, pilih satu"),
        (
            line(choice("ktp-el"), copied("kk")),
            "pilih satu · KTP: asli · KK: 1 fotokopi",
        ),
        (
            line(choice("ktp-el"), choice("kk", conditions=("rusak",))),
            "pilih satu · KTP: asli · KK: asli, jika rusak",
        ),
    ],
)
def test_a_line_says_pieces_and_condition_and_of_choices_that_one_is_enough(
    found: Line, indonesian: str
) -> None:
    assert line_detail(CATALOGUE, found, ID) == indonesian


def test_the_detail_of_one_choice_has_no_comma_at_its_end() -> None:
    assert choice_detail(CATALOGUE, choice(), ID) == "asli"
    bare = choice(forms=(), original=False, conditions=("hilang",))
    assert choice_detail(CATALOGUE, bare, ID) == "jika hilang"


def checklist(today: int, later: int, apart: tuple[int, int]) -> Checklist:
    names = list(CATALOGUE.documents)
    lines = [line(choice(name)) for name in names[:today]]
    lines += [line(choice(name), later=True) for name in names[today : today + later]]
    return Checklist(tuple(lines), (), *apart)


@pytest.mark.parametrize(
    ("found", "today", "later"),
    [
        (checklist(8, 0, (12, 0)), "Cukup 8 berkas, bukan 12", None),
        (checklist(8, 0, (8, 0)), "Siapkan 8 berkas", None),
        (checklist(8, 2, (9, 2)), "Cukup 8 berkas, bukan 9", "Untuk nanti: 2 berkas"),
        (
            checklist(3, 2, (3, 5)),
            "Siapkan 3 berkas",
            "Untuk nanti: cukup 2 berkas, bukan 5",
        ),
        (checklist(0, 2, (0, 2)), None, "Untuk nanti: 2 berkas"),
        (checklist(1, 0, (2, 0)), "Cukup 1 berkas, bukan 2", None),
    ],
)
def test_a_heading_says_bukan_only_where_that_is_more(
    found: Checklist, today: str | None, later: str | None
) -> None:
    if today:
        assert heading_text(found, ID) == today
    if later:
        assert heading_text(found, ID, later=True) == later


@pytest.mark.parametrize(
    ("count", "apart", "english"),
    [
        (1, 1, "Bring 1 document"),
        (3, 3, "Bring 3 documents"),
        (1, 2, "Just 1 document, not 2"),
        (6, 14, "Just 6 documents, not 14"),
    ],
)
def test_a_heading_counts_in_english(count: int, apart: int, english: str) -> None:
    assert heading_text(checklist(count, 0, (apart, 0)), EN) == english


@pytest.mark.parametrize(("tr", "words"), [(ID, "Tanpa berkas"), (EN, "No documents")])
def test_a_list_of_nothing_counts_nothing(tr: Translator, words: str) -> None:
    for later in (False, True):
        assert heading_text(Checklist((), (), 1, 0), tr, later=later) == words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("service", sorted(CATALOGUE.services))
def test_every_line_of_every_service_has_a_name_and_pieces(service: str, language: str) -> None:
    scene = scene_of(looking_at(service), TUESDAY, language)
    for found in scene.plan.checklist.lines:
        assert line_name(CATALOGUE, found, scene.tr).strip()
        assert line_detail(CATALOGUE, found, scene.tr).strip()
        for option in (found.first, *found.choices):
            assert pieces_text(option, scene.tr), (service, option)


@pytest.mark.parametrize("life_event", sorted(CATALOGUE.life_events))
def test_every_life_event_counts_what_its_own_check_counts(life_event: str) -> None:
    found = scene_of(in_package(life_event)).plan.checklist
    worked_out = CATALOGUE.life_events[life_event].checklist_core
    assert found.to_bring == worked_out.count_to_bring
    assert found.unmerged == worked_out.count_unmerged
    count = len(found.part(later=False))
    if count and found.unmerged_today > count:
        assert heading_text(found, ID) == f"Cukup {count} berkas, bukan {found.unmerged_today}"
    elif count:
        assert heading_text(found, ID) == f"Siapkan {count} berkas"


@pytest.mark.parametrize("life_event", sorted(CATALOGUE.life_events))
def test_no_two_lines_of_a_life_event_read_the_same(life_event: str) -> None:
    found = scene_of(in_package(life_event)).plan.checklist
    names = [line_name(CATALOGUE, entry, ID) for entry in found.lines]
    assert len(names) == len(set(names))
