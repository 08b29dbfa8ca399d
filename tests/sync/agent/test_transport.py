"""HTTP as the line wants it, on real sockets: whatever a server does ends, and is no success."""

from __future__ import annotations

import errno
import socket
import threading

import pytest

from kiosk.errors import UsageError
from sync.agent.ports import LineDown
from sync.agent.transport import MOST_BYTES, HttpTransport, Timeouts, ca_of
from tests.sync.agent.certificates import DAY, NOW, Authority
from tests.sync.agent.raw_server import RawServer, reply, says

QUICK = Timeouts(connect=5.0, idle=0.2, total=5.0)
WHOLE = Timeouts(connect=5.0, idle=5.0, total=0.3)


@pytest.fixture
def serve():
    servers = []

    def start(script, tls=None):
        servers.append(RawServer(script, tls))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def connect():
    opened = []

    def start(base, timeouts=None, ca=None):
        opened.append(HttpTransport(base, timeouts, ca))
        return opened[-1]

    yield start
    for transport in opened:
        transport.close()


def down(transport, path="/v1/x"):
    with pytest.raises(LineDown) as told:
        transport.post(path, {}, b"{}")
    return told.value.reason


def test_an_answer_is_status_headers_and_the_very_bytes(serve, connect):
    server = serve(says(reply(b'{"a":1}', "409 Conflict", "Content-Type: application/json")))
    answer = connect(server.base).post("/v1/t/x/hello", {"X-Own": "y"}, b"body")
    assert (answer.status, answer.body) == (409, b'{"a":1}')
    assert answer.headers["Content-Type"] == "application/json"
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/t/x/hello HTTP/1.1\r\n")
    assert b"X-Own: y" in head
    assert body == b"body"


def test_one_connection_serves_many_requests(serve, connect):
    server = serve(says(reply(b"{}")))
    transport = connect(server.base)
    for _ in range(5):
        transport.post("/v1/x", {}, b"{}")
    assert (server.connections, len(server.requests)) == (1, 5)


def test_a_connection_that_the_server_let_go_is_opened_anew(serve, connect):
    def once(wire):
        wire.sendall(reply(b"{}", "200 OK", "Connection: close"))
        wire.shutdown(socket.SHUT_RDWR)

    server = serve(once)
    transport = connect(server.base)
    for _ in range(3):
        transport.post("/v1/x", {}, b"{}")
    assert server.connections == 3


def test_a_redirect_is_an_answer_and_is_not_followed(serve, connect):
    other = serve(says(reply(b"{}")))
    server = serve(says(reply(b"", "307 Temporary Redirect", f"Location: {other.base}/v1/x")))
    assert connect(server.base).post("/v1/x", {}, b"secret").status == 307
    assert other.requests == []


def test_proxies_and_keys_of_the_environment_are_not_used(serve, connect, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server = serve(says(reply(b"{}")))
    assert connect(server.base).post("/v1/x", {}, b"{}").status == 200


def test_little_more_than_the_request_itself_travels(serve, connect):
    server = serve(says(reply(b"{}")))
    connect(server.base).post("/v1/x", {}, b"{}")
    fields = server.requests[0].decode().split("\r\n")[1:-2]
    assert {field.partition(":")[0] for field in fields} == {
        "Host",
        "User-Agent",
        "Accept-Encoding",
        "Content-Length",
    }


def test_what_was_packed_on_the_way_is_not_unpacked(serve, connect):
    server = serve(says(reply(b"\x1f\x8bnot gzip", "200 OK", "Content-Encoding: gzip")))
    assert connect(server.base).post("/v1/x", {}, b"").body == b"\x1f\x8bnot gzip"


@pytest.mark.parametrize(
    "base", ["http://10.0.0.5:80", "http://provinsi.go.id", "ftp://x", "", "x"]
)
def test_only_https_leaves_this_machine(base):
    with pytest.raises(UsageError):
        HttpTransport(base)


def test_a_port_where_nobody_listens_is_told(serve, connect):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert down(connect(f"http://127.0.0.1:{port}")) == "refused"


def test_a_name_that_nobody_knows_is_told(connect, monkeypatch):
    def unknown(*_arguments, **_named):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert down(connect("https://provinsi.invalid")) == "dns"


@pytest.mark.parametrize("number", [errno.ENETUNREACH, errno.EHOSTUNREACH])
def test_a_network_that_is_not_there_is_told(connect, monkeypatch, number):
    def unreachable(*_arguments, **_named):
        raise OSError(number, "unreachable")

    monkeypatch.setattr("urllib3.util.connection.create_connection", unreachable)
    assert down(connect("http://127.0.0.1:9")) == "unreachable"


def test_a_server_that_says_nothing_is_given_up(serve, connect):
    server = serve(lambda wire: server.over.wait())
    assert down(connect(server.base, QUICK)) == "timeout"


def test_a_server_that_stops_halfway_is_given_up(serve, connect):
    def half(wire):
        wire.sendall(reply(b"x" * 1000)[:500])
        server.over.wait()

    server = serve(half)
    assert down(connect(server.base, QUICK)) == "timeout"


@pytest.mark.parametrize("slowly", ["its head", "its body"])
def test_a_server_that_dribbles_is_given_up(serve, connect, slowly):
    def dribble(wire):
        if slowly == "its body":
            wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
        else:
            wire.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not server.over.wait(0.01):
            wire.sendall(b"x")

    server = serve(dribble)
    assert down(connect(server.base, WHOLE)) == "timeout"


def test_the_line_works_again_after_a_deadline(serve, connect):
    scripts = [lambda _wire: server.over.wait(0.5), says(reply(b"{}"))]

    def script(wire):
        scripts.pop(0)(wire)

    server = serve(script)
    transport = connect(server.base, WHOLE)
    assert down(transport) == "timeout"
    assert transport.post("/v1/x", {}, b"{}").status == 200


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"garbage\r\n\r\n",
        reply(b"x" * 1000)[:-1],
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        b"HTTP/1.1 " + b"9" * 100_000,
    ],
)
def test_an_answer_that_is_cut_off_or_none_is_a_broken_line(serve, connect, raw):
    def send(wire):
        wire.sendall(raw)
        wire.shutdown(socket.SHUT_RDWR)

    assert down(connect(serve(send).base)) == "broken"


@pytest.mark.parametrize("chunked", [False, True])
def test_no_more_than_a_megabyte_of_an_answer_is_read(serve, connect, chunked):
    def flood(wire):
        length = "Transfer-Encoding: chunked" if chunked else "Content-Length: 99999999999"
        wire.sendall(f"HTTP/1.1 200 OK\r\n{length}\r\n\r\n".encode())
        piece = b"x" * 65536
        while not server.over.is_set():
            wire.sendall(b"10000\r\n" + piece + b"\r\n" if chunked else piece)

    server = serve(flood)
    answer = connect(server.base).post("/v1/x", {}, b"{}")
    assert answer.body == b"x" * MOST_BYTES


def test_a_request_under_way_ends_when_the_line_is_closed(serve):
    server = serve(lambda wire: server.over.wait())
    transport = HttpTransport(server.base)
    reasons = []
    thread = threading.Thread(target=lambda: reasons.append(down(transport)))
    thread.start()
    while not server.requests:
        server.over.wait(0.001)
    transport.close()
    thread.join(30)
    assert reasons == ["broken"]


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


def test_a_certificate_of_the_folders_own_authority_is_trusted(serve, connect, authority):
    server = serve(says(reply(b"{}")), authority.server())
    transport = connect(server.base, ca=str(authority.file))
    for _ in range(2):
        assert transport.post("/v1/x", {}, b"{}").status == 200
    assert server.connections == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "127.0.0.2"},
        {"start": NOW - 2 * DAY, "end": NOW - DAY / 2},
        {"start": NOW + DAY / 2},
    ],
)
def test_a_certificate_that_does_not_fit_is_no_line(serve, connect, authority, wrong):
    server = serve(says(reply(b"{}")), authority.server(**wrong))
    assert down(connect(server.base, ca=str(authority.file))) == "tls"
    assert server.requests == []


def test_a_certificate_of_nobody_we_know_is_no_line(serve, connect, authority):
    server = serve(says(reply(b"{}")), authority.server())
    assert down(connect(server.base)) == "tls"


def test_a_server_without_tls_is_no_line_either(serve, connect):
    server = serve(says(b"plain"))
    hasty = Timeouts(connect=0.2, idle=0.2, total=5.0)
    assert down(connect(server.base.replace("http", "https"), hasty)) in {"tls", "timeout"}


def test_tls_that_dribbles_is_given_up_too(serve, connect, authority):
    def dribble(wire):
        wire.sendall(b"HTTP/1.1 200 OK\r\nX: ")
        while not server.over.wait(0.01):
            wire.sendall(b"x")

    server = serve(dribble, authority.server())
    assert down(connect(server.base, WHOLE, str(authority.file))) == "timeout"


def test_a_folder_may_bring_its_own_authority(tmp_path):
    assert ca_of(tmp_path) is None
    (tmp_path / "server-ca.pem").write_text("pem")
    assert ca_of(tmp_path) == str(tmp_path / "server-ca.pem")
