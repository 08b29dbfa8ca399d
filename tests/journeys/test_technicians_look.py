"""A technician looks whether the kiosk is well, by touch alone, through the real window."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.visits.model import Request
from tests.app.kiosks import KTP, events_in
from tests.app.turning import turn_until
from tests.fakes import FakeClock
from tests.journeys.technicians import Kiosk

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def kiosk(tmp_path: Path, clock: FakeClock) -> Iterator[Kiosk]:
    """A kiosk with one visit, an alert, and a technician who has come in."""
    switching = sys.getswitchinterval()
    started = Kiosk(tmp_path, clock).begin()
    desk = started.window._equipment.desk
    desk.issue(Request((KTP,), None, (), None, "id", frozenset()), print_copy=False)
    desk.store.record("paper.low", {"mm_left": 6_000}, clock.now())
    started.enter(started.add("Sari").pin)
    looked(started)
    yield started
    started.close()
    sys.setswitchinterval(switching)


def looked(kiosk: Kiosk) -> None:
    """Wait until the look is over."""
    turn_until(
        lambda: kiosk.sight.thing("check") is not None and kiosk.sight.find("check").isEnabled()
    )
    kiosk.settle()


def test_in_one_look_a_technician_knows_whether_the_kiosk_is_well(kiosk: Kiosk) -> None:
    assert kiosk.sight.says("Siap melayani")
    assert kiosk.sight.says("tiket disimpan sebagai berkas")
    assert kiosk.faults() == []


def test_an_alert_is_opened_seen_and_gone(kiosk: Kiosk) -> None:
    kiosk.touch("check_alerts")
    assert kiosk.sight.says("kertas hampir habis (1)")
    assert kiosk.faults() == []
    kiosk.touch("seen")
    kiosk.wait_for("semua sudah dilihat")
    kiosk.window._storage.close()
    (seen,) = events_in(kiosk.folder, "alerts.seen")
    assert seen["seq"] > 0


def test_a_row_leads_to_the_tab_where_it_is_put_right(kiosk: Kiosk) -> None:
    kiosk.touch("check_printer", "way")
    turn_until(lambda: kiosk.sight.thing("trial") is not None or kiosk.sight.says("Cetak uji"))
    assert not kiosk.sight.says("Siap melayani")


def test_the_log_tells_of_the_visit_and_of_the_technician_by_name(kiosk: Kiosk) -> None:
    kiosk.touch("tab_log")
    kiosk.wait_for("Nomor diberikan")
    assert kiosk.sight.says("Teknisi masuk")
    assert kiosk.sight.says("Sari")
    assert kiosk.faults() == []
