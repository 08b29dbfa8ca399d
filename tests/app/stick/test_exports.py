"""What a terminal writes onto a stick."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from kiosk.app.province_clock import ProvinceClock
from kiosk.app.selftest import look as look_module
from kiosk.app.selftest.site import ScreenFacts, Site
from kiosk.app.stick.desk import apply, preview
from kiosk.app.stick.exporting import PARTS, export
from kiosk.clock import SystemClock
from kiosk.health.check import Health
from kiosk.stick.problems import NotApplied, StickFull
from kiosk.store.reading import open_reader
from sync.usb.incoming import kind_of
from tests.app.kiosks import desk_in
from tests.app.stick.brought import mall_file, other_name
from tests.fakes import FakeClock
from tests.stick.mounts import mounted
from tests.sync.usb.sticks import enrolled

NIK = "1810012345678901"
DIGEST = "ab0123456789" + "c" * 52
"""The digest of some file; ten of its letters are digits by chance."""


@pytest.fixture
def busy(data: Path) -> Path:
    """A terminal with some events, in which somebody's number was typed where it may be."""
    desk = desk_in(data)
    try:
        desk.store.record("search.unfound", {"query": f"ktp {NIK}"}, desk.now())
        desk.store.record("test.note", {"reason": NIK, "what": "=1+1", "person": "ani"}, desk.now())
        desk.store.record("paper.low", {"mm": 4200, "state": "low"}, desk.now())
        desk.store.record("stick.imported", {"sha256": DIGEST}, desk.now())
    finally:
        desk.store.close()
    return data


def test_everything_arrives_in_a_folder_named_after_terminal_and_day(
    stick: Path, busy: Path
) -> None:
    done = export(stick, enrolled(busy), PARTS, FakeClock())
    assert done.folder == stick / "ANJUNGAN" / "contoh-pringsewu-1-2026-11-24"
    assert done.left_out == ()
    assert sorted(done.files) == [
        "buku-besar.jsonl.gz",
        "catatan.csv",
        "kesiapan.pdf",
        "konfigurasi.toml",
        "untuk-kantor.gz",
    ]
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=done.folder,
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert checked.returncode == 0
    sums = (done.folder / "SHA256SUMS").read_bytes()
    assert done.digest == hashlib.sha256(sums).hexdigest()


def test_the_ledger_goes_as_it_is_and_the_offices_file_beside_it(stick: Path, busy: Path) -> None:
    done = export(stick, enrolled(busy), ["ledger"], FakeClock())
    lines = gzip.decompress((done.folder / "buku-besar.jsonl.gz").read_bytes()).splitlines()
    with open_reader(busy) as reader:
        assert [line.decode() for line in lines] == [event.line for event in reader.events()]
    assert kind_of(done.folder / "untuk-kantor.gz") == "anjungan-ledger-1"


def test_a_terminal_without_a_province_says_what_it_left_out(stick: Path, busy: Path) -> None:
    done = export(stick, busy, ["ledger"], FakeClock())
    assert sorted(done.files) == ["buku-besar.jsonl.gz"]
    assert [left.part for left in done.left_out] == ["ledger"]
    assert "belum terdaftar" in done.left_out[0].words


def test_the_log_has_no_number_of_anybody_and_nothing_typed(stick: Path, busy: Path) -> None:
    done = export(stick, busy, ["log"], FakeClock())
    text = (done.folder / "catatan.csv").read_text(encoding="utf-8")
    assert NIK not in text
    assert not re.search(r"\d{10}", text.replace(DIGEST, ""))
    assert "ktp" not in text
    rows = list(csv.reader(text.splitlines()))
    assert rows[0] == ["nomor", "waktu", "kejadian", "isi"]
    by_kind = {row[2]: row[3] for row in rows[1:]}
    assert by_kind["search.unfound"] == ""
    assert by_kind["test.note"] == "person=ani; reason=[angka]"
    assert by_kind["paper.low"] == "mm=4200; state=low"
    assert by_kind["stick.imported"] == f"sha256={DIGEST}"
    for row in rows[1:]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", row[1])


def test_the_configuration_goes_with_its_mall_file_and_sets_up_another_machine(
    stick: Path, data: Path, tmp_path: Path
) -> None:
    apply(preview(mall_file(stick / "mal.json", other_name), data), data)
    done = export(stick, data, ["config"], FakeClock())
    assert sorted(done.files) == ["berkas-mal.json", "konfigurasi.toml"]
    other = tmp_path / "other"
    other.mkdir()
    apply(preview(done.folder / "berkas-mal.json", other), other)
    assert preview(done.folder / "konfigurasi.toml", other).state == "same"


def test_an_empty_terminal_has_nothing_but_its_settings(stick: Path, data: Path) -> None:
    with pytest.raises(NotApplied) as caught:
        export(stick, data, ["ledger", "log"], FakeClock())
    assert "belum ada" in caught.value.words
    assert not (stick / "ANJUNGAN").exists()
    done = export(stick, data, ["config"], FakeClock())
    assert preview(done.folder / "konfigurasi.toml", data).state == "same"


def test_a_full_stick_keeps_nothing(tmp_path: Path, busy: Path) -> None:
    with mounted(tmp_path / "small", "size=16k") as small:
        with pytest.raises(StickFull):
            export(small, busy, ["ledger", "log"], FakeClock())
        assert not any(path.is_file() for path in small.rglob("*"))


def test_it_works_beside_a_running_kiosk(stick: Path, data: Path) -> None:
    desk = desk_in(data)
    try:
        desk.store.record("paper.low", {"mm": 4200}, desk.now())
        done = export(stick, data, ["ledger", "log"], FakeClock())
    finally:
        desk.store.close()
    lines = gzip.decompress((done.folder / "buku-besar.jsonl.gz").read_bytes()).splitlines()
    assert json.loads(lines[-1])["kind"] == "paper.low"


def test_the_report_compares_the_machines_own_clock_and_tells_of_the_screen(
    stick: Path, busy: Path, monkeypatch
) -> None:
    looked: list[Site] = []

    def take_look(site: Site) -> Health:
        looked.append(site)
        return real(site)

    real = look_module.take_look
    monkeypatch.setattr(look_module, "take_look", take_look)
    province, screen = (
        ProvinceClock(SystemClock(), lambda: None),
        ScreenFacts((1, 2), (1, 2), (0, 0)),
    )
    done = export(stick, busy, ["report"], province, screen)
    assert (done.folder / "kesiapan.pdf").read_bytes().startswith(b"%PDF")
    (site,) = looked
    assert isinstance(site.machine, SystemClock)
    assert site.screen == screen
