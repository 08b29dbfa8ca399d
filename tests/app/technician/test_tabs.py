"""The table of tabs: every one is there, is called what the table says, and keeps its promises."""

from __future__ import annotations

import ast
import importlib
import inspect

import pytest

from kiosk.app.technician.tabs import PLACES, headed, present


def tab_class(name: str) -> type:
    place = PLACES[name]
    return getattr(importlib.import_module(f"kiosk.app.technician.{place.module}"), place.name)


def test_the_head_has_six_tabs_in_the_order_of_the_design() -> None:
    words = [title for _name, title in headed(present(equipped=True))]
    assert words == ["Kondisi", "Printer", "Antrean", "Sinkron", "Setelan", "Log"]


@pytest.mark.parametrize("name", PLACES)
def test_every_tab_is_there_under_its_lasting_name(name: str) -> None:
    tab = tab_class(name)
    assert name == tab.NAME
    assert tab.TITLE
    if PLACES[name].title:
        assert PLACES[name].title == tab.TITLE
    for method in ("enter", "handle", "tick", "page", "busy"):
        assert hasattr(tab, method)


@pytest.mark.parametrize("name", PLACES)
def test_only_tabs_that_say_so_ask_the_bench_for_equipment(name: str) -> None:
    tree = ast.parse(inspect.getsource(importlib.import_module(tab_class(name).__module__)))
    asked = any(
        isinstance(node, ast.Attribute) and node.attr == "equipment" for node in ast.walk(tree)
    )
    assert asked == PLACES[name].needs_equipment


def test_without_equipment_the_tabs_that_help_are_left() -> None:
    left = present(equipped=False)
    assert {"kondisi", "setelan", "log", "usb"} <= set(left)
    assert not {"printer", "antrean"} & set(left)
