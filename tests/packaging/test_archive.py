"""The same files give the same archive, whoever wrote them, when, where and with which umask."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from deb.archive import installed_kib, pack, settle, write_control
from deb.recipe import Recipe

EPOCH = 1_795_488_060
CONTROL = (
    "Package: anjungan\nVersion: 1\nArchitecture: all\nMaintainer: A <a@contoh.invalid>\n"
    "Description: a trial\n"
)

pytestmark = pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="this is no Debian")


def laid_out(folder: Path, mode: int, seconds: int) -> Recipe:
    """Lay out a small package, its files with a mode and a time of their own."""
    recipe = Recipe(folder / "root", "1+deb12", EPOCH)
    for name in ("etc/kiosk/a.conf", "opt/anjungan/one.py", "opt/anjungan/lib.so.1", "usr/bin/run"):
        path = recipe.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
        path.chmod(mode | (0o111 if "run" in name or "lib" in name else 0))
        os.utime(path, (seconds, seconds))
    (recipe.root / "opt/anjungan/python3").symlink_to("/usr/bin/python3")
    write_control(recipe, CONTROL)
    settle(recipe)
    return recipe


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_two_folders_give_one_archive(tmp_path: Path) -> None:
    one = pack(laid_out(tmp_path / "one", 0o600, 1_000_000_000), tmp_path)
    first = digest(one)
    deep = tmp_path / "another" / "deeper"
    other = pack(laid_out(deep, 0o664, 1_100_000_000), deep)
    assert digest(other) == first


def test_another_time_is_another_archive(tmp_path: Path) -> None:
    recipe = laid_out(tmp_path, 0o600, 1)
    first = digest(pack(recipe, tmp_path))
    later = Recipe(recipe.root, recipe.version, EPOCH + 60)
    settle(later)
    assert digest(pack(later, tmp_path)) != first


def test_only_what_runs_may_be_run(tmp_path: Path) -> None:
    root = laid_out(tmp_path, 0o600, 1).root
    modes = {
        name: (root / name).stat().st_mode & 0o7777
        for name in ("usr/bin/run", "opt/anjungan/lib.so.1", "opt/anjungan/one.py", "etc/kiosk")
    }
    assert list(modes.values()) == [0o755, 0o644, 0o644, 0o755]


def test_files_of_the_machine_are_kept_over_an_upgrade_and_all_are_summed(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, 0o600, 1).root / "DEBIAN"
    assert (folder / "conffiles").read_text(encoding="utf-8") == "/etc/kiosk/a.conf\n"
    sums = (folder / "md5sums").read_text(encoding="utf-8").splitlines()
    assert [line.split()[1] for line in sums] == [
        *("etc/kiosk/a.conf", "opt/anjungan/lib.so.1", "opt/anjungan/one.py", "usr/bin/run"),
    ]
    assert (folder / "postinst").stat().st_mode & 0o111


def test_the_size_is_rounded_up_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "two").write_bytes(b"2" * 1025)
    assert installed_kib(tmp_path) == 3
