"""A kiosk in its session: cage on a screen, and whoever starts it again.

systemd is not there in a test, so a thread stands for ``Restart=always`` and ``RestartSec=1`` of
kiosk-ui.service; its command line and its environment are taken from the unit itself.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from tests.app.service_manager import Manager
from tests.packaging.screen import Screen
from tests.packaging.units import environment_of

ROOT = Path(__file__).parents[2]
RESTART_SECONDS = 1.0
OPEN_HOUR = "2026-11-24T09:41"

NESTED = {"WLR_BACKENDS": "x11", "WLR_RENDERER": "pixman", "WLR_X11_OUTPUTS": "1"}
"""On a terminal cage has the machine's own screen; here it has a window on ours."""


class Session:
    """``starts`` counts how often cage was started."""

    def __init__(self, folder: Path, screen: Screen, manager: Manager) -> None:
        self._folder, self._screen, self._manager = folder, screen, manager
        (folder / "run").mkdir(mode=0o700)
        self.starts = 0
        self._over = threading.Event()
        self._running: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_running)
        self._thread.start()

    def kiosk(self) -> int:
        """Return the process id of the kiosk, cage's child; 0 while there is none."""
        cage = self._running
        if cage is None or cage.poll() is not None:
            return 0
        found = Path(f"/proc/{cage.pid}/task/{cage.pid}/children")
        for child in found.read_text(encoding="ascii").split():
            if b"kiosk" in Path(f"/proc/{child}/cmdline").read_bytes():
                return int(child)
        return 0

    def kill_kiosk(self) -> None:
        """Kill the kiosk as a fault of its own would: nobody is asked."""
        os.kill(self.kiosk(), signal.SIGKILL)

    def close(self) -> None:
        self._over.set()
        if self._running is not None and self._running.poll() is None:
            self._running.terminate()
        self._thread.join(30)

    def _keep_running(self) -> None:
        while not self._over.is_set():
            self.starts += 1
            with (self._folder / "session.log").open("ab") as log:
                self._running = subprocess.Popen(
                    self._command(), env=self._environment(), stdout=log, stderr=log, cwd=ROOT
                )
                self._running.wait()
            self._over.wait(RESTART_SECONDS)

    def _command(self) -> list[str]:
        kiosk = [sys.executable, "-m", "kiosk", "run", "--no-first-start"]
        # cage refuses root; in a user namespace of its own it is nobody special.
        nobody = ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
        return [*(nobody if os.geteuid() == 0 else []), "cage", "--", *kiosk]

    def _environment(self) -> dict[str, str]:
        return {
            **environment_of("kiosk-ui.service"),
            **NESTED,
            **self._manager.environment,
            "DISPLAY": self._screen.display,
            "HOME": str(self._folder),
            "KIOSK_DATA": str(self._folder / "data"),
            "KIOSK_NOW": OPEN_HOUR,
            "PATH": "/usr/bin:/bin",
            "TMPDIR": str(self._folder),
            "XDG_RUNTIME_DIR": str(self._folder / "run"),
        }
