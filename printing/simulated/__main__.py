"""``python -m printing.simulated``: a printer on a TCP port; what befalls it is typed in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.paper import SimulatedPaper
from printing.simulated.server import SimulatedServer
from printing.simulated.traits import CLASSES

ACTIONS: dict[str, Callable[[SimulatedPrinter], object]] = {
    "paper-out": SimulatedPrinter.paper_out,
    "near-end": SimulatedPrinter.near_end,
    "refill": SimulatedPrinter.refill,
    "open-cover": SimulatedPrinter.open_cover,
    "close-cover": SimulatedPrinter.close_cover,
    "jam-cutter": SimulatedPrinter.jam_cutter,
    "free-cutter": SimulatedPrinter.free_cutter,
    "overheat": SimulatedPrinter.overheat,
    "break-down": SimulatedPrinter.break_down,
    "go-silent": SimulatedPrinter.go_silent,
    "stop-accepting": SimulatedPrinter.stop_accepting,
    "start-accepting": SimulatedPrinter.start_accepting,
    "cut-power": SimulatedPrinter.cut_power,
    "give-power": SimulatedPrinter.give_power,
    "pull-cable": SimulatedPrinter.pull_cable,
    "plug-cable": SimulatedPrinter.plug_cable,
}


class PaperFolder:
    """Lays each paper that comes off into a folder, as ``paper-0001.png`` and so on."""

    def __init__(self, folder: Path) -> None:
        """Make the folder; numbers go on after what lies there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._count = max((int(p.stem[6:]) for p in folder.glob("paper-[0-9]*.png")), default=0)

    def add(self, paper: SimulatedPaper) -> None:
        """Write one down; one pixel a dot."""
        self._count += 1
        paper.image().save(self._folder / f"paper-{self._count:04}.png", dpi=(203, 203))


def main(arguments: list[str] | None = None) -> int:
    """Serve until ``quit`` or the end of what is typed in. Returns 1 where the port is taken."""
    asked = _parser().parse_args(arguments)
    host, _, port = asked.listen.rpartition(":")
    on_paper = PaperFolder(asked.out).add if asked.out else None
    printer = SimulatedPrinter(CLASSES[asked.kind])
    try:
        server = SimulatedServer(printer, host or "127.0.0.1", int(port), on_paper=on_paper)
    except OSError as reason:
        _say(f"cannot listen on {asked.listen}: {reason.strerror}")
        return 1
    with server:
        _say(f"a printer of class {asked.kind} listens on {'{}:{}'.format(*server.address)}")
        _obey(server, sys.stdin)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m printing.simulated",
        description="A thermal ESC/POS printer without hardware, on a TCP port.",
        epilog=f"Type in what befalls it: {', '.join(ACTIONS)}; or status, quit.",
    )
    parser.add_argument("--listen", metavar="HOST:PORT", default="127.0.0.1:9100")
    parser.add_argument(
        "--class", dest="kind", choices=list(CLASSES), default="full", help="what it answers"
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="write each paper there as PNG")
    return parser


def _obey(server: SimulatedServer, lines: Iterable[str]) -> None:
    for line in lines:
        word = line.strip()
        if word == "quit":
            return
        if not word:
            continue
        if action := ACTIONS.get(word):
            server.do(action)
        elif word != "status":
            _say(f"known words: {', '.join(ACTIONS)}, status, quit")
            continue
        with server.lock:
            _say(_described(server.printer))


def _described(printer: SimulatedPrinter) -> str:
    of = printer.condition
    names = ("paper_end", "near_end", "cover_open", "cutter_jammed", "broken", "hot")
    wrong = [name.replace("_", "-") for name in names if getattr(of, name)]
    wrong += [] if printer.powered else ["off"]
    wrong += [] if printer.plugged else ["unplugged"]
    wrong += ["hung"] if printer.hung else []
    return (
        f"{', '.join(wrong) or 'ready'}; {len(printer.papers)} papers came off, "
        f"{printer.strip.mm:.0f} mm from head to free end, {printer.mm_left / 1000:.1f} m left"
    )


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
