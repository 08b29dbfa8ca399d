"""The page of the self-test names every check that there is, in the order they are made."""

from __future__ import annotations

import re
from pathlib import Path

from kiosk.app.selftest.bounded import SECONDS
from kiosk.app.selftest.checks import CHECKS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "selftest.md").read_text(encoding="utf-8")


def test_the_table_has_every_check_with_its_title_and_no_other():
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)
    assert rows == [(subject.id, subject.title) for subject, _ in CHECKS]


def test_the_time_of_a_check_is_the_one_of_the_code():
    assert f"Each check has {SECONDS:.0f} seconds." in PAGE
