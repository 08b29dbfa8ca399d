"""Damage in the middle of a text: bytes that are no UTF-8, which SQLite itself never looks at."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.store.connection import FILE, connect
from kiosk.store.engine import found_damage, sqlite3
from kiosk.store.loss.epochs import ledgers_in
from kiosk.store.reading import open_reader
from tests.store.ledgers import HandClock, opened, take

NO_TEXT = b"\xff\xfe"


def served(folder: Path) -> Path:
    """Return the ledger of a kiosk that gave five numbers and was stopped."""
    store = opened(folder)
    for _ in range(5):
        take(store)
    store.close()
    return folder / FILE


def spoil(path: Path, words: bytes, which: int) -> None:
    """Overwrite the first bytes of one of the places where ``words`` stand."""
    content = bytearray(path.read_bytes())
    places = [at for at in range(len(content)) if content.startswith(words, at)]
    content[places[which] : places[which] + len(NO_TEXT)] = NO_TEXT
    path.write_bytes(content)


@pytest.mark.parametrize("which", [0, -1])
@pytest.mark.parametrize("words", [b'"label"', b"ticket.issued", b"instansi-a", b"holdover"])
def test_a_text_that_is_none_any_more_costs_the_ledger_and_no_visitor(tmp_path, words, which):
    spoil(served(tmp_path), words, which)
    store = opened(tmp_path)
    try:
        assert take(store) in {"A006", "A101001"}
    finally:
        store.close()


def test_the_old_ledger_is_kept_and_another_epoch_goes_on(tmp_path):
    path = served(tmp_path)
    with open_reader(tmp_path) as reader:
        before = reader.ident.epoch
    spoil(path, b'"label"', -1)
    store = opened(tmp_path)
    store.close()
    assert ledgers_in(tmp_path)[-1].epoch != before
    assert any((tmp_path / "quarantine").iterdir())


def test_a_name_of_the_schema_that_is_none_any_more_is_damage_too(tmp_path):
    spoil(served(tmp_path), b"queue_day", 0)
    store = opened(tmp_path)
    try:
        assert take(store) == "A101001"
    finally:
        store.close()


def test_the_drivers_own_error_comes_out_as_one_of_sqlite(tmp_path):
    path = served(tmp_path)
    spoil(path, b"queue_day", 0)
    connection = connect(path)
    try:
        with pytest.raises(sqlite3.DatabaseError) as caught:
            connection.execute("SELECT count(*) FROM event")
    finally:
        connection.close()
    assert found_damage(caught.value)


def test_a_ledger_that_turns_bad_while_it_is_open_is_followed_by_another(tmp_path):
    path = served(tmp_path)
    clock = HandClock()
    store = opened(tmp_path, clock)
    try:
        spoil(path, b'"label"', -1)
        labels = {take(store, clock.now()) for _ in range(3)}
    finally:
        store.close()
    assert len(labels) == 3


@pytest.mark.parametrize("reason", [ValueError("x"), sqlite3.OperationalError("locked")])
def test_another_error_is_no_damage(reason):
    assert not found_damage(reason)
