"""A packed catalogue on a stick."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kiosk.app.equipment import load_premises
from kiosk.app.foundation import lay_foundation
from kiosk.app.stick import apply, preview
from kiosk.app.stick.back import go_back
from kiosk.app.stick.catalogue_file import LARGEST_UNPACKED, packed
from kiosk.catalogue.faults import FaultyData
from kiosk.catalogue.loading import BUNDLED
from kiosk.stick.problems import NotApplied
from tests.app.stick.brought import bundle_file, example_bundle, written
from tests.fakes import FakeClock


def next_version(bundle: dict[str, Any]) -> None:
    bundle["files"]["catalogue.json"]["version"] = 2


def reasons(path: Path, data: Path) -> list[str]:
    shown = preview(path, data)
    assert (shown.kind, shown.state) == ("catalogue", "faulty")
    with pytest.raises(NotApplied):
        apply(shown, data)
    assert list(data.iterdir()) == []
    return [fault.reason for fault in shown.faults]


def test_packing_twice_gives_the_same_bytes() -> None:
    assert packed(BUNDLED) == example_bundle()


def test_a_faulty_folder_is_not_packed(tmp_path: Path) -> None:
    with pytest.raises(FaultyData):
        packed(tmp_path)


def test_a_new_version_is_shown_and_holds_from_the_next_start_on(stick: Path, data: Path) -> None:
    path = bundle_file(stick / "katalog.json.gz", next_version)
    shown = preview(path, data)
    assert shown.title == "Katalog layanan versi 2"
    assert [(c.id, c.before, c.after) for c in shown.changes] == [("version", "1", "2")]
    apply(shown, data)
    path.unlink()
    assert load_premises(lay_foundation(data, FakeClock())).catalogue.version == 2
    go_back("catalogue", data)
    assert load_premises(lay_foundation(data, FakeClock())).catalogue.version == 1


def test_one_that_is_applied_changes_nothing_more(stick: Path, data: Path) -> None:
    path = bundle_file(stick / "katalog.json.gz", next_version)
    apply(preview(path, data), data)
    assert preview(path, data).state == "same"


def test_every_fault_of_every_file_is_shown(stick: Path, data: Path) -> None:
    def spoil(bundle: dict[str, Any]) -> None:
        bundle["files"]["agencies/samsat.json"]["agency"]["queue_letter"] = "O"
        bundle["files"]["agencies/polres.json"]["services"][0]["agency"] = "nobody"
        del bundle["files"]["guide.json"]

    found = reasons(bundle_file(stick / "katalog.json.gz", spoil), data)
    assert any("cannot be called" in reason for reason in found)
    assert any("'nobody' does not exist" in reason for reason in found)
    assert any("cannot be read" in reason for reason in found)


def test_one_without_this_terminals_mall_is_refused(stick: Path, data: Path) -> None:
    def without_malls(bundle: dict[str, Any]) -> None:
        del bundle["files"]["malls/contoh-pringsewu.json"]

    path = bundle_file(stick / "katalog.json.gz", without_malls)
    assert reasons(path, data) == ["it has no mall for this terminal"]


@pytest.mark.parametrize(
    "name",
    [
        "../config.toml",
        "../../etc/passwd.json",
        "/etc/kiosk.json",
        "agencies/../../x.json",
        "agencies\\x.json",
        "malls/x.json/y.json",
        "catalogue.json\n",
        ".hidden.json",
        "ledger.db",
        "",
    ],
)
def test_a_name_that_leads_elsewhere_spoils_the_whole_file(
    stick: Path, data: Path, name: str
) -> None:
    path = bundle_file(stick / "k.json.gz", lambda bundle: bundle["files"].update({name: {}}))
    assert reasons(path, data) == ["it is no catalogue"]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(b"", mtime=0),
        gzip.compress(b"[" * 100_000, mtime=0),
        gzip.compress(b'{"kind": "anjungan-catalogue-1", "files": {}}', mtime=0),
        gzip.compress(
            b'{"kind": "anjungan-catalogue-2", "files": {"catalogue.json": {}}}', mtime=0
        ),
        gzip.compress(
            json.dumps({"files": {}, "kind": "anjungan-catalogue-1", "x": 1}).encode(), mtime=0
        ),
        gzip.compress(b"\xff\xfe", mtime=0),
        example_bundle()[:-9],
        example_bundle() + b"more",
        b"PK\x03\x04 a zip",
    ],
    ids=range(9),
)
def test_what_is_no_catalogue_is_refused(stick: Path, data: Path, content: bytes) -> None:
    assert reasons(written(stick / "k.json.gz", content), data)


def test_a_bomb_is_refused(stick: Path, data: Path) -> None:
    bomb = gzip.compress(bytes(LARGEST_UNPACKED + 1), 9)
    found = reasons(written(stick / "k.json.gz", bomb), data)
    assert found == ["unpacked it is larger than 32,0 MB"]


def test_a_power_cut_while_it_is_copied_leaves_a_folder_that_the_next_try_replaces(
    stick: Path, data: Path, monkeypatch
) -> None:
    shown = preview(bundle_file(stick / "k.json.gz", next_version), data)
    half = data / "brought" / f".catalogue-{shown.sha256[:16]}.new"
    written(half / "catalogue.json", "{")
    apply(shown, data)
    assert not half.exists()
    assert load_premises(lay_foundation(data, FakeClock())).catalogue.version == 2
