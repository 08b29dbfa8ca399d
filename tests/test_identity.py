"""The visit's code, its keyed check, the QR's content."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import DataProblem, NotPermitted
from kiosk.identity import (
    CROCKFORD,
    LONGEST_HOST,
    code_is_genuine,
    grouped,
    mall_key,
    new_code,
    qr_content,
)

KEY = bytes(range(32))
CODE = st.builds(lambda _: new_code(KEY), st.integers())


@given(CODE)
def test_a_code_has_12_characters_that_cannot_be_mistaken_for_others(code):
    assert len(code) == 12
    assert set(code) <= set(CROCKFORD)
    assert code_is_genuine(code, KEY)


@given(CODE, st.integers(8, 11), st.sampled_from(CROCKFORD))
def test_a_code_with_a_wrong_check_is_found_out(code, place, character):
    changed = code[:place] + character + code[place + 1 :]
    assert code_is_genuine(changed, KEY) == (changed == code)


@pytest.mark.parametrize("place", range(8))
def test_a_code_with_one_character_mistyped_is_found_out(place):
    code = "7QK4M2XWYWC5"
    assert code_is_genuine(code, KEY)
    assert not code_is_genuine(code[:place] + "9" + code[place + 1 :], KEY)


def test_a_code_of_another_mall_is_not_genuine():
    assert not code_is_genuine(new_code(bytes(32)), KEY)


@pytest.mark.parametrize("text", ["", "7QK4M2XW", "7QK4M2XW9DABX", "ÄÖÜ", "\0" * 12])
def test_what_is_no_code_is_not_genuine(text):
    assert not code_is_genuine(text, KEY)


@given(CODE)
def test_a_code_may_be_typed_as_it_is_read(code):
    typed = grouped(code).lower().replace("0", "o").replace("1", "l")
    assert code_is_genuine(typed, KEY)


def test_a_code_is_printed_in_groups_of_four():
    assert grouped("7QK4M2XW9DAB") == "7QK4 M2XW 9DAB"


def test_the_qr_fits_version_3_at_level_q_with_the_longest_host():
    content = qr_content("a" * LONGEST_HOST, "7QK4M2XW9DAB")
    assert len(content) == 47
    assert content == content.upper()


def test_the_qr_of_the_demo_host():
    assert qr_content("antre.contoh.go.id", "7QK4M2XW9DAB") == (
        "HTTPS://ANTRE.CONTOH.GO.ID/T/7QK4M2XW9DAB"
    )


@pytest.mark.parametrize("host", ["", "a" * (LONGEST_HOST + 1)])
def test_a_host_that_makes_the_qr_too_dense_is_refused(host):
    with pytest.raises(DataProblem, match="fit"):
        qr_content(host, "7QK4M2XW9DAB")


def test_the_malls_key_is_made_once_and_kept_from_other_users(tmp_path):
    key = mall_key(tmp_path)
    assert len(key) == 32
    assert mall_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "mall.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["mall.key"]


def test_the_malls_key_and_its_name_are_on_the_disk_before_it_is_used(tmp_path, monkeypatch):
    """Else a power cut makes another key, and no code on the papers of before is genuine."""
    done = []
    monkeypatch.setattr(os, "fsync", lambda handle: done.append(_what_is(handle)))
    monkeypatch.setattr(Path, "replace", lambda self, to: (self.rename(to), done.append("named")))
    mall_key(tmp_path)
    assert done == ["file", "named", "folder"]


def _what_is(handle: int) -> str:
    return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"


def test_a_damaged_key_is_told_and_not_replaced(tmp_path):
    (tmp_path / "mall.key").write_bytes(b"short")
    with pytest.raises(DataProblem, match="damaged"):
        mall_key(tmp_path)
    assert (tmp_path / "mall.key").read_bytes() == b"short"


def test_a_key_that_cannot_be_kept_is_told(tmp_path):
    with pytest.raises(NotPermitted):
        mall_key(tmp_path / "missing")
