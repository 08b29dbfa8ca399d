"""``kiosk province``: the office's side of the line, run on the province's server.

Its clock is the machine's own, whatever ``--now`` says: codes and contacts are compared with the
running server's.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kiosk.clock import SystemClock
from kiosk.commands.invocation import Invocation, shared_options
from kiosk.errors import Refused, StoreProblem, UnknownId, UsageError

if TYPE_CHECKING:
    from sync.province.ports import Province

F = TypeVar("F", bound=Callable[..., Any])

_LISTEN = re.compile(
    r"(?:\[(?P<six>[0-9a-fA-F:.]+)\]|(?P<host>[^:\[\]/@\s]+)):(?P<port>[0-9]{1,5})"
)


@click.group()
@shared_options
def command() -> None:
    """Serve the province, invite and revoke terminals, see how they stand."""


def _books_options(function: F) -> F:
    """Add what names the books: ``--store`` and ``--database``."""
    for option in (
        click.option(
            "--database",
            metavar="URL",
            help="Keep the books in PostgreSQL (postgresql://…) instead of SQLite in the store. "
            "A password is better put into PGPASSWORD or ~/.pgpass, where nobody sees it.",
        ),
        click.option(
            "--store",
            required=True,
            metavar="DIR",
            type=click.Path(path_type=Path, file_okay=False),
            help="The province's folder: its key, and its books unless --database names others.",
        ),
    ):
        function = option(function)
    return function


_terminal_option = click.option(
    "--terminal", required=True, metavar="ID", help="The terminal's id, as contoh-pringsewu-1."
)


@command.command()
@_books_options
@click.option(
    "--listen", required=True, metavar="HOST:PORT", help="As 127.0.0.1:8700; port 0: any."
)
@click.option(
    "--tls",
    nargs=2,
    metavar="CERT KEY",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Speak TLS with these PEM files, where no reverse proxy does.",
)
@shared_options
@click.pass_obj
def serve(
    invocation: Invocation,
    store: Path,
    database: str | None,
    listen: str,
    tls: tuple[Path, Path] | None,
) -> None:
    """Serve until SIGTERM or Ctrl+C. Says where it listens, and its key's fingerprint.

    Terminals speak plain http only with a server on their own machine; for all others there is
    --tls, or a reverse proxy that speaks TLS.
    """
    from sync.province.web import serving

    host, port = listen_address(listen)
    pair = serving.Tls(*tls) if tls else None
    serving.serve(store, database, host, port, tls=pair, as_json=invocation.json)


@command.command()
@_books_options
@_terminal_option
@shared_options
@click.pass_obj
def invite(invocation: Invocation, store: Path, database: str | None, terminal: str) -> None:
    """Make a one-time code by which one terminal may enrol: 24 hours, five tries."""
    from sync.moments import local_iso
    from sync.province.books import open_key
    from sync.wire.codes import spoken
    from sync.wire.keys import fingerprint, public_hex

    with _books(store, database) as books:
        found = books.invite(terminal, _now_ms())
        key = public_hex(open_key(store))
    expires = local_iso(found.expires_ms)
    words = (
        f"{spoken(found.code)}  for {terminal}, until {expires}\n"
        f"On the terminal: kiosk enroll {spoken(found.code)} --server URL\n"
        f"Both sides then show the province's fingerprint: {fingerprint(key)}"
    )
    invocation.answer({"code": found.code, "terminal": terminal, "expires": expires}, words)


@command.command()
@_books_options
@shared_options
@click.pass_obj
def terminals(invocation: Invocation, store: Path, database: str | None) -> None:
    """Show every terminal: last contact, what is missing, which days are proven."""
    import msgspec

    from sync.province.web.listing import terminal_view

    with _books(store, database, must_exist=True) as books:
        standings = books.terminals(_now_ms())
    for standing in standings:
        view = terminal_view(standing)
        proven = sum(day.state == "proven" for day in view.days)
        words = (
            f"{view.terminal}  {view.state}  {view.words}\n"
            f"    {view.acked} of {view.last_seq} events, {view.backlog} to come, "
            f"{proven} of {len(view.days)} days proven; last contact {view.last_contact or 'never'}"
        )
        if view.strays:
            words += f"\n    {view.strays} of closed ledgers kept apart (province export --strays)"
        invocation.answer(msgspec.to_builtins(view), words)


@command.command()
@_books_options
@_terminal_option
@shared_options
@click.pass_obj
def revoke(invocation: Invocation, store: Path, database: str | None, terminal: str) -> None:
    """Withdraw a terminal's keys and codes; what it sent stays."""
    with _books(store, database, must_exist=True) as books:
        if terminal not in {standing.terminal for standing in books.terminals(_now_ms())}:
            raise UnknownId(
                f"{terminal!r} is no terminal of this province.",
                "`kiosk province terminals` lists those it has.",
            )
        count = books.revoke(terminal, _now_ms())
    words = f"{terminal}: {count} key{'' if count == 1 else 's'} withdrawn."
    invocation.answer({"terminal": terminal, "revoked": count}, words)


@command.command()
@_books_options
@_terminal_option
@click.option(
    "--strays",
    is_flag=True,
    help="Write instead what ledgers that were closed (restored, cloned, forked) wrote after "
    "their histories had parted.",
)
@shared_options
def export(store: Path, database: str | None, terminal: str, *, strays: bool) -> None:
    """Write the terminal's events as `kiosk ledger export` does there, byte for byte."""
    with _books(store, database, must_exist=True) as books:
        out = sys.stdout.buffer
        for line in books.export_strays(terminal) if strays else books.export(terminal):
            out.write(line.encode() + b"\n")
        out.flush()


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@_books_options
@click.option(
    "--reply",
    required=True,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Where to write what the terminal takes home.",
)
@shared_options
@click.pass_obj
def receive(
    invocation: Invocation, file: Path, store: Path, database: str | None, reply: Path
) -> int:
    """Take in FILE that a terminal wrote: its ledger, or its request to be enrolled.

    The same file again, or an older one, changes nothing. Ends with 1 where a part of a ledger was
    not taken; the reply tells the terminal so. Ends with 3 where the terminal is not enrolled here,
    or its code does not hold.
    """
    from sync.province.books import open_key
    from sync.usb import office

    with _books(store, database, must_exist=True) as books:
        got = office.receive(books, open_key(store), file, reply, _now_ms(), store)
    body = {
        "terminal": got.terminal,
        "enrolled": got.enrolled,
        "events": got.events,
        "quarantined": got.quarantined,
        "closed": list(got.closed),
        "problems": list(got.problems),
        "reply": str(reply),
    }
    what = "its request was granted" if got.enrolled else f"{got.events} events"
    words = [
        f"{got.terminal}: {what}. Take {reply} back to it.",
        *(f"{epoch}: closed here; what is new of it was kept apart" for epoch in got.closed),
        *got.problems,
    ]
    invocation.answer(body, "\n".join(words))
    return 1 if got.problems else 0


def listen_address(text: str) -> tuple[str, int]:
    """Return host and port of "HOST:PORT" or "[HOST]:PORT"; raises ``UsageError``."""
    found = _LISTEN.fullmatch(text)
    if found is None or int(found["port"]) > 65535:
        raise UsageError(
            f"{text!r} is no address to listen at.", "Write it as 127.0.0.1:8700 or [::1]:8700."
        )
    return found["six"] or found["host"], int(found["port"])


@contextmanager
def _books(store: Path, database: str | None, *, must_exist: bool = False) -> Generator[Province]:
    """Open the books for one command; what they refuse is told as ``Refused``."""
    from sync.province.books import FILE, open_books
    from sync.province.ports import Refusal

    begins = database is None and not (store / FILE).exists()
    if must_exist and begins:
        raise StoreProblem(
            f"{store}: there are no books of a province here.",
            "Name the folder of `kiosk province serve` with --store DIR.",
        )
    books = open_books(store, database)
    try:
        yield books
    except Refusal as refusal:
        raise Refused(f"{refusal.words} ({refusal.code}).", "Nothing was changed.") from refusal
    finally:
        books.close()
    if begins:  # A folder that was mistyped would else give codes that no server knows.
        click.echo(f"New books of a province were begun in {store}.", err=True)


def _now_ms() -> int:
    return round(SystemClock().now().timestamp() * 1000)
