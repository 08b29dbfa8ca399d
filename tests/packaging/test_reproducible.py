"""Two builds in two folders are one and the same file, to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.packaging.builds import build_from, copy_sources, digest

pytestmark = pytest.mark.full


def test_two_builds_in_two_folders_are_alike(tmp_path: Path) -> None:
    folders = [tmp_path / "one", tmp_path / "a longer name" / "deeper"]
    one, other = [build_from(copy) for copy in list(map(copy_sources, folders))]
    assert digest(one) == digest(other)


def test_a_changed_line_is_another_package(tmp_path: Path) -> None:
    sources = copy_sources(tmp_path / "one")
    first = digest(build_from(sources))
    with (sources / "kiosk/errors.py").open("a", encoding="utf-8") as module:
        module.write("\nPLANTED = 1\n")
    assert digest(build_from(sources)) != first
