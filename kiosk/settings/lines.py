"""In which line of a configuration a key stands; tomllib does not tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LONGEST_KEY = 200
"""Characters before an equals sign; what is longer is none of our keys."""


def lines_of(text: str) -> dict[str, int]:
    """Return the line of every dotted key, counted from 1; the first where one stands twice."""
    found: dict[str, int] = {}
    for number, path in keys_by_line(text):
        found.setdefault(path, number)
    return found


def keys_by_line(text: str) -> Iterator[tuple[int, str]]:
    """Return every line that names a key or a table, and which one."""
    prefix = ""
    for number, line in enumerate(text.split("\n"), start=1):
        plain = line.strip()
        if plain.startswith("["):
            heading = plain.strip("[").partition("]")[0]
            prefix = f"{_plain(heading)}."
            yield number, prefix[:-1]
        elif "=" in plain and not plain.startswith("#"):
            yield number, prefix + _plain(plain.partition("=")[0])


def line_of(lines: Mapping[str, int], path: str) -> int:
    """Return a key's line, or that of the table it stands in; 0 where neither is known."""
    while path and path not in lines:
        path = path.rpartition(".")[0]
    return lines.get(path, 0)


def _plain(dotted: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in dotted[:LONGEST_KEY].split("."))
