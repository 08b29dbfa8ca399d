"""Tab Log, derived: every kind of event in words, nothing of a visitor, filters and pages."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.wording.printer_faults import FAULTS, fault_words
from tests.premises import TUESDAY
from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician.event_words import KINDS, event_words, kinds_of
from ui.presenters.technician.log import FILTERS, LogItem, LogState, derive_log
from ui.presenters.technician.parts import Choice, LogLine, LogLines, Prose

ROOT = Path(__file__).resolve().parents[3]
KIND = re.compile(r"[a-z_]+\.[a-z_]*")
WRITES = {"record", "_record", "append", "_note", "note", "_recorded", "_told"}
NAMED = re.compile(r"[A-Z_]*(KIND|CHECKED|ALERT|SEEN|EPOCH_START)|kind")
BODIES = {
    "visit.issued": {"tickets": ["A012", "C003"], "code": "7QK4M2XW9DAB", "priority": "lansia"},
    "ticket.issued": {"label": "A012", "code": "7QK4M2XW9DAB", "services": ["paspor"]},
    "print.outcome": {"kind": "slip", "outcome": "not_printed", "copy": 1, "reason": "offline"},
    "print.settled": {"kind": "checklist", "outcome": "confirmed", "copy": 2},
    "printer.state": {"ready": False, "faults": ["media-empty", "cover-open"]},
    "printer.tested": {"printer": "cups:x", "came_out": True, "person": "Sari"},
    "paper.low": {"mm_left": 6_200},
    "paper.roll_changed": {"length_mm": 80_000},
    "queue_day.began": {"date": "2026-11-24", "why": "trusted"},
    "queue_day.doubted": {"date": "2026-11-24", "clock": "2016-01-01"},
    "day.closed": {"date": "2026-11-23", "events": 1_412},
    "epoch.start": {"reason": "damaged"},
    "epoch.salvaged": {"salvaged": 77},
    "store.checked": {"ok": False, "events": 9},
    "config.changed": {"key": "idle.choosing", "old": "60", "new": "90", "person": "Sari"},
    "person.added": {"who": "budi", "person": "Sari"},
    "ticket.reprinted": {"labels": ["A012"], "outcome": "printed", "person": "Sari"},
    "printer.trial_printed": {"outcome": "unknown", "reason": "", "person": "Sari"},
    "printer.chosen": {"printer": "cups:x", "person": "Sari"},
    "touch.tested": {"passed": False, "worst_mm": 9, "person": "Sari"},
    "stick.imported": {"kind": "mall", "outcome": "done", "person": "Sari"},
    "stick.exported": {"parts": [], "outcome": "disk_full", "person": "Sari"},
    "line.tried": {"outcome": "empty", "person": "Sari"},
    "search.unfound": {"word": "budi-santoso", "visits": 3},
}


def kinds_written():
    """Return every kind of event that the sources write, with where.

    Of one that is put together while it runs only the beginning is known: "person.".
    """
    found = {}
    for path in sorted((ROOT / "kiosk").rglob("*.py")):
        if "bench" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for text in _kinds_of(node):
                found[text] = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
    return found


def _kinds_of(node):
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        places = node.args[:2] if name in WRITES else []
    elif isinstance(node, ast.Assign):
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        places = [node.value] if any(NAMED.fullmatch(name) for name in names) else []
    else:
        places = []
    for place in places:
        for part in ast.walk(place):
            text = part.value if isinstance(part, ast.Constant) else None
            if isinstance(text, str) and KIND.fullmatch(text):
                yield text


def shown(kind, body=None):
    return event_words(kind, BODIES.get(kind, {"person": "Sari"}) if body is None else body)


def test_every_kind_that_the_sources_write_has_words():
    written = kinds_written()
    assert len(written) > 25
    known = {*KINDS, *(f"{kind.split('.')[0]}." for kind in KINDS)}
    assert {kind: place for kind, place in written.items() if kind not in known} == {}


def test_no_words_are_kept_for_a_kind_that_nobody_writes():
    written = set(kinds_written())
    families = tuple(kind for kind in written if kind.endswith("."))
    assert {kind for kind in set(KINDS) - written if not kind.startswith(families)} == set()


@pytest.mark.parametrize(
    ("kind", "detail"),
    [
        ("visit.issued", "2 nomor: A012, C003"),
        ("ticket.issued", "A012"),
        ("print.outcome", "tiket tidak keluar"),
        ("print.settled", "daftar syarat dipegang pengunjung, cetakan ke-2"),
        ("printer.state", "kertas habis, penutup terbuka"),
        ("printer.tested", "keluar utuh · Sari"),
        ("paper.low", "sisa 6,2 m"),
        ("paper.roll_changed", "80,0 m"),
        ("queue_day.began", "24-11-2026"),
        ("queue_day.doubted", "jam menunjuk 01-01-2016, nomor tetap untuk 24-11-2026"),
        ("day.closed", "23-11-2026 · 1.412 catatan"),
        ("epoch.start", "buku sebelumnya rusak"),
        ("epoch.salvaged", "77 catatan"),
        ("store.checked", "rusak · 9 catatan"),
        ("config.changed", "idle.choosing · Sari"),
        ("person.added", "budi · oleh Sari"),
        ("ticket.reprinted", "A012 keluar · Sari"),
        ("printer.trial_printed", "tidak pasti · Sari"),
        ("printer.chosen", "cups:x · Sari"),
        ("touch.tested", "tidak berhasil, meleset 9 mm · Sari"),
        ("stick.imported", "berkas mal · Sari"),
        ("stick.exported", "tidak berhasil · Sari"),
        ("line.tried", "semua sampai · Sari"),
        ("search.unfound", "satu kata dicari 3 pengunjung"),
    ],
)
def test_a_body_is_told_in_words(kind, detail):
    assert shown(kind).detail == detail


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_points_to_a_visitor_is_ever_shown(kind):
    private = {
        "word": "budi-santoso",
        "code": "7QK4M2XW9DAB",
        "priority": "lansia",
        "visit": "uuid-1",
    }
    told = shown(kind, {**BODIES.get(kind, {}), **private, "visits": 3, "tickets": ["A012"]})
    text = f"{told.title} {told.detail}"
    assert not any(value in text for value in private.values())


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_that_was_tampered_with_leaves_the_title(kind):
    for body in ({}, {"person": 7}, {"outcome": [], "faults": 3, "date": None, "tickets": 9}):
        told = event_words(kind, body)
        assert told.title == KINDS[kind].title


@given(
    st.dictionaries(
        st.sampled_from(["outcome", "kind", "ready", "faults", "date", "ok"]),
        st.none() | st.integers() | st.text(),
    )
)
def test_no_body_ever_breaks_the_log(body):
    for kind in KINDS:
        assert event_words(kind, body).title


def test_a_kind_of_a_newer_program_is_shown_by_its_name():
    told = event_words("robot.danced", {})
    assert (told.title, told.detail, told.is_problem) == ("Catatan lain", "robot.danced", False)


@pytest.mark.parametrize(
    ("kind", "body", "problem"),
    [
        ("print.outcome", {"kind": "slip", "outcome": "printed", "copy": 1}, False),
        ("print.outcome", {"kind": "slip", "outcome": "unknown", "copy": 1}, True),
        ("printer.state", {"ready": True, "faults": []}, False),
        ("printer.state", {"ready": False, "faults": []}, True),
        ("store.checked", {"ok": True, "events": 9}, False),
        ("staff.alert", {}, True),
        ("ticket.issued", {"label": "A001"}, False),
        ("technician.locked", {"person": "s", "tries": 15}, True),
        ("stick.imported", {"kind": "mall", "outcome": "data", "person": "s"}, True),
        ("stick.imported", {"kind": "mall", "person": "baris perintah"}, False),
    ],
)
def test_what_is_a_problem_is_one_by_its_body(kind, body, problem):
    assert event_words(kind, body).is_problem is problem


def test_the_groups_hold_what_belongs_to_them():
    assert "print.outcome" in kinds_of("problem")
    assert "staff.alert" in kinds_of("problem")
    assert "ticket.issued" not in kinds_of("problem")
    assert "technician.entered" in kinds_of("technician")
    assert "visit.issued" not in kinds_of("technician")


def test_every_fault_of_a_printer_has_words_once():
    assert fault_words([*FAULTS, *FAULTS]) == ", ".join(words for words, _ in FAULTS.values())
    assert fault_words(["moving-to-paused"]) == "belum siap"
    assert fault_words([]) == ""


def item(number=0, kind="ticket.issued"):
    return LogItem(TUESDAY - timedelta(minutes=number), kind, BODIES.get(kind, {"person": "Sari"}))


def lines_of(page):
    return [line for part in page.parts if isinstance(part, LogLines) for line in part.lines]


def prose_of(page):
    return [part.text for part in page.parts if isinstance(part, Prose)]


def test_an_event_is_one_line_with_its_local_time():
    page = derive_log(LogState((item(),)))
    assert lines_of(page) == [LogLine("24-11 09.41", "Nomor diberikan", "A012")]


def test_the_filter_stands_above_with_the_chosen_one():
    page = derive_log(LogState((), "masalah"))
    assert page.parts[0] == Choice("filter", "", FILTERS, "masalah")


@pytest.mark.parametrize("chosen", ["semua", "masalah", "teknisi"])
def test_an_empty_filter_says_so(chosen):
    assert len(prose_of(derive_log(LogState((), chosen)))) == 1


def test_what_is_being_read_and_what_cannot_be_read_are_told_apart():
    assert prose_of(derive_log(LogState())) == ["Sedang dibaca."]
    assert "tidak dapat dibaca" in prose_of(derive_log(LogState(readable=False)))[0]


@given(st.integers(min_value=1, max_value=60))
def test_every_line_stands_on_exactly_one_page(count):
    items = tuple(item(number) for number in range(count))
    first = derive_log(LogState(items))
    pages = first.pages.pages if first.pages else 1
    told = [
        line
        for number in range(pages)
        for line in lines_of(derive_log(LogState(items, page=number)))
    ]
    assert [line.when for line in told] == [i.at.strftime("%d-%m %H.%M") for i in items]


@pytest.mark.parametrize("page", [0, 1, 9])
def test_every_page_holds_the_numbers_of_the_glass(qapp, page):
    items = tuple(item(number, kind) for number, kind in enumerate([*KINDS, *KINDS]))
    assert_page_holds(derive_log(LogState(items, page=page)))


def test_a_page_without_lines_holds_them_too(qapp):
    assert_page_holds(derive_log(LogState((), "masalah")))
