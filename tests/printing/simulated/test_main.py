"""``python -m printing.simulated``, as a newcomer starts it."""

from __future__ import annotations

import io
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from printing.simulated.__main__ import ACTIONS, PaperFolder, main
from printing.simulated.mechanics import SimulatedPrinter
from printing.simulated.paper import SimulatedPaper
from printing.simulated.server import SimulatedServer
from tests.printing.simulated.jobs import heard, mark, marked, rows, slip

ROOT = Path(__file__).resolve().parents[3]
ANYWHERE = "127.0.0.1:0"


def typed(monkeypatch, capsys, *words: str, listen: str = ANYWHERE) -> list[str]:
    """Return what it says where these words are typed in."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{word}\n" for word in words)))
    assert main(["--listen", listen, "--class", "gs_r"]) == 0
    return capsys.readouterr().out.splitlines()


def test_it_says_where_it_listens_and_as_what(monkeypatch, capsys) -> None:
    (said,) = typed(monkeypatch, capsys, "quit", "status")
    assert said.startswith("a printer of class gs_r listens on 127.0.0.1:")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["status"], "ready; 0 papers came off"),
        (["paper-out"], "paper-end; "),
        (["paper-out", "refill"], "ready; "),
        (["near-end", "open-cover", "jam-cutter"], "near-end, cover-open, cutter-jammed; "),
        (["go-silent", "pull-cable"], "unplugged, hung; "),
        (["cut-power"], "off; "),
        (["catch-fire"], "known words: paper-out, near-end"),
    ],
)
def test_what_is_typed_in_befalls_the_printer(monkeypatch, capsys, words, says) -> None:
    assert typed(monkeypatch, capsys, *words, "")[-1].startswith(says)


def test_every_word_is_a_method_of_the_printer() -> None:
    printer = SimulatedPrinter()
    for word, action in ACTIONS.items():
        assert action.__name__ == word.replace("-", "_")
        action(printer)


def test_a_taken_port_is_said_so(capsys) -> None:
    with SimulatedServer(SimulatedPrinter()) as server:
        taken = "{}:{}".format(*server.address)
        assert main(["--listen", taken]) == 1
    assert capsys.readouterr().out.startswith(f"cannot listen on {taken}: ")


def test_papers_are_numbered_on_after_those_that_lie_there(tmp_path) -> None:
    paper = SimulatedPaper(rows(1, 8), cut=True)
    PaperFolder(tmp_path / "out").add(paper)
    PaperFolder(tmp_path / "out").add(paper)
    found = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert found == ["paper-0001.png", "paper-0002.png"]


def test_the_whole_program_prints_a_paper_into_a_folder(tmp_path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "printing.simulated", "--listen", ANYWHERE, "--out", tmp_path],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        port = int(program.stdout.readline().rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=30.0) as client:
            client.sendall(slip(80) + mark(b"0001"))
            assert heard(client, 7) == marked(b"0001")
        program.stdin.write("status\nquit\n")
        program.stdin.close()
        assert "1 papers came off" in program.stdout.read()
    assert program.returncode == 0
    with Image.open(tmp_path / "paper-0001.png") as picture:
        assert picture.size == (576, 120 + 80)
