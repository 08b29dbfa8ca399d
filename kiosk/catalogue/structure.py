"""Structural faults of one file: every field that is missing, unknown or of a wrong type."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from kiosk.catalogue.faults import Fault
from kiosk.catalogue.files import LARGEST_FILE
from kiosk.settings.reading import read_regular

Problem = tuple[str, str, str]
"""Place in the file, what is wrong, the remedy."""


def file_faults(path: Path, kind: type[Any], name: str) -> list[Fault]:
    """Return every structural fault of the JSON file at ``path``, which must hold a ``kind``.

    ``name`` is how the file is called in the faults.
    """
    raw, fault = read_json(path, name)
    if fault is not None:
        return [fault]
    return [Fault(name, place, what, remedy) for place, what, remedy in record_problems(raw, kind)]


def read_json(path: Path, name: str) -> tuple[Any, Fault | None]:
    """Return the file's content, or the one fault that keeps it from being read as JSON."""
    try:
        content, _ = read_regular(path, LARGEST_FILE)
    except ValueError as reason:
        what = f"it cannot be read: {reason}"
        return None, Fault(name, "", what, "Replace it by the real file.")
    except OSError as reason:
        what = f"it cannot be read ({reason.strerror})"
        return None, Fault(name, "", what, "Restore the file, or take its name out of the order.")
    try:
        return json.loads(content), None
    except json.JSONDecodeError as reason:
        place = f"line {reason.lineno}, column {reason.colno}"
        return None, Fault(name, place, f"it is not JSON ({reason.msg})", "Mend the text there.")
    except (ValueError, RecursionError) as reason:  # Also a number of thousands of digits.
        return None, Fault(name, "", f"it is not JSON text ({reason})", "Save it as UTF-8 JSON.")


def record_problems(raw: object, kind: type[Any], place: str = "") -> Iterator[Problem]:
    """Yield every fault of ``raw`` that keeps it from being a record of ``kind``."""
    if not isinstance(raw, dict):
        yield place, f"it must be an object, not {_named(raw)}", "Write it in braces."
        return
    found = object_of(cast("object", raw))
    fields, hints = _shape(kind)
    for key in found.keys() - fields.keys():
        yield _join(place, str(key)), "the key is unknown", _suggestion(str(key), list(fields))
    for key, field in fields.items():
        if key in found:
            yield from _value_problems(found[key], hints[field.name], _join(place, key))
        elif field.required:
            yield _join(place, key), "the key is missing", "Add it."


@lru_cache(maxsize=64)
def _shape(kind: type[Any]) -> tuple[dict[str, msgspec.structs.FieldInfo], dict[str, Any]]:
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    return fields, get_type_hints(kind)


def _value_problems(raw: object, hint: Any, place: str) -> Iterator[Problem]:
    inner = _record_inside(hint)
    if inner is not None and not (raw is None and _optional(hint)):
        yield from record_problems(raw, inner, place)
        return
    element = _record_inside(get_args(hint)[0]) if get_origin(hint) is tuple else None
    if element is not None and isinstance(raw, list):
        for number, item in enumerate(list_of(cast("object", raw))):
            yield from record_problems(item, element, f"{place}[{_label(item, number)}]")
        return
    try:
        msgspec.convert(raw, hint)
    except msgspec.ValidationError as reason:
        yield place, _plain(str(reason)), "Write a value of that kind."


def object_of(raw: object) -> dict[str, Any]:
    """Return ``raw`` where it is an object, else an empty one."""
    return cast("dict[str, Any]", raw) if isinstance(raw, dict) else {}


def list_of(raw: object) -> list[Any]:
    """Return ``raw`` where it is a list, else an empty one."""
    return cast("list[Any]", raw) if isinstance(raw, list) else []


def texts_of(raw: object) -> list[str]:
    """Return the texts of ``raw`` where it is a list, else none."""
    return [item for item in list_of(raw) if isinstance(item, str)]


def _record_inside(hint: Any) -> type[msgspec.Struct] | None:
    candidates = [hint, *get_args(hint)] if _optional(hint) else [hint]
    for candidate in candidates:
        if isinstance(candidate, type) and issubclass(candidate, msgspec.Struct):
            return candidate
    return None


def _optional(hint: Any) -> bool:
    union = get_origin(hint) is Union or type(hint).__name__ == "UnionType"
    return union and type(None) in get_args(hint)


def _label(item: object, number: int) -> str:
    """Name a list's element by its id where it has one, so that an editor finds it."""
    if isinstance(item, dict):
        for key in ("id", "agency", "doc", "service"):
            name = object_of(cast("object", item)).get(key)
            if isinstance(name, str):
                return f"{number} {name}"
    return str(number)


def _suggestion(key: str, known: list[str]) -> str:
    near = difflib.get_close_matches(key, known, n=1)
    return f"Did you mean {near[0]!r}?" if near else "Take it out."


def _plain(reason: str) -> str:
    return reason[0].lower() + reason[1:].replace(" - at `$`", "")


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _named(raw: object) -> str:
    names = {"NoneType": "nothing", "list": "a list", "str": "a text", "bool": "true or false"}
    return names.get(type(raw).__name__, "a number")
