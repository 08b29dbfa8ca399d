"""The keys: the mall's, which makes a visit's code genuine, and the terminal's for its province."""

from __future__ import annotations

import stat
from pathlib import Path

from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.identity import KEY_BYTES, KEY_FILE
from kiosk.store.connection import FILE as LEDGER

KEYS = Subject("keys", "Kunci")
TERMINAL_KEY = "terminal.key"
"""``sync.wire.keys.TERMINAL_KEY``, known here so that asking for it loads no cryptography."""


def look_at_keys(site: Site) -> Check:
    """Look whether the keys that should be here are, and that nobody else may read them."""
    wanted = [KEY_FILE] if (site.data / LEDGER).exists() else []
    if site.enrolled:
        wanted.append(TERMINAL_KEY)
    modes = {name: _mode(site.data / name) for name in (KEY_FILE, TERMINAL_KEY)}
    if modes[KEY_FILE] is not None and not _is_key(site.data / KEY_FILE):
        return KEYS.failed(f"{KEY_FILE} rusak", "Kembalikan dari cadangan, lalu mulai ulang kios.")
    return judge_keys(wanted, {name: mode for name, mode in modes.items() if mode is not None})


def judge_keys(wanted: list[str], modes: dict[str, int]) -> Check:
    """Judge the permissions of the keys that are there, by file name."""
    missing = [name for name in wanted if name not in modes]
    if missing:
        return KEYS.failed(
            f"{', '.join(missing)} tidak ada",
            "Kembalikan dari cadangan; bila tidak ada, daftar ulang.",
        )
    open_to_others = [name for name, mode in modes.items() if mode & 0o077]
    if open_to_others:
        return KEYS.failed(
            f"{', '.join(open_to_others)} dapat dibaca pengguna lain",
            f"Jalankan chmod 600 {' '.join(open_to_others)} di folder data.",
        )
    if not modes:
        return KEYS.skipped("dibuat saat nomor pertama diberikan")
    return KEYS.passed("Kunci mesin hanya bisa dibaca aplikasi kios")


def _is_key(path: Path) -> bool:
    found = path.stat()
    return stat.S_ISREG(found.st_mode) and found.st_size == KEY_BYTES


def _mode(path: Path) -> int | None:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return None
