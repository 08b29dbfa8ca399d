"""The package that ./check has built: what is in it, what is not, and how much of it there is."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from deb.pruning import MODULES
from packaging.utils import canonicalize_name

MOST_BYTES = 55_000_000
MOST_INSTALLED = 200_000_000
PROVINCE = {"starlette", "uvicorn", "psycopg", "psycopg_pool", "jinja2", "anyio", "h11", "pip"}

BUILT = os.environ.get("KIOSK_DEB", "")

pytestmark = pytest.mark.skipif(not BUILT, reason="no package was built: ./check builds one")


@pytest.fixture(scope="module")
def listing() -> list[tuple[str, str, str]]:
    """Mode, owner and path of everything in the package, as dpkg will unpack it."""
    told = subprocess.run(
        ["dpkg-deb", "--contents", BUILT], capture_output=True, text=True, check=True, timeout=120
    )
    rows = [line.split(maxsplit=5) for line in told.stdout.splitlines()]
    return [(row[0], row[1], row[5].partition(" -> ")[0].removeprefix(".")) for row in rows]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("package") / "root"
    subprocess.run(["dpkg-deb", "-x", BUILT, folder], check=True, timeout=120)
    yield folder
    subprocess.run(["rm", "-r", folder], check=True, timeout=60)  # 150 MB are not kept.


@pytest.fixture(scope="module")
def site(unpacked: Path) -> Path:
    (found,) = unpacked.glob("opt/anjungan/lib/python3*/site-packages")
    return found


def control(field: str) -> str:
    told = subprocess.run(
        ["dpkg-deb", "--field", BUILT, field], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def test_it_is_small_enough_to_carry() -> None:
    assert Path(BUILT).stat().st_size <= MOST_BYTES
    assert int(control("Installed-Size")) * 1024 <= MOST_INSTALLED


def test_everything_is_roots_and_nobody_else_may_write(listing: list[tuple[str, str, str]]) -> None:
    assert len(listing) > 2000
    assert {owner for _mode, owner, _path in listing} == {"root/root"}
    writable = [path for mode, _, path in listing if mode[0] != "l" and "w" in mode[3:]]
    special = [path for mode, _, path in listing if set(mode) & set("sStT") or mode[0] not in "-dl"]
    assert (writable, special) == ([], [])


def test_the_provinces_server_is_not_in_it(site: Path) -> None:
    assert {path.name for path in site.iterdir()} & PROVINCE == set()
    for gone in ("sync/province", "kiosk/bench", "kiosk/commands/bench.py", "printing/simulated"):
        assert not (site / gone).exists()
    assert (site / "sync/agent").is_dir()
    assert not (site / "tests").exists()


def test_nothing_of_the_building_is_left(unpacked: Path, site: Path) -> None:
    kinds = ("*.dist-info/RECORD", "*.dist-info/direct_url.json", "**/*.pyi", "bin/*")
    assert [path for kind in kinds for path in site.glob(kind)] == []
    assert sorted(path.name for path in (unpacked / "opt/anjungan/bin").iterdir()) == ["python3"]
    assert {path.name for path in site.glob("PySide6/*.abi3.so")} == {
        f"{name}.abi3.so" for name in MODULES
    }


def test_everything_is_compiled_and_is_never_compiled_again(site: Path) -> None:
    sources = list(site.rglob("*.py"))
    compiled = {path.name.split(".")[0]: path for path in (site / "kiosk").glob("__pycache__/*")}
    assert len(list(site.rglob("*.pyc"))) == len(sources)
    flags = int.from_bytes(compiled["errors"].read_bytes()[4:8], "little")
    assert flags == 0b01  # Hash-based and unchecked (PEP 552).
    assert b"/opt/anjungan/lib" in compiled["errors"].read_bytes()


def test_every_file_has_the_one_time(unpacked: Path) -> None:
    files = [path for path in unpacked.rglob("*") if not path.is_symlink() and path.is_file()]
    assert len({int(path.stat().st_mtime) for path in files}) == 1


def test_the_launcher_is_isolated(unpacked: Path) -> None:
    first = (unpacked / "usr/bin/kiosk").read_text(encoding="utf-8").splitlines()[0]
    assert first == "#!/opt/anjungan/bin/python3 -I"


def test_it_depends_on_what_it_starts_and_loads() -> None:
    depends = {name.split()[0] for name in control("Depends").split(",")}
    assert {"cage", "xwayland", "python3", "libc6", "libegl1", "libpam-systemd"} <= depends
    assert "libxcb-cursor0" in depends
    assert control("Architecture") != "all"


def test_every_wheel_is_in_the_bill_and_in_the_copyright_file(unpacked: Path, site: Path) -> None:
    docs = unpacked / "usr/share/doc/anjungan"
    bill = json.loads((docs / "anjungan.cdx.json").read_text(encoding="utf-8"))
    listed = {canonicalize_name(part["name"]) for part in bill["components"]}
    there = {
        canonicalize_name(path.name.removesuffix(".dist-info").rsplit("-", 1)[0])
        for path in site.glob("*.dist-info")
    }
    assert listed == there
    words = (docs / "copyright").read_text(encoding="utf-8")
    assert [part["name"] for part in bill["components"] if f"of-{part['name']}" not in words] == []


def test_the_command_runs_from_its_own_folder_alone(unpacked: Path, site: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(site)!r}); import kiosk.__main__ as m; m.main()"
    done = subprocess.run(
        ["/usr/bin/python3", "-I", "-S", "-c", code, "province", "serve"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "`kiosk province` is not installed on this machine." in done.stderr
