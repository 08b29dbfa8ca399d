"""What a terminal remembers of its province: no address that leaks, no file that lies."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import DataProblem, NotPermitted, UsageError
from sync.enrolled import FILE, Enrolment, is_loopback, read_enrolment, save_enrolment, server_url

KEY = "ab" * 32
FAR = Enrolment("https://anjungan.contoh.go.id", KEY, "contoh-pringsewu-1", "2026-11-24T09:41")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://anjungan.contoh.go.id", "https://anjungan.contoh.go.id"),
        (" https://anjungan.contoh.go.id/ ", "https://anjungan.contoh.go.id"),
        ("HTTPS://Anjungan.Contoh.GO.ID:8443/", "https://anjungan.contoh.go.id:8443"),
        ("http://127.0.0.1:8700", "http://127.0.0.1:8700"),
        ("http://127.9.8.7", "http://127.9.8.7"),
        ("http://localhost:8700/", "http://localhost:8700"),
        ("http://[::1]:8700", "http://[::1]:8700"),
        ("https://10.0.0.1", "https://10.0.0.1"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    assert server_url(typed) == kept
    assert server_url(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "http://anjungan.contoh.go.id",
        "http://10.0.0.1:8700",
        "http://127.0.0.1.contoh.go.id",
        "http://localhost.contoh.go.id",
        "http://127.1",
        "http://2130706433",
        "http://0.0.0.0",
        "http://[::ffff:10.0.0.1]",
        "http://[fe80::1]",
    ],
)
def test_plain_http_goes_no_further_than_this_machine(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        server_url(typed)
    assert "https://" in refused.value.remedy


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "anjungan.contoh.go.id",
        "127.0.0.1:8700",
        "ftp://127.0.0.1",
        "file:///etc/passwd",
        "https://",
        "https://contoh.go.id/path",
        "https://contoh.go.id?a=b",
        "https://contoh.go.id#here",
        "https://user:word@contoh.go.id",
        "http://127.0.0.1\\@contoh.go.id",
        "http://127.0.0.1@contoh.go.id",
        "https://contoh.go.id:port",
        "https://contoh.go.id:99999",
        "https://contoh .go.id",
        "https://contoh.go.id\n.evil",
        "https://cöntoh.go.id",
        "https://[::1",
    ],
)
def test_what_is_no_address_is_told_with_an_example(typed: str) -> None:
    with pytest.raises(UsageError) as refused:
        server_url(typed)
    assert "https://anjungan.contoh.go.id" in refused.value.remedy


def test_a_password_in_an_address_is_not_repeated() -> None:
    with pytest.raises(UsageError) as refused:
        server_url("https://user:rahasia@contoh.go.id")
    assert "rahasia" not in refused.value.message + refused.value.remedy


@given(st.text(max_size=60))
def test_no_text_is_taken_that_would_be_read_otherwise_again(text: str) -> None:
    try:
        kept = server_url(text)
    except UsageError:
        return
    assert server_url(kept) == kept


@pytest.mark.parametrize(("host", "here"), [("127.0.0.1", True), ("::1", True), ("8.8.8.8", False)])
def test_loopback_is_this_machine(host: str, *, here: bool) -> None:
    assert is_loopback(host) is here


@pytest.mark.parametrize(
    ("url", "far"),
    [
        ("https://anjungan.contoh.go.id", True),
        ("http://127.0.0.1:8700", False),
        ("https://[::1]", False),
        ("", True),
    ],
)
def test_a_province_is_far_unless_it_is_this_machine(url: str, *, far: bool) -> None:
    assert Enrolment(url, KEY, "contoh-pringsewu-1", "2026-11-24").is_far is far


def test_an_enrolment_is_read_as_it_was_saved(tmp_path: Path) -> None:
    save_enrolment(tmp_path, FAR)
    assert read_enrolment(tmp_path) == FAR
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_later_program_may_write_more_into_it(tmp_path: Path) -> None:
    fields = {name: getattr(FAR, name) for name in FAR.__struct_fields__}
    (tmp_path / FILE).write_text(json.dumps({**fields, "region": "lampung"}), encoding="utf-8")
    assert read_enrolment(tmp_path) == FAR


@pytest.mark.parametrize("folder", ["", "not-there", "a-file"])
def test_without_the_file_a_terminal_is_not_enrolled(tmp_path: Path, folder: str) -> None:
    (tmp_path / "a-file").touch()
    assert read_enrolment(tmp_path / folder) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        "{}",
        json.dumps({"url": 1, "server_key": KEY, "terminal": "x-1", "enrolled": ""}),
        json.dumps({"url": "http://evil.id", "server_key": KEY, "terminal": "x-1", "enrolled": ""}),
        json.dumps({"url": "", "server_key": "abc", "terminal": "x-1", "enrolled": ""}),
        json.dumps({"url": "", "server_key": "zz" * 32, "terminal": "x-1", "enrolled": ""}),
        " " * 70_000,
    ],
)
def test_a_damaged_enrolment_is_told_and_not_believed(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataProblem) as told:
        read_enrolment(tmp_path)
    assert "kiosk enroll" in told.value.remedy


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / FILE)
    with pytest.raises(DataProblem):
        read_enrolment(tmp_path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "a-file").touch()
    with pytest.raises(NotPermitted):
        save_enrolment(tmp_path / "a-file", FAR)


def test_asking_whether_a_terminal_is_enrolled_loads_no_cryptography() -> None:
    script = (
        "import sys; from pathlib import Path; from sync.enrolled import read_enrolment;"
        "read_enrolment(Path('nowhere'));"
        "sys.exit(bool({'cryptography', 'requests', 'psycopg', 'uvicorn'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, check=False, timeout=60)
    assert done.returncode == 0
