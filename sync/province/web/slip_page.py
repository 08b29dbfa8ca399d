"""The page behind a slip's QR: its numbers, in order, and nothing about anybody."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kiosk.catalogue.loading import BUNDLED, load_catalogue, load_mall
from kiosk.catalogue.mall import Mall
from kiosk.catalogue.model import Catalogue
from kiosk.identity import CROCKFORD, grouped
from kiosk.language import Translator
from kiosk.wording.dates import long_date
from kiosk.wording.reasons import paper_name
from sync.province.ports import Slip, SlipStop

CODE_LENGTH = 12

_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
_FOLDER = Path(__file__).parent
_STYLE = re.compile("<style>(.*?)</style>", re.DOTALL)


def plain_code(typed: str) -> str | None:
    """Return a slip's code as it was given out (case, hyphens, look-alikes forgiven), or None."""
    plain = typed.upper().translate(_LOOK_ALIKES)
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(CROCKFORD) else None


@dataclass(frozen=True, slots=True)
class StopView:
    """One number and whose it is."""

    label: str
    agencies: Sequence[str]


@dataclass(frozen=True, slots=True)
class SlipView:
    """One slip. ``mall`` and ``day`` are empty where they are not known."""

    mall: str
    example: bool
    day: str
    past: bool
    stops: Sequence[StopView]


class SlipPages:
    """Renders the pages; reads the bundled catalogue and malls once."""

    def __init__(self, catalogue: Catalogue, malls: Mapping[str, Mall]) -> None:
        """Name agencies by ``catalogue``, places by ``malls`` (by their ids)."""
        self._catalogue, self._malls = catalogue, malls
        self._tr = Translator.load("id")
        environment = Environment(
            loader=FileSystemLoader(_FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._template = environment.get_template("slip.html")
        self.policy = _policy((_FOLDER / "slip.html").read_text(encoding="utf-8"))

    @staticmethod
    @cache
    def bundled() -> SlipPages:
        """Return pages that use what comes with the program; raises ``FaultyData``."""
        malls = (load_mall(path) for path in sorted((BUNDLED / "malls").glob("*.json")))
        return SlipPages(load_catalogue(), {mall.id: mall for mall in malls})

    def found(self, code: str, slips: Sequence[Slip], today: date) -> str:
        """Return the page of a code that is known."""
        views = [self._view(slip, today) for slip in slips]
        return self._template.render(kind="found", code=grouped(code), slips=views)

    def unknown(self, code: str) -> str:
        """Return the page of a code that nothing is known of yet."""
        return self._template.render(kind="unknown", code=grouped(code), slips=[])

    def said(self, kind: str) -> str:
        """Return a page without a code: ``home``, ``mistyped``, ``crowded`` or ``down``."""
        return self._template.render(kind=kind, code="", slips=[])

    def _view(self, slip: Slip, today: date) -> SlipView:
        mall = self._malls.get(slip.terminal.rpartition("-")[0])
        day = _date(slip.queue_day)
        return SlipView(
            mall=mall.name_id if mall else "",
            example=mall.example if mall else False,
            day=long_date(day, self._tr) if day else "",
            past=day is not None and day < today,
            stops=[StopView(stop.label, self._signs(stop)) for stop in slip.stops],
        )

    def _signs(self, stop: SlipStop) -> Sequence[str]:
        """Return whose number it is, as the paper says it.

        A private service stands there by its private text alone: its agency would give it away.
        """
        known = [
            self._catalogue.services[s] for s in stop.services if s in self._catalogue.services
        ]
        private = [service for service in known if service.private_slip]
        hidden = {s.agency for s in private} - {s.agency for s in known if not s.private_slip}
        agencies = self._catalogue.agencies
        shown = [agencies[a].name_id for a in stop.agencies if a in agencies and a not in hidden]
        return list(dict.fromkeys([*shown, *(paper_name(s, self._tr) for s in private)]))


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _policy(template: str) -> str:
    """Return the content security policy: nothing but the style that stands in the page itself."""
    (style,) = _STYLE.findall(template)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
