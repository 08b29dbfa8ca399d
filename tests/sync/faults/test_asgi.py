"""The caller gives an application what a server would, and its reply back."""

from __future__ import annotations

import anyio.to_thread
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.sync.faults.asgi import Caller, NoReply


async def echo(request: Request) -> Response:
    body = await request.body()
    words = await anyio.to_thread.run_sync(lambda: f"{request.method} {len(body)}")
    return PlainTextResponse(words, headers={"x-seen": request.headers["x-sent"]})


async def defect(_request: Request) -> Response:
    raise ZeroDivisionError


@pytest.fixture
def caller():
    routes = [Route("/echo", echo, methods=["POST"]), Route("/defect", defect, methods=["POST"])]
    caller = Caller(Starlette(routes=routes))
    yield caller
    caller.close()


def test_request_and_reply_arrive_whole(caller: Caller):
    for size in (0, 1, 100_000):
        answer = caller.call("POST", "/echo", {"X-Sent": "yes"}, b"a" * size)
        assert (answer.status, answer.body) == (200, f"POST {size}".encode())
        assert answer.headers["x-seen"] == "yes"


def test_a_client_that_leaves_gets_no_reply():
    seen = []

    async def app(scope, receive, send):
        seen.extend([await receive(), await receive()])

    caller = Caller(app)
    with pytest.raises(NoReply):
        caller.call("POST", "/", {}, b"half", whole=False)
    caller.close()
    assert [message["type"] for message in seen] == ["http.request", "http.disconnect"]
    assert seen[0]["more_body"]


def test_what_the_application_raises_is_not_hidden(caller: Caller):
    with pytest.raises(ZeroDivisionError):
        caller.call("POST", "/defect", {}, b"")
