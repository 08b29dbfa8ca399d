"""Every fault of a catalogue or a mall file has Indonesian words for the glass."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk import catalogue
from kiosk.app.stick.fault_words import LONGEST, stick_faults
from kiosk.catalogue.faults import Fault
from kiosk.stick.preview import MOST_FAULTS_SHOWN

ROOT = Path(catalogue.__file__).parent
SOURCES = ("references", "mall_rules", "structure", "checking", "guide", "loading")
UNTOLD = "Isinya salah ("


def sentences() -> Iterator[str]:
    """Yield every English sentence of a fault that stands in the catalogue's sources."""
    for name in SOURCES:
        tree = ast.parse((ROOT / f"{name}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "what":
                yield from as_text(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                yield from as_text(node.args[2])
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                yield from as_text(node.value.elts[1])


def as_text(node: ast.expr) -> Iterator[str]:
    """Yield a literal with something in the place of what is put into it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.JoinedStr):
        yield "".join(
            str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values
        )


def test_the_sentences_are_found() -> None:
    found = set(sentences())
    assert {"the key is missing", "7-7 is no time of day"} <= found
    assert len(found) >= 15


@pytest.mark.parametrize("sentence", sorted(set(sentences())))
def test_every_sentence_has_its_words(sentence: str) -> None:
    (fault,) = stick_faults([Fault("mal.json", "hours.fri", sentence, "Mend it.")])
    assert not fault.words.startswith(UNTOLD), sentence
    assert fault.words[0].isupper() or fault.words[0].isdigit()
    assert fault.words.endswith(".")


def test_a_word_that_is_none_of_the_known_is_named_without_the_decoders_own_words() -> None:
    reason = "Invalid enum value 'mondy' - at `key` in `$`"
    (fault,) = stick_faults([Fault("mal.json", "hours", reason, "Mend it.")])
    assert fault.words == "'mondy' tidak dikenal di sini."


def test_a_sentence_without_words_is_told_as_it_stands() -> None:
    (fault,) = stick_faults([Fault("mal.json", "", "the moon is full", "Wait.")])
    assert fault.words == "Isinya salah (the moon is full)."


def test_a_text_of_the_file_cannot_act_or_fill_the_glass() -> None:
    name = "'\x1b[2J\u202e" + "a" * 5000 + "' does not exist"
    (fault,) = stick_faults([Fault("mal.json", "x" * 500, name, "y" * 500)])
    assert "\x1b" not in fault.words
    assert "\u202e" not in fault.words
    assert max(map(len, (fault.place, fault.reason, fault.remedy))) <= LONGEST


def test_no_more_faults_are_kept_than_anybody_reads() -> None:
    many = [Fault("mal.json", str(n), "the key is missing", "Add it.") for n in range(5000)]
    assert len(stick_faults(many)) == MOST_FAULTS_SHOWN


def test_of_one_file_the_place_in_it_is_enough() -> None:
    fault = Fault("mal.json", "name_en", "the key is missing", "Add it.")
    assert stick_faults([fault])[0].place == "mal.json: name_en"
    assert stick_faults([fault], one_file=True)[0].place == "name_en"
