"""A screen of Xvfb, and what stands on it, read from its frame buffer."""

from __future__ import annotations

import struct
import subprocess
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

SIZE = (1024, 768)
"""Pixels: what the compositor takes where its screen is another one's window."""


@dataclass(frozen=True)
class Screen:
    """``display`` is X's name of it (":77")."""

    display: str
    frame_buffer: Path

    def picture(self) -> Image.Image:
        """Return what stands on the screen (the frame buffer is a file in XWD's format)."""
        content = self.frame_buffer.read_bytes()
        head = struct.unpack(">25I", content[:100])
        header, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        start = header + colours * 12
        pixels = content[start : start + line * height]
        return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", line)

    def press(self, *keys: str) -> None:
        """Press a combination as a keyboard would (XTEST)."""
        subprocess.run(
            ["xdotool", "key", "--clearmodifiers", "+".join(keys)],
            env={"DISPLAY": self.display, "PATH": "/usr/bin:/bin"},
            check=True,
            timeout=20,
        )


@contextmanager
def screen_in(folder: Path) -> Generator[Screen]:
    """Run a screen for the block."""
    width, height = SIZE
    with subprocess.Popen(
        [
            *("Xvfb", "-displayfd", "1", "-nolisten", "tcp", "-fbdir", folder),
            *("-screen", "0", f"{width}x{height}x24"),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        try:
            number = server.stdout.readline().strip()
            assert number, "Xvfb did not start"
            yield Screen(f":{number}", folder / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait(10)


def wait_until(reached: Callable[[], bool], seconds: float) -> float:
    """Look often until something is true; return the seconds it took, fail where it never is."""
    began = time.monotonic()
    while not reached():
        assert time.monotonic() - began < seconds, f"not within {seconds:g} s"
        time.sleep(0.02)
    return time.monotonic() - began
