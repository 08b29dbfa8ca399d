from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.first_start.progress import (
    FILE,
    Progress,
    forget_progress,
    has_progress,
    read_progress,
    write_progress,
)
from kiosk.errors import NotPermitted
from ui.presenters.technician.first_start import STEPS

ORDER = list(STEPS)
answers = st.sampled_from(["done", "skipped"])


def test_it_begins_with_the_language(tmp_path: Path) -> None:
    assert read_progress(tmp_path) == Progress()
    assert Progress().step == "language"
    assert not has_progress(tmp_path)


@given(given_answers=st.lists(answers, min_size=7, max_size=7))
def test_seven_answers_lead_through_all_steps_to_the_summary(given_answers: list[str]) -> None:
    progress, seen = Progress(), []
    for answer in given_answers:
        seen.append(progress.step)
        progress = progress.answered(answer)
    assert [*seen, progress.step] == ORDER
    assert list(progress.answers.values()) == given_answers


@given(moves=st.lists(st.one_of(answers, st.just("back"), st.sampled_from(ORDER)), max_size=40))
def test_however_one_goes_about_it_every_step_can_still_be_answered(moves: list[str]) -> None:
    progress = Progress()
    for move in moves:
        if move == "back":
            progress = progress.back()
        elif move in STEPS:
            progress = progress.at(move)
        elif progress.step != "summary":
            progress = progress.answered(move)
    left = len(set(ORDER) - {"summary"} - set(progress.answers))
    for _answer in range(left + 1):
        if progress.step in progress.answers or progress.step == "summary":
            rest = [step for step in ORDER[:-1] if step not in progress.answers]
            progress = progress.at(rest[0]) if rest else progress.at("summary")
        if progress.step != "summary":
            progress = progress.answered("done")
    assert progress.step == "summary"
    assert set(progress.answers) == set(ORDER[:-1])


def test_who_comes_from_the_summary_goes_back_to_it() -> None:
    progress = Progress(answers=dict.fromkeys(ORDER[:-1], "skipped"), step="summary")
    assert progress.at("clock").answered("done").step == "summary"


def test_before_the_first_step_there_is_none() -> None:
    assert Progress().back().step == "language"


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    progress = (
        Progress()
        .answered("done")
        .answered("skipped")
        .knowing(trial={"printer": "x", "came_out": True}, touch_mm=3.5)
        .noting("printer.chosen", {"printer": "é"})
    )
    write_progress(tmp_path, progress)
    assert read_progress(tmp_path) == progress
    assert has_progress(tmp_path)
    forget_progress(tmp_path)
    assert not has_progress(tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"step": "nonsense", "answers": {}, "facts": {}, "events": [], "finished": false}',
        '{"step": "clock", "answers": 7, "facts": {}, "events": [], "finished": false}',
        '{"step": ["clock"], "answers": {}, "facts": {}, "events": [], "finished": false}',
        "[" * 100_000,
        '{"step": "clock"' + " " * 70_000 + "}",
    ],
)
def test_a_damaged_file_means_the_beginning(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_progress(tmp_path) == Progress()


def test_answers_that_are_none_are_left_out(tmp_path: Path) -> None:
    text = (
        '{"step": "clock", "answers": {"language": "maybe", "x": "done", "screen": "done"},'
        ' "facts": {}, "events": [], "finished": "yes"}'
    )
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    found = read_progress(tmp_path)
    assert (found.step, found.answers, found.finished) == ("clock", {"screen": "done"}, False)


def test_a_folder_that_cannot_be_written_is_told_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotPermitted) as refused:
        write_progress(tmp_path / "missing", Progress())
    assert refused.value.remedy
