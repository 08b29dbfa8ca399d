"""The addresses for people and monitors: a slip's page, the terminals, health, the description."""

from __future__ import annotations

import math
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kiosk.clock import Clock
from kiosk.errors import StoreProblem
from sync.province.ports import Province
from sync.province.web.crowding import Crowd
from sync.province.web.declining import Declined
from sync.province.web.failures import BUSY_RETRY_S
from sync.province.web.heads import address_of, path_of
from sync.province.web.health import Health
from sync.province.web.incidents import LOG, note_fault
from sync.province.web.listing import TerminalView, terminal_view
from sync.province.web.openapi import description
from sync.province.web.operators import carries
from sync.province.web.rates import Buckets
from sync.province.web.replies import JSON, Replies, now_ms
from sync.province.web.slip_page import SlipPages, plain_code
from sync.wire import problems


@dataclass(frozen=True, slots=True)
class PublicPages:
    """The endpoints, with what they stand on."""

    province: Province
    replies: Replies
    crowd: Crowd
    clock: Clock
    readers: Buckets
    pages: SlipPages
    token: str

    async def home(self, request: Request) -> Response:
        """Say what this is to whoever types the server's name."""
        wait_s = self.readers.spend(address_of(request))
        if wait_s:
            return self._page(self.pages.said("crowded"), 429, math.ceil(wait_s))
        return self._page(self.pages.said("home"), 200)

    async def slip(self, request: Request) -> Response:
        """Show a slip's numbers to whoever has its code; 404 where it is not (yet) known."""
        wait_s = self.readers.spend(address_of(request))
        if wait_s:
            return self._page(self.pages.said("crowded"), 429, math.ceil(wait_s))
        code = plain_code(request.path_params["code"])
        if code is None:
            return self._page(self.pages.said("mistyped"), 404)
        try:
            return await self.crowd.read(lambda: self._looked_up(code))
        except StoreProblem as reason:
            LOG.warning("the books cannot be used: %s", reason.message)
            return self._page(self.pages.said("down"), 503, BUSY_RETRY_S)
        except Exception as reason:  # noqa: BLE001 - people get a page, not a problem in JSON
            note_fault(reason, request.method, path_of(request))
            return self._page(self.pages.said("down"), 500)

    async def terminals(self, request: Request) -> Response:
        """List the terminals for whoever has the operators' token."""
        self.readers.charge(address_of(request))
        if not carries(request.headers.get("authorization", ""), self.token):
            raise Declined(
                problems.NOT_SIGNED,
                "the operators' token is wanted (Authorization: Bearer …)",
                headers={"WWW-Authenticate": "Bearer"},
            )
        at_ms = now_ms(self.clock)
        views = await self.crowd.read(lambda: self._views(at_ms))
        return self.replies.json(request, views)

    async def health(self, request: Request) -> Response:
        """Ask the database."""
        self.readers.charge(address_of(request))
        await self.crowd.read(self.province.ping)
        return self.replies.json(request, Health(state="ok"))

    async def openapi(self, request: Request) -> Response:
        """Describe the whole front."""
        self.readers.charge(address_of(request))
        return Response(description(), media_type=JSON)

    def _looked_up(self, code: str) -> Response:
        slips = self.province.slip(code)
        if not slips:
            return self._page(self.pages.unknown(code), 404)
        return self._page(self.pages.found(code, slips, self.clock.now().date()), 200)

    def _views(self, at_ms: int) -> list[TerminalView]:
        return [terminal_view(standing) for standing in self.province.terminals(at_ms)]

    def _page(self, text: str, status: int, retry_s: int = 0) -> Response:
        headers = {
            "Cache-Control": "no-store",
            "Content-Security-Policy": self.pages.policy,
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Robots-Tag": "noindex",
        }
        if retry_s:
            headers["Retry-After"] = str(retry_s)
        return HTMLResponse(text, status, headers)
