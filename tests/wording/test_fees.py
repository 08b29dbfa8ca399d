"""Fees and completion times: what stands as a fact, and what stands there instead."""

from __future__ import annotations

import re

import pytest

from kiosk.catalogue.mall import MallService
from kiosk.catalogue.model import Duration, Fee, FeeItem
from kiosk.language import Translator
from kiosk.wording.fees import (
    duration_text,
    duration_words,
    fee_details,
    fee_is_sure,
    fee_text,
    is_free,
    is_sure,
    rupiah,
)
from tests.premises import example_premises
from tests.presenters.scenes import KTP, premises_saying, premises_with_service

ID, EN = Translator.load("id"), Translator.load("en")
PREMISES = example_premises()
FREE = Fee("gratis", 0, "Gratis", "Free", "", ())
FIXED = Fee("tetap", 30_000, "Rp30.000", "Rp30,000", "PP 76/2020", (FeeItem("Baru", 30_000),))
VARYING = Fee("bervariasi", None, "Bervariasi", "Varies", "", (FeeItem("Buku tipis", 1),))


@pytest.mark.parametrize(
    ("amount", "indonesian", "english"),
    [
        (0, "Rp0", "Rp0"),
        (500, "Rp500", "Rp500"),
        (30_000, "Rp30.000", "Rp30,000"),
        (1_250_000, "Rp1.250.000", "Rp1,250,000"),
        (2_000_000_000, "Rp2.000.000.000", "Rp2,000,000,000"),
    ],
)
def test_rupiah_are_grouped_as_the_language_groups_them(
    amount: int, indonesian: str, english: str
) -> None:
    assert rupiah(amount, ID) == indonesian
    assert rupiah(amount, EN) == english


@pytest.mark.parametrize(
    ("fee", "indonesian", "english"),
    [
        (FREE, "Gratis", "Free"),
        (FIXED, "Rp30.000", "Rp30,000"),
        (VARYING, "Bervariasi", "Varies"),
        (Fee("tetap", 0, "", "", "", ()), "Rp0", "Rp0"),
    ],
)
def test_a_fee_is_one_or_two_words(fee: Fee, indonesian: str, english: str) -> None:
    premises = premises_with_service(KTP, fee=fee)
    service = premises.service(KTP)
    assert fee_text(premises, service, ID) == indonesian
    assert fee_text(premises, service, EN) == english


@pytest.mark.parametrize(("confidence", "sure"), [("high", True), ("medium", True), ("low", False)])
def test_documents_and_fee_are_facts_where_the_catalogue_is_sure(
    confidence: str, *, sure: bool
) -> None:
    premises = premises_with_service(KTP, confidence=confidence, fee=FREE)
    service = premises.service(KTP)
    assert is_sure(service) is sure
    assert fee_is_sure(premises, service) is sure
    assert is_free(premises, service) is sure


def test_only_what_costs_nothing_is_free() -> None:
    for fee in (FIXED, VARYING):
        premises = premises_with_service(KTP, fee=fee)
        assert not is_free(premises, premises.service(KTP))


def test_a_fee_of_the_mall_stands_before_the_catalogues_and_counts_as_sourced() -> None:
    service = premises_with_service(KTP, confidence="low").service(KTP)
    premises = premises_saying(KTP, MallService(fee=FIXED))
    assert fee_text(premises, service, ID) == "Rp30.000"
    assert fee_is_sure(premises, service)
    assert not is_sure(service)


def test_a_fee_the_mall_waives_is_free_whatever_the_catalogue_says() -> None:
    premises = premises_saying(KTP, MallService(fee=FREE))
    assert is_free(premises, premises_with_service(KTP, confidence="low", fee=FIXED).service(KTP))


def test_the_details_of_a_fee_are_its_basis_and_its_prices() -> None:
    premises = premises_with_service(KTP, fee=FIXED)
    assert fee_details(premises, premises.service(KTP), ID) == ["PP 76/2020", "Baru: Rp30.000"]
    assert fee_details(premises, premises.service(KTP), EN) == ["PP 76/2020", "Baru: Rp30,000"]
    bare = premises_with_service(KTP, fee=FREE)
    assert fee_details(bare, bare.service(KTP), ID) == []


DURATIONS = [
    ("10", "menit", "10 menit", "10 minutes"),
    ("1", "menit", "1 menit", "1 minute"),
    ("1", "jam", "1 jam", "1 hour"),
    ("2", "jam", "2 jam", "2 hours"),
    ("1", "hari", "1 hari", "1 day"),
    ("1-3", "hari", "1-3 hari", "1-3 days"),
    ("1", "hari-kerja", "1 hari kerja", "1 working day"),
    ("1-3", "hari-kerja", "1-3 hari kerja", "1-3 working days"),
    ("14", "hari-kerja", "14 hari kerja", "14 working days"),
    ("1", "bulan", "1 bulan", "1 month"),
    ("3-6", "bulan", "3-6 bulan", "3-6 months"),
    ("bervariasi", "hari", "Bervariasi", "Varies"),
    ("", "hari", "Bervariasi", "Varies"),
]


@pytest.mark.parametrize(("value", "unit", "indonesian", "english"), DURATIONS)
def test_a_completion_time_counts_its_unit(
    value: str, unit: str, indonesian: str, english: str
) -> None:
    duration = Duration(value, unit, "", "")
    assert duration_words(duration, ID) == indonesian.replace("-", "\N{EN DASH}")
    assert duration_words(duration, EN) == english.replace("-", "\N{EN DASH}")


@pytest.mark.parametrize(
    ("sourced", "indonesian", "english"),
    [(True, "2 hari kerja", "2 working days"), (False, "Tanyakan di loket", "Ask at the counter")],
)
def test_a_completion_time_is_a_fact_only_where_it_was_read(
    *, sourced: bool, indonesian: str, english: str
) -> None:
    two = Duration("2", "hari-kerja", "", "")
    premises = premises_with_service(KTP, duration=two, duration_from_source=sourced)
    assert duration_text(premises, premises.service(KTP), ID) == indonesian
    assert duration_text(premises, premises.service(KTP), EN) == english


def test_a_completion_time_of_the_mall_counts_as_sourced() -> None:
    service = premises_with_service(KTP, duration_from_source=False).service(KTP)
    premises = premises_saying(KTP, MallService(duration=Duration("15", "menit", "", "")))
    assert duration_text(premises, service, ID) == "15 menit"


@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_every_service_has_a_fee_and_a_time_in_both_languages(service: str) -> None:
    entry = PREMISES.service(service)
    for tr in (ID, EN):
        assert re.fullmatch(
            r"Gratis|Free|Bervariasi|Varies|Rp[\d.,]+", fee_text(PREMISES, entry, tr)
        )
        assert len(duration_text(PREMISES, entry, tr)) <= 24
    unread = duration_text(PREMISES, entry, ID) == "Tanyakan di loket"
    assert unread is not entry.duration_from_source


@pytest.mark.parametrize("service", sorted(PREMISES.catalogue.services))
def test_no_fee_of_the_catalogue_hides_a_price_it_knows(service: str) -> None:
    entry = PREMISES.service(service)
    lines = fee_details(PREMISES, entry, ID)
    assert len(lines) == len(entry.fee.items) + bool(entry.fee.basis)
    assert all(rupiah(item.amount, ID) in " ".join(lines) for item in entry.fee.items)
