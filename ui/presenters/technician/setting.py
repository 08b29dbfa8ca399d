"""One setting: its line in a group, and the page on which it is changed."""

from __future__ import annotations

from kiosk.settings.kinds import Number
from kiosk.settings.schema import Key
from kiosk.settings.standing import Origin, Standing
from ui.presenters.technician.parts import Choice, Entry, Field, Keys, Page, Press, Title

FIELD = "setting_"
"""Fields are named so; the key's path follows, with underscores for its dots."""

VALUE = "value"
"""The name of the entry or the choice."""

BY_STICK = ("mall.file", "mall.catalogue")
"""Keys that name files: those come by stick, where they are looked at first."""

FOR_EVER = "terminal.number"
"""A folder's ledger has had its number from its first event on."""


FIRST_NUMBER = "1"
"""What a terminal is called whose number nobody has set."""


def field_name(path: str) -> str:
    """Return the name of a key's field."""
    return FIELD + path.replace(".", "_")


def setting_field(key: Key, standing: Standing, fault: str) -> Field:
    """Return a key's line."""
    note = _origin(standing.origins[key.path])
    if key.path == FOR_EVER:
        note = "Tetap selama folder data ini dipakai."
    elif key.path in BY_STICK:
        note = f"{note}. Diganti lewat Impor dari USB."
    pressable = key.path != FOR_EVER
    value = value_words(key, standing)
    if key.path == FOR_EVER and standing.values[key.path] is None:
        value = FIRST_NUMBER
    return Field(field_name(key.path), key.title, value, note, fault, pressable)


def value_words(key: Key, standing: Standing) -> str:
    """Return the value of a key with its unit."""
    words = key.words(standing.values[key.path])
    if not isinstance(key.kind, Number) or standing.values[key.path] is None:
        return words
    return f"{words.replace('.', ',')} {key.kind.unit_id}".strip()


def derive_setting(key: Key, typed: str, fault: str, standing: Standing, *, working: bool) -> Page:
    """Return the page on which a key is changed."""
    foot = (
        Press("cancel", "Batal", "x", enabled=not working),
        Press(
            "default",
            "Nilai bawaan",
            "arrow-counter-clockwise",
            enabled=standing.origins[key.path].source == "file" and not working,
        ),
        Press("save", "Simpan", "check", "primary", not fault and bool(typed) and not working),
    )
    if key.options:
        choice = Choice(VALUE, key.title, key.options, typed, fault)
        return Page((Title(key.title, key.hint), choice), foot)
    entry = Entry(VALUE, key.title, typed, _keys(key), key.hint, fault, _most(key))
    return Page((entry,), foot)


def _keys(key: Key) -> Keys:
    return "digits" if key.kind.digits else "address"


def _most(key: Key) -> int:
    return 7 if key.kind.digits else 120


def _origin(origin: Origin) -> str:
    match origin.source:
        case "file":
            name = origin.file.name if origin.file else "berkas"
            return f"Dari {name}, baris {origin.line}" if origin.line else f"Dari {name}"
        case "environment":
            return "Dari KIOSK_TERMINAL"
        case "last-good":
            return "Dari setelan terakhir yang baik"
        case _:
            return "Bawaan"
