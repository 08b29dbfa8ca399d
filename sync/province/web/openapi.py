"""The OpenAPI 3.1 document, made from the route table and the messages' own types.

``python -m sync.province.web.openapi`` prints it; docs/openapi.json is that, and a test says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from sync.province.web.operations import OPERATIONS, Answers, Body, Operation
from sync.wire import problems
from sync.wire.lines import EventLine, PoisonedLine
from sync.wire.messages import Problem, TerminalId

Schema = dict[str, Any]

_REF = "#/components/schemas/{name}"
_PROVENANCE = (
    ("Content-Digest", "RFC 9530: sha-256 of the body as it travels."),
    ("Signature-Input", "RFC 9421: label, covered components, keyid, nonce, tag anjungan-line-1."),
    ("Signature", "RFC 9421: the Ed25519 signature."),
)
_ABOUT = """\
What kiosks, operators and citizens ask the provincial server of Anjungan.

Requests under `/v1/t/` and `/v1/enrol` are signed with the terminal's Ed25519 key, every answer
under `/v1/` with the province's (RFC 9421, RFC 9530). A message that is no HTTP at all is answered
by the server beneath with a plain 400. JSON has one spelling: keys sorted, no spaces, no fractions,
no exponents, nothing escaped that need not be; anything else is `unreadable`.
"""
_LINES = """\
After gunzip: a header line (`EventsHeader`), then `count` lines, each an `EventLine` or a
`PoisonedLine`; every line is canonical JSON and ends with a line feed."""


@cache
def description() -> bytes:
    """Return the document as JSON (UTF-8, indented)."""
    text = json.dumps(_document(), indent=1, ensure_ascii=False, sort_keys=True)
    return text.encode() + b"\n"


def _document() -> Schema:
    schemas, components = msgspec.json.schema_components(_types(), ref_template=_REF)
    of_type = dict(zip(map(repr, _types()), schemas, strict=True))
    components["EventLine"]["properties"]["body"] = {"type": "object"}
    paths: Schema = {}
    for one in OPERATIONS:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one, of_type)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Anjungan, the province's server",
            "version": "1",
            "description": _ABOUT,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {
            "schemas": {name: _tidy(schema) for name, schema in components.items()},
            "securitySchemes": {
                "operator": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token in the file operator.token of the province's store.",
                }
            },
        },
    }


def _types() -> Sequence[object]:
    told: list[object] = [EventLine, PoisonedLine, Problem]
    for one in OPERATIONS:
        told += [one.answers.kind, one.answers.failure, *([one.body.kind] if one.body else [])]
    return told


def _operation(one: Operation, of_type: Mapping[str, Schema]) -> Schema:
    told: Schema = {
        "operationId": one.name,
        "summary": one.summary,
        "responses": _responses(one.answers, of_type),
    }
    parameters = _parameters(one)
    if parameters:
        told["parameters"] = parameters
    if one.body:
        told["requestBody"] = {"required": True, "content": _content(one.body, of_type)}
    if one.operators_only:
        told["security"] = [{"operator": []}]
    return told


def _parameters(one: Operation) -> list[Schema]:
    found = [_path_parameter(name) for name in re.findall(r"{(\w+)}", one.path)]
    if one.body is None:
        return found
    if one.body.encoding:
        found.append(_header("Content-Encoding", "", {"enum": [one.body.encoding]}))
    return found + [_header(name, words, {"type": "string"}) for name, words in _PROVENANCE]


def _path_parameter(name: str) -> Schema:
    schemas: Schema = {
        "terminal": msgspec.json.schema(TerminalId),
        "code": {"type": "string", "pattern": "^-*([0-9A-Za-z]-*){12}$", "example": "7QK4M2XW9DAB"},
    }
    return {"name": name, "in": "path", "required": True, "schema": schemas[name]}


def _header(name: str, words: str, schema: Schema) -> Schema:
    told = {"description": words} if words else {}
    return {"name": name, "in": "header", "required": True, "schema": schema, **told}


def _content(body: Body, of_type: Mapping[str, Schema]) -> Schema:
    if not body.encoding:
        return {body.media: {"schema": of_type[repr(body.kind)]}}
    lines = [of_type[repr(kind)] for kind in (EventLine, PoisonedLine)]
    schema = {"type": "string", "contentEncoding": body.encoding, "description": _LINES}
    return {
        body.media: {
            "schema": schema,
            "x-header-line": of_type[repr(body.kind)],
            "x-event-line": {"anyOf": lines},
        }
    }


def _responses(answers: Answers, of_type: Mapping[str, Schema]) -> Schema:
    told: Schema = {"200": _response(200, answers.media, of_type[repr(answers.kind)])}
    for status in sorted(answers.failures):
        told[str(status)] = _response(status, answers.media, of_type[repr(answers.failure)])
    return told


def _response(status: int, media: str, schema: Schema) -> Schema:
    codes = [code for code, its in problems.STATUS.items() if its == status]
    told: Schema = {
        "description": ", ".join(codes) or "Granted.",
        "content": {media: {"schema": schema}},
    }
    if status in {429, 503}:
        seconds = {"description": "Seconds.", "schema": {"type": "integer", "minimum": 1}}
        told["headers"] = {"Retry-After": seconds}
    return told


def _tidy(schema: Schema) -> Schema:
    """Return a component with its docstring's lines joined as they read."""
    if "description" in schema:
        schema["description"] = "\n".join(
            line.strip() for line in schema["description"].splitlines()
        )
    return schema


if __name__ == "__main__":
    import sys

    sys.stdout.write(description().decode())
