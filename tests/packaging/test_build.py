"""``packaging/build`` from outside: it says how it is called, and in words why it cannot build."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from deb import __main__ as build
from deb.recipe import BuildProblem

BUILD = Path(__file__).parents[2] / "packaging" / "build"


def test_it_says_how_it_is_called() -> None:
    done = subprocess.run([BUILD, "--help"], capture_output=True, text=True, check=True, timeout=20)
    assert "--out DIR" in done.stdout


@pytest.fixture
def asked(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(sys, "argv", ["build", "--out", str(tmp_path / "out")])
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (BuildProblem("one: no licence"), "one: no licence\n"),
        (subprocess.CalledProcessError(2, ["pip"]), "pip failed with 2; nothing was built.\n"),
    ],
)
def test_what_stops_a_build_is_told_and_leaves_nothing(
    asked: Path, monkeypatch, capsys: pytest.CaptureFixture[str], failure: Exception, words: str
) -> None:
    def fails(_recipe: object) -> None:
        raise failure

    monkeypatch.setattr(build, "lay_out", fails)
    assert build.main() == 1
    assert capsys.readouterr() == ("", words)
    assert not asked.exists()


def test_the_last_word_is_where_the_package_lies(
    asked: Path, monkeypatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "lay_out", lambda _recipe: None)
    monkeypatch.setattr(build, "pack", lambda _recipe, out: out / "anjungan_1_all.deb")
    assert build.main() == 0
    assert capsys.readouterr().out == f"{asked}/anjungan_1_all.deb\n"
    assert asked.is_dir()
