"""``kiosk pin``: technicians on the command line, also beside a running kiosk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.store.folder_lock import FolderLock
from kiosk.technicians import register as register_module
from kiosk.technicians.register import COPY, FILE, Register
from tests.commands.calling import Call
from tests.technicians.machines import CHEAP

PERSON = {"id", "name", "tries", "wait_ms", "locked"}


@pytest.fixture(autouse=True)
def cheap(monkeypatch) -> None:
    """Let no test wait for an honest hash; the cost has its own test."""
    real = register_module.hash_pin
    monkeypatch.setattr(register_module, "hash_pin", lambda pin, _cost: real(pin, CHEAP))


def register_in(data: Path) -> Register:
    return Register(data, SystemClock().mono_ms, cost=CHEAP)


def test_a_pin_is_shown_once_and_opens(kiosk: Call, data: Path) -> None:
    said = kiosk("pin", "add", "Sari")
    assert said.code == 0
    found = re.search(r"The PIN of Sari: (\d{3}) (\d{3})\n", said.out)
    assert found is not None
    assert register_in(data).attempt("Sari", found[1] + found[2]).result == "right"
    assert found[1] + found[2] not in kiosk("pin", "list").out


def test_with_json_every_answer_is_one_object(kiosk: Call) -> None:
    added = kiosk("pin", "add", "Sari", "--json").only
    assert set(added) == PERSON | {"pin"}
    assert re.fullmatch(r"\d{6}", added["pin"])
    again = kiosk("pin", "reset", "sari", "--json").only
    assert again["id"] == added["id"]
    assert set(kiosk("pin", "unlock", "Sari", "--json").only) == PERSON
    assert [set(p) for p in kiosk("pin", "list", "--json").only["people"]] == [PERSON]
    assert kiosk("pin", "remove", added["id"], "--json").only["name"] == "Sari"
    assert kiosk("pin", "list", "--json").only == {"people": []}


def test_where_nobody_has_a_pin_the_list_says_how_to_make_one(kiosk: Call) -> None:
    assert "kiosk pin add NAME" in kiosk("pin", "list").out


def test_the_list_tells_who_waits_and_who_is_locked(kiosk: Call, data: Path) -> None:
    kiosk("pin", "add", "Sari")
    for _try in range(3):
        register_in(data).attempt("Sari", "wrong!")
    assert ": 3 tries\n" in kiosk("pin", "list").out
    for _try in range(2):
        register_in(data).attempt("Sari", "wrong!")
    assert re.search(r": 5 tries, next in 1[45] s\n", kiosk("pin", "list").out)
    (data / FILE).unlink()
    told = kiosk("pin", "list").out
    assert ": 14 tries, next in 76" in told
    kept = (data / COPY).read_text(encoding="utf-8").replace('"tries": 0', '"tries": 15')
    (data / FILE).write_text(kept, encoding="utf-8")
    assert 'kiosk pin unlock "Sari"' in kiosk("pin", "list").out


def test_unlocking_gives_free_tries_again_with_the_same_pin(kiosk: Call, data: Path) -> None:
    pin = kiosk("pin", "add", "Sari", "--json").only["pin"]
    for _try in range(5):
        register_in(data).attempt("Sari", "wrong!")
    assert register_in(data).attempt("Sari", pin).result == "wait"
    assert "may try again" in kiosk("pin", "unlock", "Sari").out
    assert register_in(data).attempt("Sari", pin).result == "right"


@pytest.mark.parametrize("now", ["2025-11-24T09:41", "2026-11-24T09:41", "2027-11-24T09:41"])
def test_a_clock_that_is_a_year_wrong_shortens_no_wait(now: str, kiosk: Call, data: Path) -> None:
    kiosk("pin", "add", "Sari")
    for _try in range(5):
        register_in(data).attempt("Sari", "wrong!")
    [person] = kiosk("pin", "list", "--now", now, "--json").only["people"]
    assert 0 < person["wait_ms"] <= 15_000


def test_it_works_beside_a_running_kiosk(kiosk: Call, data: Path) -> None:
    lock = FolderLock(data)
    try:
        assert kiosk("pin", "add", "Sari").code == 0
        assert kiosk("pin", "list").code == 0
    finally:
        lock.release()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("add", "Sari"), 2, "already"),
        (("add", ""), 2, "1 to 40"),
        (("reset", "Budi"), 2, "no technician"),
        (("remove", "Budi"), 2, "no technician"),
        (("unlock", "Budi"), 2, "no technician"),
        (("add",), 2, "NAME"),
    ],
)
def test_what_cannot_be_done_is_told_with_a_remedy(
    arguments: tuple[str, ...], code: int, words: str, kiosk: Call
) -> None:
    kiosk("pin", "add", "Sari")
    refused = kiosk("pin", *arguments)
    assert refused.code == code
    assert words in refused.err
    assert len(refused.err.splitlines()) == 2


def test_a_damaged_register_ends_with_8_and_the_way_out(kiosk: Call, data: Path) -> None:
    kiosk("pin", "add", "Sari")
    for name in (FILE, COPY):
        (data / name).write_bytes(b"{")
    refused = kiosk("pin", "list", "--json")
    assert refused.code == 8
    assert COPY in refused.error["remedy"]
