"""What lies over a screen: languages, staff, the idle question, a message; each can be closed."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.language import LANGUAGES
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay, Screen, fresh
from tests.presenters.scenes import KTP, after, looking_at, scene_of
from ui.presenters.overlays import _MESSAGES, OverlayView, derive_overlay

HOME = fresh().go(Screen.HOME)
ROOT = Path(__file__).resolve().parents[2]
DESK = {"id": "Meja Informasi, lantai 1", "en": "Information desk, floor 1"}


def over(overlay: Overlay, language: str = "id", *, notice: str = "", left: int = 0) -> OverlayView:
    session = replace(HOME, overlay=overlay, notice=notice)
    found = derive_overlay(scene_of(session, language=language, seconds_left=left))
    assert found is not None
    return found


def test_nothing_lies_over_a_screen_by_itself() -> None:
    assert derive_overlay(scene_of(HOME)) is None


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("overlay", list(Overlay))
def test_every_overlay_has_words_a_picture_and_one_main_way(
    overlay: Overlay, language: str
) -> None:
    view = over(overlay, language, notice="list_printed", left=30)
    assert view.kind == overlay.value
    assert all((view.icon, view.title, view.text))
    assert sum(button.primary for button in view.buttons) == 1


@pytest.mark.parametrize("overlay", [Overlay.HELP, Overlay.IDLE, Overlay.NOTICE])
def test_closing_leads_back_to_the_screen_beneath(overlay: Overlay) -> None:
    session = replace(looking_at(KTP), overlay=overlay, notice="problem")
    view = derive_overlay(scene_of(session))
    (main,) = (button for button in view.buttons if button.primary)
    assert after(main.event, session=session) == looking_at(KTP)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_can_be_chosen_and_the_present_one_is_marked(language: str) -> None:
    view = over(Overlay.LANGUAGE, language)
    assert [button.event for button in view.buttons] == [ev.LanguageChosen(c) for c in LANGUAGES]
    assert [button.text for button in view.buttons] == list(LANGUAGES.values())
    assert [b.event.language for b in view.buttons if b.primary] == [language]


@pytest.mark.parametrize(
    ("seconds", "indonesian", "english"),
    [
        (
            30,
            "Layar kembali ke awal dalam 30 detik. Isian Anda akan dihapus.",
            "The screen restarts in 30 seconds. Your entries will be cleared.",
        ),
        (
            1,
            "Layar kembali ke awal dalam 1 detik. Isian Anda akan dihapus.",
            "The screen restarts in 1 second. Your entries will be cleared.",
        ),
    ],
)
def test_the_idle_question_counts_down(seconds: int, indonesian: str, english: str) -> None:
    assert over(Overlay.IDLE, left=seconds).text == indonesian
    assert over(Overlay.IDLE, "en", left=seconds).text == english


def test_the_idle_question_is_answered_by_one_touch_either_way() -> None:
    view = over(Overlay.IDLE, left=30)
    assert view.title == "Masih di sini?"
    assert [(b.text, b.event) for b in view.buttons] == [
        ("Ya, lanjutkan", ev.OverlayClosed()),
        ("Selesai sekarang", ev.Restarted()),
    ]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_staff_are_where_the_mall_says(language: str) -> None:
    assert DESK[language] in over(Overlay.HELP, language).text


@pytest.mark.parametrize(
    ("notice", "language", "title"),
    [
        ("paper_out", "id", "Kertas printer habis"),
        ("printer", "id", "Printer sedang tidak siap"),
        ("paper_out", "en", "The printer has no paper"),
        ("printer", "en", "The printer is not ready"),
    ],
)
def test_a_printer_that_is_not_ready_is_told_before_the_number(
    notice: str, language: str, title: str
) -> None:
    view = over(Overlay.PRINTER, language, notice=notice)
    assert view.title == title
    assert [button.event for button in view.buttons] == [
        ev.NumberAsked(anyway=True),
        ev.OverlayClosed(),
    ]


MESSAGES = [
    ("problem", "Nomor belum diambil", "Silakan ke Meja Informasi, lantai 1."),
    (
        "store",
        "Nomor belum diambil",
        "Mesin ini perlu petugas. Silakan ke Meja Informasi, lantai 1.",
    ),
    (
        "disk_full",
        "Nomor belum diambil",
        "Mesin ini penuh. Silakan ke Meja Informasi, lantai 1.",
    ),
    ("refused", "Nomor hari ini habis", "Syaratnya tetap bisa dicetak."),
    ("nothing_to_issue", "Loket baru saja tutup", "Syaratnya tetap bisa dicetak."),
    ("basket_full", "Sudah 9 layanan", "Ambil nomor dulu, lalu mulai lagi."),
    ("list_printed", "Daftar syarat dicetak", "Ambil kertas di bawah layar."),
    ("list_failed", "Daftar belum tercetak", "Silakan ke Meja Informasi, lantai 1."),
    ("something nobody foresaw", "Nomor belum diambil", "Silakan ke Meja Informasi, lantai 1."),
]


@pytest.mark.parametrize(("key", "title", "text"), MESSAGES)
def test_every_failure_says_what_happened_and_what_to_do(key: str, title: str, text: str) -> None:
    view = over(Overlay.NOTICE, notice=key)
    assert (view.title, view.text) == (title, text)


@pytest.mark.parametrize("key", sorted(_MESSAGES))
def test_every_message_has_its_english_words(key: str) -> None:
    indonesian, english = over(Overlay.NOTICE, notice=key), over(Overlay.NOTICE, "en", notice=key)
    assert indonesian.title != english.title
    assert indonesian.text != english.text
    assert "{" not in english.text + english.title


def test_every_error_that_can_stop_a_number_has_a_message_of_its_own() -> None:
    keys: set[str] = set()
    for folder in ("kiosk/visits", "kiosk/store"):
        for path in (ROOT / folder).rglob("*.py"):
            keys |= set(re.findall(r'^\s+key = "(\w+)"', path.read_text("utf-8"), re.MULTILINE))
    assert keys
    assert keys <= set(_MESSAGES)
