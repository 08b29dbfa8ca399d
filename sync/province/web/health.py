"""What ``GET /healthz`` says."""

from __future__ import annotations

from typing import Literal

import msgspec


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """The books answered; where they do not, a ``Problem`` (``busy``) stands in its place."""

    state: Literal["ok"]
