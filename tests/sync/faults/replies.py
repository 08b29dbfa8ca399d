"""What the province's own words say, read by field names alone."""

from __future__ import annotations

import gzip
import json
from typing import Any

from sync.agent.ports import Answer
from tests.sync.faults.mail import Letter


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


def epoch_of(letter: Letter) -> str:
    """Return the epoch that an honest request speaks of, "" for an enrolment."""
    packed = letter.path.endswith(("/events", "/strays"))
    body = gzip.decompress(letter.body) if packed else letter.body
    return str(json.loads(body.partition(b"\n")[0]).get("epoch", ""))
