"""No wheel is shipped without its licence, its text and whose work it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from deb.licences import Licence, licence_of, stanza, write_copyright
from deb.recipe import BuildProblem, Recipe

MIT = "MIT License\n\nCopyright (c) 2015 A. Contoh\n\nPermission is hereby granted.\n"


def wheel(site: Path, name: str, told: str, files: dict[str, str]) -> Path:
    """Lay a wheel's metadata into an environment."""
    folder = site / f"{name}-1.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{told}\n", encoding="utf-8")
    rows = [f"{name}/__init__.py,,", f"{folder.name}/METADATA,,", "../../bin/x,,", "single.py,,"]
    (folder / "RECORD").write_text("\n".join(rows), encoding="utf-8")
    for path, text in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def test_a_licence_has_name_text_holders_and_files(tmp_path: Path) -> None:
    found = licence_of(wheel(tmp_path, "one", "License-Expression: MIT", {"licenses/LICENSE": MIT}))
    assert (found.package, found.version, found.short) == ("one", "1.0", "MIT")
    assert found.holders == ("Copyright (c) 2015 A. Contoh",)
    assert "hereby granted" in found.text
    patterns = [line.strip().rpartition("site-packages/")[2] for line in found.files.splitlines()]
    assert patterns == ["one-1.0.dist-info/*", "one/*", "single.py"]


def test_a_classifier_names_a_licence_too(tmp_path: Path) -> None:
    told = "License: UNKNOWN\nClassifier: License :: OSI Approved :: MIT License"
    assert licence_of(wheel(tmp_path, "one", told, {"LICENSE.txt": MIT})).short == "MIT License"


@pytest.mark.parametrize(
    ("told", "files"),
    [("License-Expression: MIT", {}), ("Summary: none", {"LICENSE": MIT})],
)
def test_a_wheel_without_a_licence_stops_the_build(
    tmp_path: Path, told: str, files: dict[str, str]
) -> None:
    with pytest.raises(BuildProblem, match="one: no licence"):
        licence_of(wheel(tmp_path, "one", told, files))


def test_where_no_holder_is_named_the_author_is(tmp_path: Path) -> None:
    told = "License-Expression: MIT\nAuthor: B. Contoh"
    found = licence_of(wheel(tmp_path, "one", told, {"LICENSE": "Permission is granted."}))
    assert found.holders == ("B. Contoh",)


def test_a_paragraph_is_what_debian_reads() -> None:
    words = stanza(Licence("one", "1.0", "opt/one/*", "MIT OR Zlib", ("A", "B"), "First\n\nLast"))
    assert words == (
        "Files: opt/one/*\nCopyright: A\n B\nLicense: MIT-OR-Zlib-of-one\n First\n .\n Last\n"
        "Comment: one 1.0\n"
    )


def test_the_file_holds_us_the_fonts_the_icons_and_every_wheel(tmp_path: Path) -> None:
    recipe = Recipe(tmp_path, "1", 0)
    wheel(recipe.site, "one", "License-Expression: MIT", {"LICENSE": MIT})
    wheel(recipe.site, "pip", "License-Expression: MIT", {"LICENSE": MIT})
    assert [found.package for found in write_copyright(recipe)] == ["one"]
    text = (recipe.docs / "copyright").read_text(encoding="utf-8")
    for word in ("Apache-2.0", "SIL OPEN FONT LICENSE", "Phosphor", "MIT-of-one", "A. Contoh"):
        assert word.lower() in text.lower()
    assert "{" not in text.split("Files: opt/anjungan/lib/python3*/site-packages/one")[0]
