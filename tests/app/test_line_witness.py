"""What the store hears of the line, from a real ``line.db``."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.app.line_news import LineNews
from kiosk.app.line_witness import ended, known_elsewhere, proven_days
from kiosk.store.loss.witness import Elsewhere
from kiosk.store.retention import ProvenDay
from sync.enrolled import Enrolment, save_enrolment
from sync.line_store import DayRecord, LineStore, Watermark
from tests.fakes import FakeClock

PROVINCE = Enrolment("http://127.0.0.1:8700", "ab" * 32, "contoh-pringsewu-1", "2026-11-24T08:00")
OLD, NEW = "11111111-0000", "22222222-0000"
DAY = DayRecord(OLD, 7, "2026-11-20", 40, "cd" * 32, 280, "proven", 1_795_000_000_000)
NEXT = replace(DAY, epoch=NEW, day_id=8, date="2026-11-21", last_seq=12, state="different")


@pytest.fixture
def news(tmp_path):
    return LineNews(tmp_path, FakeClock())


@pytest.fixture
def line(tmp_path):
    save_enrolment(tmp_path, PROVINCE)
    with LineStore(tmp_path) as store:
        store.accept(Watermark(OLD, 280, "ef" * 32), [DAY])
        store.accept(Watermark(NEW, 12, "ef" * 32), [NEXT])
        yield store


def test_without_a_line_nothing_is_known_elsewhere(news):
    assert known_elsewhere(news) == Elsewhere()
    assert proven_days(news, OLD) == []
    assert ended(news, OLD) is None


def test_the_latest_day_and_how_far_each_epoch_got_are_known(news, line):
    assert known_elsewhere(news) == Elsewhere({OLD: 280, NEW: 12}, 8, date(2026, 11, 21))


def test_only_what_both_sides_proved_counts_as_proven(news, line):
    assert proven_days(news, OLD) == [ProvenDay(7, 280, 1_795_000_000_000)]
    assert proven_days(news, NEW) == []


@pytest.mark.parametrize(
    ("verdict", "reason"), [("restored", "restored"), ("cloned", "clone"), ("forked", "clone")]
)
def test_an_epoch_the_province_takes_no_more_of_has_ended(news, line, verdict, reason):
    assert ended(news, NEW) is None
    line.judge(Watermark(NEW, 12, "ef" * 32, verdict))
    assert ended(news, NEW) == (reason, 12)
    assert ended(news, OLD) is None
