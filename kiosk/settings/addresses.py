"""Rules for what names a place: files, hosts, the province's server, the printer."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urlsplit

from kiosk.errors import UsageError
from kiosk.settings.kinds import Fault

URL_REMEDY = "Write it as https://anjungan.contoh.go.id, or http://127.0.0.1:8700 for a try."
PRINTERS = ("escpos+tcp:", "escpos+file:", "ipp:", "cups:", "folder:")
"""How the address of a printer begins (``printing.backends``)."""

_HOST = re.compile(r"[A-Za-z0-9.-]{1,24}")
_NO_SECRETS = Fault(
    "it holds a password: no secrets in the configuration",
    "Leave out everything between // and @.",
    "Alamat tidak boleh berisi sandi.",
)


class NoAddress(UsageError):
    """What was typed is no server's address."""

    key = "no_address"


class PlainHttp(UsageError):
    """Plain http to another machine."""

    key = "plain_http"


def server_url(text: str) -> str:
    """Return a server's address as it is kept: scheme, host, port.

    Raises ``NoAddress`` for anything else, and ``PlainHttp`` for plain http to another machine.
    """
    plain = text.strip()
    try:
        parts = urlsplit(plain)
        port, host = parts.port, parts.hostname or ""
    except ValueError as reason:
        raise NoAddress(f"That is no server's address ({reason}).", URL_REMEDY) from reason
    if not _only_a_place(plain) or parts.scheme not in {"http", "https"} or not host:
        raise NoAddress(
            "That is no server's address: it has scheme, host, perhaps a port, and nothing else.",
            URL_REMEDY,
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise PlainHttp(
            f"Plain http would show the ledger to everybody between here and {host}.",
            "Write https://; plain http is only for a server on this very machine.",
        )
    named = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{named}" + (f":{port}" if port else "")


def is_loopback(host: str) -> bool:
    """Whether a host is this very machine: 127.0.0.0/8, ::1, localhost."""
    import ipaddress

    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def server_rule(text: str) -> Fault | None:
    """Return what is wrong with a province's address."""
    if "@" in text:
        return _NO_SECRETS
    try:
        server_url(text)
    except UsageError as fault:
        reason = fault.message[0].lower() + fault.message[1:].removesuffix(".")
        return Fault(reason, fault.remedy, "Tulis alamat yang diawali https://")
    return None


def file_rule(text: str) -> Fault | None:
    """Return what is wrong with a path: one that is relative may not leave its folder."""
    if not text.startswith("/") and posixpath.normpath(text).split("/")[0] == "..":
        return Fault(
            "it leaves the configuration's folder",
            "Put the file beside the configuration, or write its whole path from / on.",
            "Berkas harus ada di folder setelan.",
        )
    return None


def host_rule(text: str) -> Fault | None:
    """Return what is wrong with the host that a slip's QR names."""
    if _HOST.fullmatch(text):
        return None
    return Fault(
        "it must be a host name of at most 24 characters, or the QR gets too dense",
        "Write it as antre.contoh.go.id.",
        "Tulis nama situs, paling banyak 24 huruf, angka, titik, atau tanda hubung.",
    )


def printer_rule(text: str) -> Fault | None:
    """Return what is wrong with a printer's address, as far as its kind; backends know the rest."""
    kind = next((kind for kind in PRINTERS if text.startswith(kind)), "")
    place = text.removeprefix(kind)
    if kind in {"escpos+file:", "folder:"}:
        right = place.startswith("/")
    elif "@" in place:
        return _NO_SECRETS
    else:
        right = bool(place.strip("/")) and " " not in place
    if kind and right:
        return None
    return Fault(
        f"it must begin with one of {', '.join(PRINTERS)} and name a place",
        "Write it as escpos+tcp://192.168.1.50:9100 or cups:laser.",
        "Tulis alamat seperti escpos+tcp://192.168.1.50:9100",
    )


def _only_a_place(url: str) -> bool:
    """Whether there is nothing in an address but printable ASCII, and no user, path or query."""
    rest = url.partition("://")[2].removesuffix("/")
    return url.isascii() and url.isprintable() and not set(rest) & set(" /\\@?#")
