"""What went wrong, as an answer: a ``Problem`` with its status, and never a stack trace."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, ExceptionHandler, Message, Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.errors import StoreProblem
from sync.province.ports import Refusal
from sync.province.web.declining import Declined, Gone
from sync.province.web.heads import claimed_nonce, path_of
from sync.province.web.incidents import LOG, note_fault
from sync.province.web.replies import Replies, now_ms
from sync.wire import problems
from sync.wire.messages import Problem
from sync.wire.packing import TooLarge
from sync.wire.strict_json import Unreadable

MOST_WORDS = 200
"""Characters of a problem's words: a reader's message may name a field of the request."""

BUSY_RETRY_S = 5
"""Seconds after which a database that was away may be back."""

LATER_S = 60
"""Seconds after which it is worth while to try again what the books had too much of."""

_OF_STATUS = {404: problems.NOT_FOUND, 405: problems.NOT_ALLOWED}


@dataclass(frozen=True, slots=True)
class Failures:
    """Turns every exception that may leave an endpoint into an answer."""

    replies: Replies
    clock: Clock

    async def refused(self, request: Request, reason: Exception) -> Response:
        """Answer a ``Refusal`` of the books or of the front."""
        if not isinstance(reason, Refusal):
            raise reason
        status = problems.STATUS[reason.code]
        headers = reason.headers if isinstance(reason, Declined) else _headers(status)
        problem = Problem(
            code=reason.code,
            words=reason.words[:MOST_WORDS],
            nonce=claimed_nonce(request),
            server_ms=now_ms(self.clock),
            expected=reason.expected,
            hash=reason.at,
            seq=reason.seq,
        )
        return self.replies.json(request, problem, status, headers)

    async def unreadable(self, request: Request, reason: Exception) -> Response:
        """Answer a body that is not what was agreed on."""
        return await self.refused(request, Declined(problems.UNREADABLE, str(reason)))

    async def too_large(self, request: Request, reason: Exception) -> Response:
        """Answer a body that grows too large when it is unpacked."""
        return await self.refused(request, Declined(problems.TOO_LARGE, str(reason)))

    async def busy(self, request: Request, reason: Exception) -> Response:
        """Answer where the books cannot be used now; the log says why."""
        if isinstance(reason, StoreProblem):
            LOG.warning("the books cannot be used: %s", reason.message)
        words = "the province cannot now; nothing was stored"
        return await self.refused(request, Declined(problems.BUSY, words, retry_s=BUSY_RETRY_S))

    async def routed(self, request: Request, reason: Exception) -> Response:
        """Answer what the router found no endpoint for."""
        status = reason.status_code if isinstance(reason, HTTPException) else 404
        allow = reason.headers if isinstance(reason, HTTPException) else None
        code = _OF_STATUS.get(status, problems.NOT_FOUND)
        problem = Problem(
            code=code,
            words="the address knows no such method" if status == 405 else "no such address",
            nonce=claimed_nonce(request),
            server_ms=now_ms(self.clock),
        )
        return self.replies.json(request, problem, problems.STATUS[code], allow)

    async def fault(self, request: Request, reason: Exception) -> Response:
        """Answer a defect of ours with an incident's number, which the log explains."""
        incident = note_fault(reason, request.method, path_of(request))
        return await self.refused(request, Declined(problems.FAULT, f"incident {incident}"))

    def handlers(self) -> dict[type[Exception], ExceptionHandler]:
        """Return which exception is answered by what."""
        return {
            Refusal: self.refused,
            Unreadable: self.unreadable,
            TooLarge: self.too_large,
            StoreProblem: self.busy,
            HTTPException: self.routed,
        }


def _headers(status: int) -> dict[str, str] | None:
    """Return when to come again, of a refusal by the books, which do not say."""
    return {"Retry-After": str(LATER_S)} if status in {429, 503} else None


class Barrier:
    """The last wall: no exception leaves the application, so no server prints its trace."""

    def __init__(self, app: ASGIApp, failures: Failures) -> None:
        """Stand around ``app``."""
        self._app, self._failures = app, failures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve, and answer a fault where nothing was answered yet."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Gone:
            return
        except Exception as reason:  # noqa: BLE001 - the one place where a defect becomes an answer
            request = Request(scope, receive)
            response = await self._failures.fault(request, reason)
            if not started:
                await response(scope, receive, send)
