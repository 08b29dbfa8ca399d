"""Lengths of time in words, as a technician reads them."""

from __future__ import annotations


def length_words(seconds: int) -> str:
    """Return "2 jam 8 menit", "1 menit 5 detik" or "30 detik"; seconds go once hours are told."""
    hours, rest = divmod(max(0, seconds), 3600)
    minutes, left = divmod(rest, 60)
    named = ((hours, "jam"), (minutes, "menit"), (0 if hours else left, "detik"))
    return " ".join(f"{number} {word}" for number, word in named if number) or "0 detik"


def countdown_words(seconds: int) -> str:
    """Return minutes and seconds as they stand on a button: "1.52"."""
    return f"{max(0, seconds) // 60}.{max(0, seconds) % 60:02}"
