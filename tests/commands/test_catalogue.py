"""``kiosk catalogue``: every fault in one pass, a record whole, search with all its forgiveness."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kiosk.catalogue.search.normalise import clean
from tests.commands.calling import KTP, MONDAY, SUNDAY, TILANG, Call
from tests.premises import bundled_copy, example_premises

WRONG = "lihat-ini-tidak-ada"


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def found(kiosk: Call, *words: str) -> list[str]:
    answer = kiosk("catalogue", "search", "--json", "--", *words)
    assert (answer.code, answer.err) == (0, "")
    return [result["id"] for result in answer.only["results"]]


def test_the_bundled_catalogue_has_no_fault(kiosk: Call) -> None:
    answer = kiosk("catalogue", "check", "--json")
    assert answer.code == 0
    body = answer.only
    catalogue = example_premises().catalogue
    assert body["ok"] is True
    assert body["services"] == len(catalogue.services)
    assert body["agencies"] == len(catalogue.agencies)
    assert body["life_events"] == len(catalogue.life_events) == 22


def test_checking_in_words(kiosk: Call) -> None:
    answer = kiosk("catalogue", "check")
    assert answer.out.startswith("No fault: ")
    assert "22 life events" in answer.out


def test_a_folder_of_ones_own_is_checked(kiosk: Call, tmp_path: Path) -> None:
    assert kiosk("catalogue", "check", bundled_copy(tmp_path)).code == 0


def test_every_fault_is_told_in_one_pass_with_its_place_and_remedy(
    kiosk: Call, tmp_path: Path
) -> None:
    folder = bundled_copy(tmp_path)
    edited(folder / "agencies" / "polres.json", '"doc": "ktp-el"', f'"doc": "{WRONG}"')
    event = folder / "life_events" / "anak-lahir.json"
    edited(event, '"disdukcapil-kia"', f'"{WRONG}"')
    answer = kiosk("catalogue", "check", folder, "--json")
    assert answer.code == 8
    faults = answer.lines
    files = {fault["file"] for fault in faults}
    assert any("polres.json" in name for name in files)
    assert any("anak-lahir.json" in name for name in files)
    for fault in faults:
        assert set(fault) == {"file", "place", "message", "remedy"}
        assert fault["message"]
        assert fault["remedy"]


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "\x00", '{"agency": 1}', "\ufeff{}"])
def test_a_broken_file_is_a_fault_and_no_crash(kiosk: Call, tmp_path: Path, content: str) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "agencies" / "polres.json").write_text(content, encoding="utf-8")
    answer = kiosk("catalogue", "check", folder)
    assert answer.code == 8
    assert "polres.json" in answer.out
    assert "Traceback" not in answer.out + answer.err


def test_bytes_that_are_no_text_are_a_fault(kiosk: Call, tmp_path: Path) -> None:
    folder = bundled_copy(tmp_path)
    (folder / "documents.json").write_bytes(b"\xff\xfe\x00{")
    answer = kiosk("catalogue", "check", folder)
    assert answer.code == 8
    assert "documents.json" in answer.out


@pytest.mark.parametrize("name", ["catalogue.json", "documents.json", "sources.json"])
def test_a_missing_file_is_a_fault(kiosk: Call, tmp_path: Path, name: str) -> None:
    folder = bundled_copy(tmp_path)
    (folder / name).unlink()
    answer = kiosk("catalogue", "check", folder)
    assert answer.code == 8
    assert name in answer.out


def test_a_folder_that_is_not_there_is_a_fault(kiosk: Call, tmp_path: Path) -> None:
    answer = kiosk("catalogue", "check", tmp_path / "nowhere")
    assert answer.code == 8
    assert "Traceback" not in answer.out + answer.err


def test_a_kiosk_refuses_a_damaged_catalogue(kiosk: Call, data: Path) -> None:
    folder = bundled_copy(data.parent)
    edited(folder / "agencies" / "polres.json", '"doc": "ktp-el"', '"doc": 7')
    data.mkdir()
    (data / "config.toml").write_text(f'[mall]\ncatalogue = "{folder}"\n', encoding="utf-8")
    answer = kiosk("ticket", "issue", KTP, "--json")
    assert answer.code == answer.error["code"] == 8
    assert "polres.json" in answer.error["message"]
    assert not (data / "ledger.db").exists()


def test_a_kiosk_refuses_a_damaged_mall_file(kiosk: Call, data: Path) -> None:
    data.mkdir()
    (data / "mall.json").write_text('{"schema": 1, "id": 7}', encoding="utf-8")
    (data / "config.toml").write_text('[mall]\nfile = "mall.json"\n', encoding="utf-8")
    for command in (("ticket", "issue", KTP), ("visit", KTP), ("demo",)):
        answer = kiosk(*command, "--json")
        assert answer.code == answer.error["code"] == 8
        assert "mall.json" in answer.error["message"]
    assert not (data / "ledger.db").exists()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (KTP, "service"),
        ("polres", "agency"),
        ("anak-lahir", "life_event"),
        ("ktp-el", "document"),
    ],
)
def test_every_kind_of_record_is_shown_by_its_id(kiosk: Call, name: str, kind: str) -> None:
    answer = kiosk("catalogue", "show", name, "--json")
    assert answer.code == 0
    assert answer.only["kind"] == kind
    assert answer.only["id"] == name


def test_a_service_is_shown_with_its_sources_and_its_standard(kiosk: Call) -> None:
    body = kiosk("catalogue", "show", KTP, "--json").only
    for field in ("requirements", "fee", "duration", "output", "source", "confidence"):
        assert field in body
    assert body["requirements"]
    assert isinstance(body["needs_local_check"], bool)


@pytest.mark.parametrize(
    ("service", "now", "reason", "opens"),
    [
        (KTP, "2026-11-24T09:41", None, None),
        (KTP, SUNDAY, "closed", "2026-11-23T08:00+07:00"),
        (TILANG, MONDAY, None, None),
        (TILANG, "2026-11-24T09:41", "day", "2026-11-30T08:00+07:00"),
    ],
)
def test_a_service_is_shown_with_what_holds_now(
    kiosk: Call, service: str, now: str, reason: str | None, opens: str | None
) -> None:
    today = kiosk("catalogue", "show", service, "--now", now, "--json").only["today"]
    assert today["mall"] == "contoh-pringsewu"
    assert today["counters"]
    assert (today["reason"], today["opens"]) == (reason, opens)


def test_showing_in_words_is_readable_json(kiosk: Call) -> None:
    out = kiosk("catalogue", "show", KTP).out
    assert out.count("\n") > 20
    assert json.loads(out)["id"] == KTP


@pytest.mark.parametrize("name", ["", "no-such-id", "KTP-EL", "../catalogue", "x" * 10_000])
def test_an_unknown_id_is_misuse(kiosk: Call, name: str) -> None:
    answer = kiosk("catalogue", "show", name, "--json")
    assert answer.code == answer.error["code"] == 2
    assert "search" in answer.error["remedy"]


def test_search_answers_with_its_contract(kiosk: Call) -> None:
    body = kiosk("catalogue", "search", "ktp", "hilang", "--json").only
    assert set(body) >= {"query", "results"}
    assert body["query"] == "ktp hilang"
    for result in body["results"]:
        assert set(result) >= {"kind", "id", "name", "score"}
        assert result["kind"] in {"service", "life_event", "agency"}
        assert isinstance(result["score"], float)
    scores = [result["score"] for result in body["results"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ktp hilang", KTP),
        ("kpt ilang", KTP),
        ("E-KTP HILANG", KTP),
        ("tilang", TILANG),
        ("lost id card", KTP),
        ("<b>tilang</b>", TILANG),
        ("tilang 🙂", TILANG),
        ("tilang\x00\x1b[31m", TILANG),
    ],
)
def test_search_forgives(kiosk: Call, words: str, first: str) -> None:
    assert first in found(kiosk, *words.split(" "))[:3]


@pytest.mark.parametrize("limit", [1, 3, 50])
def test_no_more_than_the_limit(kiosk: Call, limit: int) -> None:
    body = kiosk("catalogue", "search", "surat", "--limit", limit, "--json").only
    assert 0 < len(body["results"]) <= limit


@pytest.mark.parametrize("limit", ["0", "51", "-1", "x"])
def test_a_limit_that_is_none_is_misuse(kiosk: Call, limit: str) -> None:
    assert kiosk("catalogue", "search", "surat", "--limit", limit).code == 2


def test_without_words_it_is_misuse(kiosk: Call) -> None:
    answer = kiosk("catalogue", "search", "--json")
    assert answer.code == answer.error["code"] == 2
    assert "WORDS" in answer.error["message"]


@pytest.mark.parametrize(
    "words",
    [
        "x" * 10_000,
        "ktp " * 2500,
        "🙂" * 10_000,
        "<script>alert(1)</script>" * 400,
        "&amp;&lt;" * 1000,
        "'; DROP TABLE event; --",
        "%s%n{}\\",
        "\u202ektp",
        "\ud83d",
        "٠١٢",
        "ꦏꦠꦶ",
        "   ",
    ],
)
def test_whatever_is_pasted_gets_an_answer(kiosk: Call, words: str) -> None:
    answer = kiosk("catalogue", "search", "--json", "--", words)
    assert answer.code == 0
    assert answer.err == ""
    assert len(answer.out.splitlines()) == 1
    assert kiosk("catalogue", "search", "--", words).code == 0


def test_a_search_without_any_hit_leads_on(kiosk: Call) -> None:
    assert "catalogue show" in kiosk("catalogue", "search", "🙂").out


def test_every_services_own_name_finds_it(kiosk: Call) -> None:
    catalogue = example_premises().catalogue
    for service in list(catalogue.services.values())[::25]:
        assert service.id in found(kiosk, clean(service.name_id)), service.id
