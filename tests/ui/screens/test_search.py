from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.visits.session import events as ev
from kiosk.visits.session.transitions import LONGEST_QUERY
from tests.premises import at
from tests.ui.glass import LANGUAGES, Glass, after, faults, middle, press, release
from tests.ui.screens.states import opened
from ui.widgets.keyboard import Keyboard
from ui.widgets.search_field import SearchField

QUERIES = (
    "",
    " ",
    "ktp",
    "akte lahir",
    "surat",
    "pajak motor",
    "bpjs",
    "<b>x</b>",
    "qqxyzzv",
    "w" * LONGEST_QUERY,
)


@pytest.fixture
def search(glass: Glass) -> Glass:
    glass.show(opened("search"))
    return glass


def typed(glass: Glass, letters: str) -> None:
    for letter in letters:
        glass.tap(f"key_{letter}")
        glass.follow()


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_whatever_is_typed(glass: Glass, query: str, language: str) -> None:
    session = replace(opened("search"), language=language)
    glass.show(session)
    glass.go(ev.Typed(query))
    assert faults(glass) == []


@pytest.mark.parametrize("now", ["2026-11-24T09:41", "2026-11-24T21:00"])
@pytest.mark.parametrize("query", ["paspor", "pasp", "surat", "perpanjangan sim"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_where_no_result_gets_a_number(
    glass: Glass, query: str, language: str, now: str
) -> None:
    glass.now = at(now)
    glass.show(replace(opened("search"), language=language, query=query))
    assert faults(glass) == []


def test_a_result_says_why_it_gets_no_number(search: Glass) -> None:
    search.go(ev.Typed("paspor baru"))
    assert "Buka Kamis" in search.find("service_imigrasi-paspor-baru").accessibleName()


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_off_while_any_service_is_typed(glass: Glass, language: str) -> None:
    names = [s.short_id for s in glass.premises.catalogue.services.values()]
    found = []
    for name in names:
        for length in (2, 4, len(name)):
            session = replace(opened("search"), language=language, query=name[:length])
            glass.show(session)
            found += [f"{name[:length]}: {fault}" for fault in faults(glass)]
    assert found == []


def test_a_letter_twice_at_once_is_two_letters(search: Glass) -> None:
    typed(search, "aa")
    assert search.session.query == "aa"


def test_letters_are_taken_away_as_fast_as_they_are_typed(search: Glass) -> None:
    typed(search, "ktpp")
    for _tap in range(2):
        search.tap("key_erase")
        search.follow()
    assert search.session.query == "kt"


def test_all_letters_go_at_once(search: Glass) -> None:
    typed(search, "ktp")
    search.tap("key_clear")
    search.follow()
    assert search.session.query == ""


def test_field_and_keyboard_stay_while_results_change(search: Glass) -> None:
    field, keyboard = search.shell.findChild(SearchField), search.shell.findChild(Keyboard)
    typed(search, "ktp")
    assert search.shell.findChild(SearchField) is field
    assert search.shell.findChild(Keyboard) is keyboard
    assert field.accessibleName().endswith("ktp")


def test_a_key_under_a_finger_stays_while_results_change(search: Glass) -> None:
    key = search.find("key_p")
    held = press(search.shell, middle(key, search.shell))
    search.show_at_once(after(ev.Typed("kt"), session=search.session))
    release(search.shell, middle(key, search.shell), held)
    assert search.heard == [ev.Typed("p")]


def test_cari_opens_the_best_result(search: Glass) -> None:
    typed(search, "ktp")
    best = search.find(next(n for n in search.names() if n.startswith("service_")))
    search.tap("key_go")
    assert search.heard == [best.meaning]


def test_cari_with_nothing_found_does_nothing(search: Glass) -> None:
    search.tap("key_go")
    typed(search, "qqxyzzv")
    search.tap("key_go")
    assert search.heard == []


def test_there_are_words_to_begin_with(search: Glass) -> None:
    search.tap("word_0")
    search.follow()
    assert any(name.startswith("service_") for name in search.names())


def test_it_is_never_an_empty_page(search: Glass) -> None:
    typed(search, "qqxyzzv")
    assert search.says("Belum ketemu")
    search.tap("all_agencies")
    assert search.heard == [ev.Opened("agencies")]


def test_another_language_names_field_keys_and_words_anew(search: Glass) -> None:
    typed(search, "ktp")
    search.go(ev.LanguageChosen("en"))
    assert search.session.query == "ktp"
    assert search.find("key_go").text() == "Search"
    field = search.shell.findChild(SearchField)
    assert field.accessibleName().startswith("Type ")
    assert field.accessibleName().endswith(": ktp")


def test_what_was_typed_is_shown_as_it_was_typed(search: Glass) -> None:
    search.go(ev.Typed("<b>qqxyzzv</b>"))
    assert search.shell.findChild(SearchField).accessibleName().endswith("<b>qqxyzzv</b>")


def test_nothing_typed_by_one_visitor_is_left_for_the_next(search: Glass) -> None:
    typed(search, "ktp")
    search.go(ev.Restarted())
    search.go(ev.Started(), ev.Opened("search"))
    assert search.session.query == ""
    assert not any("ktp" in text for text in search.texts())
