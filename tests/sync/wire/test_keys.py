"""Keys in their files: for their owner alone, whole or not at all."""

import errno
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kiosk.errors import DataProblem, DiskFull, NotPermitted
from sync.wire.keys import fingerprint, key_id, load_key, public_hex, public_key, save_key

KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))


def test_a_key_is_kept_for_its_owner_alone(tmp_path):
    path = tmp_path / "folder" / "terminal.key"
    save_key(path, KEY)
    assert public_hex(load_key(path)) == public_hex(KEY)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["terminal.key"]


def test_no_file_is_no_key(tmp_path):
    assert load_key(tmp_path / "terminal.key") is None


@pytest.mark.parametrize("text", [b"", b"no key", b"\xff\x00"])
def test_a_damaged_key_is_told_and_kept(tmp_path, text):
    path = tmp_path / "terminal.key"
    path.write_bytes(text)
    with pytest.raises(DataProblem):
        load_key(path)
    assert path.read_bytes() == text


def test_a_key_of_another_kind_is_refused(tmp_path):
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    path = tmp_path / "terminal.key"
    pem = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    path.write_bytes(pem)
    with pytest.raises(DataProblem):
        load_key(path)


def test_a_folder_in_the_keys_place_is_told(tmp_path):
    (tmp_path / "terminal.key").mkdir()
    with pytest.raises(NotPermitted):
        load_key(tmp_path / "terminal.key")
    with pytest.raises(NotPermitted):
        save_key(tmp_path / "terminal.key", KEY)


def test_a_full_disk_is_told_as_one_and_leaves_the_key(tmp_path, monkeypatch):
    path = tmp_path / "terminal.key"
    save_key(path, KEY)

    def full(_self: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(DiskFull, match="no room for the key"):
        save_key(path, Ed25519PrivateKey.generate())
    assert public_hex(load_key(path)) == public_hex(KEY)


def test_a_key_is_known_by_a_name_that_people_can_compare():
    public = public_hex(KEY)
    assert public_hex(public_key(public)) == public
    assert key_id(public).startswith(fingerprint(public).replace(" ", ""))
    assert len(fingerprint(public)) == 19


@pytest.mark.parametrize("text", ["", "zz", "00" * 31])
def test_what_is_no_public_key_is_refused(text):
    with pytest.raises(ValueError):
        public_key(text)
