"""PINs: drawn by chance, hashed as agreed, and the cost is the one that was measured."""

from __future__ import annotations

import argon2
import pytest
from argon2.exceptions import HashingError, VerificationError

from kiosk.errors import KioskError
from kiosk.technicians import pins
from kiosk.technicians.pins import COST, hash_pin, new_pin, pin_fits
from tests.technicians.machines import CHEAP


def test_a_pin_has_six_digits_also_where_it_begins_with_zeros(monkeypatch) -> None:
    monkeypatch.setattr(pins.secrets, "randbelow", lambda most: most - most + 42)
    assert new_pin() == "000042"


def test_pins_are_drawn_from_the_whole_million(monkeypatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pins.secrets, "randbelow", lambda most: asked.append(most) or most - 1)
    assert new_pin() == "999999"
    assert asked == [1_000_000]


def test_a_hash_is_argon2id_with_64_mib_three_passes_and_one_lane() -> None:
    kept = hash_pin("123456", COST)
    found = argon2.extract_parameters(kept)
    assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (
        argon2.Type.ID,
        65_536,
        3,
        1,
    )
    assert "123456" not in kept
    assert pin_fits("123456", kept)


def test_only_the_pin_itself_fits_and_equal_pins_look_unlike() -> None:
    kept, other = hash_pin("123456", CHEAP), hash_pin("123456", CHEAP)
    assert kept != other
    assert pin_fits("123456", kept)
    assert not pin_fits("123457", kept)
    assert not pin_fits("", kept)
    assert not pin_fits("123456", "no hash")


@pytest.mark.parametrize("what", ["hash", "verify"])
def test_a_machine_without_memory_says_so(what: str, monkeypatch) -> None:
    kept = hash_pin("123456", CHEAP)

    def fail(*_: object) -> None:
        raise HashingError("Memory allocation error") if what == "hash" else VerificationError("no")

    monkeypatch.setattr(pins.PasswordHasher, what, fail)
    with pytest.raises(KioskError, match="could not be looked at"):
        hash_pin("123456", CHEAP) if what == "hash" else pin_fits("123456", kept)
