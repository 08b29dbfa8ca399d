"""The description: it is the one in docs, it tells of every route, and it is valid OpenAPI."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema_rs
import msgspec
import pytest

from sync.province.web.openapi import description
from sync.province.web.operations import OPERATIONS
from sync.wire import problems
from sync.wire.lines import EventLine
from sync.wire.messages import EventsHeader, Hello
from tests.sync.web import conformity
from tests.sync.web.front import Front, header, hello

ROOT = Path(__file__).resolve().parents[3]
DOCUMENT = json.loads(description())


def test_the_document_in_docs_is_the_one_that_is_served(front: Front):
    """Refresh it: python -m sync.province.web.openapi > docs/openapi.json."""
    reply = front.get("/openapi.json")
    assert reply.body == (ROOT / "docs" / "openapi.json").read_bytes()


def test_every_route_is_told_of_and_nothing_else(front: Front):
    served = {route.path: route.methods - {"HEAD"} for route in front.app.routes}
    told = {path: {name.upper() for name in found} for path, found in DOCUMENT["paths"].items()}
    assert served == told


def test_every_status_a_problem_comes_with_is_told_of_somewhere():
    told = {
        int(status)
        for methods in DOCUMENT["paths"].values()
        for operation in methods.values()
        for status in operation["responses"]
    }
    assert set(problems.STATUS.values()) - {405} <= told


def test_every_answer_that_asks_for_patience_tells_retry_after():
    for one in OPERATIONS:
        operation = DOCUMENT["paths"][one.path][one.method.lower()]
        for status in ("429", "503"):
            if status in operation["responses"]:
                assert "Retry-After" in operation["responses"][status]["headers"]


def test_every_reference_leads_somewhere():
    names = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(DOCUMENT)))
    assert names <= set(DOCUMENT["components"]["schemas"])
    assert {"EventsHeader", "EventLine", "PoisonedLine"} <= names


@pytest.mark.parametrize(
    ("name", "example"), [("Hello", hello()), ("EventsHeader", header(3))], ids=["hello", "header"]
)
def test_a_message_fits_its_schema_and_a_wrong_one_does_not(name: str, example: msgspec.Struct):
    schema = {"$ref": f"#/components/schemas/{name}", "components": DOCUMENT["components"]}
    validator = jsonschema_rs.validator_for(schema)
    told = msgspec.to_builtins(example)
    assert validator.is_valid(told)
    assert not validator.is_valid({**told, "sent": -1})
    assert not validator.is_valid({**told, "epoch": "a\n"})
    assert not validator.is_valid({**told, "more": 1})


def test_the_schema_of_a_line_has_the_lines_fields():
    told = DOCUMENT["components"]["schemas"]["EventLine"]
    assert list(told["properties"]) == sorted(EventLine.__struct_fields__)
    assert told["properties"]["body"] == {"type": "object"}
    assert told["additionalProperties"] is False


def test_every_schema_says_in_words_what_it_is():
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert len(schema["description"]) > 10, name
        assert "    " not in schema["description"], name


def test_the_checker_of_these_tests_would_notice_an_untold_answer():
    with pytest.raises(AssertionError, match="not told of"):
        conformity.check("GET", "/healthz", 418, "application/json", b"{}")
    with pytest.raises(AssertionError, match="not told of"):
        conformity.check("GET", "/healthz", 200, "text/plain", b"ok")
    with pytest.raises(jsonschema_rs.ValidationError):
        conformity.check("GET", "/healthz", 200, "application/json", b'{"state":"ok","more":1}')


def test_the_structs_are_those_of_the_line():
    assert Hello.__struct_config__.forbid_unknown_fields
    assert EventsHeader.__struct_config__.forbid_unknown_fields
