"""Tab Kondisi, derived: worst first, a verdict in words, each check in detail, today's figures."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.selftest.checks import CHECKS
from kiosk.app.technician.tabs import PLACES
from kiosk.health.check import Check, Health
from kiosk.store.day_figures import DayFigures
from tests.premises import TUESDAY
from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician.kondisi import (
    ICONS,
    ROW,
    TAB_WORDS,
    WAYS,
    KondisiState,
    counted,
    derive_kondisi,
    worst_first,
)
from ui.presenters.technician.parts import Banner, Figures, Press, Prose, StatusRow
from ui.theme.icons import FOLDER

STATES = ("pass", "warn", "fail", "skip")
FIGURES = DayFigures(318, 204, 3, 41)


def check(name, state, words="kata", remedy="Lakukan.", last_pass=None):
    title = next((s.title for s, _ in CHECKS if s.id == name), name.title())
    return Check(name, title, state, words, remedy, last_pass)


def health(*checks):
    return Health(checks, TUESDAY)


def all_checks(state):
    return health(*(check(subject.id, state) for subject, _ in CHECKS))


def banner_of(page):
    return next(part for part in page.parts if isinstance(part, Banner))


def rows_of(page):
    return [part for part in page.parts if isinstance(part, StatusRow)]


def names_of(page):
    return [press.name for press in page.foot]


def test_before_the_first_answer_the_page_says_that_it_looks():
    page = derive_kondisi(KondisiState(looking=True))
    assert banner_of(page).title == "Sedang diperiksa"
    assert banner_of(page).press == Press("check", "Periksa", "arrows-clockwise", enabled=False)
    assert rows_of(page) == []


def test_a_kiosk_without_a_failure_is_ready_and_its_checks_are_counted():
    found = health(*[check(f"c{n}", "pass") for n in range(7)], check("touch", "warn"))
    banner = banner_of(derive_kondisi(KondisiState(found)))
    assert (banner.tone, banner.title) == ("good", "Siap melayani")
    assert banner.text == "7 baik · 1 perlu perhatian"


def test_a_kiosk_with_a_failure_is_not_and_the_failure_is_named():
    found = health(check("printer", "fail"), check("disk", "pass"), check("touch", "warn"))
    banner = banner_of(derive_kondisi(KondisiState(found)))
    assert (banner.tone, banner.title) == ("bad", "Belum siap: printer tiket")
    assert banner.text == "1 gagal · 1 perlu perhatian"


def test_of_many_failures_two_are_named():
    banner = banner_of(derive_kondisi(KondisiState(all_checks("fail"))))
    assert banner.title == f"Belum siap: printer tiket, kertas, dan {len(CHECKS) - 2} lagi"


def test_while_it_looks_again_the_last_answer_stays():
    banner = banner_of(derive_kondisi(KondisiState(all_checks("pass"), looking=True)))
    assert (banner.title, banner.text) == ("Siap melayani", "Sedang diperiksa lagi")
    assert banner.press is not None
    assert not banner.press.enabled


@given(st.lists(st.sampled_from(STATES), max_size=30))
def test_the_worst_come_first_and_else_nothing_changes_its_order(states):
    found = health(*(check(f"c{n:02}", state) for n, state in enumerate(states)))
    ranked = [("fail", "warn", "pass", "skip").index(c.state) for c in worst_first(found)]
    assert ranked == sorted(ranked)
    for state in STATES:
        ids = [c.id for c in worst_first(found) if c.state == state]
        assert ids == sorted(ids)


@given(st.lists(st.sampled_from(STATES), max_size=30))
def test_every_check_stands_on_exactly_one_page(states):
    found = health(*(check(f"c{n:02}", state) for n, state in enumerate(states)))
    first = derive_kondisi(KondisiState(found))
    count = first.pages.pages if first.pages else 1
    pages = [derive_kondisi(KondisiState(found, page=number)) for number in range(count)]
    names = [row.name for page in pages for row in rows_of(page)]
    assert sorted(names) == sorted(ROW + c.id for c in found.checks)


def test_a_row_says_its_check_and_can_be_opened():
    page = derive_kondisi(KondisiState(health(check("printer", "warn", "kertas hampir habis"))))
    assert rows_of(page) == [
        StatusRow("check_printer", "Printer tiket", "kertas hampir habis", "printer", "warn", True)
    ]


def test_todays_four_figures_stand_on_every_page():
    state = KondisiState(all_checks("pass"), FIGURES)
    figures = (("318", "tiket"), ("204", "kunjungan"), ("3", "cetak ulang"), ("41", "hanya syarat"))
    for number in range(3):
        assert Figures(figures) in derive_kondisi(replace(state, page=number)).parts


def test_figures_that_nobody_knows_are_not_zero():
    figures = next(p for p in derive_kondisi(KondisiState()).parts if isinstance(p, Figures))
    assert {figure for figure, _ in figures.items} == {"-"}


def test_the_foot_leads_to_test_print_and_stick():
    assert names_of(derive_kondisi(KondisiState())) == ["trial", "export"]


def test_a_detail_says_what_to_do_and_when_it_was_last_well():
    last = TUESDAY - timedelta(days=2)
    found = health(check("disk", "fail", "sisa 3 GB", "Kosongkan disk.", last))
    page = derive_kondisi(KondisiState(found, opened="disk"))
    texts = [part.text for part in page.parts if isinstance(part, Prose)]
    assert banner_of(page).text == "sisa 3 GB"
    assert texts == ["Yang perlu dilakukan: Kosongkan disk.", "Terakhir baik: 22-11-2026 09.41"]


def test_a_detail_of_what_was_never_well_says_so():
    page = derive_kondisi(KondisiState(health(check("disk", "skip", remedy="")), opened="disk"))
    texts = [part.text for part in page.parts if isinstance(part, Prose)]
    assert texts == ["Terakhir baik: belum pernah di mesin ini"]


def test_a_detail_leads_to_where_it_is_put_right():
    page = derive_kondisi(KondisiState(health(check("printer", "fail")), opened="printer"))
    assert names_of(page) == ["back", "check", "way"]
    assert page.foot[-1].text == "Buka Printer"


def test_what_no_tab_can_mend_has_no_way():
    page = derive_kondisi(KondisiState(health(check("disk", "fail")), opened="disk"))
    assert names_of(page) == ["back", "check"]


@pytest.mark.parametrize(("state", "can"), [("warn", True), ("pass", False)])
def test_alerts_can_be_marked_as_seen_where_there_are_any(state, can):
    page = derive_kondisi(KondisiState(health(check("alerts", state)), opened="alerts"))
    assert ("seen" in names_of(page)) == can


def test_a_check_that_is_gone_meanwhile_shows_the_list():
    page = derive_kondisi(KondisiState(health(check("disk", "pass")), opened="printer"))
    assert names_of(page) == ["trial", "export"]


def test_every_check_has_an_icon_that_lies_in_the_assets():
    assert set(ICONS) == {subject.id for subject, _ in CHECKS}
    missing = [
        name for name in ICONS.values() if not (FOLDER / "duotone" / f"{name}.svg").is_file()
    ]
    assert missing == []


def test_every_way_leads_to_a_page_that_there_is():
    assert set(WAYS) <= set(ICONS)
    assert set(WAYS.values()) == set(TAB_WORDS) <= set(PLACES)


def test_counts_that_are_nothing_are_left_out():
    assert counted(health(check("disk", "pass"))) == "1 baik"
    assert counted(health()) == ""


LONG = "layar melapor 23,8 inci dan pengaturan menyebut 21,5 inci, jadi ukurlah kacanya sendiri"


@pytest.mark.parametrize(
    "state",
    [
        KondisiState(looking=True),
        KondisiState(all_checks("pass"), FIGURES),
        KondisiState(all_checks("fail"), FIGURES, page=1),
        KondisiState(health(*(check(s.id, "warn", LONG) for s, _ in CHECKS)), FIGURES, page=2),
        KondisiState(health(check("alerts", "warn", LONG, LONG)), opened="alerts"),
    ],
    ids=["looking", "well", "failing", "long words", "detail"],
)
def test_every_page_holds_the_numbers_of_the_glass(qapp, state):
    assert_page_holds(derive_kondisi(state))
