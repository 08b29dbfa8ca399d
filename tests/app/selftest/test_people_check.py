"""The technicians' check: somebody must be able to enter."""

from __future__ import annotations

import pytest

from kiosk.app.selftest import people as people_module
from kiosk.app.selftest.people import judge_people, look_at_people
from kiosk.errors import NotPermitted
from kiosk.technicians.people import Person
from kiosk.technicians.register import Register
from tests.technicians.machines import CHEAP

SARI, BUDI = Person("1a", "Sari"), Person("2b", "Budi", tries=15, locked=True)


def test_a_machine_that_nobody_can_enter_is_told(site):
    check = look_at_people(site)
    assert (check.state, check.words) == ("warn", "belum ada yang punya PIN")


def test_people_are_counted_and_not_named(site):
    Register(site.data, site.machine.mono_ms, cost=CHEAP).add("Sari")
    check = look_at_people(site)
    assert (check.state, check.words) == ("pass", "1 orang punya PIN")


def test_whoever_is_locked_out_is_named():
    check = judge_people([SARI, BUDI])
    assert check.state == "warn"
    assert check.words == "2 orang punya PIN, dikunci: Budi"


def test_a_damaged_register_fails(site):
    for name in ("technicians.json", "technicians.copy.json"):
        (site.data / name).write_text("{", encoding="utf-8")
    assert look_at_people(site).state == "fail"


def test_a_stranger_skips_it(site, monkeypatch: pytest.MonkeyPatch):
    def refuse(_register):
        raise NotPermitted("it cannot be read", "Give the right.")

    monkeypatch.setattr(people_module.Register, "people", refuse)
    assert look_at_people(site).state == "skip"
