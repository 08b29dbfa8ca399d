"""``kiosk ticket issue``: the desk's way to a number, one line a visit, after its commit."""

from __future__ import annotations

import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from kiosk.store.connection import FILE
from kiosk.store.engine import sqlite3
from kiosk.visits.model import PRIORITY_GROUPS
from tests.commands.calling import KIA, KTP, MONDAY, ROOT, SKCK, SUNDAY, TILANG, Call

FIELDS = {
    "visit": str,
    "code": str,
    "terminal": int,
    "queue_day": str,
    "tickets": list,
    "later": list,
    "documents": list,
    "documents_unmerged": int,
    "count_to_bring": int,
    "slip": (str, type(None)),
    "screenshots": list,
    "timings_ms": dict,
}
TICKET = {
    "label": str,
    "code": str,
    "queue": str,
    "agencies": list,
    "services": list,
    "counters": list,
    "stop": int,
    "priority": (str, type(None)),
}
CHOICE = {
    "document": str,
    "holder": str,
    "forms": list,
    "original": bool,
    "copies": int,
    "sheets": int,
    "condition": list,
}
DOCUMENT = {**CHOICE, "choices": list, "later": bool, "for": list}


def has_shape(found: dict[str, Any], shape: dict[str, Any]) -> None:
    """Every field of the contract is there with its type; others may be added."""
    for name, kind in shape.items():
        assert name in found, name
        assert isinstance(found[name], kind), name


def issue(kiosk: Call, *arguments: object) -> dict[str, Any]:
    answer = kiosk("ticket", "issue", "--json", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer.only


def run_full(data: Path, queue: str, given: int) -> None:
    """Let a queue's series of today stand at ``given`` numbers."""
    connection = sqlite3.connect(data / FILE)
    with connection:
        connection.execute("UPDATE series SET next = ? WHERE queue = ?", (given + 1, queue))
    connection.close()


def test_every_field_of_the_contract_is_there(kiosk: Call) -> None:
    visit = issue(kiosk, KTP, SKCK)
    has_shape(visit, FIELDS)
    assert len(visit["tickets"]) == 2
    for ticket in visit["tickets"]:
        has_shape(ticket, TICKET)
        for counter in ticket["counters"]:
            assert set(counter) == {"number", "floor"}
    assert visit["documents"]
    for document in visit["documents"]:
        has_shape(document, DOCUMENT)
        for choice in document["choices"]:
            has_shape(choice, CHOICE)


def test_the_visit_is_a_uuid_and_its_code_has_twelve_plain_characters(kiosk: Call) -> None:
    visit = issue(kiosk, KTP)
    assert uuid.UUID(visit["visit"]).version in {4, 7}
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{12}", visit["code"])
    assert visit["tickets"][0]["code"] == visit["code"]


def test_day_terminal_and_label(kiosk: Call) -> None:
    visit = issue(kiosk, KTP)
    assert visit["queue_day"] == "2026-11-24"
    assert visit["terminal"] == 1
    assert visit["tickets"][0]["label"] == "A001"
    assert visit["tickets"][0]["queue"] == "A"


def test_without_printing_there_is_no_slip_and_no_picture(kiosk: Call, data: Path) -> None:
    visit = issue(kiosk, KTP)
    assert visit["slip"] is None
    assert visit["screenshots"] == []
    assert set(visit["timings_ms"]) == {"commit"}
    assert not (data / "slips").exists()


def test_with_printing_the_slip_lies_in_the_folder(kiosk: Call, data: Path) -> None:
    visit = issue(kiosk, KTP, "--print")
    slip = Path(visit["slip"])
    assert slip.parent == data / "slips"
    assert slip.read_bytes().startswith(b"%PDF-")
    assert set(visit["timings_ms"]) >= {"commit", "slip"}
    assert all(value > 0 for value in visit["timings_ms"].values())


def test_without_paper_the_number_is_given_all_the_same(kiosk: Call, data: Path) -> None:
    (data / "slips").mkdir(parents=True)
    (data / "slips" / "state.json").write_text('{"faults": ["media-empty"]}', encoding="utf-8")
    visit = issue(kiosk, KTP, "--print")
    assert visit["slip"] is None
    assert visit["tickets"][0]["label"] == "A001"
    assert kiosk("ledger", "verify").code == 0


def test_in_words_it_is_the_labels_alone(kiosk: Call) -> None:
    answer = kiosk("ticket", "issue", KTP, SKCK)
    labels = answer.out.split()
    assert answer.out.count("\n") == 1
    assert len(labels) == 2
    assert all(re.fullmatch(r"[A-Z]{1,2}\d{3}", label) for label in labels)


def test_each_visit_is_a_line_and_numbers_go_on(kiosk: Call) -> None:
    lines = kiosk("ticket", "issue", KTP, "--count", 5, "--json").lines
    assert [line["tickets"][0]["label"] for line in lines] == [f"A00{n}" for n in range(1, 6)]
    assert len({line["code"] for line in lines}) == 5
    assert issue(kiosk, KIA)["tickets"][0]["label"] == "A006"


def test_every_line_is_written_only_after_its_commit(data: Path) -> None:
    """Read the ledger, in another process, as soon as each line is seen."""
    issuer = subprocess.Popen(
        [
            *(sys.executable, "-m", "kiosk", "ticket", "issue", KTP, "--count", "40", "--json"),
            *("--data", str(data), "--now", "2026-11-24T09:41"),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert issuer.stdout is not None
    with issuer, issuer.stdout as output:
        for seen, _line in enumerate(output, start=1):
            reader = sqlite3.connect(f"file:{data / FILE}?mode=ro", uri=True)
            (written,) = reader.execute(
                "SELECT count(*) FROM event WHERE kind = 'visit.issued'"
            ).fetchone()
            reader.close()
            assert written >= seen
    assert issuer.returncode == 0
    assert seen == 40


@pytest.mark.parametrize("group", PRIORITY_GROUPS)
def test_priority_stands_on_every_ticket(kiosk: Call, group: str) -> None:
    visit = issue(kiosk, KTP, SKCK, "--priority", group)
    assert [ticket["priority"] for ticket in visit["tickets"]] == [group, group]


def test_without_priority_it_is_null(kiosk: Call) -> None:
    assert issue(kiosk, KTP)["tickets"][0]["priority"] is None


def test_a_priority_that_does_not_exist_is_misuse(kiosk: Call) -> None:
    answer = kiosk("ticket", "issue", KTP, "--priority", "vip", "--json")
    assert answer.code == answer.error["code"] == 2
    assert "lansia" in answer.error["message"]


def test_one_number_a_queue_however_many_services(kiosk: Call) -> None:
    (ticket,) = issue(kiosk, KTP, KIA)["tickets"]
    assert set(ticket["services"]) == {KTP, KIA}


def test_the_same_service_twice_is_once(kiosk: Call) -> None:
    assert issue(kiosk, KTP, KTP)["tickets"][0]["services"] == [KTP]


def test_what_gets_no_number_stands_apart_with_its_reason(kiosk: Call) -> None:
    visit = issue(kiosk, KTP, TILANG)
    assert [ticket["services"] for ticket in visit["tickets"]] == [[KTP]]
    (later,) = visit["later"]
    assert (later["service"], later["reason"], later["after"]) == (TILANG, "day", [])
    assert {d["later"] for d in visit["documents"]} == {True, False}


def test_the_language_goes_with_the_visit(kiosk: Call) -> None:
    assert issue(kiosk, KTP, "--lang", "en")["language"] == "en"
    assert issue(kiosk, KTP)["language"] == "id"


@pytest.mark.parametrize("name", ["no-such-service", "", "KTP", "disdukcapil", "x" * 10_000, "🙂"])
def test_an_unknown_service_is_misuse_and_writes_nothing(
    kiosk: Call, data: Path, name: str
) -> None:
    answer = kiosk("ticket", "issue", name, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "catalogue search" in answer.error["remedy"]
    assert answer.out == ""
    assert not (data / FILE).exists()


def test_an_empty_basket_is_refused(kiosk: Call, data: Path) -> None:
    answer = kiosk("ticket", "issue", "--json")
    assert answer.code == answer.error["code"] == 6
    assert not (data / FILE).exists()


def test_ten_services_are_too_many(kiosk: Call) -> None:
    names = [
        line["id"]
        for line in kiosk("catalogue", "search", "akta", "--limit", 50, "--json").only["results"]
    ]
    services = [name for name in dict.fromkeys(names) if name.startswith("disdukcapil-")][:10]
    assert len(services) == 10
    answer = kiosk("ticket", "issue", *services, "--json")
    assert answer.code == 2
    assert "9" in answer.error["message"]


@pytest.mark.parametrize(
    ("service", "now", "reason"),
    [
        (KTP, SUNDAY, "closed"),
        (KTP, "2026-11-24T07:59", "closed"),
        (KTP, "2026-11-24T14:31", "closed"),
        (TILANG, "2026-11-24T09:41", "day"),
    ],
)
def test_a_closed_counter_gives_no_number(
    kiosk: Call, data: Path, service: str, now: str, reason: str
) -> None:
    answer = kiosk("ticket", "issue", service, "--now", now, "--json")
    assert answer.code == answer.error["code"] == 6
    assert f"{service}: {reason}" in answer.error["message"]
    assert answer.out == ""
    assert kiosk("ledger", "export").out.count("visit.issued") == 0


def test_the_sixteenth_of_fifteen_is_refused_and_fifteen_are_written(kiosk: Call) -> None:
    answer = kiosk("ticket", "issue", TILANG, "--count", 20, "--now", MONDAY, "--json")
    assert answer.code == answer.error["code"] == 6
    assert "quota" in answer.error["message"]
    labels = [line["tickets"][0]["label"] for line in answer.lines]
    assert labels == [f"L{number:03}" for number in range(1, 16)]
    assert kiosk("ledger", "export").out.count('"kind":"ticket.issued"') == 15
    assert kiosk("ledger", "verify").code == 0


def test_the_quota_holds_over_several_starts(kiosk: Call) -> None:
    for _start in range(3):
        assert kiosk("ticket", "issue", TILANG, "--count", 5, "--now", MONDAY).code == 0
    assert kiosk("ticket", "issue", TILANG, "--now", MONDAY).code == 6
    assert kiosk("ticket", "issue", TILANG, "--now", "2026-11-30T09:00").out == "L001\n"


def test_the_thousandth_of_a_series_is_refused_and_another_queue_goes_on(
    kiosk: Call, data: Path
) -> None:
    issue(kiosk, KTP)
    run_full(data, "A", 998)
    assert issue(kiosk, KTP)["tickets"][0]["label"] == "A999"
    answer = kiosk("ticket", "issue", KTP, "--json")
    assert answer.code == answer.error["code"] == 6
    assert f"{KTP}: quota" in answer.error["message"]
    assert issue(kiosk, SKCK)["tickets"][0]["label"].endswith("001")


def test_beside_a_full_series_the_rest_of_a_visit_is_given(kiosk: Call, data: Path) -> None:
    issue(kiosk, KTP)
    run_full(data, "A", 999)
    visit = issue(kiosk, SKCK, KTP)
    assert [ticket["services"] for ticket in visit["tickets"]] == [[SKCK]]
    assert [(step["service"], step["reason"]) for step in visit["later"]] == [(KTP, "quota")]


def test_the_terminal_is_fixed_at_the_first_start(kiosk: Call, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "3")
    first = issue(kiosk, KTP)
    assert (first["terminal"], first["tickets"][0]["label"]) == (3, "A3001")
    monkeypatch.setenv("KIOSK_TERMINAL", "4")
    answer = kiosk("ticket", "issue", KTP, "--json")
    assert answer.code == answer.error["code"] == 7
    assert "terminal 3" in answer.error["message"]
    monkeypatch.delenv("KIOSK_TERMINAL")
    assert issue(kiosk, KTP)["tickets"][0]["label"] == "A3002"


def test_two_terminals_on_two_folders_never_share_a_label(
    kiosk: Call, tmp_path: Path, monkeypatch
) -> None:
    labels: list[str] = []
    for number in ("1", "2", "12"):
        monkeypatch.setenv("KIOSK_TERMINAL", number)
        folder = tmp_path / f"terminal-{number}"
        answer = kiosk("ticket", "issue", KTP, "--count", 3, "--data", folder)
        labels += answer.out.split()
    assert len(set(labels)) == 9
    assert {"A001", "A2001", "A12001"} <= set(labels)


def test_a_wrong_terminal_variable_is_misuse(kiosk: Call, data: Path, monkeypatch) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "0")
    answer = kiosk("ticket", "issue", KTP, "--json")
    assert answer.code == answer.error["code"] == 2
    assert not data.exists()


@pytest.mark.parametrize("count", ["0", "-1", "many", "100001"])
def test_a_count_that_is_none_is_misuse(kiosk: Call, count: str) -> None:
    assert kiosk("ticket", "issue", KTP, "--count", count).code == 2
