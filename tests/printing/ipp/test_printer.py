"""The IPP printer's statements, each against what the device said before, during and after."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler

import pytest

from printing.ipp.client import CANCEL_JOB, GET_JOB, PRINT_JOB, IppClient
from printing.ipp.document import Width
from printing.ipp.encoding import Attribute, Tag
from printing.ipp.printer import IppPrinter, found
from printing.layout.draw import draw_slip
from printing.ports import Outcome, Paper, PrinterHealth
from tests.printing.ipp.scripted import Script, Turned, device, job, send, state
from tests.printing.papers import boxes_of
from tests.printing.samples import made_up_slip

PAPER = Paper("2026-11-24-A007", draw_slip(made_up_slip()))
READY = PrinterHealth(ready=True)


class Bench:
    """A printer, the script of its device, and what it told while it printed."""

    def __init__(self, script: Script, uri: str, width: Width) -> None:
        self.script, self.turned, self.told = script, Turned(), list[str]()
        client = IppClient(uri, timeout=0.3, sending=0.5)
        self.printer = IppPrinter(uri, width=width, patience=self.turned.patience(), client=client)

    def print(self, paper: Paper = PAPER) -> Outcome:
        return self.printer.print(paper, self.told.append)


@contextmanager
def bench(script: Script, width: Width = "80") -> Generator[Bench]:
    with device(script) as uri:
        yield Bench(script, uri, width)


def unknown(reason: str) -> Outcome:
    return Outcome("unknown", reason, settled=False)


def hang_up(_handler: BaseHTTPRequestHandler) -> None:
    """Take the question and close the line."""


@pytest.mark.parametrize(
    ("answers", "health"),
    [
        (state(3), READY),
        (state(4), READY),
        (state(3, "media-low-report"), PrinterHealth(ready=True, faults=("media-low",))),
        (state(3, "media-empty-report"), PrinterHealth(ready=False, faults=("media-empty",))),
        (state(5), PrinterHealth(ready=False, faults=("paused",))),
        (0x0406, PrinterHealth(ready=False, faults=("client-error-not-found",))),
        (hang_up, PrinterHealth(ready=False, faults=("offline",))),
    ],
)
def test_the_device_says_how_it_is(answers: object, health: PrinterHealth) -> None:
    with bench(Script(printer=[answers])) as at:
        assert at.printer.probe() == health


def test_a_device_that_is_off_is_offline_and_gets_nothing() -> None:
    with bench(Script()) as at:
        pass
    assert at.printer.probe() == PrinterHealth(ready=False, faults=("offline",))
    assert at.print() == Outcome("not_printed", "offline")
    assert at.told == []
    assert at.printer.learn() == at.printer.capabilities == {}
    assert at.printer.clear() is False


def test_paper_out_is_seen_before_anything_is_sent() -> None:
    with bench(Script(printer=[state(3, "media-empty-report", "media-low-report")])) as at:
        assert at.print() == Outcome("not_printed", "media-empty")
        assert (at.told, at.script.of(PRINT_JOB)) == ([], [])


def test_a_completed_paper_is_printed_and_each_step_is_told() -> None:
    with bench(
        Script(jobs=[job(3, began=None), job(5), job(9, "job-completed-successfully")])
    ) as at:
        assert at.print() == Outcome("printed", proof="ipp")
        assert at.told == ["printing", "sent"]
        assert len(at.script.of(GET_JOB)) == 3
        assert at.turned.seconds == pytest.approx(0.4)


def test_a_low_roll_still_prints() -> None:
    with bench(Script(printer=[state(3, "media-low-report")])) as at:
        assert at.print() == Outcome("printed", proof="ipp")


@pytest.mark.parametrize(
    "reason",
    [
        "cups-ipp-missing-job-history",
        "job-completed-with-errors",
        "queued-in-device",
        "processing-to-stop-point",
    ],
)
@pytest.mark.parametrize("width", ["80", "a4"])
def test_completed_with_a_doubt_is_unknown(reason: str, width: Width) -> None:
    with bench(Script(jobs=[job(9, reason)]), width) as at:
        assert at.print() == unknown(reason)


@pytest.mark.parametrize("fault", ["media-empty", "media-jam", "cover-open"])
def test_a_slip_that_was_interrupted_may_lie_there_in_two_pieces(fault: str) -> None:
    seen = [state(3), state(4), state(5, f"{fault}-error"), state(4)]
    with bench(Script(printer=seen, jobs=[job(5), job(5), job(5), job(9)])) as at:
        assert at.print() == unknown(fault)


def test_a_fault_at_the_very_end_counts_too() -> None:
    with bench(Script(printer=[state(3), state(3, "media-empty-report")])) as at:
        assert at.print() == unknown("media-empty")


def test_sheets_may_be_refilled_in_between() -> None:
    seen = [state(3), state(4), state(5, "media-empty-error"), state(4)]
    with bench(Script(printer=seen, jobs=[job(5), job(5), job(5), job(9)]), "a4") as at:
        assert at.print() == Outcome("printed", proof="ipp")


@pytest.mark.parametrize("ended", [7, 8])
def test_a_job_that_ended_and_never_began_is_not_printed(ended: int) -> None:
    with bench(Script(jobs=[job(3, began=None), job(ended, "job-canceled", began=None)])) as at:
        assert at.print() == Outcome("not_printed", "job-canceled")
        assert at.printer.clear() is True


@pytest.mark.parametrize("ended", [7, 8])
@pytest.mark.parametrize(
    "before", [[job(5)], [job(5, began=None)], [job(6, began=None)], [job(3)], [hang_up]]
)
def test_a_job_that_may_have_begun_and_ended_is_unknown(ended: int, before: list[object]) -> None:
    with bench(Script(jobs=[*before, job(ended, "aborted-by-system", began=None)])) as at:
        assert at.print().result == "unknown"


@pytest.mark.parametrize("when", [(), (Attribute("time-at-processing", Tag.INTEGER, (0,)),)])
def test_only_no_value_proves_that_a_job_never_began(when: tuple[Attribute, ...]) -> None:
    with bench(Script(jobs=[(*job(8, "aborted-by-system", began=None)[:3], *when)])) as at:
        assert at.print() == unknown("aborted-by-system")
        assert at.printer.clear() is False


def test_an_end_without_a_reason_is_told_as_such() -> None:
    with bench(Script(jobs=[job(8)])) as at:
        assert at.print() == unknown("job-ended")


@pytest.mark.parametrize("forgotten", [0x0406, 0x0407])
def test_a_job_the_device_forgot_is_unknown(forgotten: int) -> None:
    with bench(Script(jobs=[job(5), forgotten])) as at:
        assert at.print() == unknown("job-missing")


@pytest.mark.parametrize(("width", "margin"), [("80", 3.0), ("58", 3.0), ("a4", 33.0)])
def test_a_job_that_does_not_end_is_cancelled_and_unknown(width: Width, margin: float) -> None:
    with bench(Script(jobs=[job(5)]), width) as at:
        assert at.print() == unknown("timeout")
        assert [about["job-id"] for about, _, _ in at.script.of(CANCEL_JOB)] == [[41]]
        paper = boxes_of(PAPER.pdf)[1]
        assert at.turned.seconds == pytest.approx(margin + paper / 50, abs=0.21)


def test_patience_that_ends_has_the_devices_fault_as_reason() -> None:
    seen = [state(3), state(4, "media-empty-report", "media-needed-report")]
    with bench(Script(printer=seen, jobs=[job(5)], canceled=[0x0404])) as at:
        assert at.print() == unknown("media-empty")


@pytest.mark.parametrize("state_told", [0, 99])
def test_a_state_nobody_knows_is_no_end(state_told: int) -> None:
    with bench(Script(jobs=[job(state_told)])) as at:
        assert at.print() == unknown("timeout")


def test_a_device_that_is_slow_to_tell_may_still_prove_it() -> None:
    with bench(Script(jobs=[hang_up, 0x0507, job(9)])) as at:
        assert at.print() == Outcome("printed", proof="ipp")


def test_a_device_that_tells_nothing_more_is_given_up() -> None:
    with bench(Script(jobs=[hang_up])) as at:
        assert at.print() == unknown("no-answer")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (0x040B, Outcome("not_printed", "client-error-attributes-or-values-not-supported")),
        (0x0506, Outcome("not_printed", "server-error-not-accepting-jobs")),
        (0x0500, unknown("server-error-internal-error")),
        (0x0411, unknown("client-error-document-format-error")),
        (hang_up, unknown("offline")),
        (lambda handler: send(handler, b"<html>", "text/html"), unknown("unclear-answer")),
        (job(3)[1:], unknown("unclear-answer")),
    ],
)
def test_the_answer_to_the_job_itself(answer: object, outcome: Outcome) -> None:
    with bench(Script(printed=[answer])) as at:
        assert at.print() == outcome
        assert at.script.of(GET_JOB) == []
        assert ("sent" in at.told) == (answer == job(3)[1:])
        assert at.printer.clear() is outcome.settled


def test_a_device_that_goes_off_between_asking_and_sending_gets_nothing() -> None:
    line = ExitStack()
    at = line.enter_context(bench(Script()))
    told: list[str] = []

    def unplug(step: str) -> None:
        told.append(step)
        line.close()

    assert at.printer.print(PAPER, unplug) == Outcome("not_printed", "offline")
    assert told == ["printing"]


def test_a_damaged_paper_is_not_printed() -> None:
    with bench(Script()) as at:
        assert at.print(Paper("A", b"no pdf")) == Outcome("not_printed", "document-format-error")


def test_clear_cancels_our_unfinished_jobs_and_trusts_only_those_that_never_began() -> None:
    script = Script(unfinished=[job(3, number=7), ()], jobs=[job(7, began=None)])
    with bench(script) as at:
        assert at.printer.clear() is False, "nothing is known of the job before this start"
        assert [about["job-id"] for about, _, _ in script.of(CANCEL_JOB)] == [[7]]


def test_clear_confirms_after_a_job_that_never_began() -> None:
    script = Script(jobs=[job(3, began=None)])
    with bench(script) as at:
        assert at.print() == unknown("timeout")
        assert at.printer.clear() is True


@pytest.mark.parametrize(
    "script",
    [
        Script(jobs=[job(5)]),
        Script(jobs=[job(3, began=None)], unfinished=[job(3, number=41)]),
        Script(jobs=[job(3, began=None)], unfinished=[hang_up]),
        Script(jobs=[job(3, began=None)], unfinished=[job(3)], canceled=[0x0404]),
    ],
)
def test_clear_confirms_nothing_else(script: Script) -> None:
    with bench(script) as at:
        at.print()
        assert at.printer.clear() is False


def test_a_printed_paper_leaves_nothing_to_clear() -> None:
    with bench(Script()) as at:
        at.print()
        assert at.printer.clear() is True


def test_what_a_printer_can_do_is_asked_once_and_kept() -> None:
    with bench(Script()) as at:
        assert at.printer.capabilities == {}
        learnt = at.printer.learn()
    assert learnt == at.printer.capabilities
    assert learnt == {
        "formats": ["application/pdf", "image/jpeg"],
        "media": ["custom_roll_80x200mm"],
        "make_and_model": "Scripted 80",
    }
    known = IppPrinter("ipp://127.0.0.1/", width="80", capabilities=learnt)
    assert (known.capabilities, known.proof) == (learnt, "ipp")


def test_a_printer_over_usb_is_found_where_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    with device(Script()) as uri:
        port = int(uri.split(":")[2].split("/")[0])
        monkeypatch.setattr("printing.ipp.printer._USB_PORTS", (1, port))
        assert found() == [f"ipp://localhost:{port}/ipp/print"]
    assert found() == []
