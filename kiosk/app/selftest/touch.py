"""Touch: does the kernel see a touch screen, and when did somebody last hit every target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.app.selftest.passes import TOUCH_TEST, read_passes
from kiosk.app.selftest.site import Site
from kiosk.app.selftest.subject import Subject
from kiosk.health.check import Check
from kiosk.wording.measures import span

TOUCH = Subject("touch", "Layar sentuh")
OLD = timedelta(days=30)
_REMEDY = "Buka Setelan, lalu jalankan uji sentuh."

# linux/input-event-codes.h: what makes a device a touch screen.
_PROP_DIRECT, _ABS_X, _BTN_TOUCH, _BTN_TOOL_FINGER, _BTN_TOOL_PEN = 1, 0, 0x14A, 0x145, 0x140


def look_at_touch(site: Site) -> Check:
    """Ask the kernel for touch screens, and the file of passes for the last test."""
    tested = read_passes(site.data).get(TOUCH_TEST)
    return judge_touch(touch_screens(site.system), tested, site.clock.now())


def judge_touch(screens: Sequence[str] | None, tested: datetime | None, now: datetime) -> Check:
    """Judge the touch screens that are seen (None: nobody can know) and the last test."""
    if screens is not None and not screens:
        return TOUCH.warned(
            "tidak ada layar sentuh yang terlihat", "Periksa kabel USB layar, lalu uji sentuh."
        )
    if tested is None or tested > now + timedelta(days=1):
        return TOUCH.warned("belum pernah diuji", _REMEDY)
    words = f"terakhir diuji {span(now - tested)} lalu"
    found = TOUCH.warned(words, _REMEDY) if now - tested > OLD else TOUCH.passed(words)
    return replace(found, last_pass=tested)


def touch_screens(system: Path) -> list[str] | None:
    """Return the names of the touch screens that Linux sees; None where it does not say."""
    devices = system / "class" / "input"
    if not devices.is_dir():
        return None
    return [_text(path / "name") for path in sorted(devices.glob("input*")) if _is_screen(path)]


def _is_screen(device: Path) -> bool:
    axes, keys = _bits(device / "capabilities" / "abs"), _bits(device / "capabilities" / "key")
    if _BTN_TOUCH not in keys or _ABS_X not in axes:
        return False
    tools = {_BTN_TOOL_FINGER, _BTN_TOOL_PEN}
    return _PROP_DIRECT in _bits(device / "properties") or not tools & keys


def _bits(path: Path) -> set[int]:
    """Return which bits are set in a mask of the kernel: words of 64 bits, the highest first."""
    mask = 0
    for word in _text(path).split():
        mask = mask << 64 | int(word, 16)
    return {number for number in range(mask.bit_length()) if mask >> number & 1}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:  # The device went while it was looked at.
        return ""
