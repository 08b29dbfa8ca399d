"""The office's commands with their books in PostgreSQL: the same words, the same bytes."""

from __future__ import annotations

from pathlib import Path

from tests.commands.calling import KTP, Answer, in_a_process
from tests.commands.provinces import TERMINAL, serving
from tests.sync.postgres import SECRET


def test_a_terminal_enrols_sends_and_is_exported(tmp_path: Path, postgres_url: str) -> None:
    def kiosk(*arguments: object) -> Answer:
        return in_a_process(*arguments, KIOSK_DATA=str(tmp_path / "kiosk"))

    office = ("--store", tmp_path / "office", "--database", postgres_url)
    whose = (*office, "--terminal", TERMINAL)
    with serving(tmp_path / "office", "--database", postgres_url) as province:
        code = kiosk("province", "invite", *whose, "--json").only["code"]
        assert kiosk("ticket", "issue", KTP, "--count", 2).code == 0
        assert kiosk("enroll", code, "--server", province.url).code == 0
        assert kiosk("sync", "now").code == 0
        assert kiosk("province", "export", *whose).out == kiosk("ledger", "export").out
        (line,) = kiosk("province", "terminals", *office, "--json").lines
        assert (line["state"], line["acked"]) == ("working", 5)
        assert kiosk("ticket", "issue", KTP).code == 0
        assert kiosk("sync", "export", tmp_path / "file").code == 0
        reply = tmp_path / "reply"
        received = kiosk("province", "receive", tmp_path / "file", *office, "--reply", reply)
        assert received.code == 0
        assert kiosk("sync", "import", reply, "--json").only["backlog"] == 0
        assert kiosk("sync", "now").code == 0
        assert kiosk("province", "export", *whose).out == kiosk("ledger", "export").out
        assert kiosk("province", "revoke", *whose).code == 0
        assert kiosk("sync", "now").code == 3
        assert province.stop() == 0
    files = [path for path in (tmp_path / "office").iterdir() if path.is_file()]
    assert sorted(path.name for path in files) == ["operator.token", "province.key"]
    assert not any(SECRET.encode() in path.read_bytes() for path in files)
