"""What the handbook tells people to type and to touch is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kiosk.commands.root import root

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = sorted((ROOT / "docs" / "panduan").glob("*.md"))
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *HANDBOOK]
WITH_GLASS_WORDS = ("ui/presenters", "ui/technician", "kiosk/app", "kiosk/settings")


def typed(text: str) -> Iterator[str]:
    """Yield every command of ours that a page shows, in its text or in a block of its own."""
    for block in re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield from (line.strip() for line in block.splitlines() if is_ours(line))
    prose = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from (code for code in re.findall(r"`([^`\n]+)`", prose) if is_ours(code))


def is_ours(line: str) -> bool:
    return re.match(r"\s*(\.venv/bin/|sudo )?kiosk [a-z]", line) is not None


def command_of(line: str) -> tuple[click.Command, str, list[str]]:
    """Return the command that a line names as far as there is one, its path, and what is left."""
    words = shlex.split(re.split(r"\s#|\s{2,}", line.strip())[0].replace("|", " "))
    words = words[words.index(next(w for w in words if w.endswith("kiosk"))) + 1 :]
    command: click.Command = root
    path = "kiosk"
    while isinstance(command, click.Group) and words:
        found = command.get_command(click.Context(command), words[0])
        if found is None:
            break
        command, path = found, f"{path} {words.pop(0)}"
    return command, path, words


def missing(line: str) -> str:
    """Return what of a typed command does not exist, or an empty text."""
    command, path, words = command_of(line)
    if isinstance(command, click.Group) and words and words[0].isalpha() and words[0].islower():
        return f"{path} {words[0]}"
    options = {name for parameter in command.params for name in parameter.opts}
    given = re.findall(r"--[a-z-]+|(?<=\s)-[a-z]\b", " ".join(["", *words]))
    absent = [name for name in given if name not in options | {"--help"}]
    return f"{path} {' '.join(absent)}" if absent else ""


def refused(line: str) -> str:
    """Return why a command would be refused as it stands; a bare name only speaks of it.

    What stands for a value may be none yet.
    """
    command, path, words = command_of(line)
    if not words:
        return ""
    try:
        command.make_context(path, words)
    except click.MissingParameter as reason:
        return f"{path}: {reason.format_message()}"
    except click.BadParameter:
        return ""
    except click.UsageError as reason:
        return f"{path}: {reason.format_message()}"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_page_shows_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [absent for line in typed(text) if (absent := missing(line))] == []


@pytest.mark.parametrize(
    ("line", "absent"),
    [
        ("kiosk pin add NAMA", ""),
        ("kiosk pin gone NAMA", "kiosk pin gone"),
        ("kiosk stick export --log --gone", "kiosk stick export --gone"),
        ("kiosk ledger verify | tail", ""),
        ("sudo kiosk doctor --json   # one object", ""),
        (".venv/bin/kiosk nothing", "kiosk nothing"),
    ],
)
def test_a_command_that_does_not_exist_would_be_noticed(line: str, absent: str) -> None:
    assert missing(line) == absent


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_every_command_of_the_handbook_is_whole(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [why for line in typed(text) if (why := refused(line))] == []


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("kiosk pin add NAMA", True),
        ("kiosk printer set", True),
        ("kiosk province revoke --store FOLDER", False),
        ("kiosk province revoke --store FOLDER --terminal NAMA", True),
        ("kiosk province revoke NAMA --store FOLDER", False),
        ("kiosk doctor NAMA", False),
    ],
)
def test_a_command_that_lacks_something_would_be_noticed(line: str, *, whole: bool) -> None:
    assert (refused(line) == "") is whole


def glass_words() -> str:
    paths = [path for place in WITH_GLASS_WORDS for path in (ROOT / place).rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def untold(text: str, glass: str) -> list[str]:
    """Return the bold words of a page that stand nowhere on the glass."""
    return [words for words in re.findall(r"\*\*([^*]+)\*\*", text) if words not in glass]


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_every_bold_word_of_the_handbook_stands_on_the_glass(page: Path) -> None:
    assert untold(page.read_text(encoding="utf-8"), glass_words()) == []


def test_a_bold_word_that_is_nowhere_would_be_noticed() -> None:
    assert untold("Sentuh **Periksa**, lalu **Terbang**.", glass_words()) == ["Terbang"]


def test_the_index_names_every_page_of_the_handbook() -> None:
    index = (ROOT / "docs" / "panduan" / "README.md").read_text(encoding="utf-8")
    pages = [page.name for page in HANDBOOK if page.name != "README.md"]
    assert pages
    assert [page for page in pages if f"({page})" not in index] == []


def test_every_picture_of_the_technician_is_used() -> None:
    texts = "".join(page.read_text(encoding="utf-8") for page in HANDBOOK)
    pictures = [path.name for path in (ROOT / "docs" / "screens").glob("*.png")]
    technicians = [name for name in pictures if name.startswith(("teknisi-", "mulai-"))]
    assert technicians
    assert [name for name in technicians if name not in texts] == []
