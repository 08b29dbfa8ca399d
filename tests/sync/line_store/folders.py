"""Folders of an enrolled terminal, and watermarks to put into them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sync.enrolled import Enrolment, save_enrolment
from sync.line_store import DayRecord, Watermark

EPOCH = "0b6e5a0e-6a53-4c0c-9d0f-3a2a4b1c9d10"
SERVER = Enrolment(
    "https://anjungan.contoh.go.id", "ab" * 32, "contoh-pringsewu-1", "2026-11-24T09:41:00+07:00"
)
OTHER_PROVINCE = Enrolment(
    "https://lain.contoh.go.id", "cd" * 32, "contoh-pringsewu-1", "2026-12-01T09:41:00+07:00"
)
MARK = Watermark(EPOCH, 900, "9" * 64)
DAY = DayRecord(EPOCH, 3, "2026-11-23", 300, "7" * 64, 900, "proven", 1_795_000_000_000)


def enrolled(folder: Path, server: Enrolment = SERVER) -> Path:
    """Make ``folder`` one of an enrolled terminal."""
    save_enrolment(folder, server)
    return folder


def at(seq: int) -> Watermark:
    """Return a watermark at ``seq``."""
    return replace(MARK, acked=seq, acked_hash=f"{seq:064x}")
