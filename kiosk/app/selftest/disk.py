"""The disk below the data folder: how much is free, and how long a write takes to be safe."""

from __future__ import annotations

import os
import shutil
import statistics
import time
from pathlib import Path

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.wording import measures

DISK = Subject("disk", "Ruang disk")
WRITING = Subject("writing", "Kecepatan tulis")

WARN_PERCENT, FAIL_PERCENT = 20, 10
"""Shares of the disk that should be free, in percent."""

WARN_MS, FAIL_MS = 50, 500
"""Milliseconds for one small write with its fsync: a number waits for one."""

PROBE = "selftest.probe"
_WRITES, _BLOCK = 5, bytes(4096)


def look_at_disk(site: Site) -> Check:
    """Ask the filesystem of the data folder."""
    found = shutil.disk_usage(_existing(site.data))
    return judge_disk(found.free, found.total)


def judge_disk(free: int, total: int) -> Check:
    """Judge free bytes of a disk of ``total`` bytes."""
    words = f"sisa {measures.size(free)} dari {measures.size(total)}"
    if free * 100 < total * FAIL_PERCENT:
        return DISK.failed(words, "Kosongkan disk sekarang, atau ganti dengan yang lebih besar.")
    if free * 100 < total * WARN_PERCENT:
        return DISK.warned(words, "Hapus berkas yang tidak perlu, atau rencanakan disk baru.")
    return DISK.passed(words)


def look_at_writing(site: Site) -> Check:
    """Write and fsync small blocks beside the ledger, and measure each."""
    if not site.data.exists():
        return WRITING.skipped("folder data belum ada")
    if os.statvfs(site.data).f_flag & os.ST_RDONLY:  # What Linux makes of a disk that fails.
        return WRITING.failed(
            "disk hanya dapat dibaca", "Mulai ulang mesin; bila terulang, ganti disk."
        )
    if not os.access(site.data, os.W_OK):
        return WRITING.skipped("folder data milik pengguna lain", "Periksa sebagai pengguna kios.")
    try:
        taken = measure_writes(site.data / PROBE)
    except OSError as reason:
        return WRITING.failed(
            f"tidak dapat menulis ({reason.strerror})", "Periksa disk: penuh, terkunci, atau rusak."
        )
    return judge_writing(statistics.median(taken), max(taken))


def judge_writing(median_ms: float, longest_ms: float) -> Check:
    """Judge the median and the longest of some writes, in milliseconds."""
    words = f"{measures.decimal(median_ms)} ms, terlama {measures.decimal(longest_ms)} ms"
    if median_ms >= FAIL_MS:
        return WRITING.failed(words, "Disk hampir rusak: salin buku ke USB, lalu ganti disk.")
    if median_ms >= WARN_MS:
        return WRITING.warned(words, "Disk lambat: siapkan SSD pengganti.")
    return WRITING.passed(words)


def measure_writes(path: Path) -> list[float]:
    """Return the milliseconds of each write with its fsync; the file is gone afterwards."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    try:
        return [_write(handle) for _ in range(_WRITES)]
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)


def _write(handle: int) -> float:
    began = time.perf_counter()
    os.write(handle, _BLOCK)
    os.fsync(handle)
    return (time.perf_counter() - began) * 1000


def _existing(folder: Path) -> Path:
    return next((path for path in (folder, *folder.absolute().parents) if path.exists()), folder)
