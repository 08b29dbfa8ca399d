"""Big ledgers of the example mall, as ``kiosk bench`` makes them."""

from __future__ import annotations

from kiosk.bench.big_ledger import LAST_DAY, MALL, big_ledger

__all__ = ["LAST_DAY", "MALL", "big_ledger"]
