"""A file that anybody may have laid there: nothing hangs, nothing fills the memory."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from kiosk.settings.parsing import parse_file
from kiosk.settings.problems import Problem
from kiosk.settings.reading import LARGEST_FILE, read_regular

TEXT = b"[idle]\nticket = 30\n"


def only(path: Path) -> Problem:
    """Return the one problem of a file that cannot be read at all."""
    found = parse_file(path)
    assert (dict(found.values), dict(found.lines)) == ({}, {})
    (problem,) = found.problems
    assert (problem.path, problem.about) == (path.name, "")
    assert problem.remedy
    assert problem.glass
    return problem


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("content", "reason", "remedy"),
    [
        (b"\xef\xbb\xbf" + TEXT, "UTF-8 with a BOM", "without BOM"),
        (TEXT.decode().encode("utf-16"), "UTF-16", "without BOM"),
        (TEXT.decode().encode("utf-16-be"), "NUL", "UTF-8"),
        (TEXT.decode().encode("utf-16-le"), "NUL", "UTF-8"),
        (TEXT + b"\0", "NUL", "UTF-8"),
        (b"a = '\xe9'\n", "no UTF-8", "UTF-8"),
    ],
)
def test_what_is_no_utf_8_is_told_with_what_to_do(
    file: Path, content: bytes, reason: str, remedy: str
) -> None:
    file.write_bytes(content)
    problem = only(file)
    assert reason in problem.reason
    assert remedy in problem.remedy


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n"])
def test_an_empty_file_is_no_configuration(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    assert only(file).reason == "it is empty"


def test_the_line_of_a_wrong_byte_is_told(file: Path) -> None:
    file.write_bytes(TEXT + b"# caf\xe9\n")
    assert only(file).line == 3
    file.write_bytes(TEXT + b"\n\0")
    assert only(file).line == 4


def test_a_file_of_256_kb_is_read_and_one_byte_more_is_not(file: Path) -> None:
    file.write_bytes(TEXT + b"#" * (LARGEST_FILE - len(TEXT)))
    assert parse_file(file).problems == ()
    file.write_bytes(TEXT + b"#" * (LARGEST_FILE - len(TEXT) + 1))
    assert "larger than 256 KB" in only(file).reason
    assert only(file).remedy == "No configuration is so large: put the right file there."


def test_a_huge_sparse_file_is_not_even_read(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(1 << 40)
    assert "larger than 256 KB" in only(file).reason


def test_a_file_that_grows_while_it_is_read_is_refused(file: Path, monkeypatch) -> None:
    file.write_bytes(b"#" * (LARGEST_FILE + 10))
    real = os.fstat

    def before(handle: int) -> os.stat_result:
        found = list(real(handle))
        found[6] = 10
        return os.stat_result(found)

    monkeypatch.setattr(os, "fstat", before)
    with pytest.raises(ValueError, match="larger"):
        read_regular(file, LARGEST_FILE)


def test_a_pipe_hangs_nobody(file: Path) -> None:
    os.mkfifo(file)
    assert "no regular file" in only(file).reason
    assert only(file).remedy == "Put a file there in place of the pipe, folder or device."


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/tty", "/dev/null"])
def test_a_device_is_refused(file: Path, device: str) -> None:
    file.symlink_to(device)
    assert "cannot be read" in only(file).reason


def test_a_socket_is_refused(file: Path, monkeypatch) -> None:
    monkeypatch.chdir(file.parent)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(file.name)
        assert "cannot be read" in only(file).reason


def test_a_folder_a_loop_and_a_link_to_nowhere_are_told(file: Path) -> None:
    file.mkdir()
    assert "no regular file" in only(file).reason
    file.rmdir()
    file.symlink_to(file)
    assert "cannot be read" in only(file).reason
    file.unlink()
    file.symlink_to(file.parent / "nowhere")
    assert "No such file" in only(file).reason


@pytest.mark.parametrize("mode", [0o646, 0o666, 0o777, 0o602])
def test_a_file_that_everybody_may_write_is_refused_with_the_command_to_mend_it(
    file: Path, mode: int
) -> None:
    file.write_bytes(TEXT)
    file.chmod(mode)
    problem = only(file)
    assert "everybody may write" in problem.reason
    assert f"chmod o-w {file}" in problem.remedy
    file.chmod(mode & ~0o002)
    assert parse_file(file).values == {"idle.ticket": 30}
