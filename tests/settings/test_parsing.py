"""What stands in a configuration, and every fault of it in one pass, with line and remedy."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.settings.parsing import MOST_PROBLEMS, Parsed, parse
from kiosk.settings.problems import Problem
from kiosk.settings.schema import KEYS
from tests.settings.values import VALUES, right_values, toml_texts

NAME = "config.toml"


def only(text: str) -> Problem:
    """Return the one problem of a text."""
    (problem,) = parse(text, NAME).problems
    assert problem.reason
    assert problem.remedy
    assert problem.glass
    return problem


WRONG = [
    ("terminal", "number = 0", "a whole number from 1 to 99"),
    ("terminal", "number = 100", "a whole number from 1 to 99"),
    ("terminal", 'number = "1"', "a whole number from 1 to 99"),
    ("terminal", "number = true", "a whole number from 1 to 99"),
    ("terminal", "number = 1.0", "a whole number from 1 to 99"),
    ("terminal", "number = [1]", "a whole number from 1 to 99"),
    ("terminal", "number = 2026-11-24", "a whole number from 1 to 99"),
    ("mall", "file = 3", "a text in quotes"),
    ("mall", 'file = ""', "a text in quotes"),
    ("mall", 'file = "../ours.json"', "leaves the configuration's folder"),
    ("mall", 'file = "a/../../ours.json"', "leaves the configuration's folder"),
    ("mall", 'file = ".."', "leaves the configuration's folder"),
    ("mall", 'catalogue = "../../etc"', "leaves the configuration's folder"),
    ("mall", 'file = "a\\nb"', "printable characters"),
    ("mall", 'file = "a\\u0000b"', "printable characters"),
    ("slip", 'qr_host = "antre contoh"', "a host name of at most 24 characters"),
    ("slip", f'qr_host = "{"x" * 25}"', "at most 24 printable characters"),
    ("slip", "qr_host = 1", "a text in quotes"),
    ("screen", "diagonal_in = 6.9", "a number of inches from 7 to 100"),
    ("screen", "diagonal_in = 101", "a number of inches from 7 to 100"),
    ("screen", "diagonal_in = nan", "a number of inches from 7 to 100"),
    ("screen", "diagonal_in = inf", "a number of inches from 7 to 100"),
    ("screen", "diagonal_in = -inf", "a number of inches from 7 to 100"),
    ("screen", "diagonal_in = true", "a number of inches from 7 to 100"),
    ("screen", "rotation = 45", "one of 0, 90, 180, 270"),
    ("screen", "rotation = false", "one of 0, 90, 180, 270"),
    ("screen", "rotation = 90.0", "one of 0, 90, 180, 270"),
    ("screen", 'rotation = "90"', "one of 0, 90, 180, 270"),
    ("screen", "glass_bottom_mm = 199", "from 200 to 1500"),
    ("printer", 'uri = "lpd://10.0.0.9"', "it must begin with one of escpos+tcp:"),
    ("printer", 'uri = "cups:"', "name a place"),
    ("printer", 'uri = "folder:slips"', "name a place"),
    ("printer", 'uri = "ipp://kiosk:rahasia@10.0.0.9/ipp"', "no secrets in the configuration"),
    ("printer", "width = 80", 'one of "80", "58", "a4"'),
    ("printer", 'width = "72"', 'one of "80", "58", "a4"'),
    ("printer", "dpi = 300", "one of 203, 180"),
    ("paper", "roll_mm = 0", "from 5000 to 300000"),
    ("paper", "low_percent = 51", "from 1 to 50"),
    ("server", 'url = "http://anjungan.contoh.go.id"', "plain http would show the ledger"),
    ("server", 'url = "ftp://127.0.0.1"', "no server's address"),
    ("server", 'url = "https://a:b@contoh.go.id"', "no secrets in the configuration"),
    ("server", 'url = "https://contoh.go.id/path"', "no server's address"),
    ("server", 'url = "https://[::1"', "no server's address"),
    ("idle", "choosing = 9", "from 10 to 600"),
    ("idle", "reading = 601", "from 10 to 600"),
    ("idle", "warning = 19", "from 20 to 120"),
    ("idle", "ticket = -1", "from 10 to 120"),
    ("idle", "photo = 29", "from 30 to 300"),
    ("sound", "speaker = 1", "one of false, true"),
    ("sound", 'speaker = "true"', "one of false, true"),
]


@pytest.mark.parametrize(("table", "line", "reason"), WRONG)
def test_a_wrong_value_is_named_with_its_line(table: str, line: str, reason: str) -> None:
    problem = only(f"# our mall\n[{table}]\n{line}\n")
    assert problem.path == problem.about == f"{table}.{line.partition(' ')[0]}"
    assert problem.line == 3
    assert reason in problem.reason
    assert problem.body["reason"].startswith("line 3: ")


@pytest.mark.parametrize(
    "value", ["[]", '["id", "id"]', '["jv"]', "[1]", '"id"', '["id", ["en"]]', "{}", '[["id"]]']
)
def test_languages_are_some_of_ours_each_once(value: str) -> None:
    assert "list of" in only(f"languages = {value}").reason


@pytest.mark.parametrize(
    ("text", "path", "value"),
    [
        ("[terminal]\nnumber = 1\n", "terminal.number", 1),
        ("[terminal]\nnumber = 99\n", "terminal.number", 99),
        (f'[slip]\nqr_host = "{"x" * 24}"\n', "slip.qr_host", "X" * 24),
        ("[screen]\ndiagonal_in = 7\n", "screen.diagonal_in", 7.0),
        ("[screen]\ndiagonal_in = 100\n", "screen.diagonal_in", 100.0),
        ("[idle]\nchoosing = 10\n", "idle.choosing", 10),
        ("[idle]\nreading = 600\n", "idle.reading", 600),
        ("[idle]\nwarning = 20\n", "idle.warning", 20),
        ("[idle]\nticket = 120\n", "idle.ticket", 120),
        ("[idle]\nphoto = 300\n", "idle.photo", 300),
        ("idle.photo = 300\n", "idle.photo", 300),
        ("idle = {photo = 300}\n", "idle.photo", 300),
        ("[screen]\nrotation = 0\n", "screen.rotation", 0),
        ("[sound]\nspeaker = false\n", "sound.speaker", False),
        ('[server]\nurl = "http://127.0.0.1:8700"\n', "server.url", "http://127.0.0.1:8700"),
        ('[server]\nurl = "http://[::1]:8700"\n', "server.url", "http://[::1]:8700"),
        ('[mall]\nfile = "/srv/../srv/x"\n', "mall.file", "/srv/../srv/x"),
        ("languages = ['en']\n", "languages", ("en",)),
    ],
)
def test_a_value_at_its_bound_is_taken(text: str, path: str, value: Any) -> None:
    found = parse(text, NAME)
    assert found.problems == ()
    assert found.values == {path: value}
    assert type(found.values[path]) is type(value)


@pytest.mark.parametrize(
    ("text", "line", "path", "hint"),
    [
        ("[idle]\nchosing = 60\n", 2, "idle.chosing", "idle.choosing"),
        ("[terminal]\nnumbre = 1\n", 2, "terminal.numbre", "terminal.number"),
        ("\n\nterminal.nummer = 1\n", 3, "terminal.nummer", "terminal.number"),
        ("[slip]\nqr_hots = 'x'\n", 2, "slip.qr_hots", "slip.qr_host"),
        ("[display]\ndiagonal_in = 32\n", 2, "display.diagonal_in", "screen.diagonal_in"),
        ("language = ['id']\n", 1, "language", "languages"),
        ("idle = 3\n", 1, "idle", ""),
        ("\n[idle]\nchoosing = {more = 1}\n", 3, "idle.choosing", ""),
    ],
)
def test_a_wrong_key_is_named_with_the_right_one(
    text: str, line: int, path: str, hint: str
) -> None:
    problem = only(text)
    assert (problem.line, problem.path) == (line, path)
    if hint:
        assert f"did you mean {hint}?" in problem.reason
        assert problem.about == hint


def test_a_quoted_dot_makes_no_key_of_ours() -> None:
    problem = only('"idle.choosing" = 60\n')
    assert problem.path == '"idle.choosing"'
    assert "unknown" in problem.reason


def test_a_key_like_none_of_ours_gets_no_hint() -> None:
    problem = only("zzz = 1\n")
    assert problem.reason == "this key is unknown"
    assert problem.about == ""


@pytest.mark.parametrize(
    "key", ["password", "server.token", "printer.pass", "technician.pin", "server.api_key", "kunci"]
)
def test_what_looks_like_a_secret_is_refused_as_one(key: str) -> None:
    problem = only(f"{key} = 'x'\n")
    assert "no secrets in the configuration" in problem.reason


def test_all_faults_are_told_at_once_in_the_order_of_their_lines() -> None:
    text = """
        server.url = "http://10.0.0.9"
        [idle]
        choosing = 1
        readign = 2
        ticket = 3
        ticket = 30
        [screen]
        diagonal_in = nan
        [printer]
        dpi = true
        """
    assert [(p.line, p.path) for p in parse(text, NAME).problems] == [
        (2, "server.url"),
        (4, "idle.choosing"),
        (5, "idle.readign"),
        (6, "idle.ticket"),
        (7, "idle.ticket"),
        (9, "screen.diagonal_in"),
        (11, "printer.dpi"),
    ]


def test_values_that_do_not_fit_together_are_told() -> None:
    problem = only("[printer]\nuri = 'escpos+tcp://10.0.0.9'\nwidth = 'a4'\n")
    assert problem.path == "printer.width"
    assert "rolls" in problem.reason


def test_a_key_that_stands_there_twice_is_named() -> None:
    problem = only("[idle]\nchoosing = 60\nchoosing = 61\n")
    assert (problem.path, problem.line, problem.reason) == (
        "idle.choosing",
        3,
        "it stands there twice",
    )


@pytest.mark.parametrize(
    ("text", "line"), [("[idle", 1), ("choosing = ", 1), ("= 3", 1), ("\n\nx = '", 3)]
)
def test_what_is_not_toml_is_told_and_never_guessed(text: str, line: int) -> None:
    problem = parse(text, NAME).problems[0]
    assert problem.path == NAME
    assert problem.about == ""
    assert problem.line == line


def test_a_table_that_stands_there_twice_is_told_with_its_line() -> None:
    problem = only("[idle]\nticket = 20\n[idle]\nphoto = 60\n")
    assert (problem.line, problem.reason) == (3, "it stands there twice")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (".".join(["a"] * 20_000) + " = 1", "more than 200 dots"),
        ("[" + ".".join(["a"] * 20_000) + "]", "more than 200 dots"),
        ("a = " + "[" * 100_000, "nested too deeply"),
        ("a = " + "{b = " * 20_000, "nested too deeply"),
        ("terminal.number = " + "9" * 5_000, "too many digits"),
    ],
)
def test_what_would_take_seconds_or_the_stack_is_refused(text: str, reason: str) -> None:
    assert reason in only(text).reason


def test_dots_in_a_comment_are_nobodys_key() -> None:
    assert parse("# " + "." * 5_000 + "\n", NAME) == Parsed({}, {})


def test_a_file_with_a_thousand_faults_tells_so() -> None:
    problems = parse("".join(f"k{n} = 1\n" for n in range(20_000)), NAME).problems
    assert len(problems) == MOST_PROBLEMS + 1
    assert any("more than 100 faults" in problem.reason for problem in problems)


@pytest.mark.parametrize("version", [0, 1])
def test_an_older_schema_is_read(version: int) -> None:
    found = parse(f"schema_version = {version}\n[idle]\nticket = 30\n", NAME)
    assert found.problems == ()
    assert found.values == {"idle.ticket": 30}


def test_a_key_that_was_renamed_is_read_by_its_old_name(monkeypatch) -> None:
    monkeypatch.setattr(
        "kiosk.settings.parsing.RENAMED", {0: {"screen.inches": "screen.diagonal_in"}}
    )
    text = "[screen]\ninches = 32\n"
    assert parse(f"schema_version = 0\n{text}", NAME).values == {"screen.diagonal_in": 32.0}
    assert parse(f"schema_version = 1\n{text}", NAME).problems


@pytest.mark.parametrize("version", ["2", "99"])
def test_a_newer_schema_is_refused_as_a_whole(version: str) -> None:
    problem = only(f"schema_version = {version}\n[new]\nkey = 1\n")
    assert problem.path == "schema_version"
    assert "newer program" in problem.reason
    assert "Update the kiosk" in problem.remedy


@pytest.mark.parametrize("version", ["-1", "true", "1.0", '"1"', "[]"])
def test_a_schema_that_is_no_number_is_refused(version: str) -> None:
    assert "whole number" in only(f"schema_version = {version}\n").reason


def test_every_key_is_tried_here() -> None:
    assert set(VALUES) == set(KEYS)


@given(right_values())
def test_what_is_written_as_toml_reads_as_it_was(values: dict[str, Any]) -> None:
    for text in toml_texts(values):
        found = parse(text, NAME)
        assert found.problems == ()
        assert found.values == values


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    found = parse(text, NAME)
    assert set(found.values) <= set(KEYS)
