"""``kiosk doctor`` and ``kiosk report``: what programs and people may rely on."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from kiosk.app.line import APP
from kiosk.app.selftest.checks import CHECKS
from kiosk.app.selftest.passes import FILE
from kiosk.app.selftest.readiness import report_name
from kiosk.store.folder_lock import FolderLock
from tests.commands.calling import KTP, ROOT, Call, in_a_process
from tests.premises import TUESDAY
from tests.printing.papers import squeezed, text_of
from tests.store.ledgers import without_privileges

STATES = {"pass", "warn", "fail", "skip"}
BODY = {"id": str, "state": str, "title": str, "words": str, "remedy": str}


def break_key(data: Path) -> None:
    """Let one check fail: everybody may read the mall's key."""
    (data / "mall.key").chmod(0o644)


def checks(answer) -> dict[str, dict[str, str]]:
    return {check["id"]: check for check in answer.only["checks"]}


def test_the_json_has_every_check_once_with_its_words(kiosk: Call) -> None:
    answer = kiosk("doctor", "--json")
    assert list(checks(answer)) == [subject.id for subject, _ in CHECKS]
    for check in answer.only["checks"]:
        assert {name: type(check[name]) for name in BODY} == BODY
        assert check["state"] in STATES
        assert check["words"]


def test_doctor_ends_with_0_where_nothing_fails(kiosk: Call) -> None:
    answer = kiosk("doctor", "--json")
    assert (answer.code, answer.only["ok"]) == (0, True)


def test_doctor_ends_with_1_where_anything_fails(kiosk: Call, data: Path) -> None:
    kiosk("ticket", "issue", KTP)
    break_key(data)
    answer = kiosk("doctor", "--json")
    assert (answer.code, answer.only["ok"]) == (1, False)
    assert checks(answer)["keys"]["state"] == "fail"


def test_the_words_have_the_remedy_below_and_count_at_the_end(kiosk: Call, data: Path) -> None:
    kiosk("ticket", "issue", KTP)
    break_key(data)
    lines = kiosk("doctor").out.splitlines()
    failing = next(number for number, line in enumerate(lines) if line.startswith("FAIL"))
    assert "Kunci" in lines[failing]
    assert "> Jalankan chmod 600" in lines[failing + 1]
    assert "1 failed" in lines[-1]


def test_dates_of_the_last_pass_are_told_in_local_time(kiosk: Call, data: Path) -> None:
    data.mkdir()
    last = checks(kiosk("doctor", "--json"))["disk"]["last_pass"]
    assert datetime.fromisoformat(last).isoformat() == last == "2026-11-24T09:41:00+07:00"
    assert (data / FILE).is_file()


def test_doctor_makes_no_folder_where_there_is_none(kiosk: Call, data: Path) -> None:
    assert kiosk("doctor").code == 0
    assert not data.exists()


def test_doctor_works_beside_a_kiosk_that_holds_the_folder(kiosk: Call, data: Path) -> None:
    kiosk("ticket", "issue", KTP)
    lock = FolderLock(data)
    try:
        answer = kiosk("doctor", "--json")
    finally:
        lock.release()
    assert checks(answer)["ledger"]["state"] == "pass"


def test_doctor_answers_although_mall_file_and_configuration_are_broken(
    kiosk: Call, data: Path
) -> None:
    data.mkdir()
    (data / "config.toml").write_text('[mall]\nfile = "gone.json"\n[screen]\ncolour = 1\n')
    answer = kiosk("doctor", "--json")
    assert checks(answer)["mall"]["state"] == "fail"
    assert checks(answer)["configuration"]["state"] in {"warn", "fail"}
    assert answer.err == ""


def test_doctor_in_a_process_of_its_own_says_no_more_than_json(tmp_path: Path) -> None:
    answer = in_a_process("doctor", "--json", "--data", tmp_path / "fresh")
    assert answer.code == 0
    assert answer.only["checks"]
    assert answer.err == ""


def test_a_report_is_a_pdf_with_every_check(kiosk: Call, tmp_path: Path) -> None:
    kiosk("ticket", "issue", KTP)
    file = tmp_path / "kesiapan.pdf"
    answer = kiosk("report", "readiness", file, "--json")
    assert (answer.code, answer.only) == (0, {"ok": True, "file": str(file)})
    told = squeezed(text_of(file.read_bytes()))
    assert all(squeezed(subject.title) in told for subject, _ in CHECKS)
    for words in ("contoh-pringsewu-1", squeezed(APP), "MPPContoh", "katalog1"):
        assert words in told


def test_a_report_of_a_kiosk_that_is_not_ready_is_written_and_ends_with_1(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    kiosk("ticket", "issue", KTP)
    break_key(data)
    file = tmp_path / "kesiapan.pdf"
    answer = kiosk("report", "readiness", file)
    assert answer.code == 1
    assert "NOT READY" in answer.out
    assert "BELUMSIAP" in squeezed(text_of(file.read_bytes()))


def test_a_signed_report_is_never_overwritten_by_the_way(kiosk: Call, tmp_path: Path) -> None:
    file = tmp_path / "kesiapan.pdf"
    file.write_bytes(b"signed")
    answer = kiosk("report", "readiness", file, "--json")
    assert answer.code == 2
    assert "--replace" in answer.error["remedy"]
    assert file.read_bytes() == b"signed"
    assert kiosk("report", "readiness", file, "--replace").code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_report_into_a_folder_that_is_not_there_is_refused(kiosk: Call, tmp_path: Path) -> None:
    answer = kiosk("report", "readiness", tmp_path / "gone" / "a.pdf", "--json")
    assert answer.code == 4
    assert answer.error["remedy"]


def test_a_report_that_cannot_be_put_in_place_leaves_nothing(
    kiosk: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.app.selftest.readiness.Path.replace", full)
    assert kiosk("report", "readiness", folder / "a.pdf").code == 4
    assert list(folder.iterdir()) == []


def test_a_report_is_named_by_terminal_and_moment() -> None:
    assert report_name("metro-2", TUESDAY) == "kesiapan-metro-2-20261124-0941.pdf"


def test_whoever_may_not_write_there_is_told(kiosk: Call, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o755)
    tmp_path.parent.chmod(0o755)
    with without_privileges():
        answer = kiosk("report", "readiness", folder / "a.pdf", "--json")
    assert answer.code != 0
    assert list(folder.iterdir()) == []


def test_the_program_tells_its_version(kiosk: Call) -> None:
    answer = kiosk("--version")
    assert (answer.code, answer.out, answer.err) == (0, f"{APP}\n", "")


@pytest.mark.full
def test_a_pipe_that_hangs_a_check_hangs_nothing_else(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer-hold.json")
    answer = in_a_process("doctor", "--json", "--data", tmp_path)
    assert answer.code == 1
    assert {name for name, check in checks(answer).items() if check["state"] == "fail"} == {
        "printer"
    }


def test_the_program_names_itself_by_the_version_of_the_project() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{APP.split()[1]}"' in text
