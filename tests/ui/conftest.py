"""Fixtures for what stands on the glass: one application, the theme of the design's screen."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.glass import Glass
from ui.theme.theme import DESIGN_SIZE, Theme, theme_for

DESIGN_DIAGONAL = 21.5


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """Return the theme of a portrait screen of 21.5 inches."""
    return theme_for(*DESIGN_SIZE, DESIGN_DIAGONAL)


@pytest.fixture
def glass(qtbot: QtBot) -> Glass:
    """Return an empty shell of the design's screen, to show sessions on."""
    return Glass(qtbot)
