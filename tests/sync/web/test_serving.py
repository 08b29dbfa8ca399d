"""The server process: it says where it listens, ends in order, and tells plainly why it cannot."""

from __future__ import annotations

import datetime as dt
import resource
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.errors import DataProblem, NotPermitted, UsageError
from sync.province.web import serving
from sync.province.web.operators import TOKEN_FILE
from sync.province.web.serving import PortTaken, Tls, bound, config_for
from sync.wire.keys import PROVINCE_KEY, fingerprint, load_key, public_hex
from tests.sync.web.memory_books import MemoryBooks

PROGRAM = """\
    import sys
    from pathlib import Path
    from sync.province.web.serving import Tls, serve

    store, *files = map(Path, sys.argv[1:])
    serve(store, None, "127.0.0.1", 0, tls=Tls(*files) if files else None)
    print("ended in order")
"""


@contextmanager
def served(store: Path, *files: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a server of its own; yield the process and the line it printed."""
    command = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(store), *map(str, files)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as process:
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def url_of(line: str) -> str:
    return line.split()[2]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_listens_serves_and_ends_in_order(tmp_path, number: signal.Signals):
    with served(tmp_path) as (process, line):
        print_of_key = fingerprint(public_hex(load_key(tmp_path / PROVINCE_KEY)))
        assert line == f"listening on {url_of(line)} (key {print_of_key})"
        assert requests.get(url_of(line) + "/healthz", timeout=10).json() == {"state": "ok"}
        process.send_signal(number)
        told, logged = process.communicate(timeout=20)
    assert (process.returncode, told, logged) == (0, "ended in order\n", "")


def test_the_operators_token_of_the_store_opens_the_list(tmp_path):
    with served(tmp_path) as (_process, line):
        token = (tmp_path / TOKEN_FILE).read_text().strip()
        headers = {"Authorization": f"Bearer {token}"}
        reply = requests.get(url_of(line) + "/v1/terminals", headers=headers, timeout=10)
    assert (reply.status_code, reply.json()) == (200, [])


def test_it_speaks_tls_where_it_is_given_a_certificate(tmp_path):
    files = certificate(tmp_path)
    with served(tmp_path / "store", *files) as (_process, line):
        assert url_of(line).startswith("https://127.0.0.1:")
        reply = requests.get(url_of(line) + "/healthz", verify=str(files[0]), timeout=10)
    assert reply.json() == {"state": "ok"}


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for 127.0.0.1 that signs itself; return its file and its key's."""
    import ipaddress

    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "province")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
        .add_extension(here, critical=False)
        .sign(key, None)
    )
    chain, private = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return chain, private


def test_a_port_that_is_taken_is_told_with_what_to_do():
    with bound("127.0.0.1", 0) as other:
        other.listen()
        with pytest.raises(PortTaken, match="listens there already") as told:
            bound("127.0.0.1", other.getsockname()[1])
    assert told.value.code == 5
    assert "--listen" in told.value.remedy


@pytest.mark.parametrize(
    ("host", "port"),
    [("no.such.host.invalid", 1), ("192.0.2.1", 0), ("127.0.0.1", 70_000), ("x" * 300, 1)],
)
def test_an_address_that_is_not_ours_is_told_so(host: str, port: int):
    with pytest.raises(UsageError):
        bound(host, port)


def test_a_port_for_the_few_is_told_so(monkeypatch):
    def refuse(self, address):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(socket.socket, "bind", refuse)
    with pytest.raises(NotPermitted, match="may not listen"):
        bound("127.0.0.1", 80)


def test_a_line_on_ipv6_is_shown_with_brackets():
    with bound("::1", 0) as listener:
        assert serving._url(listener, None) == f"http://[::1]:{listener.getsockname()[1]}"


def test_a_certificate_that_is_none_is_told_so(tmp_path):
    chain, private = certificate(tmp_path)
    (tmp_path / "no.pem").write_text("no certificate")
    nobodys = tmp_path / "nobodys.pem"
    for files in ((tmp_path / "no.pem", private), (chain, nobodys), (nobodys, private)):
        with pytest.raises(DataProblem, match="cannot be used"):
            config_for(object(), Tls(*files))


def test_books_are_closed_whatever_happens(tmp_path, monkeypatch):
    from sync.province import books

    opened = MemoryBooks()
    monkeypatch.setattr(books, "open_books", lambda store, database: opened)
    monkeypatch.setattr(serving, "log_to_stderr", lambda: None)
    (tmp_path / TOKEN_FILE).write_text("no token", encoding="ascii")
    with pytest.raises(DataProblem):
        serving.serve(tmp_path, None, "127.0.0.1", 0)
    assert opened.closed


def test_a_second_signal_does_not_wait_any_longer():
    server = serving.Server(config_for(object()), "")
    server.handle_exit(signal.SIGTERM, None)
    assert (server.should_exit, server.force_exit) == (True, False)
    server.handle_exit(signal.SIGTERM, None)
    assert server.force_exit


@pytest.mark.parametrize(
    ("limits", "then"),
    [
        ((256, 4096), (1200, 4096)),
        ((256, 512), (512, 512)),
        ((256, resource.RLIM_INFINITY), (1200, resource.RLIM_INFINITY)),
        ((4096, 4096), None),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), None),
    ],
)
def test_as_many_lines_as_are_served_may_be_open(monkeypatch, limits, then):
    told = []
    monkeypatch.setattr(resource, "getrlimit", lambda _which: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _which, wanted: told.append(wanted))
    serving._allow_files(1200)
    assert told == ([] if then is None else [then])
