"""What may be a technician's name."""

from __future__ import annotations

import pytest

from kiosk.errors import UsageError
from kiosk.technicians.people import LONGEST_NAME, clean_name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sari", "Sari"),
        ("  Budi   Santoso ", "Budi Santoso"),
        ("Rafi\tP.", "Rafi P."),
        ("Ayé", "Ayé"),
        ("<b>Sari</b>", "<b>Sari</b>"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_kept_as_plain_text(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "x" * (LONGEST_NAME + 1), "a\0b", "a\x1b[31mb", "a\u202eb", "\u2066x", "\ud800"],
)
def test_what_is_no_name_is_refused_with_a_remedy(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        clean_name(typed)
    assert refused.value.remedy
