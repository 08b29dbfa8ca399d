"""A request turned away by the front itself, with what HTTP says beside the problem."""

from __future__ import annotations

from collections.abc import Mapping

from sync.province.ports import Refusal


class Declined(Refusal):
    """A refusal of the front. ``headers`` are HTTP's: Retry-After (s), Connection, and others."""

    def __init__(
        self,
        code: str,
        words: str,
        *,
        retry_s: int = 0,
        close: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Name the problem (``sync.wire.problems``) in words; ``close`` ends the connection."""
        super().__init__(code, words)
        self.headers = dict(headers or {})
        if retry_s:
            self.headers["Retry-After"] = str(retry_s)
        if close:
            self.headers["Connection"] = "close"


class Gone(Exception):
    """The client went away before it had said everything; nobody waits for an answer."""
