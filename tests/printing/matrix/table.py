"""The fault matrix as a table of Markdown, as ``docs/printing.md`` shows it."""

from __future__ import annotations

from collections import Counter
from functools import cache

from printing.simulated.traits import CLASSES
from tests.printing.matrix.cases import Verdict, run, told_cases

BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Play the matrix, once a process."""
    return tuple(map(run, told_cases()))


def table(found: tuple[Verdict, ...]) -> str:
    """Return rows of fault and moment, a column for each class, and what it adds up to."""
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for verdict in found:
        case = verdict.case
        key = case.fault.name, case.moment, case.link.upper()
        rows.setdefault(key, {})[case.kind] = verdict.cell
    lines = [
        f"| fault | moment | link | {' | '.join(CLASSES)} |",
        "|---|---|---|" + "---|" * len(CLASSES),
    ]
    for key, cells in rows.items():
        lines.append("| " + " | ".join([*key, *(cells.get(kind, "") for kind in CLASSES)]) + " |")
    return "\n".join([*lines, "", _sum(found)])


def _sum(found: tuple[Verdict, ...]) -> str:
    counts = Counter(verdict.result.replace("_", " ") for verdict in found)
    told = ", ".join(f"{counts[name]} {name}" for name in sorted(counts))
    false = sum(len(verdict.false) for verdict in found)
    return f"{len(found)} cases: {told}. **False statements: {false}.**"


def with_table(document: str) -> str:
    """Return the document with the table as the matrix gives it now."""
    before, rest = document.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n{table(verdicts())}\n{END}{after}"
