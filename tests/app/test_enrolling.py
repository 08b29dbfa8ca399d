"""Enrolling without a page: a real province, and each failure in words of the glass."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.app import enrolling
from kiosk.app.enrolling import Enrolled, Fault
from kiosk.app.enrolling_words import fault_of
from kiosk.errors import DataProblem, KioskError, NotPermitted, SecondWriter
from sync import enrolment_failures as failures
from sync.enrolled import NoAddress, PlainHttp, read_enrolment
from sync.line_store import LineStore
from sync.province.books import open_books
from sync.wire import problems
from sync.wire.codes import LETTERS
from tests.commands.provinces import TERMINAL, Serving, serving

WRONG = "BBBB-BBBB"


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serving(tmp_path_factory.mktemp("province")) as found:
        yield found


def code_for(province: Serving, terminal: str = TERMINAL) -> str:
    """Have the office invite a terminal, and return its code."""
    with closing(open_books(province.store, None)) as books:
        return books.invite(terminal, round(time.time() * 1000)).code


def fault(outcome: Enrolled | Fault) -> Fault:
    assert isinstance(outcome, Fault)
    return outcome


def confirmed(data: Path, code: str, province: Serving) -> Enrolled | Fault:
    """Enrol with the fingerprint that the office has read out."""
    return enrolling.enrol(data, code, province.url, province.fingerprint)


def test_the_province_that_a_terminal_has_already_is_not_asked_about_again(
    province: Serving, tmp_path: Path
) -> None:
    assert isinstance(confirmed(tmp_path, code_for(province), province), Enrolled)
    assert isinstance(enrolling.enrol(tmp_path, code_for(province), province.url), Enrolled)


def test_a_province_that_is_not_ours_leaves_nothing_behind(
    province: Serving, tmp_path: Path
) -> None:
    code = code_for(province)
    assert fault(enrolling.enrol(tmp_path, code, province.url)).seen
    assert list(tmp_path.glob("*.key"))
    enrolling.forget(tmp_path, code)
    assert list(tmp_path.glob("*.key")) == []
    assert read_enrolment(tmp_path) is None
    again = fault(confirmed(tmp_path, code, province))
    assert again.title == "Kode sudah dipakai"  # The key that it was granted to is gone.


def test_a_terminal_without_a_ledger_is_enrolled(province: Serving, tmp_path: Path) -> None:
    data = tmp_path / "fresh"
    data.mkdir()
    assert enrolling.standing(data) == enrolling.Standing(TERMINAL, None)
    code = code_for(province)
    asked = fault(enrolling.enrol(data, code, province.url))
    assert (asked.seen, asked.key) == (province.fingerprint, "new_province")
    assert enrolling.standing(data).enrolment is None
    outcome = enrolling.enrol(data, code, province.url, asked.seen)
    assert outcome == Enrolled(TERMINAL, province.url, province.fingerprint)
    assert enrolling.standing(data).enrolment == read_enrolment(data)


def test_a_code_is_wrong_used_or_for_another_terminal(province: Serving, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for data in (first, second):
        data.mkdir()
    code = code_for(province)
    found = fault(enrolling.enrol(first, WRONG, province.url))
    assert (found.title, found.wrong, found.key) == ("Kode tidak cocok", "code", "code_refused")
    assert TERMINAL in found.text
    elsewhere = code_for(province, "contoh-metro-1")
    assert fault(enrolling.enrol(first, elsewhere, province.url)).title == "Kode tidak cocok"
    assert isinstance(confirmed(first, code, province), Enrolled)
    assert fault(enrolling.enrol(second, code, province.url)).title == "Kode sudah dipakai"


def test_a_code_that_was_tried_too_often_says_so(province: Serving, tmp_path: Path) -> None:
    code = code_for(province)
    for _try in range(5):
        fault(enrolling.enrol(tmp_path, WRONG, province.url))
    assert (
        fault(enrolling.enrol(tmp_path, code, province.url)).title == "Kode sudah salah lima kali"
    )


def test_what_is_no_code_or_no_address_never_leaves_the_machine(tmp_path: Path) -> None:
    assert fault(enrolling.enrol(tmp_path, "BCDF", "127.0.0.1:1")).wrong == "code"
    assert fault(enrolling.enrol(tmp_path, WRONG, "http://contoh.go.id")).wrong == "url"
    assert fault(enrolling.enrol(tmp_path, WRONG, "no address")).wrong == "url"
    assert list(tmp_path.iterdir()) == []


def test_a_machine_where_nothing_listens_is_told(tmp_path: Path) -> None:
    found = fault(enrolling.enrol(tmp_path, WRONG, "http://127.0.0.1:1"))
    assert found.title == "Server tidak menerima sambungan"
    assert "Kode yang sama masih berlaku." in found.text


def test_an_agent_that_does_not_give_way_is_told(
    province: Serving, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enrolling, "PATIENCE_S", 0.0)
    assert isinstance(confirmed(tmp_path, code_for(province), province), Enrolled)
    with LineStore(tmp_path):
        found = fault(enrolling.enrol(tmp_path, code_for(province), province.url))
    assert found.title == "Pengirim sedang bekerja"


@pytest.mark.parametrize(
    ("reason", "title"),
    [
        (failures.NoCode("", ""), "Kode belum benar"),
        (
            failures.CodeRefused("", "", problems.CODE_EXPIRED, TERMINAL),
            "Kode sudah lewat waktunya",
        ),
        (PlainHttp("", ""), "Alamat tidak aman"),
        (NoAddress("", ""), "Alamat belum benar"),
        (failures.NoAnswer("", "", "dns"), "Alamat server tidak ditemukan"),
        (failures.NoAnswer("", "", "unreachable"), "Tidak ada jaringan"),
        (failures.NoAnswer("", "", "timeout"), "Server tidak menjawab"),
        (failures.NoAnswer("", "", "tls"), "Sertifikat server tidak tepercaya"),
        (failures.NoAnswer("", "", "broken"), "Sambungan terputus"),
        (failures.Declined("", "", problems.TOO_MANY), "Terlalu banyak kode salah"),
        (failures.Declined("", "", problems.WRONG_TERMINAL), "Kunci ini milik terminal lain"),
        (failures.Declined("", "", problems.BUSY), "Server sibuk"),
        (failures.Declined("", "", "something_new"), "Server menolak"),
        (failures.NoProvince("", ""), "Ini bukan server provinsi"),
        (SecondWriter("", ""), "Pengirim sedang bekerja"),
        (NotPermitted("server.json: no.", ""), "Kunci tidak bisa disimpan"),
        (DataProblem("The mall file is faulty.", ""), "Terminal belum bisa didaftarkan"),
    ],
)
def test_each_failure_has_words_of_its_own(reason: KioskError, title: str) -> None:
    found = fault_of(reason)
    assert found.title == title
    assert found.text.endswith((".", "id", " "))


@pytest.mark.parametrize("kind", [failures.OtherProvince, failures.NewProvince])
def test_another_province_is_named_by_its_fingerprint(
    kind: type[failures.OtherProvince],
) -> None:
    found = fault_of(kind("", "", "1a2b 3c4d 5e6f 7081"))
    assert found.seen == "1a2b 3c4d 5e6f 7081"
    assert found.seen in found.text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", ""),
        ("bcd", "BCD"),
        ("bcdf", "BCDF"),
        ("bcdfg", "BCDF-G"),
        ("bcdf-ghjk", "BCDF-GHJK"),
        ("bcdfghjklm", "BCDF-GHJK"),
        ("a1e2", ""),
    ],
)
def test_a_code_is_shown_as_people_write_it(typed: str, shown: str) -> None:
    assert enrolling.typed_code(typed) == shown
    assert enrolling.code_is_whole(typed) == (len(shown) == 9)
    assert set(shown) <= {*LETTERS, "-"}


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("anjungan.contoh.go.id", "https://anjungan.contoh.go.id"),
        ("anjungan.contoh.go.id:8443", "https://anjungan.contoh.go.id:8443"),
        ("127.0.0.1:8700", "http://127.0.0.1:8700"),
        ("localhost", "http://localhost"),
        (" https://contoh.go.id ", "https://contoh.go.id"),
        ("http://contoh.go.id", "http://contoh.go.id"),
        ("", ""),
    ],
)
def test_nobody_has_to_type_a_scheme(typed: str, address: str) -> None:
    assert enrolling.typed_address(typed) == address


def test_an_address_is_judged_while_it_is_typed() -> None:
    assert enrolling.address_fault("anjungan.contoh.go.id") == ""
    assert enrolling.address_fault("http://contoh.go.id").startswith("Tulis https://")
    assert enrolling.address_fault("contoh.go.id/alamat").startswith("Contoh: ")
