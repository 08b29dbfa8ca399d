"""The first frame waits for nothing: widgets bring in neither the SVG reader nor the kiosk."""

from __future__ import annotations

import subprocess
import sys

FIRST_SCREEN = [
    "ui.theme.theme",
    "ui.widgets.action_button",
    "ui.widgets.hero_label",
    "ui.widgets.icon_box",
    "ui.widgets.identity_strip",
    "ui.widgets.language_button",
]
TOO_EARLY = ("PySide6.QtSvg", "kiosk", "printing", "sync", "msgspec", "rapidfuzz", "ui.screens")


def imported_by(modules: list[str]) -> set[str]:
    program = f"import {', '.join(modules)}, sys; print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(run.stdout.split())


def test_the_first_screens_widgets_bring_in_nothing_they_do_not_need() -> None:
    assert imported_by(FIRST_SCREEN).isdisjoint(TOO_EARLY)
