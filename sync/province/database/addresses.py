"""``postgresql://`` URLs, taken apart so that no password ever stands in a message."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from kiosk.errors import UsageError

_REMEDY = (
    "Write --database postgresql://USER@HOST/NAME; signs such as @ : / in a name or password "
    "are written %40 %3A %2F."
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a PostgreSQL database is. ``place`` may be shown, ``conninfo`` and ``secret`` not."""

    conninfo: str
    place: str
    secret: str

    def scrubbed(self, text: str) -> str:
        """Return ``text`` on one line and without the password."""
        line = " ".join(text.split())
        return line.replace(self.secret, "***") if self.secret else line


def read_address(url: str) -> Address:
    """Take a URL apart; raises ``UsageError``, which does not repeat it."""
    try:
        parts = urlsplit(url)
        # A bare @, / or ? in a password would make the rest of it a host, a port or a name, which
        # messages do show.
        clear = url.count("@") == parts.netloc.count("@") <= 1
        clear = clear and parts.scheme in {"postgresql", "postgres"}
        found = conninfo_to_dict(url) if clear else {}
    except (ProgrammingError, ValueError):
        clear, found = False, {}
    if not clear:
        raise UsageError("--database is no postgresql:// URL.", _REMEDY)
    host, name = found.get("host") or "this machine", found.get("dbname") or "the user's own"
    return Address(url, f"PostgreSQL on {host}, database {name}", str(found.get("password") or ""))
