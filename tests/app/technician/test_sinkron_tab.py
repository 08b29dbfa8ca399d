"""The tab Sinkron, touched by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kiosk.app import line
from kiosk.app.technician.sinkron_tab import LOOK_EVERY, PATIENCE_S, SinkronTab
from kiosk.errors import KioskError, NotEnrolled, ServerProblem, StoreProblem, UsageError
from sync.agent import standing
from sync.line_store import LineCode
from tests.app.kiosks import Kiosk
from tests.app.technician.setup_hand import TabHand
from tests.sync.line_store.folders import enrolled
from ui.presenters.technician.parts import Pressed

Told = tuple[LineCode, bool] | KioskError


@pytest.fixture
def hand(kiosk: Kiosk) -> TabHand:
    return TabHand(SinkronTab, kiosk)


@pytest.fixture
def sends(monkeypatch: pytest.MonkeyPatch) -> Callable[[Told], list[float]]:
    """Have the next attempts end so; returns how long each would have been waited for."""
    asked: list[float] = []

    def answer(told: Told) -> list[float]:
        def send_now(_folder: object, patience_s: float, longest_s: float) -> tuple[LineCode, bool]:
            asked.append(max(patience_s, longest_s))
            if isinstance(told, KioskError):
                raise told
            return told

        monkeypatch.setattr(line, "send_now", send_now)
        return asked

    return answer


def test_a_terminal_without_a_province_is_told_what_to_do(hand: TabHand) -> None:
    (words,) = hand.banners
    assert words.startswith("Belum terdaftar. Minta kode ke kantor, lalu sentuh Daftarkan.")
    assert words.endswith("Belum pernah terhubung.")
    assert not hand.button("send").enabled
    hand.touch("enrol", "usb")
    assert hand.went == ["enrol", "usb"]


def test_an_attempt_is_made_and_written_down(
    hand: TabHand, sends: Callable[[Told], list[float]]
) -> None:
    enrolled(hand.kiosk.folder)
    hand.tab.enter()
    hand.work()
    asked = sends(("working", True))
    hand.touch("send")
    assert asked == [PATIENCE_S]
    assert "Semua sudah sampai. " in hand.banners
    assert hand.recorded == [("line.tried", {"outcome": "started"})]


def test_an_attempt_is_written_down_before_it_is_made_so_that_it_is_sent_along(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(hand.kiosk.folder)
    before: list[int] = []

    def send_now(*_how: object) -> tuple[LineCode, bool]:
        before.append(len(hand.recorded))
        return "working", True

    monkeypatch.setattr(line, "send_now", send_now)
    hand.tab.handle(Pressed("send"))
    hand.errands.run_all()
    assert before == []  # The storage thread has not written it yet.
    hand.work()
    assert (before, len(hand.recorded)) == ([1], 1)


def test_all_has_arrived_is_not_said_beside_what_came_since(
    hand: TabHand, sends: Callable[[Told], list[float]], monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(hand.kiosk.folder)
    sends(("working", True))
    hand.touch("send")
    assert "Semua sudah sampai. " in hand.banners
    now = standing.read_standing(hand.kiosk.folder)

    def one_more(_folder: object) -> standing.Standing:
        return {**now, "backlog": 1}

    monkeypatch.setattr(standing, "read_standing", one_more)
    hand.wait(LOOK_EVERY)
    assert "Semua sudah sampai. " not in hand.banners


def test_while_an_attempt_is_under_way_no_other_is_made_and_nobody_is_thrown_out(
    hand: TabHand, sends: Callable[[Told], list[float]]
) -> None:
    enrolled(hand.kiosk.folder)
    asked = sends(("working", True))
    hand.tab.enter()
    hand.work()
    for _touch in range(3):
        hand.tab.handle(Pressed("send"))
    assert hand.tab.busy
    assert any(words.startswith("Sedang mengirim") for words in hand.banners)
    hand.tab.enter()
    assert hand.tab.busy
    hand.work()
    assert (hand.tab.busy, len(asked)) == (False, 1)


@pytest.mark.parametrize(
    ("told", "words", "outcome"),
    [
        (("waiting", False), "Belum semua terkirim. Coba lagi nanti.", "waiting"),
        (("offline", False), "Belum berhasil. Sebabnya ada di atas.", "offline"),
        (NotEnrolled("no", "do"), "Terminal belum terdaftar. Sentuh Daftarkan.", "not_enrolled"),
        (
            UsageError("no", "do"),
            "Terminal ini terdaftar lewat berkas. Sentuh Ekspor ke USB.",
            "usage",
        ),
        (ServerProblem("The key is gone.", "do"), "Belum berhasil: The key is gone.", "server"),
    ],
)
def test_an_attempt_that_did_not_do_it_says_why(
    hand: TabHand, sends: Callable[[Told], list[float]], told: Told, words: str, outcome: str
) -> None:
    enrolled(hand.kiosk.folder)
    sends(told)
    hand.tab.enter()
    hand.work()
    hand.touch("send")
    assert f"{words}. " in hand.banners
    tried = [("line.tried", {"outcome": end}) for end in ("started", outcome)]
    assert hand.recorded == tried
    assert not hand.tab.busy


def test_the_line_is_looked_at_again_by_itself(hand: TabHand) -> None:
    enrolled(hand.kiosk.folder)
    hand.wait(LOOK_EVERY)
    assert hand.banners[0].startswith("Belum ada percobaan")
    assert hand.button("send").enabled


def test_a_line_that_cannot_be_read_says_so(hand: TabHand, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(_folder: object) -> object:
        raise StoreProblem("line.db is damaged.", "Start the agent.")

    monkeypatch.setattr(standing, "read_standing", damaged)
    hand.tab.enter()
    hand.work()
    assert hand.banners == ["Keadaan tidak bisa dibaca. line.db is damaged. Start the agent."]


def test_a_contact_of_long_ago_is_headed_as_such_and_its_age_is_told_once(
    hand: TabHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = standing.read_standing(hand.kiosk.folder)
    words = "Terakhir tersambung 12 menit lalu, 6 kejadian menunggu kiriman berikutnya."

    def long_ago(_folder: object) -> standing.Standing:
        at = "2026-11-24T09:41:06+07:00"
        return {
            **now,
            "state": "working",
            "words": words,
            "last_contact": at,
            "last_contact_age_s": 720,
        }

    monkeypatch.setattr(standing, "read_standing", long_ago)
    hand.tab.enter()
    hand.work()
    (words,) = hand.banners
    assert words == (
        "Terakhir tersambung. 12 menit lalu, 6 kejadian menunggu kiriman berikutnya. "
        "Kontak terakhir 24-11-2026 09.41."
    )
