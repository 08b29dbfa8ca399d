"""What a closed ledger wrote after the histories parted reaches the province all the same."""

from __future__ import annotations

import shutil

import msgspec
import pytest

from kiosk.store.lines import right_hash
from sync.agent.ledgers import closes_of
from sync.line_store import Watermark
from sync.province.books import open_books
from sync.wire import problems
from tests.sync.agent.office import Office, down, lost_reply
from tests.sync.agent.terminals import Terminal
from tests.sync.province.kiosks import TERMINAL, Ledger, code_of


def strays(office: Office) -> list[str]:
    return list(office.books.export_strays(TERMINAL))


def stored(office: Office) -> list[str]:
    return list(office.books.export(TERMINAL))


def second_epoch() -> Ledger:
    return Ledger(epoch="epoch-2", day_id=10).days(1, 2)


def bent(**changed):
    return lambda reply: msgspec.structs.replace(reply, **changed)


def set_back(terminal: Terminal, seq: int, visits: int = 3) -> Ledger:
    """Put an older copy of the ledger into the terminal, and give other numbers from there on."""
    other = terminal.ledger.copy()
    other.rows, other.number, other.visits = other.rows[:seq], 900, 900
    for _ in range(visits):
        other.visit()
    terminal.use(other)
    return other


@pytest.fixture
def parted(terminal: Terminal, office: Office) -> tuple[list[str], Ledger]:
    """A terminal that was set back to seq 9 and knows it; its kiosk has begun another ledger."""
    terminal.ledger.days(1, 8)
    assert terminal.attempt().empty
    everything = stored(office)
    other = set_back(terminal, 9)
    terminal.restart()
    assert terminal.attempt().code == "restored"
    office.asked.clear()
    terminal.replace_ledger(second_epoch())
    return everything, other


def test_the_numbers_of_a_disk_that_was_set_back_arrive_beside_the_ledger(terminal, office, parted):
    everything, other = parted
    outcome = terminal.attempt()
    assert (outcome.code, outcome.empty, outcome.failed) == ("working", True, False)
    assert strays(office) == other.exported()[9:]
    assert stored(office) == everything + terminal.ledger.exported()
    assert office.books.slip(code_of(901))[0].stops[0].label == "A901"
    assert terminal.state.stray("epoch-1") == Watermark("epoch-1", len(other.rows), other.head)


def test_the_present_ledger_goes_before_strays(terminal, office, parted):
    terminal.attempt()
    assert office.asked[:2] == ["hello", "events"]
    assert set(office.asked[2:]) == {"strays"}


def test_strays_that_arrived_are_asked_about_once_an_hour(terminal, office, parted):
    terminal.attempt()
    office.asked.clear()
    for _ in range(6):
        terminal.attempt()
        terminal.clock.advance(15 * 60)
    assert office.asked.count("strays") == 1
    assert office.batches()[-1].count == 0


def test_what_was_proven_to_be_shared_is_not_sent_again(terminal, office):
    terminal.ledger.days(1, 3)
    terminal.attempt()
    shared = len(terminal.ledger.rows)
    clone = terminal.ledger.copy()
    terminal.ledger.visit()
    terminal.attempt()
    terminal.use(clone)
    clone.append("note.kept", {"other": "history"})
    clone.visit()
    terminal.store.rewind(Watermark("epoch-1", shared, clone.rows[shared - 1].hash))
    terminal.attempt()
    assert terminal.mark.ended
    terminal.replace_ledger(second_epoch())
    assert terminal.attempt().empty
    assert [head.first for head in office.batches() if head.epoch == "epoch-1"][-1] == shared + 1
    assert strays(office) == clone.exported()[shared:]


@pytest.mark.parametrize("at", [0, 1, 700, 1250])
def test_the_point_where_histories_part_is_found_wherever_it_is(terminal, office, at):
    terminal.ledger.days(1, 420)
    terminal.attempt()
    everything = stored(office)
    other = set_back(terminal, at, visits=250)
    terminal.restart()
    terminal.attempt()
    assert terminal.mark.ended
    terminal.replace_ledger(second_epoch())
    assert terminal.attempt().empty
    assert strays(office) == other.exported()[at:]
    assert stored(office)[: len(everything)] == everything


def test_a_clone_and_its_original_both_bring_what_they_gave(terminal, office, tmp_path):
    terminal.ledger.days(1, 3)
    terminal.attempt()
    shared = len(terminal.ledger.rows)
    clone = Terminal(tmp_path / "clone", office, terminal.ledger.copy())
    clone.machine = "cd" * 32
    clone.restart()
    clone.ledger.number = 500
    clone.ledger.visits = 500
    clone.ledger.visit()
    assert clone.attempt().code == "cloned"
    terminal.ledger.visit()
    terminal.attempt()
    assert terminal.mark.ended
    one, other = terminal.ledger, clone.ledger
    for number, kiosk in enumerate((terminal, clone), start=2):
        kiosk.replace_ledger(Ledger(epoch=f"epoch-{number}", day_id=10).days(1, 1))
        assert kiosk.attempt().empty
    clone.close()
    assert set(strays(office)) == {*one.exported()[shared:], *other.exported()[shared:]}
    assert stored(office)[:shared] == one.exported()[:shared]


def test_an_attempt_that_breaks_off_loses_nothing_and_brings_nothing_twice(
    terminal, office, parted
):
    _, other = parted
    for mishap in (down("timeout"), lost_reply, lost_reply, down("dns"), lost_reply):
        office.mishaps = [*[None] * 2, mishap]
        terminal.attempt()
        terminal.clock.advance(400)
    office.mishaps = []
    assert terminal.attempt().empty
    assert strays(office) == other.exported()[9:]


@pytest.mark.parametrize("lie", [{"ack_hash": "a" * 64}, {"ack": 99}, {"ack": -1}])
def test_a_lie_about_strays_moves_nothing(terminal, office, parted, lie):
    office.mishaps = [None, None, None, office.bend(bent(**lie))]  # The third is told of a gap.
    outcome = terminal.attempt()
    assert (outcome.code, outcome.empty) == ("mismatch", False)
    assert terminal.state.stray("epoch-1") is None


def test_a_province_that_takes_nothing_is_not_asked_for_ever(terminal, office, parted):
    terminal.attempt()
    terminal.store.forget_stray("epoch-1")
    batch = office.batches()[-1]
    office.always = office.bend(bent(ack=batch.first - 1, ack_hash=batch.prev))
    outcome = terminal.attempt()
    assert outcome.requests < 6
    assert not outcome.empty


@pytest.mark.parametrize("code", [problems.FORKED, problems.BROKEN_CHAIN])
def test_a_refusal_that_cannot_be_about_strays_ends_the_attempt(terminal, office, parted, code):
    office.mishaps = [None, None, office.refuse(code, expected=1, hash="0" * 64)]
    outcome = terminal.attempt()
    assert (outcome.code, outcome.reason) == ("rejected", code)
    assert terminal.attempt().empty


def test_a_province_that_never_knows_what_was_before_is_not_believed(terminal, office, parted):
    terminal.attempt()
    terminal.clock.advance(2 * 60 * 60)
    office.always = office.refuse(problems.GAP, expected=1, hash="0" * 64)
    assert terminal.uploader is not None
    outcome = terminal.attempt()
    assert not outcome.empty
    assert outcome.requests < 20


def test_strays_heed_counts_sizes_and_poison(terminal, office, parted):
    _, other = parted
    office.mishaps = [
        None,
        None,
        office.refuse(problems.REPLAYED, expected=5000),
        None,
        office.refuse(problems.TOO_LARGE),
        office.refuse(problems.POISONED, seq=2),
    ]
    assert terminal.attempt().empty
    assert strays(office) == other.exported()[9:]
    assert terminal.state.sent >= 5000


def test_strays_that_cannot_be_had_do_not_keep_the_present_ledger_waiting(terminal, office, parted):
    _, other = parted
    del other.rows[10]
    outcome = terminal.attempt()
    assert (outcome.code, outcome.failed, outcome.empty) == ("ledger", False, False)
    assert terminal.mark.acked == len(terminal.ledger.rows)


def test_a_stray_that_somebody_changed_arrives_as_it_is(terminal, office, parted):
    _, other = parted
    other.rows[10] = other.rows[10]._replace(body='{"changed":"by hand"}')
    assert terminal.attempt().empty
    assert strays(office) == other.exported()[9:]


def test_days_that_both_histories_share_are_proven_and_those_of_strays_are_not(terminal, office):
    terminal.ledger.days(1, 3)
    terminal.ledger.begin_day()
    terminal.ledger.visit()
    terminal.attempt()
    other = set_back(terminal, len(terminal.ledger.rows) - 3, visits=2)
    other.begin_day()
    terminal.restart()
    terminal.attempt()
    terminal.store.close()
    for path in terminal.folder.glob("line.db*"):
        path.unlink()
    terminal.start()
    terminal.replace_ledger(second_epoch())
    terminal.attempt()
    assert terminal.attempt().empty
    states = {day.day_id: day.state for day in terminal.state.days if day.epoch == "epoch-1"}
    assert states == {1: "proven"}
    assert [close.day_id for close in closes_of(terminal.ledgers.old[0])] == [1, 2]


def restore(office: Office, backup) -> None:
    office.books.close()
    shutil.rmtree(office.folder)
    shutil.copytree(backup, office.folder)
    office.books = open_books(office.folder)


def backed_up(office: Office, backup):
    office.books.close()
    shutil.copytree(office.folder, backup)
    office.books = open_books(office.folder)
    return backup


def test_a_province_that_lost_its_strays_gets_them_again(terminal, office, parted, tmp_path):
    _, other = parted
    backup = backed_up(office, tmp_path / "backup")
    assert terminal.attempt().empty
    restore(office, backup)
    assert strays(office) == []
    terminal.clock.advance(2 * 60 * 60)
    assert terminal.attempt().empty
    assert strays(office) == other.exported()[9:]


def test_a_province_that_forgot_the_closing_gets_the_history_as_its_ledger(
    terminal, office, tmp_path
):
    terminal.ledger.days(1, 2)
    terminal.attempt()
    backup = backed_up(office, tmp_path / "backup")
    shared = len(terminal.ledger.rows)
    terminal.ledger.visit()
    terminal.attempt()
    other = set_back(terminal, shared)
    terminal.restart()
    terminal.attempt()
    assert terminal.mark.ended
    terminal.replace_ledger(second_epoch())
    assert terminal.attempt().empty
    restore(office, backup)
    terminal.clock.advance(2 * 60 * 60)
    terminal.attempt()
    assert terminal.attempt().empty
    assert stored(office) == other.exported() + terminal.ledger.exported()
    assert strays(office) == []
    assert not terminal.store.watermark("epoch-1").ended
    assert terminal.store.stray("epoch-1") is None


def test_what_is_gone_here_and_unknown_there_is_said(terminal, office, parted):
    other_view = terminal.ledgers.old[0]
    other_view.purged = 12
    outcome = terminal.attempt()
    assert (outcome.code, outcome.failed) == ("purged", False)
    assert terminal.mark.acked == len(terminal.ledger.rows)
    other_view.purged = 9
    assert terminal.attempt().empty
    assert strays(office) == parted[1].exported()[9:]


def test_hashes_of_strays_are_of_their_content(parted):
    _, other = parted
    assert all(row.hash == right_hash(TERMINAL, "epoch-1", row) for row in other.rows)
