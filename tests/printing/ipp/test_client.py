"""Odd answers to a question: each becomes one clear fault, in bounded time and bytes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from printing.ipp.client import GET_JOB, GET_PRINTER, PRINT_JOB, IppClient, Place
from printing.ipp.encoding import Group, number
from printing.ipp.errors import Failed, IppError, NoAnswer, NotIpp, Refused, Unreachable
from tests.printing.ipp.scripted import Raw, Script, device, job, keywords, reply, send, state

ROOT = Path(__file__).resolve().parents[3]
SOON = 0.3
"""Seconds for a question here."""

BOUND = 1.5
"""Seconds after which a question would count as hanging."""


def ask(answer: Raw | int, timeout: float = SOON) -> IppError:
    """Return how a question ends that is answered like this; fail where it takes too long."""
    script = Script(printer=[answer])
    with device(script) as uri:
        began = time.monotonic()
        with pytest.raises(IppError) as caught:
            IppClient(uri, timeout).get_printer_attributes(("printer-state",))
        assert time.monotonic() - began < BOUND
    return caught.value


def http(status: int, headers: str = "", body: bytes = b"") -> Raw:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"HTTP/1.1 {status} So\r\n{headers}\r\n".encode() + body)

    return answer


def typed(kind: str, body: bytes) -> Raw:
    return lambda handler: send(handler, body, kind)


def huge(handler: BaseHTTPRequestHandler) -> None:
    """Send 10 MB without saying so beforehand."""
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: application/ipp\r\n\r\n")
    for _ in range(160):
        handler.wfile.write(bytes(65536))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (http(204), "204"),
        (http(301, "Location: http://127.0.0.1:1/\r\n"), "301"),
        (http(307, "Location: /elsewhere\r\n"), "307"),
        (http(400), "400"),
        (http(500), "500"),
        (http(200, "Content-Length: 0\r\n"), "of no type"),
        (typed("text/html", b"<html>Router login</html>"), "text/html"),
        (typed("application/ipp", b""), "too early"),
        (typed("application/ipp", b"<html>Router login</html>"), "not spoken"),
        (typed("application/ipp", reply(0, 99, *state(3))), "question 99"),
        (typed("application/ipp; charset=utf-8", reply(0, 1)[:-1]), "too early"),
        (huge, "more than"),
    ],
)
def test_an_answer_that_is_none_is_called_unclear(answer: Raw, says: str) -> None:
    error = ask(answer)
    assert isinstance(error, NotIpp)
    assert says in str(error)
    assert error.fault == "unclear-answer"


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 99\r\n\r\nhalf"
    )


def trickle(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, so that no single read ever takes too long."""
    over = threading.Event()
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(60):
            over.wait(0.05)
            handler.wfile.write(b"x")
    except OSError:
        return


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Never answer; end when the client hangs up."""
    handler.rfile.read(1)


@pytest.mark.parametrize(
    "answer",
    [silent, trickle, cut_off, http(200, "Transfer-Encoding: chunked\r\nContent-Type: "
     "application/ipp\r\n", b"zz\r\n"), lambda handler: handler.wfile.write(b"\x02\x00rubbish\n"),
     lambda handler: None],
)  # fmt: skip
def test_no_whole_answer_is_no_answer(answer: Raw) -> None:
    error = ask(answer)
    assert isinstance(error, NoAnswer)
    assert error.fault == "offline"


@pytest.mark.parametrize(
    ("answer", "kind", "fault"),
    [
        (0x0406, Refused, "client-error-not-found"),
        (0x0507, Refused, "server-error-busy"),
        (0x0500, Failed, "server-error-internal-error"),
        (http(401), Refused, "http-401"),
        (http(404), Refused, "http-404"),
        (http(426), Refused, "http-426"),
    ],
)
def test_a_refusal_is_told_in_its_own_words(
    answer: Raw | int, kind: type[IppError], fault: str
) -> None:
    error = ask(answer)
    assert isinstance(error, kind)
    assert error.fault == fault


def nobody() -> str:
    """Return a URI where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print"


def test_where_nobody_listens_nothing_has_left() -> None:
    with pytest.raises(Unreachable) as caught:
        IppClient(nobody(), SOON).get_printer_attributes(())
    assert caught.value.fault == "offline"


def test_a_host_that_does_not_exist_is_unreachable() -> None:
    with pytest.raises(Unreachable):
        IppClient(f"ipp://{'x' * 70}/", SOON).get_printer_attributes(())


def test_a_server_that_takes_the_call_and_never_speaks_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        uri = f"ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print"
        began = time.monotonic()
        with pytest.raises(NoAnswer):
            IppClient(uri, SOON).get_job(1)
        assert time.monotonic() - began < BOUND


def test_a_document_that_nobody_reads_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        uri = f"ipp://127.0.0.1:{server.getsockname()[1]}/ipp/print"
        with pytest.raises(NoAnswer):
            IppClient(uri, sending=SOON).print_job(bytes(20_000_000), "application/pdf", "A")


def test_no_proxy_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with device(Script()) as uri:
        assert number(IppClient(uri, SOON).get_printer_attributes(()), "printer-state") == 3


def test_a_job_is_named_by_clean_words_and_sent_whole() -> None:
    script = Script()
    with device(script) as uri:
        client = IppClient(uri, SOON)
        told = client.print_job(b"%PDF-1", "application/pdf", "A\x1b007\n" + "é" * 200)
    assert number(told, "job-id") == 41
    [(about, of_job, data)] = script.of(PRINT_JOB)
    [name] = about["job-name"]
    assert name.startswith("A007 é")
    assert len(name.encode()) <= 255
    assert about["document-format"] == ["application/pdf"]
    assert about["requesting-user-name"][0].startswith("anjungan-")
    assert (of_job, data) == ({}, b"%PDF-1")


def test_a_question_about_a_job_names_it_straight_after_the_printer() -> None:
    script = Script()
    with device(script) as uri:
        IppClient(uri, SOON).get_job(41)
    [(about, _, _)] = script.of(GET_JOB)
    assert [*about][:4] == [
        "attributes-charset", "attributes-natural-language", "printer-uri", "job-id",
    ]  # fmt: skip
    assert about["job-id"] == [41]


def test_only_what_is_wanted_is_asked_for() -> None:
    script = Script()
    with device(script) as uri:
        IppClient(uri, SOON).get_printer_attributes(("printer-state", "media-ready"))
    [(about, _, _)] = script.of(GET_PRINTER)
    assert about["requested-attributes"] == ["printer-state", "media-ready"]


def test_unfinished_jobs_and_queues_are_told_one_by_one() -> None:
    script = Script(unfinished=[job(5, number=7)], printer=[(keywords("printer-name", "tiket"),)])
    with device(script) as uri:
        assert IppClient(uri, SOON).unfinished_jobs() == [7]
        assert IppClient(uri, SOON).cups_queues() == ["tiket"]


@pytest.mark.parametrize(
    ("uri", "server", "url", "path"),
    [
        ("ipp://printer.local/ipp/print", "", "http://printer.local:631/ipp/print", ""),
        ("ipp://10.0.0.5:8631/ipp", "", "http://10.0.0.5:8631/ipp", ""),
        ("ipp://[::1]:60000/ipp/print", "", "http://[::1]:60000/ipp/print", ""),
        ("ipp://10.0.0.5", "", "http://10.0.0.5:631/", ""),
        ("ipp://localhost/printers/a", "cups:8631", "http://cups:8631/printers/a", ""),
        ("ipp://localhost/printers/a", "/run/c.sock", "http://localhost/printers/a", "/run/c.sock"),
    ],
)
def test_where_a_printer_is_asked(uri: str, server: str, url: str, path: str) -> None:
    assert Place.of(uri, server) == Place(uri, url, path)


@pytest.mark.parametrize(
    "uri", ["", "http://printer/", "ipps://printer/", "ipp:///ipp", "ipp://h:many/", "printer"]
)
def test_another_kind_of_uri_is_refused_at_once(uri: str) -> None:
    with pytest.raises(ValueError):
        IppClient(uri)


def answer_once(server: socket.socket, heard: list[bytes]) -> None:
    client, _ = server.accept()
    with client:
        while b"\x03" not in (got := client.recv(65536)):
            heard.append(got)
        heard.append(got)
        body = reply(0, 1, *state(3), group=Group.PRINTER)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: {len(body)}"
        client.sendall(head.encode() + b"\r\n\r\n" + body)


def test_a_socket_in_the_file_system_can_be_asked(tmp_path: Path) -> None:
    path, heard = tmp_path / "cups.sock", []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(path))
        server.listen()
        thread = threading.Thread(target=answer_once, args=(server, heard))
        thread.start()
        client = IppClient("ipp://localhost/printers/a", 2.0, server=os.fspath(path))
        told = client.get_printer_attributes(())
        thread.join()
    assert told != {}
    assert b"POST /printers/a HTTP/1.1" in heard[0]


def test_a_socket_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with pytest.raises(Unreachable):
        IppClient("ipp://localhost/", SOON, server=os.fspath(tmp_path / "none")).cups_queues()


@pytest.mark.parametrize("module", ["printing.ipp.printer", "printing.cups"])
def test_requests_is_not_imported_before_the_first_question(module: str) -> None:
    program = f"import sys, {module}; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


Asked = Callable[[IppClient], object]


@pytest.mark.parametrize(
    "ask_it",
    [
        lambda client: client.get_job(1),
        lambda client: client.cancel_job(1),
        lambda client: client.unfinished_jobs(),
        lambda client: client.cups_queues(),
        lambda client: client.print_job(b"", "application/pdf", ""),
    ],
)
def test_every_question_can_be_refused(ask_it: Asked) -> None:
    refusal: list[int] = [0x0401]
    script = Script(refusal, refusal, refusal, refusal, refusal)
    with device(script) as uri, pytest.raises(Refused, match="client-error-forbidden"):
        ask_it(IppClient(uri, SOON))
