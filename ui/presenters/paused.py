"""The kiosk is being repaired: one calm screen that says so, and where help is instead."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.catalogue.mall import Mall
from kiosk.language import LANGUAGES, Translator

ICON = "wrench"


@dataclass(frozen=True, slots=True)
class PausedView:
    """A heading, and one paragraph in each language: there is nothing to choose one with."""

    title: str
    text: str


def derive_paused(mall: Mall) -> PausedView:
    """Return what the glass says while no number can be given."""
    first, *others = [Translator.load(code) for code in LANGUAGES]
    paragraphs = [_where(mall, first)]
    paragraphs += [f"{_title(tr)}. {_where(mall, tr)}" for tr in others]
    return PausedView(_title(first), "\n\n".join(paragraphs))


def _title(tr: Translator) -> str:
    return tr("Mesin ini sedang diperbaiki")


def _where(mall: Mall, tr: Translator) -> str:
    desk = mall.information_desk
    return tr("Silakan ke {desk}.", desk=tr.pick(desk.text_id, desk.text_en))
