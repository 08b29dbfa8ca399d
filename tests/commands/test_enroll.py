"""``kiosk enroll``: a terminal and a real province, from the code to the key."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from kiosk.app.line import APP
from sync.enrolled import FILE, read_enrolment
from sync.line_store import LineStore
from sync.wire.codes import spoken
from sync.wire.keys import TERMINAL_KEY
from tests.commands.calling import KTP, ROOT, Call
from tests.commands.provinces import TERMINAL, Serving, code_for, seen_of, serving


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """One province for all tests of this file."""
    with serving(tmp_path_factory.mktemp("province")) as found:
        yield found


def test_a_code_makes_a_terminal_the_provinces(kiosk: Call, province: Serving, data: Path) -> None:
    code = code_for(kiosk, province)
    answer = kiosk("enroll", code, "--server", province.url, "--json")
    assert answer.code == 0
    assert answer.only["terminal"] == TERMINAL
    assert answer.only["server"] == province.url
    assert answer.only["fingerprint"] == province.fingerprint
    assert set(json.loads((data / FILE).read_bytes())) == {
        *("url", "server_key", "terminal", "enrolled")
    }
    assert sorted(path.name for path in data.iterdir()) == [
        *("enrol.lock", "line.db", "line.lock", FILE, TERMINAL_KEY)
    ]
    assert seen_of(kiosk, province)["state"] == "enrolled"


def test_both_sides_see_the_same_fingerprint(kiosk: Call, province: Serving) -> None:
    words = kiosk("enroll", code_for(kiosk, province), "--server", province.url).out
    assert f"fingerprint: {province.fingerprint}" in words


def test_a_code_may_be_typed_as_people_type(kiosk: Call, province: Serving) -> None:
    typed = spoken(code_for(kiosk, province)).lower().replace("-", " - ")
    assert kiosk("enroll", typed, "--server", f" {province.url}/ ").code == 0


def test_a_code_that_did_its_work_is_no_good_again_and_harms_nothing(
    kiosk: Call, province: Serving, data: Path
) -> None:
    code = code_for(kiosk, province)
    assert kiosk("enroll", code, "--server", province.url).code == 0
    before = [(data / name).read_bytes() for name in (FILE, TERMINAL_KEY)]
    assert kiosk("enroll", code, "--server", province.url).code == 3
    assert [(data / name).read_bytes() for name in (FILE, TERMINAL_KEY)] == before
    assert seen_of(kiosk, province)["state"] == "enrolled"


def test_a_ledger_keeps_its_terminal_whatever_the_settings_say(
    kiosk: Call, province: Serving, data: Path, monkeypatch
) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "3")
    assert kiosk("ticket", "issue", KTP).code == 0
    monkeypatch.setenv("KIOSK_TERMINAL", "4")
    code = code_for(kiosk, province, "contoh-pringsewu-3")
    answer = kiosk("enroll", code, "--server", province.url, "--json")
    assert answer.only["terminal"] == "contoh-pringsewu-3"


def test_without_a_ledger_the_configured_number_counts(
    kiosk: Call, province: Serving, monkeypatch
) -> None:
    monkeypatch.setenv("KIOSK_TERMINAL", "7")
    code = code_for(kiosk, province, "contoh-pringsewu-7")
    answer = kiosk("enroll", code, "--server", province.url, "--json")
    assert answer.only["terminal"] == "contoh-pringsewu-7"


def test_the_code_of_another_terminal_is_refused(
    kiosk: Call, province: Serving, data: Path
) -> None:
    code = code_for(kiosk, province, "contoh-pringsewu-9")
    answer = kiosk("enroll", code, "--server", province.url, "--json")
    assert answer.code == answer.error["code"] == 3
    assert TERMINAL in answer.error["message"]
    assert f"province invite --terminal {TERMINAL}" in answer.error["remedy"]
    assert read_enrolment(data) is None


def test_a_wrong_code_is_refused_and_an_enrolment_stays(
    kiosk: Call, province: Serving, data: Path
) -> None:
    assert kiosk("enroll", code_for(kiosk, province), "--server", province.url).code == 0
    before = [(data / name).read_bytes() for name in (FILE, TERMINAL_KEY)]
    answer = kiosk("enroll", "BBBBBBBB", "--server", province.url, "--json")
    assert answer.code == answer.error["code"] == 3
    assert [(data / name).read_bytes() for name in (FILE, TERMINAL_KEY)] == before


def test_a_fingerprint_that_was_insisted_on_must_be_the_provinces(
    kiosk: Call, province: Serving, data: Path
) -> None:
    code = code_for(kiosk, province)
    wrong = ["--fingerprint", "1a2b 3c4d 5e6f 7081"]
    answer = kiosk("enroll", code, "--server", province.url, *wrong, "--json")
    assert answer.code == answer.error["code"] == 3
    assert read_enrolment(data) is None
    right = ["--fingerprint", province.fingerprint]
    assert kiosk("enroll", code, "--server", province.url, *right).code == 0


def test_where_nobody_answers_the_same_command_is_to_be_run_again(kiosk: Call, data: Path) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        answer = kiosk("enroll", "BCDFGHJK", "--server", url, "--json")
    assert answer.code == answer.error["code"] == 5
    assert "again" in answer.error["remedy"]
    assert read_enrolment(data) is None


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["BCDFGHJK"],
        ["BCDFGHJK", "--server", "http://10.0.0.1"],
        ["BCDFGHJK", "--server", "anjungan.contoh.go.id"],
        ["BCDFGHJ", "--server", "http://127.0.0.1:1"],
        ["BCDFGHJK", "--server", "http://127.0.0.1:1", "--file", "request"],
        ["BCDFGHJK", "--server", "http://127.0.0.1:1", "--fingerprint", "hello"],
    ],
)
def test_misuse_is_told_and_leaves_nothing(kiosk: Call, data: Path, arguments: list[str]) -> None:
    answer = kiosk("enroll", *arguments, "--json")
    assert answer.code == answer.error["code"] == 2
    assert not data.exists()


def test_beside_a_running_agent_it_is_refused(kiosk: Call, province: Serving, data: Path) -> None:
    assert kiosk("enroll", code_for(kiosk, province), "--server", province.url).code == 0
    with LineStore(data):
        answer = kiosk("enroll", "BCDFGHJK", "--server", province.url, "--json")
    assert answer.code == answer.error["code"] == 7


def test_a_folder_that_cannot_be_written_is_told(
    kiosk: Call, province: Serving, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    code = code_for(kiosk, province)
    answer = kiosk("enroll", code, "--server", province.url, "--data", tmp_path / "file", "--json")
    assert answer.code == answer.error["code"] == 4


def test_a_copied_folder_can_be_enrolled_as_what_it_is_only(
    kiosk: Call, province: Serving, data: Path, tmp_path: Path
) -> None:
    assert kiosk("enroll", code_for(kiosk, province), "--server", province.url).code == 0
    shutil.copytree(data, tmp_path / "copy")
    code = code_for(kiosk, province, "contoh-pringsewu-8")
    answer = kiosk("enroll", code, "--server", province.url, "--data", tmp_path / "copy", "--json")
    assert answer.error["code"] == 3


def self_signed(folder: Path) -> tuple[Path, Path]:
    """Write a certificate of 127.0.0.1 and its key as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "provinsi contoh")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    paths = folder / "server.pem", folder / "server.key"
    paths[0].write_bytes(certificate.public_bytes(Encoding.PEM))
    paths[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return paths


def test_over_tls_only_a_trusted_certificate_will_do(
    kiosk: Call, data: Path, tmp_path: Path
) -> None:
    certificate, key = self_signed(tmp_path)
    with serving(tmp_path / "province", "--tls", str(certificate), str(key)) as province:
        assert province.url.startswith("https://")
        code = code_for(kiosk, province)
        answer = kiosk("enroll", code, "--server", province.url, "--json")
        assert answer.code == answer.error["code"] == 5
        assert "server-ca.pem" in answer.error["remedy"]
        shutil.copy(certificate, data / "server-ca.pem")
        assert kiosk("enroll", code, "--server", province.url).code == 0
        assert kiosk("ticket", "issue", KTP).code == 0
        assert kiosk("sync", "now", "--json").only["backlog"] == 0


@pytest.mark.parametrize("kind", ["missing", "none"])
def test_a_certificate_that_is_none_is_told(kiosk: Call, tmp_path: Path, kind: str) -> None:
    if kind == "none":
        (tmp_path / "pem").write_text("no certificate", encoding="utf-8")
    files = (tmp_path / "pem", tmp_path / "pem")
    listen = ("--store", tmp_path / "province", "--listen", "127.0.0.1:0")
    answer = kiosk("province", "serve", *listen, "--tls", *files, "--json")
    assert answer.code in {4, 8}
    assert answer.error["remedy"]


def test_the_programs_name_is_that_of_the_package() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    name, version = APP.split()
    assert f'name = "{name}"' in text
    assert f'version = "{version}"' in text


def test_the_configuration_knows_the_server_that_nobody_names(
    kiosk: Call, province: Serving
) -> None:
    code = code_for(kiosk, province)
    assert kiosk("enroll", code, "--json").code == 2
    assert kiosk("config", "set", "server.url", province.url).code == 0
    assert kiosk("enroll", code, "--json").only["server"] == province.url
