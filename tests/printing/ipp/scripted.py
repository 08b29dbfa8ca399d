"""A device that answers over real HTTP what a test has written down for it, odd answers too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from socketserver import ThreadingMixIn

from printing.ipp.client import CANCEL_JOB, GET_JOB, GET_JOBS, GET_PRINTER, PRINT_JOB
from printing.ipp.decoding import decode
from printing.ipp.encoding import Attribute, Attributes, Group, Range, Sent, Tag, encode
from printing.ipp.watch import Patience

Raw = Callable[[BaseHTTPRequestHandler], None]
Answer = tuple[Attribute, ...] | int | Raw


def keywords(name: str, *values: str) -> Attribute:
    return Attribute(name, Tag.KEYWORD, values)


def numbers(name: str, *values: int, tag: Tag = Tag.ENUM) -> Attribute:
    return Attribute(name, tag, values)


def size(across: Sent, along: Sent) -> tuple[Attribute, ...]:
    """Return a value of media-size-supported, in hundredths of mm."""

    def side(name: str, value: Sent) -> Attribute:
        return Attribute(name, Tag.RANGE if isinstance(value, Range) else Tag.INTEGER, (value,))

    return (side("x-dimension", across), side("y-dimension", along))


ROLL = (
    Attribute("document-format-supported", Tag.MIME, ("application/pdf", "image/jpeg")),
    Attribute("copies-supported", Tag.RANGE, (Range(1, 1),)),
    keywords("print-scaling-supported", "auto", "none"),
    keywords("media-col-supported", "media-size", "media-type"),
    Attribute("media-size-supported", Tag.COLLECTION, (size(8000, Range(2000, 200000)),)),
    keywords("media-ready", "custom_roll_80x200mm"),
    Attribute("printer-make-and-model", Tag.TEXT, ("Scripted 80",)),
)


def state(now: int, *reasons: str, accepting: bool = True) -> tuple[Attribute, ...]:
    """Return how a printer is: 3 idle, 4 processing, 5 stopped."""
    return (
        numbers("printer-state", now),
        keywords("printer-state-reasons", *(reasons or ("none",))),
        Attribute("printer-is-accepting-jobs", Tag.BOOLEAN, (accepting,)),
    )


def job(now: int, *reasons: str, began: int | None = 7, number: int = 41) -> tuple[Attribute, ...]:
    """Return what a printer says of a job; ``began`` None is its "no-value"."""
    when = numbers("time-at-processing", tag=Tag.INTEGER)
    if began is not None:
        when = numbers("time-at-processing", began, tag=Tag.INTEGER)
    said = keywords("job-state-reasons", *(reasons or ("none",)))
    return (numbers("job-id", number, tag=Tag.INTEGER), numbers("job-state", now), said, when)


@dataclass
class Script:
    """What the device says to each kind of question; the last of several answers stays.

    An answer is the attributes of a group, a status, or a function that writes what it likes.
    """

    printer: list[Answer] = field(default_factory=lambda: [state(3)])
    jobs: list[Answer] = field(default_factory=lambda: [job(9)])
    printed: list[Answer] = field(default_factory=lambda: [job(3)])
    unfinished: list[Answer] = field(default_factory=lambda: [()])
    canceled: list[Answer] = field(default_factory=lambda: [()])
    abilities: tuple[Attribute, ...] = ROLL
    asked: list[tuple[int, Attributes, Attributes, bytes]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def answer(self, operation: int) -> tuple[Group, Answer]:
        kinds = {
            GET_PRINTER: (Group.PRINTER, self.printer),
            GET_JOB: (Group.JOB, self.jobs),
            PRINT_JOB: (Group.JOB, self.printed),
            GET_JOBS: (Group.JOB, self.unfinished),
            CANCEL_JOB: (Group.JOB, self.canceled),
        }
        group, answers = kinds.get(operation, (Group.PRINTER, self.printer))
        return group, answers.pop(0) if len(answers) > 1 else answers[0]

    def of(self, operation: int) -> list[tuple[Attributes, Attributes, bytes]]:
        """Return operation attributes, job attributes and document of each such question."""
        return [tuple(rest) for kind, *rest in self.asked if kind == operation]


class _Server(ThreadingMixIn, HTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that hangs up is part of the script."""


def reply(code: int, number: int, *attributes: Attribute, group: Group = Group.JOB) -> bytes:
    """Return an answer; an attribute without values is told as "no-value"."""
    told = encode(code, number, [(group, attributes)] if attributes else [])
    absent = b"".join(
        b"\x13" + len(a.name).to_bytes(2, "big") + a.name.encode() + b"\0\0"
        for a in attributes
        if not a.values
    )
    return told[:-1] + absent + told[-1:]


def send(handler: BaseHTTPRequestHandler, body: bytes, kind: str = "application/ipp") -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def device(script: Script) -> Generator[str]:
    """Run the device; give its URI."""

    class Handler(BaseHTTPRequestHandler):
        timeout = 5

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked = decode(body)
            end = body.rindex(b"%PDF") if b"%PDF" in body else len(body)
            told = asked.first(Group.JOB)
            script.asked.append((asked.status, asked.first(Group.OPERATION), told, body[end:]))
            group, answer = script.answer(asked.status)
            if callable(answer):
                answer(self)
            elif isinstance(answer, int):
                send(self, reply(answer, asked.request_id))
            else:
                more = script.abilities if asked.status == GET_PRINTER else ()
                send(self, reply(0, asked.request_id, *answer, *more, group=group))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"ipp://127.0.0.1:{server.server_port}/ipp/print"
        finally:
            script.over.set()
            server.shutdown()
            thread.join()


class Turned:
    """A clock for ``Patience`` that only sleeping moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def patience(self) -> Patience:
        return Patience(now=lambda: self.seconds, sleep=self.sleep)
