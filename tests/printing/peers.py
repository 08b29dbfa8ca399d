"""Real peers from Debian's packages, each in a folder of its own: an IPP printer, a CUPS scheduler.

No systemd, no avahi, loopback only. Where a package is missing the test is skipped with its name.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

LONG_ENOUGH = 10.0
"""Seconds after which a peer that should have done something is given up."""

_SYSTEM_PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/><allow user="*"/></policy></busconfig>
"""

_ROLL = """ATTR text printer-make-and-model "Kertas Gulung 80"
ATTR mimeMediaType document-format-supported application/pdf,image/jpeg,image/pwg-raster
ATTR mimeMediaType document-format-default application/pdf
ATTR boolean color-supported false
ATTR rangeOfInteger copies-supported 1-1
ATTR keyword media-default custom_gulung_80x180mm
ATTR keyword media-ready custom_gulung_80x180mm
ATTR keyword media-supported custom_gulung_80x180mm,custom_min_48x20mm,custom_max_80x2000mm
ATTR collection media-size-supported {
  MEMBER integer x-dimension 8000
  MEMBER integer y-dimension 18000
},{
  MEMBER rangeOfInteger x-dimension 4800-8000
  MEMBER rangeOfInteger y-dimension 2000-200000
}
ATTR keyword media-col-supported media-size,media-source,media-type
ATTR keyword media-source-supported main-roll
ATTR keyword media-type-supported continuous
ATTR collection media-col-ready {
  MEMBER collection media-size {
    MEMBER integer x-dimension 8000
    MEMBER integer y-dimension 18000
  }
  MEMBER keyword media-source main-roll
  MEMBER keyword media-type continuous
}
ATTR octetString printer-input-tray {tray}
ATTR keyword print-color-mode-supported monochrome
ATTR keyword print-scaling-supported none,auto
ATTR keyword print-scaling-default none
ATTR resolution printer-resolution-supported 203dpi
ATTR resolution pwg-raster-document-resolution-supported 203dpi
ATTR keyword pwg-raster-document-type-supported black_1,sgray_8
ATTR keyword sides-supported one-sided
"""

_TRAY = (
    '"type=continuousRoll;mediafeed=18000;mediaxfeed=8000;'
    'maxcapacity=250;level=125;status=0;name=main-roll;"'
)

_MECHANISM = """#!/bin/sh
# What paper does in this printer; the document is $1. The file "state" is its front panel.
state() { cat "$KIOSK_PEER/state" 2>/dev/null; }
echo >"$KIOSK_PEER/began"
while [ "$(state)" = slow ]; do sleep 0.05; done
if [ "$(state)" = media-empty ]; then
  echo "STATE: +media-empty,media-needed" >&2
  while [ "$(state)" = media-empty ]; do sleep 0.05; done
  echo "STATE: -media-empty,media-needed" >&2
fi
if [ "$(state)" = fail ]; then echo "STATE: +media-jam" >&2; exit 1; fi
cp "$1" "$KIOSK_PEER/received/.new" && mv "$KIOSK_PEER/received/.new" "$KIOSK_PEER/received/$$.pdf"
"""

_SCHEDULER = """LogLevel debug
MaxLogSize 0
Listen 127.0.0.1:{port}
Listen {folder}/cups.sock
Browsing Off
WebInterface No
PreserveJobHistory Yes
IdleExitTimeout 0
ErrorPolicy abort-job
JobRetryLimit 1
JobRetryInterval 5
DefaultAuthType None
<Location />
  Order allow,deny
  Allow from 127.0.0.1
</Location>
<Policy default>
  JobPrivateAccess all
  JobPrivateValues none
  <Limit All>
    Order deny,allow
    Allow from all
  </Limit>
</Policy>
"""

_FILES = """ServerRoot {folder}
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/logs/access_log
ErrorLog {folder}/logs/error_log
PageLog {folder}/logs/page_log
Sandboxing relaxed
"""


def tool(name: str, package: str) -> str:
    """Return the path of a program; skip the test where its Debian package is missing."""
    path = shutil.which(name, path=_SYSTEM_PATH)
    if path is None:
        pytest.skip(f"{name} is missing: apt-get install {package}")
    return path


def wait_until(what: str, true: Callable[[], object]) -> None:
    """Poll until something is true; fail with ``what`` where it never is."""
    until = time.monotonic() + LONG_ENOUGH
    while not true():
        assert time.monotonic() < until, f"{what}: not within {LONG_ENOUGH} s"
        time.sleep(0.02)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@dataclass
class IppPeer:
    """A running ippeveprinter with an 80 mm roll."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def uri(self) -> str:
        return f"ipp://localhost:{self.port}/ipp/print"

    def papers(self) -> list[bytes]:
        """Return what came out."""
        return [path.read_bytes() for path in (self.folder / "received").glob("*.pdf")]

    def panel(self, state: str) -> None:
        """Set the front panel: media-empty, fail (a jam), slow, or nothing for all well."""
        fresh = self.folder / ".state"
        fresh.write_text(state, encoding="ascii")
        fresh.replace(self.folder / "state")

    def began(self) -> bool:
        """Return whether the mechanism was ever set going."""
        return (self.folder / "began").exists()

    def roll(self, level: int) -> None:
        """Put in a roll that is so full (0 is none), while the printer is idle."""
        query = f"size0=custom_gulung_80x180mm&type0=continuous&level0={level}"
        with urlopen(f"http://localhost:{self.port}/media?{query}", timeout=5) as page:
            page.read()

    def pull_the_plug(self) -> None:
        """Let the power go, for the mechanism too."""
        _end(self.process, signal.SIGKILL)


@contextmanager
def ipp_printer(folder: Path) -> Generator[IppPeer]:
    """Run an IPP printer; its paper lies in ``folder / "received"``."""
    program, bus = tool("ippeveprinter", "cups-ipp-utils"), tool("dbus-daemon", "dbus-daemon")
    for name in ("received", "spool"):
        (folder / name).mkdir(parents=True)
    (folder / "roll.conf").write_text(_ROLL.replace("{tray}", _TRAY), encoding="ascii")
    mechanism = folder / "mechanism.sh"
    mechanism.write_text(_MECHANISM, encoding="ascii")
    mechanism.chmod(0o755)
    path, port = folder / "bus", free_port()
    (folder / "bus.conf").write_text(_BUS.format(path=path), encoding="ascii")
    surroundings = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={path}", "KIOSK_PEER": os.fspath(folder)}
    command = [program, "-r", "off", "-p", str(port), "-n", "localhost", "-d", folder / "spool"]
    command += ["-k", "-a", folder / "roll.conf", "-c", mechanism, "Gulung"]
    with ExitStack() as ends:
        ends.enter_context(_running([bus, f"--config-file={folder / 'bus.conf'}", "--nofork"]))
        wait_until("the printer's bus", path.exists)
        process = ends.enter_context(_running(command, surroundings))
        wait_until("the IPP printer", lambda: listens(port))
        yield IppPeer(folder, port, process)


@dataclass
class CupsPeer:
    """A running CUPS scheduler."""

    folder: Path
    port: int

    @property
    def server(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def socket(self) -> str:
        return f"{self.folder}/cups.sock"

    @property
    def journal(self) -> str:
        """What the scheduler wrote of its last jobs, for whoever wonders what became of one."""
        lines = (self.folder / "logs" / "error_log").read_text(errors="replace").splitlines()
        return "\n".join([line for line in lines if "[Job" in line][-80:])

    def tell(self, command: str, *arguments: str) -> str:
        """Run one of cups-client's commands against this scheduler."""
        path = tool(command, "cups-client")
        surroundings = {**os.environ, "CUPS_SERVER": self.server}
        done = subprocess.run(
            [path, *arguments], env=surroundings, capture_output=True, text=True, check=True
        )
        return done.stdout

    def queue(self, name: str, device: str, *more: str) -> None:
        """Make a queue."""
        self.tell("lpadmin", "-p", name, "-v", device, "-E", *more)


@contextmanager
def cups() -> Generator[CupsPeer]:
    """Run a CUPS scheduler of its own."""
    program = tool("cupsd", "cups")
    tool("lpadmin", "cups-client")
    # Below pytest's own folders CUPS' filters, which run as user lp, could not walk.
    with tempfile.TemporaryDirectory(prefix="kiosk-cups-") as name:
        folder, port = Path(name), free_port()
        for part in ("spool", "logs", "cache", "state", "tmp"):
            (folder / part).mkdir()
        (folder / "cupsd.conf").write_text(_SCHEDULER.format(port=port, folder=folder))
        (folder / "files.conf").write_text(_FILES.format(folder=folder))
        # A copy, for Debian's AppArmor profile is bound to the original's path.
        copy = shutil.copy(program, folder / "cupsd")
        if os.geteuid() == 0:
            _let_lp_in(folder)
        command = [copy, "-f", "-c", folder / "cupsd.conf", "-s", folder / "files.conf"]
        with _running(command):
            wait_until("the CUPS scheduler", lambda: listens(port))
            yield CupsPeer(folder, port)


def _let_lp_in(folder: Path) -> None:
    for path in (folder, *folder.iterdir()):
        shutil.chown(path, group="lp")
        path.chmod(0o775 if path.is_dir() or path.name == "cupsd" else 0o664)


@contextmanager
def _running(
    command: list[str | Path], surroundings: dict[str, str] | None = None
) -> Generator[subprocess.Popen[bytes]]:
    """Run a program in a session of its own, and end it with all it started."""
    process = subprocess.Popen(
        command,
        env={**os.environ, **(surroundings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        _end(process, signal.SIGTERM)


def _end(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    for sign in (how, signal.SIGKILL):
        if process.poll() is not None:
            break
        os.killpg(process.pid, sign)
        try:
            process.wait(3)
        except subprocess.TimeoutExpired:
            continue
    # What it had started, such as a mechanism without paper, waits for nobody any more.
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
