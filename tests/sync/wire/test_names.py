"""The texts with a fixed shape have it to their last character."""

from typing import Any

import msgspec
import pytest

from sync.wire import lines, messages

SHAPED = {
    "Name": (lines.Name, "a.b:c_d-1"),
    "Kind": (lines.Kind, "ticket.issued"),
    "Hex": (lines.Hex, "0" * 64),
    "TerminalId": (messages.TerminalId, "contoh-pringsewu-1"),
    "Code": (messages.Code, "broken_chain"),
    "PublicKey": (messages.PublicKey, "f" * 64),
}


@pytest.mark.parametrize("name", SHAPED)
def test_a_shaped_text_is_taken(name: str):
    kind, text = SHAPED[name]
    assert msgspec.convert(text, kind) == text


@pytest.mark.parametrize("behind", ["\n", "\r", " ", "\0", "\u2028", "\n\n"])
@pytest.mark.parametrize("name", SHAPED)
def test_nothing_may_stand_behind_it_not_even_a_line_feed(name: str, behind: str):
    """``$`` alone also holds before a last line feed."""
    kind, text = SHAPED[name]
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(text + behind, kind)


def test_an_enrolment_code_ends_where_it_ends():
    fields: dict[str, Any] = {"app": "", "public_key": "0" * 64, "terminal": "contoh-1"}
    assert msgspec.convert({**fields, "code": "BCDFGHJK"}, messages.EnrolRequest)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({**fields, "code": "BCDFGHJK\n"}, messages.EnrolRequest)
