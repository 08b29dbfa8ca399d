"""Right values of every key, and the ways in which a hand may write them down."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kiosk.settings.kinds import toml_of
from kiosk.settings.last_good import toml_text

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "terminal.number": st.integers(1, 99),
    "mall.file": st.sampled_from(["mall.json", "malls/our mall.json", '/srv/mal "kota".json']),
    "mall.catalogue": st.sampled_from(["catalogue", "/srv/katalog"]),
    "slip.qr_host": st.from_regex(r"\A[A-Z0-9][A-Z0-9.-]{0,20}\Z"),
    "screen.diagonal_in": st.floats(7, 100).map(lambda inches: round(inches, 1)),
    "screen.rotation": st.sampled_from([0, 90, 180, 270]),
    "screen.glass_bottom_mm": st.integers(200, 1500),
    "languages": st.sampled_from([("id",), ("en",), ("id", "en"), ("en", "id")]),
    "printer.uri": st.sampled_from(["cups:laser", "ipp://10.0.0.9/ipp", "folder:/srv/a b"]),
    "printer.width": st.sampled_from(["80", "58", "a4"]),
    "printer.dpi": st.sampled_from([203, 180]),
    "paper.roll_mm": st.integers(5_000, 300_000),
    "paper.low_percent": st.integers(1, 50),
    "server.url": st.sampled_from(["https://contoh.go.id", "http://127.0.0.1:8700"]),
    "idle.choosing": st.integers(10, 600),
    "idle.reading": st.integers(10, 600),
    "idle.warning": st.integers(20, 120),
    "idle.ticket": st.integers(10, 120),
    "idle.photo": st.integers(30, 300),
    "sound.speaker": st.booleans(),
}


def right_values() -> st.SearchStrategy[dict[str, Any]]:
    """Return some keys with a right value each."""
    return st.fixed_dictionaries({}, optional=VALUES)


def toml_texts(values: dict[str, Any]) -> list[str]:
    """Return three files that say the same: tables, dotted keys, inline tables."""
    dotted = [f"{path} = {toml_of(value)}" for path, value in values.items()]
    inline: dict[str, list[str]] = {}
    for path, value in values.items():
        table, _, name = path.rpartition(".")
        inline.setdefault(table, []).append(f"{name} = {toml_of(value)}")
    top = inline.pop("", [])
    tables = [f"{table} = {{{', '.join(pairs)}}}" for table, pairs in inline.items()]
    texts = [toml_text(values), "\n".join(dotted), "\n".join([*top, *tables])]
    return [text for text in texts if text]  # An empty one is a fault.
