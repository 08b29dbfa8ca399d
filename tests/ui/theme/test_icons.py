from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor

from kiosk.catalogue.model import Catalogue
from tests.premises import example_premises
from ui.theme import agency_icons, document_icons, life_event_icons
from ui.theme.icons import FOLDER, icon_pixmap
from ui.theme.theme import Theme

TABLES = [agency_icons, document_icons, life_event_icons]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return example_premises().catalogue


@pytest.mark.parametrize("table", TABLES)
def test_every_icon_of_a_table_is_there(table: object) -> None:
    for name in table._ICONS.values():
        assert (FOLDER / "duotone" / f"{name}.svg").is_file(), name


def test_every_agency_has_its_own_entry(catalogue: Catalogue) -> None:
    assert set(catalogue.agencies) == set(agency_icons._ICONS)


def test_every_life_event_has_its_own_entry(catalogue: Catalogue) -> None:
    assert set(catalogue.life_events) == set(life_event_icons._ICONS)


def test_every_category_of_documents_has_its_own_entry(catalogue: Catalogue) -> None:
    categories = {document.category for document in catalogue.documents.values()}
    assert categories <= set(document_icons._ICONS)


@pytest.mark.parametrize(
    ("find", "unknown"),
    [
        (agency_icons.agency_icon, "buildings"),
        (life_event_icons.life_event_icon, "clipboard-text"),
        (document_icons.document_icon, "file-text"),
    ],
)
def test_what_no_table_knows_gets_a_plain_icon_that_is_there(find: object, unknown: str) -> None:
    assert find("new-in-the-catalogue") == unknown
    assert (FOLDER / "duotone" / f"{unknown}.svg").is_file()


def test_an_icon_is_painted_in_its_colour_and_not_black(theme: Theme) -> None:
    image = theme.icon("check", "on_primary", 20).toImage()
    painted = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert painted == {QColor("#FFFFFF").name()}


@pytest.mark.usefixtures("theme")
def test_an_icon_is_painted_once() -> None:
    first = icon_pixmap("check", "bold", "#08463A", 40)
    assert icon_pixmap("check", "bold", "#08463A", 40) is first


@pytest.mark.usefixtures("theme")
def test_an_icon_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError, match="unicorn"):
        icon_pixmap("unicorn", "bold", "#08463A", 40)


def test_every_tile_of_the_example_mall_has_its_icon() -> None:
    """A mall's file names its tiles' icons itself, so more icons are shipped than we use."""
    for tile in example_premises().timetable.mall.tiles:
        assert (FOLDER / "duotone" / f"{tile.icon}.svg").is_file(), tile.icon


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.svg")), ids=lambda path: path.stem)
def test_every_icon_takes_its_colour_from_us(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "currentColor" in text
    assert not re.search(r"#[0-9a-fA-F]{3,6}|<script|href=", text)


def test_the_icons_come_with_their_licence() -> None:
    assert "MIT License" in (FOLDER / "Phosphor-LICENSE.txt").read_text(encoding="utf-8")
