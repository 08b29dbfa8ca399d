"""The few questions that are asked over IPP, of a printer or of the CUPS scheduler."""

from __future__ import annotations

import itertools
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from printing.ipp import status
from printing.ipp.decoding import Malformed, decode
from printing.ipp.encoding import (
    Attribute,
    Attributes,
    Group,
    Reply,
    Tag,
    encode,
    number,
    words,
)
from printing.ipp.errors import Failed, NotIpp, Refused
from printing.plain_text import clean

PRINT_JOB, CANCEL_JOB, GET_JOB, GET_JOBS, GET_PRINTER = 0x02, 0x08, 0x09, 0x0A, 0x0B
CUPS_GET_PRINTERS = 0x4002

_JOB = (
    "job-id",
    "job-state",
    "job-state-reasons",
    "job-printer-state-reasons",
    "time-at-processing",
)

_LONGEST_NAME = 255
"""Bytes an IPP name may have."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an IPP printer is asked: its URI, and over which HTTP address or socket."""

    uri: str
    url: str
    path: str = ""

    @classmethod
    def of(cls, uri: str, server: str = "") -> Place:
        """Return where ``uri`` is asked: at itself, or at ``server`` (host:port or a socket).

        Raises ``ValueError`` for what is no ``ipp://host/path``.
        """
        parts = urlsplit(uri)
        if parts.scheme != "ipp" or not parts.hostname:
            raise ValueError(f"{uri!r} is not of the form ipp://host:port/path")
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        at = f"{host}:{parts.port or 631}"
        path = server if server.startswith("/") else ""
        at = "localhost" if path else server or at
        return cls(uri, f"http://{at}{parts.path or '/'}", path)


class IppClient:
    """Asks one printer. Every call answers or raises an ``IppError`` within its time."""

    def __init__(
        self, uri: str, timeout: float = 3.0, server: str = "", sending: float = 15.0
    ) -> None:
        """Ask ``uri`` (``ipp://…``), with ``timeout`` seconds a question, ``sending`` a document.

        ``server`` is the CUPS scheduler to ask instead of the host in ``uri``: host:port, or the
        path of its socket. Raises ``ValueError`` for another kind of URI.
        """
        self.timeout = timeout
        self.sending = sending
        self._place = Place.of(uri, server)
        self._numbers = itertools.count(1)
        self._user = f"anjungan-{clean(platform.node())}"[:63]

    def get_printer_attributes(self, wanted: Sequence[str]) -> Attributes:
        """Return the ``wanted`` attributes, as far as the printer has them."""
        return self._ask(GET_PRINTER, [_requested(wanted)]).first(Group.PRINTER)

    def print_job(
        self, data: bytes, document_format: str, job_name: str, attributes: Iterable[Attribute] = ()
    ) -> Attributes:
        """Send a document; return what the printer says of the job it made of it."""
        named = clean(job_name).encode()[:_LONGEST_NAME].decode(errors="ignore")
        about = [
            Attribute("job-name", Tag.NAME, (named,)),
            Attribute("document-format", Tag.MIME, (document_format,)),
        ]
        return self._ask(PRINT_JOB, about, (tuple(attributes), data)).first(Group.JOB)

    def get_job(self, job: int) -> Attributes:
        """Return the state of a job, how it came to it, and when it began."""
        return self._ask(GET_JOB, [_requested(_JOB)], job=job).first(Group.JOB)

    def cancel_job(self, job: int) -> None:
        """Ask the printer to drop a job; a job that has begun may come out all the same."""
        self._ask(CANCEL_JOB, job=job)

    def unfinished_jobs(self) -> list[int]:
        """Return the jobs of this machine that the printer has not finished."""
        asked = [
            Attribute("which-jobs", Tag.KEYWORD, ("not-completed",)),
            Attribute("my-jobs", Tag.BOOLEAN, (True,)),
            _requested(("job-id",)),
        ]
        jobs = self._ask(GET_JOBS, asked).all(Group.JOB)
        return [job for told in jobs if (job := number(told, "job-id")) is not None]

    def cups_queues(self) -> list[str]:
        """Return the names of the queues of a CUPS scheduler."""
        reply = self._ask(CUPS_GET_PRINTERS, [_requested(("printer-name",))])
        return [name for told in reply.all(Group.PRINTER) for name in words(told, "printer-name")]

    def _ask(
        self,
        operation: int,
        about: Iterable[Attribute] = (),
        document: tuple[tuple[Attribute, ...], bytes] = ((), b""),
        *,
        job: int | None = None,
    ) -> Reply:
        from printing.ipp.wire import post  # Brings requests, which the first frame must not.

        ours = next(self._numbers)
        groups = [(Group.OPERATION, [*self._head(job), *about])]
        attributes, data = document
        if attributes:
            groups.append((Group.JOB, [*attributes]))
        body = encode(operation, ours, groups) + data
        seconds = self.sending if data else self.timeout
        answer = post(self._place.url, body, timeout=seconds, path=self._place.path)
        try:
            reply = decode(answer)
        except Malformed as error:
            raise NotIpp(str(error)) from error
        return _checked(reply, ours)

    def _head(self, job: int | None) -> list[Attribute]:
        """Return what every question begins with, in the order RFC 8011 (4.1.5) asks for."""
        target = [] if job is None else [Attribute("job-id", Tag.INTEGER, (job,))]
        return [
            Attribute("attributes-charset", Tag.CHARSET, ("utf-8",)),
            Attribute("attributes-natural-language", Tag.LANGUAGE, ("en",)),
            Attribute("printer-uri", Tag.URI, (self._place.uri,)),
            *target,
            Attribute("requesting-user-name", Tag.NAME, (self._user,)),
        ]


def _checked(reply: Reply, ours: int) -> Reply:
    if reply.request_id != ours:
        raise NotIpp(f"an answer to question {reply.request_id}, not to {ours}")
    if status.succeeded(reply.status):
        return reply
    said = status.name_of(reply.status)
    raise Refused(said) if status.refused(reply.status) else Failed(said)


def _requested(names: Sequence[str]) -> Attribute:
    return Attribute("requested-attributes", Tag.KEYWORD, tuple(names))
