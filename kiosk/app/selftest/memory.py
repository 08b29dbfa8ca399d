"""The machine's memory, as the kernel tells of it."""

from __future__ import annotations

import re

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.wording import measures

MEMORY = Subject("memory", "Memori")
WARN_PERCENT, FAIL_PERCENT = 15, 5
"""Shares of the memory that should be available, in percent."""


def look_at_memory(site: Site) -> Check:
    """Read what the kernel says is available."""
    try:
        text = (site.processes / "meminfo").read_text(encoding="ascii")
    except OSError:
        return MEMORY.skipped("mesin ini tidak melaporkan memorinya")
    found = {name: int(kb) * 1024 for name, kb in re.findall(r"(\w+):\s+(\d+) kB", text)}
    if not {"MemAvailable", "MemTotal"} <= set(found):
        return MEMORY.skipped("mesin ini tidak melaporkan memorinya")
    return judge_memory(found["MemAvailable"], found["MemTotal"])


def judge_memory(available: int, total: int) -> Check:
    """Judge available bytes of ``total`` bytes."""
    words = f"tersedia {measures.size(available)} dari {measures.size(total)}"
    if available * 100 < total * FAIL_PERCENT:
        return MEMORY.failed(words, "Mulai ulang mesin; bila terulang, tambah memori.")
    if available * 100 < total * WARN_PERCENT:
        return MEMORY.warned(words, "Tutup program lain; mulai ulang mesin setelah jam layanan.")
    return MEMORY.passed(words)
