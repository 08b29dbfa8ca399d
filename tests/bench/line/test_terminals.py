"""Terminals of a measurement: honest ledgers, written side by side."""

from __future__ import annotations

from kiosk.bench.line.terminals import terminals
from kiosk.store.reading import open_reader


def test_each_terminal_has_a_ledger_of_its_own_that_verifies(tmp_path):
    made = terminals(str(tmp_path), 3, 120, 4)
    assert [terminal.id for terminal in made] == [f"contoh-pringsewu-{n}" for n in (1, 2, 3)]
    epochs = set()
    for terminal in made:
        with open_reader(terminal.folder) as reader:
            assert reader.ident.terminal_id == terminal.id
            assert reader.head().seq == 120
            assert len(reader.day_closes()) == 3
            assert reader.verify().ok
            epochs.add(reader.ident.epoch)
    assert len(epochs) == 3
