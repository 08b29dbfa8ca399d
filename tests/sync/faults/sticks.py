"""The ledger by USB stick beside the line: files of any age, twice, damaged, replies as well."""

from __future__ import annotations

import random
from pathlib import Path

from kiosk.errors import KioskError
from sync.usb.terminal import export_ledger, import_reply
from tests.sync.faults import kinds, mail
from tests.sync.faults.agent_side import APP
from tests.sync.faults.history import Told
from tests.sync.faults.terminal_side import TerminalSide


class Pocket:
    """Files between one terminal and its office, which somebody carries about for months."""

    def __init__(self, terminal: TerminalSide, folder: Path, chance: random.Random) -> None:
        """Keep the files in ``folder``."""
        self._terminal, self._folder, self._chance = terminal, folder, chance
        self._ledgers: list[Path] = []
        self._replies: list[Path] = []
        folder.mkdir()

    def carry(self) -> None:
        """Do one thing that somebody with a stick does: write, bring, or take in the reply."""
        ways = [self._write]
        ways += [self._bring, self._bring] if self._ledgers else []
        ways += [self._take_in, self._take_in] if self._replies else []
        try:
            self._chance.choice(ways)()
        except KioskError as refusal:
            self._terminal.told(kinds.STICK_REFUSED, type(refusal).__name__)

    def _write(self) -> None:
        path = self._folder / f"ledger-{len(self._ledgers)}"
        export_ledger(self._terminal.folder, path, APP)
        self._ledgers.append(self._perhaps_damaged(path))
        self._terminal.told(kinds.STICK, "written")

    def _bring(self) -> None:
        """Have the office take in some file, of whatever age; another time, perhaps once more."""
        path = self._chance.choice(self._ledgers)
        reply = self._folder / f"reply-{len(self._replies)}"
        receipt = self._terminal.bring(path, reply)
        self._replies.append(self._perhaps_damaged(reply))
        for epoch in receipt.closed:
            self._terminal.add("ok", Told(self._terminal.name, epoch, "forked"))
        self._terminal.told(kinds.STICK, f"brought, {receipt.events} events")

    def _take_in(self) -> None:
        """Have the terminal take in some reply; its agent must not run meanwhile."""
        self._terminal.agent.stop()
        import_reply(self._terminal.folder, self._chance.choice(self._replies))
        self._terminal.told(kinds.STICK, "reply taken in")

    def _perhaps_damaged(self, path: Path) -> Path:
        if self._chance.random() < 0.2:
            spoil = self._chance.choice((mail.bent, mail.cut))
            path.write_bytes(spoil(path.read_bytes(), self._chance))
        return path
