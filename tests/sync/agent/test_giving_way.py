"""A wish for the folder: seen while it stands, gone with whoever had it."""

from __future__ import annotations

import pytest

from kiosk.errors import SecondWriter
from sync.agent.giving_way import is_wished, wished


def test_nobody_wishes_for_a_folder_that_nobody_knows(tmp_path):
    assert not is_wished(tmp_path / "nowhere")
    assert not is_wished(tmp_path)


def test_a_wish_is_seen_for_as_long_as_it_stands(tmp_path):
    with wished(tmp_path):
        assert is_wished(tmp_path)
    assert not is_wished(tmp_path)


def test_two_wishes_at_once_are_one_too_many(tmp_path):
    with wished(tmp_path), pytest.raises(SecondWriter), wished(tmp_path):
        pass
    assert not is_wished(tmp_path)
