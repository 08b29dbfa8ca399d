"""The report of a visit: what other programs rely on, field by field, from the visit itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kiosk.catalogue.mall import Counter
from kiosk.visits.issuing import Issued
from kiosk.visits.model import LaterStep, Request, Ticket, Visit
from kiosk.visits.plan import plan_visit
from kiosk.visits.ports import Usage
from kiosk.visits.report import visit_report
from tests.premises import TUESDAY, example_premises

KTP = "disdukcapil-ktp-hilang-rusak"
PREMISES = example_premises()


def issued(request: Request, *later: LaterStep) -> Issued:
    """Return a visit with one ticket and the plan of a request."""
    ticket = Ticket(
        label="A001",
        code="7QK4M2XW9DAB",
        queue="A",
        agencies=("disdukcapil",),
        services=(KTP,),
        counters=(Counter(1, 1), Counter("Meja Informasi", 2)),
        stop=1,
        after=("B007",),
        priority="lansia",
    )
    visit = Visit(
        visit="5d0f2f8e-2f5c-4a6e-9f57-0d8f3c6b7a11",
        code=ticket.code,
        terminal=3,
        queue_day="2026-11-24",
        issued_at="2026-11-24T09:41:00+07:00",
        catalogue_version=7,
        life_event=request.life_event,
        language="en",
        tickets=(ticket,),
        later=later,
    )
    return Issued(visit, plan_visit(PREMISES, request, TUESDAY, Usage()))


def report(request: Request | None = None, *later: LaterStep, **more: Any) -> dict[str, Any]:
    return visit_report(issued(request or Request((KTP,)), *later), **more)


def test_the_visit_speaks_for_itself() -> None:
    found = report()
    assert found["visit"] == "5d0f2f8e-2f5c-4a6e-9f57-0d8f3c6b7a11"
    assert found["code"] == "7QK4M2XW9DAB"
    assert found["terminal"] == 3
    assert found["queue_day"] == "2026-11-24"
    assert found["catalogue_version"] == 7
    assert found["language"] == "en"


def test_a_ticket_says_all_it_has() -> None:
    assert report()["tickets"] == [
        {
            "label": "A001",
            "code": "7QK4M2XW9DAB",
            "queue": "A",
            "agencies": ["disdukcapil"],
            "services": [KTP],
            "counters": [{"number": 1, "floor": 1}, {"number": "Meja Informasi", "floor": 2}],
            "stop": 1,
            "after": ["B007"],
            "priority": "lansia",
        }
    ]


@pytest.mark.parametrize(
    "reason", ["not_here", "information", "online", "day", "closed", "quota", "prerequisite"]
)
def test_later_steps_keep_their_reason(reason: Any) -> None:
    step = LaterStep("kpp-npwp-op", reason, ("dpmptsp-nib-umk",))
    assert report(None, step)["later"] == [
        {"service": "kpp-npwp-op", "after": ["dpmptsp-nib-umk"], "reason": reason}
    ]


def test_without_paper_and_pictures_nothing_is_claimed() -> None:
    found = report()
    assert found["slip"] is None
    assert found["screenshots"] == []
    assert found["timings_ms"] == {}


def test_paper_pictures_and_timings_go_through() -> None:
    found = report(slip="a.pdf", screenshots=("1.png", "2.png"), timings_ms={"commit": 1.5})
    assert found["slip"] == "a.pdf"
    assert found["screenshots"] == ["1.png", "2.png"]
    assert found["timings_ms"] == {"commit": 1.5}


@pytest.mark.parametrize("event", sorted(PREMISES.catalogue.life_events))
def test_every_life_event_can_be_told(event: str) -> None:
    found = report(Request((), event))
    again = json.loads(json.dumps(found))
    assert again == found
    assert found["life_event"] == event


@pytest.mark.parametrize("event", sorted(PREMISES.catalogue.life_events))
def test_the_counts_are_those_of_the_lines(event: str) -> None:
    found = report(Request((), event))
    lines = found["documents"]
    assert found["count_to_bring"] == sum(line["to_bring"] for line in lines)
    assert found["documents_unmerged"] >= len(lines)
    assert found["count_to_bring"] <= len(lines) <= found["documents_unmerged"]


def test_every_line_names_whom_it_is_for() -> None:
    found = report(Request((), "beli-tanah"))
    chosen = set(plan_visit(PREMISES, Request((), "beli-tanah"), TUESDAY, Usage()).services)
    for line in found["documents"]:
        assert line["for"]
        assert set(line["for"]) <= chosen


def test_a_line_has_at_most_one_place_in_the_list() -> None:
    lines = report(Request((), "anak-lahir"))["documents"]
    keys = [(line["document"], line["holder"], tuple(line["condition"])) for line in lines]
    assert len(keys) == len(set(keys))


def test_choices_have_the_shape_of_a_line() -> None:
    choices = [
        (line, choice)
        for event in PREMISES.catalogue.life_events
        for line in report(Request((), event))["documents"]
        for choice in line["choices"]
    ]
    assert choices
    for line, choice in choices:
        assert set(choice) == set(line) - {"choices", "later", "to_bring", "for"}
        assert choice["document"] in PREMISES.catalogue.documents


def test_what_the_visit_itself_makes_is_told_with_where_it_comes_from() -> None:
    made = [
        entry
        for event in PREMISES.catalogue.life_events
        for entry in report(Request((), event))["documents_made"]
    ]
    assert made
    for entry in made:
        assert set(entry) == {"document", "from", "for"}
        assert entry["document"] in PREMISES.catalogue.documents


def test_documents_for_later_steps_are_marked() -> None:
    tilang = report(Request((KTP, "kejaksaan-tilang")))
    later = {line["document"] for line in tilang["documents"] if line["later"]}
    assert "surat-tilang" in later


def test_an_answer_of_no_takes_conditional_lines_away() -> None:
    service = "disdukcapil-kk-baru"
    opened = report(Request((service,)))
    denied = report(Request((service,), answers=(("menikah", False),)))
    asked = {name for line in opened["documents"] for name in line["condition"]}
    left = {name for line in denied["documents"] for name in line["condition"]}
    assert "menikah" in asked
    assert "menikah" not in left
    assert denied["documents_unmerged"] < opened["documents_unmerged"]
