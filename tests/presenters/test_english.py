"""English screens speak English: no Indonesian text of the program stands on any of them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import msgspec
import pytest
from babel.messages.pofile import read_po

from kiosk.language import DOMAIN, FOLDER
from kiosk.visits.session.state import Overlay, Screen, Session, fresh
from tests.premises import TUESDAY, at, example_premises
from tests.presenters.scenes import every_session, pages_of, said_by, scene_of
from ui.presenters.frame import derive_frame
from ui.presenters.overlays import _MESSAGES, derive_overlay
from ui.presenters.welcome import derive_welcome

MOMENTS = ("2026-11-24T09:41", "2026-11-24T12:30", "2026-11-24T20:00", "2026-11-28T10:00")
SHORTEST = 9
"""Letters of a piece of a message that cannot stand in an English text by chance."""


@lru_cache(maxsize=1)
def indonesian() -> tuple[frozenset[str], frozenset[str]]:
    """Return the program's Indonesian texts: whole ones, and long pieces of those with values."""
    whole, pieces = set(), set()
    with (FOLDER / "en" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        for message in read_po(file):
            text = message.id[0] if isinstance(message.id, tuple | list) else str(message.id)
            english = message.string
            if not text or text == english or "{" not in text:
                whole |= {text} - {"", str(english)}
                continue
            parts = [part.strip(" .,:()") for part in re.split(r"{\w+}", text)]
            pieces |= {part for part in parts if len(part) >= SHORTEST}
    return frozenset(whole), frozenset(pieces)


@lru_cache(maxsize=1)
def catalogue_texts() -> str:
    """Return everything of catalogue and mall, where Indonesian stands for a missing English."""
    premises = example_premises()
    return msgspec.json.encode((premises.catalogue, premises.mall)).decode()


def indonesian_in(texts: list[str], *, quoting: bool = False) -> list[str]:
    """Return the texts with Indonesian of the program; ``quoting`` leaves out the catalogue's."""
    whole, pieces = indonesian()
    known = catalogue_texts() if quoting else ""
    parts = [part for text in texts for part in (text, *text.split(" · "))]
    found = [part for part in parts if part in whole and part not in known]
    return found + [text for text in texts for p in pieces if p in text and p not in known]


def test_the_program_has_texts_to_look_for() -> None:
    whole, pieces = indonesian()
    assert {"Ambil nomor", "Bawa berkas ini", "Nanti"} <= whole
    assert "Petugas istirahat sampai" in pieces


@pytest.mark.parametrize("now", MOMENTS)
def test_no_english_screen_has_an_indonesian_text_of_the_program(now: str) -> None:
    for name, session in every_session().items():
        for view in pages_of(scene_of(session, at(now), "en")):
            quoting = session.at.screen is Screen.DETAILS
            assert indonesian_in(said_by(view), quoting=quoting) == [], name


def test_the_indonesian_screens_would_be_found() -> None:
    quiet = [
        name
        for name, session in every_session().items()
        if not indonesian_in([t for v in pages_of(scene_of(session)) for t in said_by(v)])
    ]
    assert quiet == []


def test_neither_frame_nor_overlay_nor_first_screen_has_one() -> None:
    views: list[object] = []
    for overlay in Overlay:
        for notice in (*_MESSAGES, ""):
            session = replace(fresh().go(Screen.HOME), overlay=overlay, notice=notice)
            scene = scene_of(session, TUESDAY, "en", seconds_left=30)
            views += [derive_frame(scene), derive_overlay(scene)]
    for now in MOMENTS:
        scene = scene_of(Session(), at(now), "en")
        views.append(derive_welcome(scene.premises.timetable, at(now), scene.tr))
    for view in views:
        assert said_by(view)
        assert indonesian_in(said_by(view)) == []
