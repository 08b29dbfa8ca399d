"""The hold on further papers: one small file, so that it outlives the process and both commands.

A slip whose fate is open may still come out of the printer, to whoever stands there then. Until
somebody has looked, or the printer says that it is empty, nothing more is sent.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from kiosk.durable import sync_folder

FILE = "printer-hold.json"


class HoldFile:
    """Implements ``printing.ports.Hold`` in a data folder."""

    def __init__(self, folder: Path) -> None:
        """Keep the hold in ``folder``."""
        self._path = folder / FILE
        self._unwritten: tuple[int, str] | None = None

    @property
    def reason(self) -> str:
        """Why nothing may be printed, or an empty text; a damaged file holds too."""
        return self._read()[1]

    @property
    def job(self) -> int:
        """The print job that may still come out, 0 where there is none."""
        return self._read()[0]

    def put(self, job: int, reason: str) -> None:
        """Keep further papers back; on the disk before this returns.

        A disk that takes no more keeps them back in this process at least; the next start finds
        the paper still open in the ledger, and holds.
        """
        self._unwritten = job, reason or "unknown"
        with suppress(OSError):
            self._write(job, reason)
            self._unwritten = None

    def _write(self, job: int, reason: str) -> None:
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"job": job, "reason": reason or "unknown"}, file)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        sync_folder(self._path.parent)

    def lift(self) -> None:
        """Let papers go again."""
        self._unwritten = None
        self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, str]:
        if self._unwritten is not None:
            return self._unwritten
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
            return int(found["job"]), str(found["reason"])
        except FileNotFoundError:
            return 0, ""
        except (OSError, ValueError, KeyError, TypeError):
            return 0, "the hold's own file cannot be read"
