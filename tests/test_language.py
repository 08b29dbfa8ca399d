"""The visitor's language: explicit, complete, and Indonesian where English is missing."""

from __future__ import annotations

import gettext

import pytest

from kiosk.language import DEFAULT, LANGUAGES, Translator
from tests.premises import example_premises

ID, EN = Translator.load("id"), Translator.load("en")


def test_indonesian_is_the_default_and_each_language_has_its_own_name() -> None:
    assert DEFAULT == "id"
    assert LANGUAGES == {"id": "Indonesia", "en": "English"}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_translator_is_loaded_once(language: str) -> None:
    assert Translator.load(language) is Translator.load(language)
    assert Translator.load(language).language == language


@pytest.mark.parametrize("language", ["", "jv", "de", "EN", "id_ID", "../en"])
def test_a_language_we_do_not_have_is_an_error(language: str) -> None:
    with pytest.raises(KeyError):
        Translator.load(language)


@pytest.mark.parametrize(
    ("text", "values", "indonesian", "english"),
    [
        ("Ambil nomor", {}, "Ambil nomor", "Get a number"),
        ("Loket {number}", {"number": 3}, "Loket 3", "Counter 3"),
        ("lantai {floor}", {"floor": "1 atau 2"}, "lantai 1 atau 2", "floor 1 atau 2"),
        ("besok, jam {time}", {"time": "08.00"}, "besok, jam 08.00", "tomorrow at 08.00"),
        ("no such text", {}, "no such text", "no such text"),
    ],
)
def test_a_text_is_translated_and_its_values_filled_in(
    text: str, values: dict[str, object], indonesian: str, english: str
) -> None:
    assert ID(text, **values) == indonesian
    assert EN(text, **values) == english


@pytest.mark.parametrize(
    ("count", "indonesian", "english"),
    [
        (0, "0 langkah", "0 steps"),
        (1, "1 langkah", "1 step"),
        (2, "2 langkah", "2 steps"),
        (21, "21 langkah", "21 steps"),
    ],
)
def test_a_plural_has_the_form_of_its_number(count: int, indonesian: str, english: str) -> None:
    assert ID.plural("{n} langkah", count) == indonesian
    assert EN.plural("{n} langkah", count) == english


def test_a_plural_takes_further_values() -> None:
    text = "Cukup {n} berkas, bukan {apart}"
    assert ID.plural(text, 8, apart=12) == "Cukup 8 berkas, bukan 12"
    assert EN.plural(text, 1, apart=2) == "Just 1 document, not 2"


@pytest.mark.parametrize(
    ("text_id", "text_en", "indonesian", "english"),
    [
        ("Gratis", "Free", "Gratis", "Free"),
        ("Gratis", "", "Gratis", "Gratis"),
        ("", "Free", "", "Free"),
        ("", "", "", ""),
    ],
)
def test_the_catalogues_own_texts_are_picked(
    text_id: str, text_en: str, indonesian: str, english: str
) -> None:
    assert ID.pick(text_id, text_en) == indonesian
    assert EN.pick(text_id, text_en) == english


def test_braces_in_a_value_are_no_places_for_values() -> None:
    assert ID("Loket {number}", number="{x}") == "Loket {x}"


def test_a_text_without_values_keeps_its_braces() -> None:
    assert ID("Loket {number}") == "Loket {number}"


def test_a_missing_value_is_an_error_and_no_hole_on_the_glass() -> None:
    with pytest.raises(KeyError):
        ID("Loket {number}", floor=1)


def test_a_translator_changes_no_state_of_the_process() -> None:
    assert gettext.gettext("Ambil nomor") == "Ambil nomor"
    assert EN("Ambil nomor") == "Get a number"


@pytest.mark.parametrize("kind", ["services", "agencies", "documents", "life_events"])
def test_every_short_name_of_the_catalogue_is_there_in_both_languages(kind: str) -> None:
    for found in getattr(example_premises().catalogue, kind).values():
        assert ID.pick(found.short_id, found.short_en) == found.short_id != ""
        assert EN.pick(found.short_id, found.short_en) == found.short_en != ""
