"""One file of a stick: read whole within its cap, and never what is no file."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from kiosk.stick import faults
from kiosk.stick.problems import StickGone
from kiosk.stick.reading import Unfit, read_regular
from tests.stick.mounts import GONE, failing

CAP = 8192


def refusal(path: Path) -> str:
    with pytest.raises(Unfit) as caught:
        read_regular(path, CAP)
    return caught.value.fault.reason


@pytest.mark.parametrize("size", [1, 4096, CAP - 1, CAP])
def test_a_file_up_to_the_cap_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "mal.json"
    path.write_bytes(bytes(range(256)) * (size // 256) + bytes(size % 256))
    assert read_regular(path, CAP) == path.read_bytes()


def test_a_byte_above_the_cap_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "mal.json"
    path.write_bytes(bytes(CAP + 1))
    assert refusal(path) == faults.too_large(CAP).reason


def test_a_file_that_grows_while_it_is_read_is_cut_off(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "mal.json"
    path.write_bytes(bytes(10))
    monkeypatch.setattr(os, "read", lambda _handle, size: b"x" * size)
    assert refusal(path) == faults.too_large(CAP).reason


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path) -> None:
    path = tmp_path / "mal.json"
    path.touch()
    assert refusal(path) == "it is empty"


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "mall.key"
    secret.write_bytes(b"secret")
    path = tmp_path / "mal.json"
    path.symlink_to(secret)
    assert refusal(path) == "it is a link"


def test_a_pipe_keeps_nobody_waiting(tmp_path: Path) -> None:
    path = tmp_path / "mal.json"
    os.mkfifo(path)
    assert refusal(path) == "it is no regular file"


def test_a_folder_a_device_and_a_socket_are_no_files(tmp_path: Path) -> None:
    folder = tmp_path / "mal.json"
    folder.mkdir()
    assert refusal(folder) == "it is no regular file"
    assert refusal(Path("/dev/zero")) == "it is no regular file"
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s.json"))
        assert refusal(tmp_path / "s.json") == "it cannot be read"


@pytest.mark.parametrize("code", GONE)
@pytest.mark.parametrize("after", [0, 1])
def test_a_stick_pulled_out_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch, code: int, after: int
) -> None:
    path = tmp_path / "mal.json"
    path.write_bytes(bytes(CAP))
    monkeypatch.setattr(os, "read", failing(code, after))
    with pytest.raises(StickGone) as caught:
        read_regular(path, CAP)
    assert "Tidak ada yang berubah" in caught.value.words


def test_no_handle_is_left_open(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "mal.json"
    path.write_bytes(bytes(CAP + 1))
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - handles, not files
    refusal(path)
    monkeypatch.setattr(os, "read", failing(GONE[0], 0))
    path.write_bytes(b"x")
    with pytest.raises(StickGone):
        read_regular(path, CAP)
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208 - as above
