"""Issuing: planned again at the moment of issue, whole or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.errors import Refused, UnknownId
from kiosk.visits.issuing import NothingToIssue, issue_visit
from kiosk.visits.model import Request
from kiosk.visits.ports import Usage
from kiosk.visits.report import visit_report
from tests.fakes import NotedLedger
from tests.premises import TUESDAY, at, example_premises

PREMISES = example_premises()
KTP = "disdukcapil-ktp-hilang-rusak"


def test_a_draft_carries_all_that_the_ledger_must_know() -> None:
    ledger = NotedLedger()
    request = Request((KTP, "kemenkum-merek"), None, (), "lansia", "en")
    issued = issue_visit(PREMISES, ledger, request, TUESDAY, print_copy=True)
    (draft,) = ledger.drafts
    assert (draft.priority, draft.language, draft.print_copy) == ("lansia", "en", True)
    assert draft.catalogue_version == PREMISES.catalogue.version
    assert draft.request == request
    assert [stop.services for stop in draft.stops] == [(KTP,)]
    assert [(step.service, step.reason) for step in draft.later] == [("kemenkum-merek", "not_here")]
    assert issued.plan.services == (KTP, "kemenkum-merek")


def test_a_counter_that_closed_meanwhile_gives_no_number() -> None:
    ledger = NotedLedger()
    with pytest.raises(NothingToIssue) as caught:
        issue_visit(PREMISES, ledger, Request((KTP,)), at("2026-11-24T14:30"), print_copy=False)
    assert ledger.drafts == []
    assert caught.value.plan.later[0].reason == "closed"
    assert caught.value.code == 6


def test_a_quota_that_ran_out_meanwhile_gives_no_number() -> None:
    ledger = NotedLedger(Usage(series={"A": 999}))
    with pytest.raises(NothingToIssue, match="quota"):
        issue_visit(PREMISES, ledger, Request((KTP,)), TUESDAY, print_copy=False)
    assert ledger.drafts == []


@pytest.mark.parametrize(
    ("request_", "error"),
    [
        (Request(()), Refused),
        (Request(("terbang",)), UnknownId),
        (Request((), "terbang"), UnknownId),
    ],
)
def test_a_wrong_request_never_reaches_the_ledger(
    request_: Request, error: type[Exception]
) -> None:
    ledger = NotedLedger()
    with pytest.raises(error):
        issue_visit(PREMISES, ledger, request_, TUESDAY, print_copy=False)
    assert ledger.drafts == []


def test_one_number_is_enough_and_the_rest_stands_in_later() -> None:
    request = Request((KTP, "imigrasi-paspor-baru", "samsat-balik-nama"))
    issued = issue_visit(PREMISES, NotedLedger(), request, TUESDAY, print_copy=False)
    assert [ticket.label for ticket in issued.visit.tickets] == ["A001"]
    assert {step.reason for step in issued.visit.later} == {"day", "information"}


def test_the_report_has_every_field_other_programs_rely_on() -> None:
    request = Request((), "anak-lahir")
    issued = issue_visit(PREMISES, NotedLedger(), request, TUESDAY, print_copy=False)
    report = visit_report(issued, slip="x.pdf", screenshots=["a.png"], timings_ms={"commit": 1.0})
    assert {
        "visit",
        "code",
        "terminal",
        "queue_day",
        "tickets",
        "later",
        "documents",
        "documents_unmerged",
        "count_to_bring",
        "slip",
        "screenshots",
        "timings_ms",
    } <= report.keys()
    assert {
        "label",
        "code",
        "queue",
        "agencies",
        "services",
        "counters",
        "stop",
        "priority",
    } <= report["tickets"][0].keys()
    choice = {"document", "holder", "forms", "original", "copies", "sheets", "condition"}
    for line in report["documents"]:
        assert choice | {"choices", "later", "for"} <= line.keys()
        assert all(choice <= other.keys() for other in line["choices"])
    assert (report["documents_unmerged"], report["count_to_bring"]) == (18, 8)
    assert report["later"][0]["after"] == ["disdukcapil-kk-tambah-anak"]


def test_the_report_counts_what_is_marked_to_bring() -> None:
    request = Request((), "beli-tanah")
    issued = issue_visit(PREMISES, NotedLedger(), request, TUESDAY, print_copy=False)
    report = visit_report(issued)
    assert sum(line["to_bring"] for line in report["documents"]) == report["count_to_bring"] == 16
    assert report["documents_unmerged"] == 48


def test_answers_change_the_list_of_the_report() -> None:
    asked = Request(("disdukcapil-kk-baru",))
    single = replace(asked, answers=(("menikah", False),))
    lists = [
        visit_report(issue_visit(PREMISES, NotedLedger(), r, TUESDAY, print_copy=False))
        for r in (asked, single)
    ]
    conditions = [{c for x in found["documents"] for c in x["condition"]} for found in lists]
    assert "menikah" in conditions[0]
    assert "menikah" not in conditions[1]
    assert lists[1]["count_to_bring"] < lists[0]["count_to_bring"]
