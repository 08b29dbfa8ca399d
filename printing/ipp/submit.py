"""Handing a paper over and taking it back: what a printer and CUPS have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from printing.ipp.client import IppClient
from printing.ipp.document import Document
from printing.ipp.encoding import Attributes, number, words
from printing.ipp.errors import IppError, Refused, Unreachable
from printing.ipp.watch import ABORTED, CANCELED, Ending, began
from printing.ports import OnState, Outcome


def submit(client: IppClient, name: str, document: Document, on_state: OnState) -> int | Outcome:
    """Send a document; return the number of its job, or what became of it where it has none."""
    on_state("printing")
    try:
        told = client.print_job(document.data, document.kind, name, document.attributes)
    except (Unreachable, Refused) as error:
        return Outcome("not_printed", error.fault)
    except IppError as error:
        return Outcome("unknown", error.fault, settled=False)
    on_state("sent")
    job = number(told, "job-id")
    return Outcome("unknown", "unclear-answer", settled=False) if job is None else job


def drop(client: IppClient, job: int) -> None:
    """Ask for a job to be cancelled; whether that was heard changes nothing that is known."""
    try:
        client.cancel_job(job)
    except IppError:
        return


def withdraw(client: IppClient, last: int | None, *, settled: bool) -> bool:
    """Cancel our jobs; true only where nothing of them, nor of the ``last`` one, can come out.

    A cancelled job that had begun can still come out when the roll is changed (measured), so only
    jobs that never began count. ``settled`` says that nothing more of the last one can come anyway.
    """
    try:
        waiting = client.unfinished_jobs()
        for job in waiting:
            client.cancel_job(job)
        if client.unfinished_jobs():
            return False
        doubtful = {*waiting} if settled or last is None else {*waiting, last}
        if any(began(client.get_job(job)) for job in doubtful):
            return False
    except IppError:
        return False
    return settled or last is not None


def unproven(ending: Ending) -> Outcome:
    """Return what an ending other than "completed" proves: nothing, unless it never began."""
    if ending.state in {CANCELED, ABORTED} and not ending.began:
        return Outcome("not_printed", why(ending))
    return Outcome("unknown", why(ending), settled=False)


def why(ending: Ending) -> str:
    """Return the reason to journal: the printer's fault before what became of the job."""
    if ending.faults:
        return ", ".join(ending.faults)
    said = [reason for reason in ending.reasons if reason != "none"]
    return ending.trouble or ", ".join(said) or "job-ended"


def abilities(told: Attributes) -> dict[str, Any]:
    """Return what a printer says it can do, ready for JSON."""
    return {
        "formats": _once(told, "document-format-supported"),
        "media": _once(told, "media-ready") or _once(told, "media-supported"),
        "make_and_model": "".join(words(told, "printer-make-and-model")[:1]),
    }


def _once(told: Mapping[str, Any], name: str) -> list[str]:
    return list(dict.fromkeys(words(told, name)))
