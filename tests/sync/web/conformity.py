"""Whether an answer is what the OpenAPI document says; every answer of these tests is asked."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonschema_rs

from sync.province.web.openapi import description

BODILESS = {"HEAD"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def document() -> dict[str, Any]:
    """Return the document, with every object closed: an answer has no field that is not told."""
    found = json.loads(description())
    for schema in found["components"]["schemas"].values():
        schema["additionalProperties"] = False
    return found


def operation_of(method: str, path: str) -> dict[str, Any] | None:
    """Return the operation that serves a path, or None."""
    for template, operations in document()["paths"].items():
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path):
            return operations.get("get" if method == "HEAD" else method.lower())
    return None


def check(method: str, path: str, status: int, media: str, body: bytes) -> None:
    """Raise unless the document foresees this answer."""
    operation = operation_of(method, path)
    if operation is None or status == 405:
        assert status in {404, 405}, f"{status} for an address that is not served"
        schema = {"$ref": "#/components/schemas/Problem"}
        foreseen = {"application/json": {"schema": schema}}
    else:
        assert str(status) in operation["responses"], f"{method} {path}: {status} is not told of"
        foreseen = operation["responses"][str(status)]["content"]
    kind = media.partition(";")[0]
    assert kind in foreseen, f"{method} {path}: {media} is not told of"
    if kind == "application/json" and method not in BODILESS:
        _validator(json.dumps(foreseen[kind]["schema"])).validate(json.loads(body))


@cache
def _validator(schema: str) -> Any:
    whole = {**json.loads(schema), "components": document()["components"], "$schema": _DIALECT}
    return jsonschema_rs.validator_for(whole)
