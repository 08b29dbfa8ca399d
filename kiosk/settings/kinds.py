"""Kinds of values: what a value must be, how it is read from a text, how the glass names it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, cast

Value = str | int | float | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is wrong and what to do, in English; both for the glass, in Indonesian."""

    reason: str
    remedy: str
    glass: str


class Kind(Protocol):
    """What one kind of value offers. ``options`` are (text, Indonesian words) where few are right.

    ``digits`` says whether digits are enough to type one.
    """

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        """The few right values, in the order they are offered."""
        ...

    @property
    def digits(self) -> bool:
        """Whether digits are enough."""
        ...

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with a value as TOML gives it, or None."""
        ...

    def read(self, text: str) -> object:
        """Return the value that a typed text means, or the text itself where it means none."""
        ...

    def kept(self, value: Any) -> Value:
        """Return a right value in the form the program keeps it."""
        ...


@dataclass(frozen=True)
class Number:
    """A number from ``low`` to ``high``, whole unless ``parts`` are allowed."""

    low: int
    high: int
    unit: str = ""
    unit_id: str = ""
    parts: bool = False
    options: Sequence[tuple[str, str]] = ()
    digits: bool = True

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong: a bool is no number, and nan and inf lie in no range."""
        number = isinstance(value, int) or (self.parts and isinstance(value, float))
        if number and not isinstance(value, bool) and self._has(cast("float", value)):
            return None
        kind = "number" if self.parts else "whole number"
        unit = f" of {self.unit}" if self.unit else ""
        unit_id = f" {self.unit_id}" if self.unit_id else ""
        return Fault(
            f"it must be a {kind}{unit} from {self.low} to {self.high}",
            f"Write a {kind}, as {self.low}.",
            f"Isi angka {self.low} sampai {self.high}{unit_id}.",
        )

    def _has(self, number: float) -> bool:
        return self.low <= number <= self.high

    def read(self, text: str) -> object:
        """Return the number; a decimal comma is taken as well."""
        plain = text.strip()
        try:
            return float(plain.replace(",", ".")) if self.parts else int(plain)
        except ValueError:
            return text

    def kept(self, value: Any) -> Value:
        """Return it as float where parts are allowed."""
        return float(value) if self.parts else int(value)


@dataclass(frozen=True)
class OneOf:
    """One of a few values, each with its Indonesian words."""

    words: Mapping[str | int | bool, str]
    digits: bool = False

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        """Return the values as text, with their words."""
        return tuple((text_of(value), words) for value, words in self.words.items())

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong; 1 is not true, and "203" not 203."""
        if any(type(value) is type(right) and value == right for right in self.words):
            return None
        right = ", ".join(toml_of(value) for value in self.words)
        return Fault(
            f"it must be one of {right}", f"Write one of {right}.", "Pilih salah satu yang ada."
        )

    def read(self, text: str) -> object:
        """Return the value of this text."""
        plain = text.strip().lower()
        return next((value for value in self.words if text_of(value) == plain), text)

    def kept(self, value: Any) -> Value:
        """Return it as it is."""
        return value


@dataclass(frozen=True)
class Order:
    """Some of a few texts, each at most once, in an order of one's own."""

    words: Mapping[str, str]
    digits: bool = False

    @property
    def options(self) -> Sequence[tuple[str, str]]:
        """Return every order there is, with its words: with two texts, there are four."""
        both = tuple(self.words)
        orders = [*((one,) for one in both), both, both[::-1]]
        return tuple((text_of(o), ", ".join(self.words[t] for t in o)) for o in orders)

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong."""
        listed = isinstance(value, (list, tuple))
        texts = list(cast("Sequence[object]", value)) if listed else []
        known = all(isinstance(text, str) and text in self.words for text in texts)
        if texts and known and len(set(texts)) == len(texts):
            return None
        right = ", ".join(f'"{text}"' for text in self.words)
        return Fault(
            f"it must be a list of {right}, each at most once",
            f"Write a list, as [{right}].",
            "Pilih salah satu yang ada.",
        )

    def read(self, text: str) -> object:
        """Return the texts between commas; brackets and quotes may stand there as in TOML."""
        plain = text.strip().removeprefix("[").removesuffix("]")
        return [part.strip().strip("\"'") for part in plain.split(",")]

    def kept(self, value: Any) -> Value:
        """Return it as a tuple."""
        return tuple(value)


@dataclass(frozen=True)
class Text:
    """A text of one line that a rule lets pass; ``tidy`` brings it into the form that is kept."""

    rule: Callable[[str], Fault | None]
    tidy: Callable[[str], str] = str
    most: int = 255
    options: Sequence[tuple[str, str]] = ()
    digits: bool = False

    def fault(self, value: object) -> Fault | None:
        """Return what is wrong with it, or with the rule's part of it."""
        if not isinstance(value, str) or not value:
            return Fault("it must be a text in quotes", 'Write it as "...".', "Isian ini kosong.")
        if len(value) > self.most or not value.isprintable():
            return Fault(
                f"it must be one line of at most {self.most} printable characters",
                "Write it shorter, without control characters.",
                f"Paling banyak {self.most} huruf, dalam satu baris.",
            )
        return self.rule(value)

    def read(self, text: str) -> object:
        """Return the text without blanks around it."""
        return text.strip()

    def kept(self, value: Any) -> Value:
        """Return it tidied."""
        return self.tidy(value)


def text_of(value: Value) -> str:
    """Return a value as one types it: ``true``, ``203``, ``id,en``."""
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def toml_of(value: Value) -> str:
    """Return a value as TOML writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(toml_of(text) for text in value)}]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return text_of(value)
