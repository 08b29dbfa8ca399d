"""The units and drop-ins of a terminal, judged by the programs that will read them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.packaging.units import FILES, UNITS, environment_of, settings_of

MOST_EXPOSED = 2.0
LEVEL = re.compile(r"Overall exposure level for \S+: (?P<level>[\d.]+)")

with_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="Debian's systemd is not installed"
)


def exposure(unit: Path) -> float:
    """Return systemd's own reckoning of how exposed a service is: 0 (least) to 10."""
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", unit],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | {"SYSTEMD_COLORS": "0", "LC_ALL": "C.UTF-8"},
    )
    found = LEVEL.search(done.stdout)
    assert found is not None, done.stdout + done.stderr
    return float(found["level"])


@with_systemd
@pytest.mark.parametrize("unit", ["kiosk-ui.service", "kiosk-agent.service"])
def test_little_is_open_to_whoever_breaks_out(unit: str) -> None:
    assert exposure(UNITS / unit) <= MOST_EXPOSED


@with_systemd
def test_a_glass_that_reaches_only_its_printer_is_less_exposed(tmp_path: Path) -> None:
    example = FILES / "usr/share/doc/anjungan/examples/printer-only.conf"
    (_head, lines) = example.read_text(encoding="utf-8").split("[Service]\n")
    unit = (UNITS / "kiosk-ui.service").read_text(encoding="utf-8")
    narrowed = tmp_path / "kiosk-ui.service"
    narrowed.write_text(unit.replace("[Install]", f"{lines}\n[Install]"), encoding="utf-8")
    assert exposure(narrowed) < exposure(UNITS / "kiosk-ui.service")


@with_systemd
def test_a_planted_bare_unit_is_found(tmp_path: Path) -> None:
    bare = tmp_path / "kiosk-bare.service"
    bare.write_text("[Service]\nUser=kiosk-ui\nExecStart=/usr/bin/true\n", encoding="utf-8")
    assert exposure(bare) > 9


@with_systemd
def test_the_manager_understands_every_unit(tmp_path: Path) -> None:
    # The programs themselves come with the package; here any program stands for them.
    for source in UNITS.glob("kiosk-*"):
        text = re.sub(
            r"^(Exec\w+)=(-?)\S+", r"\1=\2/bin/true", source.read_text(), flags=re.MULTILINE
        )
        (tmp_path / source.name.replace("@", "@sdb1")).write_text(text, encoding="utf-8")
    units = sorted(tmp_path.iterdir())
    assert len(units) == 4
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *units],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = [line for line in done.stderr.splitlines() if "kiosk-" in line]
    assert (done.returncode, said) == (0, [])


def test_the_kiosk_is_watched_and_always_started_again() -> None:
    settings = dict(settings_of("kiosk-ui.service"))
    assert settings["Type"] == "notify"
    assert settings["NotifyAccess"] == "all"  # The kiosk is cage's child.
    assert settings["WatchdogSec"] == "20s"
    assert settings["Restart"] == "always"
    assert settings["RestartSec"] == "1"
    assert settings["StartLimitIntervalSec"] == "0"
    assert settings["ExecStart"] == "/usr/bin/cage -- /usr/bin/kiosk run"


def test_both_run_as_the_same_nobody_special_and_leave_no_core() -> None:
    for unit in ("kiosk-ui.service", "kiosk-agent.service"):
        settings = dict(settings_of(unit))
        assert settings["User"] == "kiosk-ui"
        assert settings["LimitCORE"] == "0"
        assert settings["UMask"] == "0077"
        assert settings["StateDirectoryMode"] == "0700"
        assert environment_of(unit)["KIOSK_DATA"] == "/var/lib/kiosk"
    assert "kiosk-ui" in (FILES / "usr/lib/sysusers.d/anjungan.conf").read_text(encoding="utf-8")


def test_nobody_can_listen() -> None:
    for unit in ("kiosk-ui.service", "kiosk-agent.service"):
        assert dict(settings_of(unit))["SocketBindDeny"] == "any"
    cups = (FILES / "etc/kiosk/cupsd.conf").read_text(encoding="utf-8")
    assert re.findall(r"^(?:Listen|Port) (\S+)", cups, re.MULTILINE) == ["/run/cups/cups.sock"]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("usr/lib/sysctl.d/90-anjungan.conf", "kernel.sysrq = 0"),
        ("usr/lib/sysctl.d/90-anjungan.conf", "kernel.core_pattern = |/bin/false"),
        ("usr/lib/systemd/logind.conf.d/anjungan.conf", "NAutoVTs=0"),
        ("usr/lib/systemd/logind.conf.d/anjungan.conf", "ReserveVT=0"),
        ("usr/lib/systemd/system.conf.d/anjungan.conf", "CtrlAltDelBurstAction=none"),
        ("etc/kiosk/cupsd.conf", "PreserveJobFiles No"),
        ("etc/kiosk/cupsd.conf", "PreserveJobHistory No"),
        ("etc/kiosk/cupsd.conf", "WebInterface No"),
        ("etc/kiosk/cupsd.conf", "Browsing No"),
        ("usr/lib/tmpfiles.d/anjungan.conf", "d /var/lib/kiosk 0700 kiosk-ui kiosk-ui -"),
    ],
)
def test_the_machine_around_the_kiosk_is_shut(file: str, line: str) -> None:
    assert line in (FILES / file).read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(shutil.which("cupsd") is None, reason="Debian's cups is not installed")
def test_cups_understands_its_file(tmp_path: Path) -> None:
    copy = tmp_path / "cupsd.conf"
    shutil.copy(FILES / "etc/kiosk/cupsd.conf", copy)
    files = tmp_path / "cups-files.conf"
    files.write_text(f"ServerRoot {tmp_path}\nRequestRoot {tmp_path}\n", encoding="utf-8")
    done = subprocess.run(
        ["cupsd", "-t", "-c", copy, "-s", files],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    assert f'"{copy}" is OK.' in done.stdout


def test_ctrl_alt_del_leads_nowhere() -> None:
    mask = FILES / "etc/systemd/system/ctrl-alt-del.target"
    assert mask.readlink() == Path("/dev/null")


@pytest.mark.parametrize("name", ["../sdb1", "sdb1/..", "", "sdb1;reboot", "-o suid", "SDB1"])
def test_a_stick_is_mounted_by_a_name_of_the_kernel_only(name: str) -> None:
    done = subprocess.run(
        ["sh", FILES / "usr/lib/anjungan/mount-stick", name],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 2
    assert "no name of a partition" in done.stderr


def test_a_stick_brings_no_program_no_device_and_no_owner() -> None:
    script = (FILES / "usr/lib/anjungan/mount-stick").read_text(encoding="utf-8")
    (options,) = re.findall(r'-o "([^"]+)"', script)
    assert {"nosuid", "nodev", "noexec", "uid=$user", "gid=$group"} <= set(options.split(","))
    rules = (FILES / "usr/lib/udev/rules.d/70-anjungan.rules").read_text(encoding="utf-8")
    assert 'ENV{ID_FS_TYPE}=="vfat|exfat"' in rules
    assert 'ENV{ID_BUS}=="usb"' in rules


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_the_scripts_of_the_package_can_be_read(script: str) -> None:
    path = FILES.parent / "control" / script
    assert os.access(path, os.X_OK)
    text = path.read_text(encoding="utf-8")
    assert "\nset -e\n" in text
    assert subprocess.run(["sh", "-n", path], check=False, timeout=20).returncode == 0


def test_purge_never_deletes_a_ledger() -> None:
    text = (FILES.parent / "control" / "postrm").read_text(encoding="utf-8")
    deleted = re.findall(r"rm -r\w* (\S+)$", text, re.MULTILINE)
    assert deleted == ["/var/log/kiosk"]


@pytest.mark.parametrize("unit", ["kiosk-ui.service", "kiosk-agent.service"])
def test_what_the_kiosk_reads_of_the_machine_is_not_hidden(unit: str) -> None:
    # /proc/sys/kernel/random/boot_id carries the waits of a PIN and the province's time (clock.py).
    assert "ProcSubset" not in dict(settings_of(unit))
