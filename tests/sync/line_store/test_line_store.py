"""What the agent remembers is on the disk when it is said, moves one way, and has one writer."""

from __future__ import annotations

from dataclasses import replace

import pysqlite3 as sqlite3
import pytest

from kiosk.errors import NotEnrolled, SecondWriter, StoreProblem
from sync.enrolled import save_enrolment
from sync.line_store import LineState, LineStatus, LineStore, TimeTold, Watermark, read_line_store
from sync.line_store.connection import FILE
from tests.sync.line_store.folders import DAY, EPOCH, MARK, OTHER_PROVINCE, SERVER, at, enrolled

TOLD = TimeTold(1_795_000_000_500, 1_795_000_000_000, 42_000, "boot-1", 120)


@pytest.fixture
def folder(tmp_path):
    return enrolled(tmp_path)


@pytest.fixture
def store(folder):
    with LineStore(folder) as store:
        yield store


def test_a_terminal_without_a_province_has_no_line(tmp_path):
    assert read_line_store(tmp_path) is None
    with pytest.raises(NotEnrolled) as told:
        LineStore(tmp_path)
    assert "kiosk enroll" in told.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_enrolled_terminal_remembers_nothing_before_its_first_attempt(folder):
    assert read_line_store(folder) == LineState(SERVER)
    assert read_line_store(folder).status.code == "waiting"


def test_all_that_is_kept_is_read_beside_the_agent(folder, store):
    status = LineStatus("offline", "dns", 5, 6, 7, 8, 9.5)
    store.accept(MARK, [DAY], TOLD)
    store.note(status)
    assert store.next_sent() == 1
    expected = LineState(SERVER, 1, [MARK], [DAY], TOLD, status)
    assert read_line_store(folder) == expected
    assert store.state() == expected
    assert expected.watermark(EPOCH) == MARK
    assert expected.proven(EPOCH) == [DAY]


def test_what_is_known_of_strays_grows_and_is_kept_beside_the_watermark(folder, store):
    store.accept(MARK)
    store.judge(replace(MARK, verdict="restored"))
    assert store.stray(EPOCH) is None
    store.accept_strays(at(40), [DAY], TOLD)
    store.accept_strays(at(30))
    assert store.stray(EPOCH) == at(40)
    state = read_line_store(folder)
    assert (state.strays, state.days, state.told) == ((at(40),), [DAY], TOLD)
    assert state.stray(EPOCH) == at(40)
    assert state.stray("another") is None
    assert state.watermark(EPOCH) == replace(MARK, verdict="restored")
    store.forget_stray(EPOCH)
    assert store.stray(EPOCH) is None


def test_a_verdict_can_be_taken_back(store):
    store.accept(MARK)
    store.judge(replace(MARK, verdict="cloned"))
    store.accept_strays(at(40))
    store.reopen(EPOCH)
    assert store.watermark(EPOCH) == MARK
    assert store.stray(EPOCH) is None


def test_another_province_knows_of_no_strays(store):
    store.accept_strays(at(40))
    store.meet(OTHER_PROVINCE)
    assert store.stray(EPOCH) is None


def older(folder):
    """Make ``line.db`` what the program before this one wrote."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    connection.execute("DROP TABLE stray")
    connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_a_file_of_an_older_program_is_read_as_it_is_and_brought_up_to_date_by_its_writer(folder):
    with LineStore(folder) as store:
        store.accept(MARK, [DAY], TOLD)
    older(folder)
    assert read_line_store(folder).strays == ()
    assert read_line_store(folder).watermark(EPOCH) == MARK
    for _ in range(2):
        with LineStore(folder) as store:
            assert store.watermark(EPOCH) == MARK
            store.accept_strays(at(40))
            assert read_line_store(folder).stray(EPOCH) == at(40)
    assert [path.name for path in folder.glob("line.db.damaged*")] == []


def test_what_is_kept_is_there_after_the_agent(folder):
    with LineStore(folder) as store:
        store.accept(MARK, [DAY])
        store.next_sent()
    with LineStore(folder) as store:
        assert store.next_sent() == 2
        assert store.watermark(EPOCH) == MARK


def test_an_epoch_that_was_never_sent_stands_at_nothing(store):
    assert store.watermark("other") == Watermark("other", 0, "0" * 64, "known")
    assert store.state().watermark("other") == Watermark("other")


def test_a_second_agent_is_refused(folder, store):
    with pytest.raises(SecondWriter) as told:
        LineStore(folder)
    assert "agent" in told.value.message


def test_the_folder_is_free_after_the_agent(folder):
    store = LineStore(folder)
    store.close()
    store.close()
    LineStore(folder).close()


def test_a_closed_store_says_so(folder):
    store = LineStore(folder)
    store.close()
    with pytest.raises(StoreProblem):
        store.next_sent()


def test_a_watermark_only_goes_back_when_it_is_told_to(store):
    store.accept(at(900))
    store.accept(at(500))
    assert store.watermark(EPOCH) == at(900)
    store.rewind(at(500))
    assert store.watermark(EPOCH) == at(500)
    store.rewind(at(700))
    assert store.watermark(EPOCH) == at(500)
    store.rewind(replace(at(500), acked_hash="a" * 64))
    assert store.watermark(EPOCH).acked_hash == "a" * 64


def test_a_verdict_stays_whatever_is_kept_after_it(store):
    store.accept(at(900))
    store.judge(replace(at(900), verdict="cloned"))
    store.accept(at(950))
    assert store.watermark(EPOCH) == replace(at(950), verdict="cloned")
    assert store.watermark(EPOCH).ended


def test_a_verdict_on_an_epoch_that_was_never_sent_is_kept(store):
    store.judge(Watermark("fresh", verdict="restored"))
    assert store.watermark("fresh").verdict == "restored"


def test_a_proven_day_stays_proven_while_its_root_is_the_same(store):
    store.accept(MARK, [DAY])
    store.accept(MARK, [replace(DAY, state="missing", proven_ms=0)])
    assert store.state().days == [DAY]
    tampered = replace(DAY, root="5" * 64, state="different", proven_ms=0)
    store.accept(MARK, [tampered])
    assert store.state().days == [tampered]


def test_a_day_that_was_missing_can_be_proven(store):
    store.accept(MARK, [replace(DAY, state="missing", proven_ms=0)])
    store.accept(MARK, [DAY])
    assert store.state().days == [DAY]


def test_requests_are_counted_on_from_what_the_province_expects(store):
    store.adopt_sent(41)
    assert store.next_sent() == 41
    store.adopt_sent(7)
    assert store.next_sent() == 42


def test_another_province_begins_anew_but_never_counts_from_one_again(folder):
    with LineStore(folder) as store:
        store.accept(MARK, [DAY], TOLD)
        store.note(LineStatus("working"))
        store.next_sent()
    save_enrolment(folder, OTHER_PROVINCE)
    assert read_line_store(folder) == LineState(OTHER_PROVINCE)
    with LineStore(folder) as store:
        assert store.state() == LineState(OTHER_PROVINCE, 1, [], [])
        assert store.next_sent() == 2


def test_moving_the_same_province_to_another_address_forgets_nothing(folder):
    with LineStore(folder) as store:
        store.accept(MARK)
        moved = replace_url(SERVER)
        store.meet(moved)
        assert store.state() == LineState(moved, 0, [MARK], [])


def replace_url(server):
    return type(server)(
        "https://baru.contoh.go.id", server.server_key, server.terminal, server.enrolled
    )


@pytest.mark.parametrize("gone", [(FILE,), (FILE, f"{FILE}-wal", f"{FILE}-shm")])
def test_a_store_that_is_deleted_under_the_agent_is_begun_anew(folder, store, gone):
    store.accept(MARK)
    for name in gone:
        (folder / name).unlink()
    store.note(LineStatus("working", last_contact_ms=7))
    seen = read_line_store(folder)
    assert seen is not None
    assert seen.status.last_contact_ms == 7
    assert seen.watermark(EPOCH).acked in {0, MARK.acked}
