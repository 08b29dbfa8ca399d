"""Housekeeping on a real store and a real ``line.db``: verdicts are followed, none is hurried."""

import pytest

from kiosk.app.equipment import equip
from kiosk.app.line_news import LineNews
from kiosk.store.loss.ballast import Ballast
from kiosk.store.reading import open_reader
from kiosk.visits.model import Request
from sync.enrolled import Enrolment, save_enrolment
from sync.line_store import LineStore, Watermark
from tests.app.kiosks import KTP, desk_in, foundation_in
from tests.fakes import FakeClock

PROVINCE = Enrolment("http://127.0.0.1:8700", "ab" * 32, "contoh-pringsewu-1", "2026-11-24T08:00")


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def kiosk(tmp_path, clock, monkeypatch):
    monkeypatch.setattr("kiosk.store.store.Ballast", lambda folder, _bytes: Ballast(folder, 4096))
    equipment = equip(foundation_in(tmp_path, clock))
    yield equipment
    equipment.close()


def number(kiosk) -> str:
    issued = kiosk.desk.issue(Request(services=(KTP,)), print_copy=False)
    return issued.visit.tickets[0].label


def judged(folder, epoch: str, acked: int, verdict: str) -> None:
    save_enrolment(folder, PROVINCE)
    with LineStore(folder) as line:
        line.judge(Watermark(epoch, acked, "cd" * 32, verdict))


def kinds(folder) -> list[str]:
    with open_reader(folder) as reader:
        return [event.row["kind"] for event in reader.events()]


@pytest.mark.parametrize(
    ("verdict", "reason"), [("restored", "restored"), ("cloned", "clone"), ("forked", "clone")]
)
def test_where_the_province_takes_no_more_another_ledger_follows_with_numbers_of_its_own(
    kiosk, tmp_path, verdict, reason
):
    first, epoch = number(kiosk), kiosk.desk.store.ident.epoch
    judged(tmp_path, epoch, 2, verdict)
    kiosk.keep_house()
    assert kiosk.desk.store.ident.epoch != epoch
    assert (first, number(kiosk)) == ("A001", "A101001")
    with open_reader(tmp_path) as reader:
        start = next(reader.events())
    assert start.row["kind"] == "epoch.start"
    assert start.fields["body"]["reason"] == reason
    assert start.fields["body"]["prev_epoch"] == epoch


def test_a_verdict_is_followed_at_the_start_before_any_number(tmp_path, clock):
    desk = desk_in(tmp_path, clock)
    epoch = desk.store.ident.epoch
    desk.issue(Request(services=(KTP,)), print_copy=False)
    desk.store.close()
    judged(tmp_path, epoch, 2, "restored")
    again = desk_in(tmp_path, clock)
    issued = again.issue(Request(services=(KTP,)), print_copy=False)
    again.store.close()
    assert issued.visit.tickets[0].label == "A101001"


def test_a_verdict_on_an_earlier_ledger_ends_no_other(kiosk, tmp_path):
    number(kiosk)
    epoch = kiosk.desk.store.ident.epoch
    judged(tmp_path, "00000000-0000-4000-8000-000000000000", 9, "restored")
    kiosk.keep_house()
    assert kiosk.desk.store.ident.epoch == epoch


def test_without_a_line_it_is_quick_and_asks_for_nothing_more(kiosk, tmp_path):
    number(kiosk)
    before = kinds(tmp_path)
    assert kiosk.keep_house() is False
    assert kinds(tmp_path) == before


def test_a_day_that_is_due_begins_while_nobody_is_there(kiosk, tmp_path, clock):
    number(kiosk)
    clock.advance(24 * 3600)
    kiosk.keep_house()
    assert kinds(tmp_path)[-2:] == ["day.closed", "queue_day.began"]


def test_the_news_are_those_of_this_folder(kiosk, tmp_path, clock):
    assert LineNews(tmp_path, clock).look() is None
