"""Printing through CUPS, where a printer speaks no language of ours: the fallback.

CUPS' "completed" says that bytes were handed on, not that paper came out (a raw queue without paper
completes in 0.11 s), so the best this printer ever says is ``unknown``, "sent".
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from printing.ipp.client import IppClient
from printing.ipp.document import (
    ABILITIES,
    ASKED_AT_SET_UP,
    CannotPrint,
    Document,
    Width,
    prepare,
)
from printing.ipp.encoding import Attributes, number, words
from printing.ipp.errors import IppError
from printing.ipp.faults import IDLE, STATE, Faults, state_of
from printing.ipp.printer import IppPrinter, health
from printing.ipp.submit import abilities, drop, submit, unproven, withdraw
from printing.ipp.watch import COMPLETED, Ending, Patience, watch
from printing.ports import OnState, Outcome, Paper, PrinterHealth

_SOCKET = Path("/run/cups/cups.sock")
_PATIENT = Patience()
_OF_QUEUES = frozenset({"paused", "not-accepting-jobs", "unknown"})


class CupsPrinter:
    """Implements ``printing.ports.Printer`` on a queue. One thread uses it at a time."""

    proof = "none"

    def __init__(
        self,
        queue: str,
        *,
        width: Width,
        capabilities: Mapping[str, Any] | None = None,
        patience: Patience = _PATIENT,
        server: str | None = None,
    ) -> None:
        """Print on ``queue`` of the scheduler at ``server``, else of the one CUPS itself uses.

        Raises ``ValueError`` for a server that is neither host:port nor the path of a socket.
        """
        self._client = _client(f"/printers/{quote(queue, safe='')}", server)
        self._width: Width = width
        self._capabilities = dict(capabilities or {})
        self._patience = patience
        self._last: int | None = None
        self._settled = False

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """What the queue said at set-up."""
        return self._capabilities

    def learn(self) -> Mapping[str, Any]:
        """Ask what the queue takes and which device stands behind it; empty without an answer."""
        try:
            told = self._client.get_printer_attributes(ASKED_AT_SET_UP)
        except IppError:
            return {}
        self._capabilities = {**abilities(told), "device": "".join(words(told, "device-uri")[:1])}
        return self._capabilities

    def probe(self) -> PrinterHealth:
        """Ask the queue, and the device behind it where it can be asked."""
        return health(self._faults())

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Hand one paper to CUPS and watch what it says of it."""
        try:
            told = self._client.get_printer_attributes((*STATE, *ABILITIES, "device-uri"))
            document = prepare(paper.pdf, self._width, told)
        except IppError as error:
            return Outcome("not_printed", error.fault)
        except CannotPrint as reason:
            return Outcome("not_printed", str(reason))
        if breaking := self._of(told).breaking:
            return Outcome("not_printed", ", ".join(breaking))
        self._last, self._settled = None, False
        job = submit(self._client, paper.name, document, on_state)
        outcome = self._watched(job, document, _device(told)) if isinstance(job, int) else job
        self._settled = outcome.settled
        return outcome

    def clear(self) -> bool:
        """Cancel our unfinished jobs; true only where CUPS says that none of them ever began."""
        return withdraw(self._client, self._last, settled=self._settled)

    def _faults(self) -> Faults:
        try:
            return self._of(self._client.get_printer_attributes((*STATE, "device-uri")))
        except IppError as error:
            return Faults((error.fault,), (error.fault,))

    def _of(self, queue: Attributes) -> Faults:
        """Return the faults of a queue and of its device.

        CUPS learns of a device's faults only while it prints, and keeps its last ones while it is
        idle; then only what is the queue's own is believed.
        """
        state = state_of(queue)
        if number(queue, "printer-state") == IDLE:
            state = Faults(_own(state.told), _own(state.breaking))
        device = _device_faults(queue)
        return Faults(_both(state.told, device.told), _both(state.breaking, device.breaking))

    def _watched(self, job: int, document: Document, device: str) -> Outcome:
        self._last = job
        seconds = self._patience.seconds(document.mm, sheet=self._width == "a4")
        ending = watch(self._client, job, seconds, self._patience, self._faults)
        if ending.state is None:
            drop(self._client, job)
        return _judge(ending, device)


def _own(faults: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(fault for fault in faults if fault in _OF_QUEUES)


def _both(some: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*some, *others)))


def _device_faults(queue: Attributes) -> Faults:
    """Ask the device behind a queue, where it speaks IPP; else nothing is known of it."""
    try:
        return IppPrinter(_device(queue), width="80").faults()
    except ValueError:
        return Faults()


def _device(queue: Attributes) -> str:
    return "".join(words(queue, "device-uri")[:1])


def _holds_nothing(device: str) -> bool:
    """Whether the device behind a queue says itself that it is idle, well, and has no job left."""
    try:
        told = IppClient(device).get_printer_attributes((*STATE, "queued-job-count"))
    except (ValueError, IppError):  # It speaks no IPP, or not now: nobody knows.
        return False
    idle = number(told, "printer-state") == IDLE and number(told, "queued-job-count") == 0
    return idle and not state_of(told).breaking


def _judge(ending: Ending, device: str) -> Outcome:
    """Return what CUPS' words prove: that nothing came out at the most, never that it did.

    A paper that is sent is settled where its device has nothing left that could still come out.
    """
    if ending.state != COMPLETED:
        return unproven(ending)
    # While CUPS connects it calls the device offline, for every paper.
    told = [fault for fault in ending.faults if fault != "offline"]
    settled = not told and _holds_nothing(device)
    return Outcome("unknown", ", ".join(told) or "sent", settled=settled)


def found() -> list[str]:
    """Return the queues of this machine's CUPS as ``cups:NAME``; never raises."""
    try:
        return [f"cups:{name}" for name in _client("/", None, timeout=1.0).cups_queues()]
    except (IppError, ValueError):
        return []


def _client(path: str, server: str | None, timeout: float = 3.0) -> IppClient:
    at = server or os.environ.get("CUPS_SERVER", "").partition("/version=")[0] or _usual_server()
    if not at.startswith("/") and ":" not in at.rpartition("]")[2]:
        at = f"{at}:631"
    return IppClient(f"ipp://localhost{path}", timeout, server=at)


def _usual_server() -> str:
    return str(_SOCKET) if _SOCKET.exists() else "localhost:631"
