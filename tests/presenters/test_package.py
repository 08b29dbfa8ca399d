"""A life event: its steps in order, what each comes to today, how few documents are enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.catalogue.life_events import core_steps
from kiosk.visits.ports import Usage
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Screen, Session
from kiosk.wording.fees import fee_text
from tests.premises import at, example_premises
from tests.presenters.scenes import (
    KTP,
    LANGUAGES,
    SKCK,
    after,
    button,
    in_package,
    pages_of,
    premises_with_service,
    scene_of,
    view_of,
)
from ui.presenters.package import PackageView, StepView, chosen_plan

PREMISES = example_premises()
EVENTS = sorted(PREMISES.catalogue.life_events)
FULL = Usage(series={"A": 999})


def steps_of(life_event: str, now: str = "2026-11-24T09:41", **more) -> dict[str, StepView]:
    scene = scene_of(in_package(life_event), at(now), **more)
    return {step.name: step for view in pages_of(scene) for step in view.steps}


def shown(session: Session, language: str = "id") -> PackageView:
    return view_of(scene_of(session, language=language))


def without_steps(life_event: str) -> Session:
    session = in_package(life_event)
    return after(*(ev.StepToggled(step) for step in session.steps), session=session)


@pytest.mark.parametrize("life_event", EVENTS)
def test_every_step_stands_there_once_in_the_order_of_the_event(life_event: str) -> None:
    scene = scene_of(in_package(life_event))
    steps = [step for view in pages_of(scene) for step in view.steps]
    wanted = [step.service for step in PREMISES.life_event(life_event).steps]
    assert [step.event for step in steps] == [ev.StepToggled(name) for name in wanted]
    assert [step.number for step in steps] == list(range(1, len(wanted) + 1))


@pytest.mark.parametrize("life_event", EVENTS)
def test_core_steps_are_ticked_and_the_others_are_offered(life_event: str) -> None:
    core = {f"step_{step.service}" for step in core_steps(PREMISES.life_event(life_event))}
    assert {name for name, step in steps_of(life_event).items() if step.ticked} == core


@pytest.mark.parametrize("life_event", EVENTS)
def test_only_ticked_steps_wait_and_each_says_why(life_event: str) -> None:
    plan = scene_of(in_package(life_event)).plan
    later = {f"step_{step.service}" for step in plan.later}
    found = steps_of(life_event)
    assert {name for name, step in found.items() if step.later} == later
    assert all(found[name].ticked and found[name].subtitle.endswith(".") for name in later)


@pytest.mark.parametrize(
    ("life_event", "service", "now", "subtitle"),
    [
        ("anak-lahir", "disdukcapil-kia", "2026-11-24T09:41", "Dukcapil · Loket 1 atau 2"),
        (
            "anak-lahir",
            "bpjs-kesehatan-bayi",
            "2026-11-24T09:41",
            "Nanti, setelah KK: tambah bayi lahir selesai.",
        ),
        (
            "anak-lahir",
            "disdukcapil-kia",
            "2026-11-24T14:31",
            "Sekarang tutup. Buka lagi besok, jam 08.00.",
        ),
        ("menikah", "kemenag-daftar-nikah", "2026-11-24T09:41", "Kemenag dan KUA · Loket 11"),
        (
            "menikah",
            "disdukcapil-kk-baru",
            "2026-11-24T09:41",
            "Nanti, setelah Daftar nikah di KUA selesai.",
        ),
        ("usia-17", "polres-sim-c-baru", "2026-11-24T09:41", "Polisi · Loket 6"),
    ],
)
def test_a_step_says_where_it_is_done_or_why_not_today(
    life_event: str, service: str, now: str, subtitle: str
) -> None:
    assert steps_of(life_event, now)[f"step_{service}"].subtitle == subtitle


def test_a_used_up_quota_is_the_reason_of_its_steps() -> None:
    step = steps_of("anak-lahir", usage=FULL)["step_disdukcapil-kia"]
    assert step.subtitle == "Nomor hari ini sudah habis. Buka lagi besok, jam 08.00."
    assert step.later


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("life_event", EVENTS)
def test_every_step_has_the_fee_of_its_service(life_event: str, language: str) -> None:
    for name, step in steps_of(life_event, language=language).items():
        service = PREMISES.service(name.removeprefix("step_"))
        assert step.fee == fee_text(PREMISES, service, scene_of(Session(), language=language).tr)
        assert step.free == (step.fee in {"Gratis", "Free"})


def test_a_fee_that_is_not_sure_is_not_called_free() -> None:
    premises = premises_with_service("disdukcapil-kia", confidence="low")
    step = steps_of("anak-lahir", premises=premises)["step_disdukcapil-kia"]
    assert not step.free


def test_one_unsure_service_stands_by_name_under_all_the_facts() -> None:
    premises = premises_with_service("disdukcapil-kia", confidence="low")
    view = view_of(scene_of(in_package("anak-lahir"), premises=premises))
    found = [(notice.title, notice.text) for notice in view.notices]
    assert found[1:] == [("Perlu dipastikan di loket", "Kartu Identitas Anak")]
    assert len(shown(in_package("anak-lahir")).notices) == 1


@pytest.mark.parametrize(
    ("life_event", "indonesian", "english"),
    [
        ("anak-lahir", "Cukup 6 berkas, bukan 14", "Just 6 documents, not 14"),
        ("menikah", "Siapkan 16 berkas", "Bring 16 documents"),
        ("usia-17", "Cukup 2 berkas, bukan 3", "Just 2 documents, not 3"),
        ("beli-tanah", "Cukup 7 berkas, bukan 10", "Just 7 documents, not 10"),
    ],
)
def test_the_visit_says_how_few_documents_are_enough(
    life_event: str, indonesian: str, english: str
) -> None:
    assert shown(in_package(life_event)).notices[0].title == indonesian
    assert shown(in_package(life_event), "en").notices[0].title == english


@pytest.mark.parametrize("life_event", EVENTS)
def test_the_main_button_counts_the_numbers_it_takes(life_event: str) -> None:
    scene = scene_of(in_package(life_event))
    view, stops = view_of(scene), scene.plan.stops
    if not stops:
        assert [found.name for found in view.buttons if found.primary] == ["print_list"]
        return
    words = "Ambil nomor" if len(stops) == 1 else f"Ambil {len(stops)} nomor"
    assert button(view, "take_number").text == words
    assert [found.name for found in view.buttons if found.primary] == ["take_number"]


def test_without_a_step_nothing_can_be_taken_or_printed() -> None:
    view = shown(without_steps("usia-17"))
    (only,) = view.buttons
    assert (only.name, only.enabled) == ("take_number", False)
    assert [notice.title for notice in view.notices] == ["Belum ada langkah yang dipilih"]
    assert chosen_plan(scene_of(without_steps("usia-17"))) is None


def test_a_life_event_at_night_offers_the_list() -> None:
    view = view_of(scene_of(in_package("anak-lahir"), at("2026-11-24T20:00")))
    assert [found.name for found in view.buttons] == ["print_list", "add_service", "special_help"]
    assert button(view, "print_list").primary


def test_a_life_event_beside_a_basket_leads_to_the_whole_visit() -> None:
    chosen = (ev.LifeEventChosen("usia-17"), ev.ConditionsAnswered(()))
    session = after(*chosen, session=replace(Session(), basket=(SKCK,)))
    view = shown(session)
    assert button(view, "open_summary").event == ev.Opened(Screen.SUMMARY.value)
    assert "take_number" not in {found.name for found in view.buttons}


def test_while_numbers_are_made_the_button_waits() -> None:
    waiting = button(shown(replace(in_package("usia-17"), issuing=True)), "take_number")
    assert (waiting.text, waiting.enabled) == ("Sebentar…", False)


@pytest.mark.parametrize(("life_event", "adjustable"), [("anak-lahir", True), ("usia-17", False)])
def test_what_holds_is_asked_where_it_changes_something(
    life_event: str, *, adjustable: bool
) -> None:
    heading = shown(in_package(life_event)).heading
    assert (heading.button is not None) is adjustable


def test_a_step_of_the_basket_can_be_unticked_too() -> None:
    session = replace(Session(), basket=(KTP, SKCK))
    session = after(
        ev.LifeEventChosen("kehilangan-dompet"), ev.ConditionsAnswered(()), session=session
    )
    assert KTP in session.steps
    unticked = after(ev.StepToggled(KTP), session=session)
    ticks = {s.name: s.ticked for view in pages_of(scene_of(unticked)) for s in view.steps}
    assert not ticks[f"step_{KTP}"]
    assert KTP not in unticked.request().services
    assert SKCK in unticked.request().services
    assert KTP in after(ev.StepToggled(KTP), session=unticked).request().services


def test_the_heading_is_the_events_full_name() -> None:
    for name in EVENTS:
        event = PREMISES.life_event(name)
        assert shown(in_package(name)).heading.title == event.name_id
        assert shown(in_package(name), "en").heading.title == event.name_en
