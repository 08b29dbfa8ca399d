"""Whether a network link has come up, by looking at the kernel's files; asks nobody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

_UP = frozenset({"up", "unknown"})
"""``operstate`` of a link that carries something; "unknown" is what simple drivers say."""


class LinkWatch(Protocol):
    """Looks at the machine's links."""

    def links(self) -> frozenset[str]:
        """Return a name for each link that is up and each way out; a new name is a new link."""
        ...


@dataclass(frozen=True)
class KernelLinks:
    """Links by sysfs, and default routes, which come with an address (DHCP, mobile networks)."""

    root: Path = Path("/")

    def links(self) -> frozenset[str]:
        """Return what is up; nothing where the kernel tells nothing."""
        folder = self.root / "sys/class/net"
        try:
            found = sorted(folder.iterdir())
        except OSError:
            return frozenset()
        up = {path.name for path in found if path.name != "lo" and _is_up(path)}
        return frozenset(up | _ways_out(self.root / "proc/net/route", up))


def _is_up(path: Path) -> bool:
    return _read(path / "carrier") == "1" and _read(path / "operstate") in _UP


def _ways_out(table: Path, up: set[str]) -> set[str]:
    """Return the default routes over links that are up, as "eth0 0100A8C0"."""
    rows = (line.split() for line in _read(table).splitlines()[1:])
    return {
        f"{row[0]} {row[2]}"
        for row in rows
        if len(row) > 2 and row[1] == "00000000" and row[0] in up
    }


def _read(path: Path) -> str:
    """Return a file's text; nothing where a link that is down refuses to say (EINVAL)."""
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        return ""
