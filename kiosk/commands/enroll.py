"""``kiosk enroll``: makes this terminal one of a province's, with a code from the office."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import UsageError
from kiosk.settings import read_standing


@click.command()
@click.argument("code")
@click.option(
    "--server",
    metavar="URL",
    help="The province's address, https://HOST[:PORT]; else that of the configuration.",
)
@click.option(
    "--file",
    "request",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the request into FILE instead, where the network never comes.",
)
@click.option(
    "--fingerprint",
    default="",
    metavar="HEX",
    help='Take no other province than the one with this fingerprint, as "1a2b 3c4d 5e6f 7081".',
)
@shared_options
@click.pass_obj
def command(
    invocation: Invocation, code: str, server: str | None, request: Path | None, fingerprint: str
) -> None:
    """Enrol this terminal with CODE from the office (`kiosk province invite`).

    The key is made here and never leaves the machine. Where no answer came, run the same command
    again. An earlier enrolment stays as it was until the new one is granted; an agent that runs
    gives way, and goes on with the new one.

    Ends with 3 where the province refuses, and with 5 where it does not answer.
    """
    if server is None and request is None:
        server = read_standing(invocation.folder).settings.server
    if (server is None) == (request is None):
        raise UsageError(
            "Say --server URL or --file FILE.",
            "See `kiosk enroll --help`; `kiosk config set server.url URL` says it once for all.",
        )
    if server is not None:
        _by_line(invocation, code, server, fingerprint)
    elif request is not None:
        _by_file(invocation, code, request)


def _by_line(invocation: Invocation, code: str, server: str, insisted: str) -> None:
    from kiosk.app.enrolling import PATIENCE_S
    from kiosk.app.line import APP, own_terminal
    from sync.agent.transport import HttpTransport, ca_of
    from sync.enrolled import server_url
    from sync.enrolment import claim_of, enrol
    from sync.wire.keys import fingerprint

    url = server_url(server)
    claim = claim_of(own_terminal(invocation.folder), code, APP, insisted)
    with closing(HttpTransport(url, ca=ca_of(invocation.folder))) as transport:
        granted = enrol(invocation.folder, transport, claim, PATIENCE_S)
    seen = fingerprint(granted.server_key)
    words = (
        f"{granted.terminal} is enrolled at {url}.\n"
        f"The province's fingerprint: {seen} (the office sees the same)"
    )
    body = {"terminal": granted.terminal, "server": url, "enrolled": granted.enrolled}
    invocation.answer({**body, "fingerprint": seen}, words)


def _by_file(invocation: Invocation, code: str, request: Path) -> None:
    from kiosk.app.line import APP, own_terminal
    from sync.enrolment import claim_of
    from sync.usb.terminal import write_request

    claim = claim_of(own_terminal(invocation.folder), code, APP)
    write_request(invocation.folder, request, claim)
    words = (
        f"{request} is the request of {claim.terminal}. At the office: "
        f"kiosk province receive {request.name} --store DIR --reply REPLY\n"
        "Bring the reply here: kiosk sync import REPLY"
    )
    invocation.answer({"terminal": claim.terminal, "request": str(request)}, words)
