"""The estimates by which presenters page their rows, against what Qt really lays out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.technician.pages import PORTRAIT, assert_page_holds, overfull, shown
from tests.ui.technician.samples import BACK, HTML, LONG, OPTIONS, SAVE, UNBROKEN, pages
from ui.presenters.technician import parts as p
from ui.presenters.technician.fitting import (
    FOOT_MM,
    HEAD_MM,
    PAGER_MM,
    STAGE_MM,
    WIDTH_MM,
    fits,
    fitting_lines,
    fitting_rows,
    part_mm,
)
from ui.technician.page import VIEWS, TechnicianPage
from ui.theme.theme import Theme
from ui.theme.tokens import EDGE

pytestmark = pytest.mark.usefixtures("qapp")

WORDS = st.text("abcdefghij mno", max_size=120).map(str.strip)


def real_mm(theme: Theme, part: p.Part) -> float:
    """Return the height of a part as Qt lays it out."""
    stage = QWidget()
    view = VIEWS[type(part)](theme, part, stage)
    if not isinstance(part, p.Entry):
        view.setContentsMargins(theme.mm(EDGE), 0, theme.mm(EDGE), 0)
    layout = view.layout()
    assert layout is not None
    layout.activate()
    return max(layout.minimumHeightForWidth(PORTRAIT[0]), layout.minimumSize().height()) / (
        theme.px_per_mm
    )


@pytest.mark.parametrize("words", ["Jam", LONG, UNBROKEN, HTML, "Kertas hampir habis di printer"])
def test_no_part_is_higher_than_was_reckoned(theme: Theme, words: str) -> None:
    for page in pages(words).values():
        for part in page.parts:
            assert real_mm(theme, part) <= part_mm(part), part


@given(title=WORDS, detail=WORDS, pressable=st.booleans(), icon=st.sampled_from(["", "clock"]))
@settings(max_examples=60, deadline=None)
def test_no_row_is_higher_than_was_reckoned(
    qapp: QApplication, title: str, detail: str, icon: str, *, pressable: bool
) -> None:
    assert qapp is not None
    with shown(p.Page()) as glass:
        row = p.StatusRow("row", title or "x", detail, icon, "warn", pressable)
        field = p.Field("field", title or "x", detail, detail, title, pressable)
        for part in (row, field):
            assert real_mm(glass.frame.theme, part) <= part_mm(part)


@given(words=st.lists(WORDS, min_size=1, max_size=40), page=st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_a_page_of_rows_fits_and_no_row_is_lost(
    qapp: QApplication, words: list[str], page: int
) -> None:
    assert qapp is not None
    rows = [p.StatusRow(f"r{n}", w or "x", w, "clock", "pass") for n, w in enumerate(words)]
    above = (p.Title("Kondisi", "Semua pemeriksaan."),)
    foot = (BACK, SAVE)
    shown_rows, pages_of_rows = fitting_rows(rows, page, above, foot)
    with shown(p.Page((*above, *shown_rows), foot, pages_of_rows)) as glass:
        assert overfull(glass) == []
    count = pages_of_rows.pages if pages_of_rows else 1
    every = [row for n in range(count) for row in fitting_rows(rows, n, above, foot)[0]]
    assert every == rows


def test_lines_of_the_log_go_to_pages(theme: Theme) -> None:
    lines = [p.LogLine("08.41.12", f"Tiket A{n:03}", LONG) for n in range(60)]
    assert theme is not None
    gone = 0
    for number in range(9):
        box, told = fitting_lines(lines, number, (p.Title("Log"),), (BACK,))
        assert told is not None
        if number < told.pages:
            gone += len(box.lines)
            assert_page_holds(p.Page((p.Title("Log"), box), (BACK,), told))
    assert gone == len(lines)


def test_few_rows_need_no_pages() -> None:
    rows = [p.StatusRow("one", "Satu", "", "clock")]
    assert fitting_rows(rows, 3) == (tuple(rows), None)
    assert fitting_lines([], 0) == (p.LogLines(()), None)


def test_a_page_that_is_too_full_is_known_before_and_seen_after() -> None:
    many = (p.Choice("c", "Pilih", OPTIONS * 9, "32"),) * 4
    assert not fits(many, (BACK,))
    with shown(p.Page(many, (BACK,))) as glass:
        assert overfull(glass)


def test_room_that_a_pager_takes_is_counted() -> None:
    prose = p.Prose("\n".join(["Baris"] * 33))
    assert fits((prose,), (BACK,))
    assert not fits((prose,), (BACK,), paged=True)


def test_the_measures_of_the_page_are_those_of_the_glass(theme: Theme) -> None:
    with shown(pages("Jam")["fields"]) as glass:
        body = glass.frame.findChild(TechnicianPage)
        assert body is not None
        assert glass.frame.height() / theme.px_per_mm >= STAGE_MM
        assert body.y() / theme.px_per_mm <= HEAD_MM
        assert glass.find("server").width() / theme.px_per_mm >= WIDTH_MM
        assert glass.find("back").height() / theme.px_per_mm <= FOOT_MM + 0.2
        assert glass.find("page_back").height() / theme.px_per_mm <= PAGER_MM + 0.2
