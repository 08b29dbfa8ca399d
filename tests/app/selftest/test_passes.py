"""When each check last passed: kept whole, and "never" where the file is not what it should be."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.app.selftest.passes import (
    FILE,
    TOUCH_TEST,
    note_passes,
    note_touch_test,
    read_passes,
)
from kiosk.errors import NotPermitted
from tests.premises import TUESDAY
from tests.store.ledgers import without_privileges


def test_a_pass_is_remembered_to_the_second(tmp_path):
    note_passes(tmp_path, {"disk": TUESDAY})
    assert read_passes(tmp_path) == {"disk": TUESDAY}


def test_a_later_look_leaves_the_others_as_they_were(tmp_path):
    note_passes(tmp_path, {"disk": TUESDAY, "clock": TUESDAY})
    later = TUESDAY + timedelta(days=3)
    note_passes(tmp_path, {"clock": later})
    assert read_passes(tmp_path) == {"disk": TUESDAY, "clock": later}


def test_a_folder_where_nothing_ever_passed_has_no_dates(tmp_path):
    assert read_passes(tmp_path) == {}
    note_passes(tmp_path, {})
    assert not (tmp_path / FILE).exists()


def test_the_touch_test_has_a_date_of_its_own(tmp_path):
    note_touch_test(tmp_path, TUESDAY)
    assert read_passes(tmp_path) == {TOUCH_TEST: TUESDAY}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"[]",
        b'"text"',
        b"{",
        b'{"disk": 7}',
        b'{"disk": "tomorrow"}',
        b"\xff\xfe",
        b"[" * 40_000,
        b'{"disk": "9999-12-31T23:59:59-12:00"}',
        b'{"disk": null}',
    ],
)
def test_a_damaged_file_means_never_and_the_next_pass_mends_it(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    assert read_passes(tmp_path) == {}
    note_passes(tmp_path, {"disk": TUESDAY})
    assert read_passes(tmp_path) == {"disk": TUESDAY}


def test_a_pipe_in_its_place_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / FILE)
    assert read_passes(tmp_path) == {}
    note_passes(tmp_path, {"disk": TUESDAY})
    assert read_passes(tmp_path) == {"disk": TUESDAY}


def test_a_folder_in_its_place_is_no_file(tmp_path):
    (tmp_path / FILE).mkdir()
    assert read_passes(tmp_path) == {}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_whatever_stands_in_the_file_it_is_read_without_a_fault(tmp_path, content):
    (tmp_path / FILE).write_bytes(content)
    assert all(moment.tzinfo for moment in read_passes(tmp_path).values())


def test_one_wrong_date_does_not_cost_the_others(tmp_path):
    body = {"disk": TUESDAY.isoformat(), "clock": "yesterday"}
    (tmp_path / FILE).write_text(json.dumps(body), encoding="utf-8")
    assert read_passes(tmp_path) == {"disk": TUESDAY}


def test_a_folder_that_may_not_be_written_is_told_with_a_remedy(tmp_path):
    with without_privileges(), pytest.raises(NotPermitted, match="self-test") as told:
        note_passes(tmp_path, {"disk": TUESDAY})
    assert told.value.remedy
    assert read_passes(tmp_path) == {}
