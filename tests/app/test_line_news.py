"""What the line tells the kiosk, from a real ``line.db``: never more than is known."""

import pytest

from kiosk.app.equipment import load_premises, open_desk
from kiosk.app.foundation import lay_foundation
from kiosk.app.line_news import SILENCE_MS, LineNews
from kiosk.clock import boot_id
from kiosk.store.reading import open_reader
from sync.enrolled import Enrolment, save_enrolment
from sync.line_store import LineStatus, LineStore, TimeTold
from tests.fakes import FakeClock

PROVINCE = Enrolment("http://127.0.0.1:8700", "ab" * 32, "contoh-pringsewu-1", "2026-11-24T08:00")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def news(tmp_path, clock):
    return LineNews(tmp_path, clock)


def now_ms(clock) -> int:
    return int(clock.now().timestamp() * 1000)


def heard(folder, contact_ms: int | None, told: TimeTold | None = None) -> None:
    save_enrolment(folder, PROVINCE)
    with LineStore(folder) as line:
        line.note(LineStatus("working", last_contact_ms=contact_ms))
        if told is not None:
            line.tell(told)


def told(clock, server_ms: int, boot: str | None = None) -> TimeTold:
    return TimeTold(server_ms, now_ms(clock), clock.mono_ms(), boot or boot_id(), 20)


def test_without_a_province_there_is_no_line_to_be_cut(news):
    assert news.look() is None
    assert not news.is_cut()


def test_a_province_that_never_answered_is_out_of_reach(tmp_path, news):
    heard(tmp_path, None)
    assert news.is_cut()


def test_the_line_is_cut_once_the_province_was_silent_for_a_while(tmp_path, news, clock):
    heard(tmp_path, now_ms(clock))
    clock.advance(SILENCE_MS / 1000)
    assert not news.is_cut()
    clock.advance(1)
    assert news.is_cut()


def test_a_wrong_wall_clock_does_not_cut_the_line(tmp_path, news, clock):
    province_ms = now_ms(clock)
    clock.set_wall("2031-01-01T00:00")
    heard(tmp_path, province_ms, told(clock, province_ms))
    assert not news.is_cut()
    clock.set_wall("1970-01-01T07:00")
    clock.advance(SILENCE_MS / 1000 + 1)
    assert news.is_cut()


def test_what_was_told_before_the_machine_started_again_says_nothing_of_now(tmp_path, news, clock):
    heard(tmp_path, now_ms(clock), told(clock, 0, boot="another"))
    assert not news.is_cut()


def test_a_damaged_line_store_is_no_news_and_no_fault(tmp_path, news, clock):
    heard(tmp_path, now_ms(clock))
    for name in ("line.db-wal", "line.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    (tmp_path / "line.db").write_bytes(b"scrambled" * 1000)
    assert news.look() is None
    assert not news.is_cut()


def test_the_provinces_time_is_known_from_the_last_look_on(tmp_path, news, clock):
    first = told(clock, 1_795_000_000_000)
    heard(tmp_path, now_ms(clock), first)
    assert news.told() is None
    news.look()
    assert news.told() == first
    (tmp_path / "line.db").write_bytes(b"scrambled" * 1000)
    news.look()
    assert news.told() == first


def test_a_kiosk_goes_by_the_provinces_time_where_its_own_clock_is_wrong(tmp_path, clock):
    right_ms = now_ms(clock)
    clock.given = False
    clock.set_wall("2019-01-01T00:00")
    heard(tmp_path, right_ms, told(clock, right_ms))
    foundation = lay_foundation(tmp_path, clock)
    desk = open_desk(foundation, load_premises(foundation))
    try:
        assert int(desk.now().timestamp() * 1000) == right_ms
        desk.store.record("trial", {}, desk.now())
    finally:
        desk.store.close()
    with open_reader(tmp_path) as reader:
        (event,) = reader.tail(1)
    assert (event.row["wall_ms"], event.row["clock"]) == (right_ms, "trusted")
