"""Play the fault matrix and write its table into docs/printing.md.

Run it from the project's folder: ``.venv/bin/python docs/write_fault_matrix.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.printing.matrix.table import with_table  # noqa: E402

DOCUMENT = ROOT / "docs" / "printing.md"


def main() -> None:
    """Write the table as it is now."""
    text = DOCUMENT.read_text(encoding="utf-8")
    DOCUMENT.write_text(with_table(text), encoding="utf-8")


if __name__ == "__main__":
    main()
