from __future__ import annotations

import pytest

from tests.ui.glass import Glass, cut_off, not_plain, outside, overlapping, settle, too_faint
from ui.screens.apology import ApologyScreen

WORDS = ("Mesin ini belum siap", "Silakan ke Meja Informasi. Nomor bisa diambil di sana.")
MEASURES = (cut_off, outside, overlapping, too_faint, not_plain)


@pytest.mark.parametrize(
    ("title", "text"), [WORDS, (WORDS[0], WORDS[1] * 3), ("<b>x</b>", "<img src=x>")]
)
def test_nothing_is_cut_off(glass: Glass, title: str, text: str) -> None:
    glass.shell.show_apology(title, text)
    settle()
    assert [fault for measure in MEASURES for fault in measure(glass)] == []
    assert title in glass.texts()
    assert text in glass.texts()


def test_it_fills_the_glass_and_offers_nothing_to_touch(glass: Glass) -> None:
    glass.shell.show_apology(*WORDS)
    settle()
    screen = glass.shell.findChild(ApologyScreen)
    assert screen.size() == glass.shell.size()
    assert glass.things() == []
