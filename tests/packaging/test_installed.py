"""The package on a bare Debian: installed, used as the kiosk's user, upgraded, rolled back, purged.

No service manager runs in there, so nothing is started by it; what starts is tried as it would be
(tests/packaging/test_session.py), and the units by those who read them (test_units.py).
"""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.app.service_manager import Manager
from tests.commands.calling import KTP
from tests.packaging.builds import build_from, copy_sources
from tests.packaging.debian_root import OUTSIDE, Root, can_be_made, debian_in

OPEN_HOUR = "2026-11-24T09:41"
FIRST_FRAME_S = 0.5
PATIENCE_S = 30.0

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(not can_be_made(), reason="debootstrap or root is missing"),
]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An older package and a newer one, from the same tree."""
    sources = copy_sources(tmp_path_factory.mktemp("sources") / "tree")
    return build_from(sources, "0.0.9"), build_from(sources)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, packages: tuple[Path, Path]) -> Iterator[Root]:
    """A bare Debian 12 with the older package, and its data from one visit."""
    with debian_in(tmp_path_factory.mktemp("debian") / "root", "bookworm") as made:
        made.run("apt-get", "-qq", "update")
        install(made, packages[0])
        yield made


def install(root: Root, package: Path) -> None:
    inside = root.bring(package)
    options = ("-qq", "-y", "--no-install-recommends", "--allow-downgrades")
    root.run("apt-get", "install", *options, inside)


def kiosk(root: Root, *words: str) -> str:
    return root.run("kiosk", *words, user="kiosk-ui", KIOSK_NOW=OPEN_HOUR)


def version(root: Root) -> str:
    return root.run("dpkg-query", "-W", "-f", "${Version}", "anjungan")


def events(root: Root) -> int:
    return len(kiosk(root, "ledger", "export").splitlines())


def test_a_visit_is_made_as_the_kiosks_user(root: Root) -> None:
    told = json.loads(kiosk(root, "visit", KTP, "--json").splitlines()[-1])
    assert "A001" in json.dumps(told)
    assert "the chain holds" in kiosk(root, "ledger", "verify")
    found = root.run("stat", "-c", "%a %U", "/var/lib/kiosk", "/var/lib/kiosk/ledger.db")
    assert found.split() == ["700", "kiosk-ui", "600", "kiosk-ui"]


def test_the_doctor_finds_nothing_broken(root: Root) -> None:
    done = root.attempt("kiosk", "doctor", "--json", user="kiosk-ui", KIOSK_NOW=OPEN_HOUR)
    told = json.loads(done.stdout.splitlines()[-1])
    failed = [check["id"] for check in told["checks"] if check["state"] == "fail"]
    assert (done.returncode, failed) == (0, [])


def test_root_leaves_no_file_of_its_own(root: Root) -> None:
    root.run("kiosk", "ledger", "verify")
    root.run("kiosk", "ticket", "issue", KTP, KIOSK_NOW=OPEN_HOUR)
    assert root.run("find", "/var/lib/kiosk", "-not", "-user", "kiosk-ui") == ""


def test_others_are_refused_with_a_remedy(root: Root) -> None:
    done = root.attempt("kiosk", "ledger", "tail", user="nobody")
    assert done.returncode == 4
    assert "sudo" in done.stderr


def test_nothing_under_opt_can_be_written_and_nothing_is_setuid(root: Root) -> None:
    writable = root.run("find", "/opt/anjungan", "-not", "-type", "l", "-writable", user="kiosk-ui")
    assert writable == ""
    listed = root.run("dpkg", "-L", "anjungan").split("\n")
    files = [path for path in listed if path and (root.folder / path[1:]).is_file()]
    special = [path for path in files if (root.folder / path[1:]).stat().st_mode & 0o6000]
    assert len(files) > 2000
    assert special == []


def test_every_library_is_there(root: Root) -> None:
    found = root.run(
        "sh",
        "-c",
        "find /opt/anjungan -name '*.so*' -type f -exec ldd {} + | grep 'not found' || true",
    )
    assert found == ""


def test_the_user_has_no_shell_and_no_password(root: Root) -> None:
    assert root.run("getent", "passwd", "kiosk-ui").strip().endswith(":/usr/sbin/nologin")
    assert root.run("getent", "shadow", "kiosk-ui").split(":")[1].startswith("!")


def test_the_units_are_enabled(root: Root) -> None:
    wants = root.folder / "etc/systemd/system"
    assert (wants / "graphical.target.wants/kiosk-ui.service").is_symlink()
    assert (wants / "multi-user.target.wants/kiosk-agent.path").is_symlink()
    root.run("systemd-analyze", "verify", "--man=no", "/lib/systemd/system/kiosk-ui.service")


def test_the_first_frame_comes_at_once_and_nobody_listens(root: Root) -> None:
    took = [first_frame(root) for _start in range(5)]
    assert min(took) <= FIRST_FRAME_S, took  # The best of five: other tests run beside it.


def first_frame(root: Root) -> float:
    """Start the kiosk as its unit does, off-screen; return the seconds until its first frame."""
    with closing(Manager(root.folder / "var/log/kiosk")) as manager:
        Path(manager.address).chmod(0o666)
        variables = {
            "KIOSK_NOW": OPEN_HOUR,
            "HOME": "/var/lib/kiosk",
            "NOTIFY_SOCKET": "/var/log/kiosk/notify",
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [*root.entered("kiosk-ui"), "kiosk", "run", "--no-first-start"]
        began = time.monotonic()
        with subprocess.Popen(command, env=OUTSIDE | variables) as process:
            manager.wait_for("READY=1", PATIENCE_S)
            took = time.monotonic() - began
            assert listening(process.pid) == []
            process.terminate()
            assert process.wait(30) == 0
        Path(manager.address).unlink()
    return took


def listening(pid: int) -> list[str]:
    """Return the sockets on which a process listens to others than itself."""
    told = subprocess.run(
        ["ss", "-Hltnup"], capture_output=True, text=True, check=True, timeout=20
    ).stdout
    return [line for line in told.splitlines() if f"pid={pid}," in line]


def test_an_upgrade_and_a_way_back_lose_no_ticket(root: Root, packages: tuple[Path, Path]) -> None:
    older, newer = packages
    before = events(root)
    assert version(root) == "0.0.9+deb12"
    install(root, newer)
    assert version(root) > "0.0.9+deb12"
    assert events(root) == before
    kiosk(root, "ticket", "issue", KTP)
    install(root, older)
    assert version(root) == "0.0.9+deb12"
    assert events(root) > before
    assert "the chain holds" in kiosk(root, "ledger", "verify")


def test_purge_takes_everything_but_the_ledger(root: Root) -> None:
    done = root.attempt("apt-get", "-qq", "-y", "purge", "anjungan")
    assert done.returncode == 0, done.stderr
    assert "/var/lib/kiosk was kept" in done.stdout + done.stderr
    assert (root.folder / "var/lib/kiosk/ledger.db").stat().st_size > 0
    for gone in (
        "opt/anjungan",
        "usr/bin/kiosk",
        "etc/kiosk",
        "var/log/kiosk",
        "etc/pam.d/kiosk-ui",
    ):
        assert not (root.folder / gone).exists(), gone
    wants = root.folder / "etc/systemd/system/graphical.target.wants/kiosk-ui.service"
    assert not wants.is_symlink()
