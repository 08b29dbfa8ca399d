"""What the province's own words say, read by field names alone."""

from __future__ import annotations

import json
from typing import Any

from sync.agent.ports import Answer


def fields(answer: Answer) -> dict[str, Any]:
    """Return the fields of a JSON answer, none where it is something else."""
    try:
        found = json.loads(answer.body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def problem_code(answer: Answer) -> str:
    """Return the code of a problem, "" where the answer is none."""
    return str(fields(answer).get("code", ""))
