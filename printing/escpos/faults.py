"""From status bytes to words. IPP's words where it has them, so that one list serves all printers.

``media-low`` and ``overheated`` do not break a slip: with the first the printer goes on, with the
second it pauses and then goes on where it was. Every other fault may leave a slip in pieces.
"""

from __future__ import annotations

from collections.abc import Iterable

HARMLESS = frozenset({"media-low", "overheated"})
WARNINGS = frozenset({"media-low"})
"""What a printer may say and still be ready."""

_STATUS_BITS: dict[int, tuple[tuple[int, str], ...]] = {
    1: ((0x08, "offline"), (0x20, "offline")),
    2: ((0x04, "cover-open"), (0x08, "offline"), (0x20, "media-empty"), (0x40, "error")),
    3: ((0x08, "cutter"), (0x20, "error"), (0x40, "overheated")),
    4: ((0x60, "media-empty"), (0x0C, "media-low")),
}
"""Bits of the answers to DLE EOT 1 to 4, in the order in which they are told."""

_REPORT_BITS = (
    (0, 0x08, "offline"),
    (0, 0x20, "cover-open"),
    (0, 0x40, "offline"),
    (1, 0x08, "cutter"),
    (1, 0x20, "error"),
    (1, 0x40, "overheated"),
    (2, 0x0C, "media-empty"),
    (2, 0x03, "media-low"),
)
"""Byte and bits of a report (Automatic Status Back)."""

_VAGUE = ("offline", "error")
"""What is said beside a reason, and says nothing where there is one."""


def of_status(answers: dict[int, int]) -> tuple[str, ...]:
    """Return the faults that the answers to DLE EOT tell, by what was asked."""
    return _plain(
        word for kind, bits in answers.items() for mask, word in _STATUS_BITS[kind] if bits & mask
    )


def of_report(bits: bytes) -> tuple[str, ...]:
    """Return the faults of a report's four bytes."""
    return _plain(word for place, mask, word in _REPORT_BITS if bits[place] & mask)


def breaking(faults: Iterable[str]) -> tuple[str, ...]:
    """Return those faults that may leave a slip in pieces."""
    return tuple(fault for fault in faults if fault not in HARMLESS)


def keeps_ready(faults: Iterable[str]) -> bool:
    """Whether a printer with these faults can still print."""
    return WARNINGS.issuperset(faults)


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(words)
    if "media-empty" in found:  # Paper that has ended is not running low any more.
        found.pop("media-low", None)
    for vague in _VAGUE:
        reasons = [word for word in found if word not in {vague, *WARNINGS}]
        if vague in found and reasons:
            del found[vague]
    return tuple(found)
