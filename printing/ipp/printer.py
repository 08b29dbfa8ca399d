"""A printer that speaks IPP itself; it is the device that is asked, before, during and after.

"Completed" is believed only while nothing speaks against it: ippeveprinter and real devices have
been seen to complete what never came out, and to print what was cancelled.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from printing.ipp.client import IppClient
from printing.ipp.document import (
    ABILITIES,
    ASKED_AT_SET_UP,
    CannotPrint,
    Document,
    Width,
    prepare,
)
from printing.ipp.errors import IppError
from printing.ipp.faults import STATE, Faults, state_of
from printing.ipp.submit import abilities, drop, submit, unproven, withdraw
from printing.ipp.watch import COMPLETED, Ending, Patience, watch
from printing.ports import OnState, Outcome, Paper, PrinterHealth

_DOUBTFUL = (
    "cups-ipp-missing-job-history",
    "job-completed-with-errors",
    "queued-in-device",
    "processing-to-stop-point",
)
"""With these ``completed`` says nothing about paper."""

_USB_PORTS = range(60000, 60004)
"""Where ipp-usb offers USB printers on this machine."""

_PATIENT = Patience()


class IppPrinter:
    """Implements ``printing.ports.Printer`` over direct IPP. One thread uses it at a time."""

    proof = "ipp"

    def __init__(
        self,
        uri: str,
        *,
        width: Width,
        capabilities: Mapping[str, Any] | None = None,
        patience: Patience = _PATIENT,
        client: IppClient | None = None,
    ) -> None:
        """Print at ``uri`` (``ipp://host:port/path``); raises ``ValueError`` for another form."""
        self._client = client or IppClient(uri)
        self._width: Width = width
        self._capabilities = dict(capabilities or {})
        self._patience = patience
        self._last: int | None = None
        self._settled = False

    @property
    def capabilities(self) -> Mapping[str, Any]:
        """What the printer said at set-up."""
        return self._capabilities

    def learn(self) -> Mapping[str, Any]:
        """Ask what it is and what it takes; empty where it does not answer."""
        try:
            told = self._client.get_printer_attributes(ASKED_AT_SET_UP)
        except IppError:
            return {}
        self._capabilities = abilities(told)
        return self._capabilities

    def probe(self) -> PrinterHealth:
        """Ask the device for its state; no answer is offline."""
        return health(self.faults())

    def print(self, paper: Paper, on_state: OnState) -> Outcome:
        """Print one paper and watch it; at most some seconds longer than its paper may take."""
        try:
            told = self._client.get_printer_attributes((*STATE, *ABILITIES))
            document = prepare(paper.pdf, self._width, told)
        except IppError as error:
            return Outcome("not_printed", error.fault)
        except CannotPrint as why:
            return Outcome("not_printed", str(why))
        if breaking := state_of(told).breaking:
            return Outcome("not_printed", ", ".join(breaking))
        self._last, self._settled = None, False
        job = submit(self._client, paper.name, document, on_state)
        outcome = self._watched(job, document) if isinstance(job, int) else job
        self._settled = outcome.settled
        return outcome

    def clear(self) -> bool:
        """Cancel our jobs; true only where the printer proves that nothing can come any more."""
        return withdraw(self._client, self._last, settled=self._settled)

    def faults(self) -> Faults:
        """Ask the device for its faults, those that stop it told apart."""
        try:
            return state_of(self._client.get_printer_attributes(STATE))
        except IppError as error:
            return Faults((error.fault,), (error.fault,))

    def _watched(self, job: int, document: Document) -> Outcome:
        self._last = job
        seconds = self._patience.seconds(document.mm, sheet=self._width == "a4")
        ending = watch(self._client, job, seconds, self._patience, self.faults)
        if ending.state is None:
            drop(self._client, job)
        return judge(ending, roll=self._width != "a4")


def health(found: Faults) -> PrinterHealth:
    """Return faults as the port wants them."""
    return PrinterHealth(ready=not found.breaking, faults=found.told)


def judge(ending: Ending, *, roll: bool) -> Outcome:
    """Return what an ending proves about the paper."""
    if ending.state == COMPLETED:
        return _completed(ending, roll=roll)
    return unproven(ending)


def _completed(ending: Ending, *, roll: bool) -> Outcome:
    doubts = [reason for reason in _DOUBTFUL if reason in ending.reasons]
    if doubts:
        return Outcome("unknown", doubts[0], settled=False)
    if ending.faults and (roll or "offline" in ending.faults):
        # The roll may have been changed in between: the slip can lie there in two pieces.
        return Outcome("unknown", ", ".join(ending.faults), settled=False)
    return Outcome("printed", proof="ipp")


def found() -> list[str]:
    """Return the URIs of the USB printers that ipp-usb offers here; never raises."""
    uris = [f"ipp://localhost:{port}/ipp/print" for port in _USB_PORTS]
    return [uri for uri in uris if _answers(uri)]


def _answers(uri: str) -> bool:
    try:
        return bool(IppClient(uri, timeout=0.2).get_printer_attributes(STATE))
    except IppError:
        return False
