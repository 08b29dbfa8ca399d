"""The merged list: the catalogue's own counts, the six rules, and the laws behind them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.catalogue.checklist import Checklist
from kiosk.catalogue.life_events import (
    ancestors,
    core_steps,
    direct_dependencies,
    every_dependency,
    merge_life_event,
)
from kiosk.catalogue.loading import load_catalogue
from kiosk.catalogue.merge import MergeStep, merge
from kiosk.catalogue.model import LifeEvent

CATALOGUE = load_catalogue()
EVENTS = tuple(CATALOGUE.life_events.values())


def flat(checklist: Checklist) -> set[tuple[object, ...]]:
    """Return every choice of every line as plain values."""
    return {
        (c.document, c.holder, c.copies, c.sheets, c.original, frozenset(c.conditions))
        for line in checklist.lines
        for c in (line.first, *line.choices)
    }


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_core_steps_come_to_the_counts_the_life_event_states(event: LifeEvent) -> None:
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    stated = event.checklist_core
    assert (merged.unmerged, len(merged.lines), merged.to_bring) == (
        stated.count_unmerged,
        stated.count_merged,
        stated.count_to_bring,
    )


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_core_steps_come_to_the_lines_the_life_event_states(event: LifeEvent) -> None:
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    assert flat(merged) == {
        (x.doc, x.holder, x.copies, x.sheets, x.original, frozenset(x.conditions))
        for x in event.checklist_core.lines
    }


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_optional_steps_come_to_the_counts_the_life_event_states(event: LifeEvent) -> None:
    merged = merge_life_event(CATALOGUE, event, event.steps)
    stated = event.checklist_with_optional
    assert (merged.unmerged, len(merged.lines), merged.to_bring) == (
        stated.count_unmerged,
        stated.count_merged,
        stated.count_to_bring,
    )


def test_buying_land_needs_sixteen_documents_instead_of_forty_eight_lists() -> None:
    event = CATALOGUE.life_events["beli-tanah"]
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    assert (merged.unmerged, len(merged.lines), merged.to_bring) == (48, 18, 16)


def test_a_newborn_needs_eight_documents() -> None:
    event = CATALOGUE.life_events["anak-lahir"]
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    assert (merged.unmerged, len(merged.lines), merged.to_bring) == (18, 10, 8)


def test_a_document_made_on_the_way_says_from_which_step_it_comes() -> None:
    event = CATALOGUE.life_events["anak-lahir"]
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    made = {(item.document, item.made_by, item.used_in) for item in merged.made}
    assert ("kk", "disdukcapil-kk-tambah-anak", "bpjs-kesehatan-bayi") in made
    assert "akta-kelahiran" not in {line.first.document for line in merged.lines}


def test_choices_of_one_service_are_one_line() -> None:
    service = CATALOGUE.services["polres-skck-baru"]
    merged = merge([MergeStep(service, {})])
    line = next(line for line in merged.lines if line.first.document == "akta-kelahiran")
    assert [choice.document for choice in line.choices] == ["surat-kenal-lahir"]


def test_a_document_on_the_list_anyway_takes_the_choices_in() -> None:
    event = CATALOGUE.life_events["kerja-luar-negeri"]
    merged = merge_life_event(CATALOGUE, event, core_steps(event))
    line = next(line for line in merged.lines if line.first.document == "akta-kelahiran")
    assert {choice.document for choice in line.choices} == {
        "surat-kenal-lahir",
        "ijazah",
        "buku-nikah",
    }


def test_groups_of_two_services_become_one_line_with_the_common_choices() -> None:
    names = ("imigrasi-paspor-baru", "kemenhaj-daftar-haji")
    merged = merge([MergeStep(CATALOGUE.services[name], {}) for name in names])
    grouped = [line for line in merged.lines if line.choices]
    assert len(grouped) == 1
    assert set(grouped[0].services) == set(names)


def test_a_no_drops_a_line_and_a_yes_makes_it_unconditional() -> None:
    service = CATALOGUE.services["disdukcapil-kk-baru"]
    asked = merge([MergeStep(service, {})])
    married = merge([MergeStep(service, {})], answers={"menikah": True})
    single = merge([MergeStep(service, {})], answers={"menikah": False})
    book = [line for line in asked.lines if line.first.document == "buku-nikah"]
    assert book[0].first.conditions == ("menikah",)
    assert "menikah" not in {c for line in married.lines for c in line.first.conditions}
    assert "buku-nikah" not in {line.first.document for line in single.lines}


def test_what_only_later_steps_need_stands_apart() -> None:
    today = CATALOGUE.services["disdukcapil-ktp-hilang-rusak"]
    later = CATALOGUE.services["imigrasi-paspor-baru"]
    merged = merge([MergeStep(today, {}), MergeStep(later, {}, later=True)])
    apart = {line.services for line in merged.lines if line.later}
    assert apart
    assert all(services == (later.id,) for services in apart)


baskets = st.lists(st.sampled_from(sorted(CATALOGUE.services)), min_size=1, max_size=9, unique=True)


def steps_of(names: list[str]) -> list[MergeStep]:
    before = ancestors(names, every_dependency(CATALOGUE))
    services = CATALOGUE.services
    return [
        MergeStep(services[n], {other: services[other].output.doc for other in before[n]})
        for n in names
    ]


@given(baskets)
def test_no_document_of_one_person_stands_on_two_lines_of_its_own(names: list[str]) -> None:
    merged = merge(steps_of(names))
    plain = [(x.first.document, x.first.holder) for x in merged.lines if not x.choices]
    assert len(plain) == len(set(plain))


@given(baskets)
def test_the_merged_list_is_never_longer_than_the_separate_lists(names: list[str]) -> None:
    merged = merge(steps_of(names))
    assert len(merged.lines) <= merged.unmerged
    assert merged.to_bring <= len(merged.lines)


@given(baskets)
def test_photocopies_and_sheets_add_up_to_what_the_services_ask(names: list[str]) -> None:
    merged = merge([MergeStep(CATALOGUE.services[name], {}) for name in names])
    needs = [need for name in names for need in CATALOGUE.services[name].requirements]
    for line in merged.lines:
        key = (line.first.document, line.first.holder)
        uses = [need for need in needs if (need.doc, need.holder) == key]
        if any(need.any_of for need in uses):
            continue
        paper = (need for need in uses if need.form in {"fotokopi", "lembar"})
        asked = sum(need.copies * need.per_person for need in paper)
        assert line.first.copies + line.first.sheets == asked


@given(baskets)
def test_the_order_of_a_basket_changes_no_count(names: list[str]) -> None:
    forwards = merge([MergeStep(CATALOGUE.services[name], {}) for name in names])
    backwards = merge([MergeStep(CATALOGUE.services[name], {}) for name in reversed(names)])
    assert forwards.unmerged == backwards.unmerged
    assert len(forwards.lines) == len(backwards.lines)


@given(baskets)
def test_nothing_that_an_earlier_step_makes_is_brought_to_a_later_one(names: list[str]) -> None:
    before = ancestors(names, every_dependency(CATALOGUE))
    merged = merge(steps_of(names))
    for line in merged.lines:
        for service in line.services:
            outputs = {CATALOGUE.services[name].output.doc for name in before[service]}
            assert line.first.document not in outputs


def test_every_pair_that_a_life_event_orders_holds_in_a_free_basket() -> None:
    pairs = {(a, b) for b, before in every_dependency(CATALOGUE).items() for a in before}
    assert len(pairs) == 74
    before = ancestors(sorted(CATALOGUE.services), every_dependency(CATALOGUE))
    assert all(name not in found for name, found in before.items())


def test_a_dependency_on_a_step_that_was_not_chosen_does_not_apply() -> None:
    event = CATALOGUE.life_events["anak-lahir"]
    direct = direct_dependencies(event)
    chosen = ["disdukcapil-kia", "disdukcapil-akta-kelahiran"]
    assert ancestors(chosen, direct)["disdukcapil-kia"] == {"disdukcapil-akta-kelahiran"}
