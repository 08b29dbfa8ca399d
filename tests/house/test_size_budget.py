"""The size budget: small files, short functions, one idea each."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("kiosk", "ui", "sync", "printing", "assets")
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}


def sources() -> list[Path]:
    return sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py"))


def proofs() -> list[Path]:
    return sorted((ROOT / "tests").rglob("*.py"))


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def functions(text: str) -> Iterator[tuple[str, int]]:
    """Yield each function's name and its lines without docstring and signature."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
                body = body[1:]
            if body:
                yield node.name, (body[-1].end_lineno or 0) - body[0].lineno + 1


def classes(text: str) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            yield node.name, (node.end_lineno or 0) - node.lineno + 1


def share_within(values: list[int], bound: int) -> float:
    return sum(value <= bound for value in values) / len(values)


def all_functions() -> list[tuple[str, int]]:
    return [
        (f"{path.relative_to(ROOT)}:{name}", lines)
        for path in sources()
        for name, lines in functions(path.read_text(encoding="utf-8"))
    ]


def test_half_of_all_files_have_at_most_a_hundred_lines() -> None:
    assert statistics.median(length(path) for path in sources()) <= 100


def test_nearly_all_files_have_at_most_250_lines_and_none_more_than_400() -> None:
    sizes = {str(path.relative_to(ROOT)): length(path) for path in sources()}
    assert share_within(list(sizes.values()), 250) >= 0.95
    assert {name: size for name, size in sizes.items() if size > 400} == {}


def test_half_of_all_functions_have_at_most_eight_lines() -> None:
    assert statistics.median(lines for _, lines in all_functions()) <= 8


def test_nearly_all_functions_have_at_most_30_lines_and_none_more_than_60() -> None:
    found = all_functions()
    assert share_within([lines for _, lines in found], 30) >= 0.95
    assert [(name, lines) for name, lines in found if lines > 60] == []


def test_no_class_has_more_than_250_lines() -> None:
    found = [
        (f"{path.relative_to(ROOT)}:{name}", lines)
        for path in sources()
        for name, lines in classes(path.read_text(encoding="utf-8"))
    ]
    assert [(name, lines) for name, lines in found if lines > 250] == []


def statements(path: Path) -> int:
    """Return a file's lines without blank ones, comments and docstrings: what really runs."""
    text = path.read_text(encoding="utf-8")
    silent = {
        number
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    return sum(
        bool(line.strip()) and not line.strip().startswith("#") and number not in silent
        for number, line in enumerate(text.splitlines(), start=1)
    )


def tables() -> list[Path]:
    """Return the tables that tests read, such as what people type into the search."""
    return sorted((ROOT / "tests").rglob("*.toml"))


def test_there_are_as_many_lines_of_tests_as_of_code() -> None:
    tested = sum(map(statements, proofs())) + sum(map(length, tables()))
    assert tested >= sum(map(statements, sources()))


def test_docstrings_and_comments_count_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text('"""Says so."""\n\n# why\nx = 1\n\n\ndef f() -> None:\n    """No."""\n')
    assert statements(path) == 2


def says_nothing(name: str) -> bool:
    """Return whether a module's file, or a folder it lies in, has a name that says nothing."""
    return bool(set(name.removesuffix(".py").split("/")) & SAYS_NOTHING)


def opens_with_a_sentence(text: str) -> bool:
    first = (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0]
    return bool(first) and first[-1] in ".:!?"


def test_every_module_is_named_after_what_it_holds() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in [*sources(), *proofs()]]
    assert [name for name in names if says_nothing(name)] == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [p for p in sources() if not opens_with_a_sentence(p.read_text(encoding="utf-8"))]
    assert silent == []


def test_packaging_never_becomes_a_package() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()


@pytest.mark.parametrize("size", [8, 61])
def test_the_measure_finds_a_planted_long_function(size: int) -> None:
    planted = "def planted():\n    '''Say so.'''\n" + "    x = 1\n" * size
    assert list(functions(planted)) == [("planted", size)]


def test_the_measure_looks_into_classes_and_functions() -> None:
    planted = (
        "class A:\n    async def b(self):\n        def c():\n            return 1\n        c()\n"
    )
    assert list(functions(planted)) == [("b", 3), ("c", 1)]


def test_the_measure_finds_a_planted_large_class() -> None:
    planted = "class Planted:\n" + "    x = 1\n" * 300
    assert list(classes(planted)) == [("Planted", 301)]


def test_the_measure_counts_every_line_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "planted.py"
    path.write_text("# a\n\n" * 200 + "x = 1", encoding="utf-8")
    assert length(path) == 401


def test_the_share_is_of_all_and_the_bound_belongs_to_it() -> None:
    assert share_within([30] * 95 + [31] * 5, 30) == 0.95
    assert share_within([30] * 94 + [31] * 6, 30) < 0.95


@pytest.mark.parametrize(
    ("name", "empty"),
    [
        ("kiosk/utils.py", True),
        ("ui/helpers/dates.py", True),
        ("sync/manager/__init__.py", True),
        ("printing/database.py", False),
        ("kiosk/commands/root.py", False),
    ],
)
def test_the_measure_finds_a_planted_empty_name(name: str, *, empty: bool) -> None:
    assert says_nothing(name) == empty


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ('"""Says so."""\n', True),
        ('"""Says so on\ntwo lines.\n\nAnd why\n"""\n', True),
        ('"""A heading"""\n', False),
        ("import os\n", False),
        ("", False),
    ],
)
def test_the_measure_finds_a_planted_silent_module(text: str, *, opens: bool) -> None:
    assert opens_with_a_sentence(text) == opens
