"""What a touch on each part reports, and that none is lost or taken twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.wire.codes import LETTERS
from tests.fakes import FakeClock
from tests.ui.glass import middle, press, release, settle
from tests.ui.technician.pages import HEAD, PORTRAIT, PageGlass, shown
from tests.ui.technician.samples import BACK, OPTIONS, SAVE, pages, rows
from ui.presenters.parts import Pages
from ui.presenters.technician import parts as p
from ui.presenters.technician.parts import Pressed
from ui.tap_guard import DEAD_MS, DOUBLE_MS, TapGuard

ADDRESS = p.Entry("address", "Alamat", "", "text")
PIN = p.PinPad("pin", tuple("4719025836"), 0)


@pytest.fixture
def glass(qapp: QApplication) -> Iterator[PageGlass]:
    assert qapp is not None
    glass = PageGlass()
    yield glass
    glass.close()


@pytest.mark.parametrize(
    ("part", "name", "expected"),
    [
        (p.StatusRow("sync", "Server", "", "", "pass", pressable=True), "sync", Pressed("sync")),
        (p.Banner("good", "Siap", "", BACK), "back", Pressed("back")),
        (p.Presses((BACK, SAVE)), "save", Pressed("save")),
        (p.Choice("size", "Ukuran", OPTIONS, "32"), "size_21.5", Pressed("size", "21.5")),
        (p.Field("server", "Server", ""), "server", Pressed("server")),
        (ADDRESS, "key_@", Pressed("address", "@")),
        (p.Entry("number", "Nomor", "1", "digits"), "key_7", Pressed("number", "17")),
        (PIN, "pin_9", Pressed("pin", "9")),
        (replace(PIN, typed=3), "pin_erase", Pressed("pin", "-")),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_touch_reports_what_was_touched(
    glass: PageGlass, part: p.Part, name: str, expected: Pressed
) -> None:
    glass.show(p.Page((part,)))
    glass.tap(name)
    assert glass.heard == [expected]


def test_head_foot_and_pages_report_their_names(glass: PageGlass) -> None:
    glass.show(p.Page((), (BACK,), Pages(1, 3)))
    for name in ("leave", "tab_log", "back", "page_back", "page_ahead"):
        glass.tap(name)
    assert glass.heard == [
        Pressed("leave"),
        Pressed("tab", "log"),
        Pressed("back"),
        Pressed("page", "0"),
        Pressed("page", "2"),
    ]


def test_at_its_ends_a_list_goes_no_further(glass: PageGlass) -> None:
    glass.show(p.Page((), (), Pages(0, 2)))
    glass.tap("page_back")
    glass.show(p.Page((), (), Pages(1, 2)))
    glass.tap("page_ahead")
    assert glass.heard == []
    glass.show(p.Page())
    assert glass.thing("page_back") is None


def test_what_is_not_ready_reports_nothing(glass: PageGlass) -> None:
    off = replace(SAVE, enabled=False)
    glass.show(p.Page((p.Presses((off,)), replace(PIN, enabled=False))))
    glass.tap("save")
    glass.tap("pin_4")
    assert glass.heard == []


def test_a_row_to_read_cannot_be_touched(glass: PageGlass) -> None:
    glass.show(
        p.Page((p.StatusRow("disk", "Disk", "", ""), p.Field("v", "V", "1", pressable=False)))
    )
    assert [name for name in glass.names() if not name.startswith(("tab_", "leave"))] == []


def test_below_a_question_nothing_can_be_touched(glass: PageGlass) -> None:
    page = pages("Printer")["question"]
    glass.show(replace(page, question=None))
    row, leave = (middle(glass.find(name), glass.frame) for name in ("sync", "leave"))
    glass.show(page)
    for point in (row, leave):
        held = press(glass.frame, point)
        release(glass.frame, point, held)
    assert glass.heard == []
    glass.tap("save")
    assert glass.heard == [Pressed("save")]


def test_keys_add_to_what_stands_there_and_take_it_away(glass: PageGlass) -> None:
    entry = replace(ADDRESS, text="10", most=5)
    glass.show(p.Page((entry,)))
    for name in ("key_.", "key_capitals", "key_a", "key_capitals", "key_a", "key_b"):
        glass.tap(name)
    glass.tap("key_erase")
    glass.tap("key_clear")
    glass.tap("key_erase")
    typed = ["10.", "10.A", "10.Aa", "10.A", ""]
    assert glass.heard == [Pressed("address", text) for text in typed]


def test_a_code_is_typed_with_the_letters_that_a_code_can_have(glass: PageGlass) -> None:
    glass.show(p.Page((p.Entry("code", "Kode", "", "code"),)))
    signs = [name.removeprefix("key_") for name in glass.names() if name.startswith("key_")]
    assert sorted(signs) == sorted([*LETTERS, "erase", "clear"])


@pytest.mark.parametrize(("keys", "spaced"), [("address", False), ("text", True)])
def test_an_address_has_no_blanks(glass: PageGlass, keys: p.Keys, *, spaced: bool) -> None:
    glass.show(p.Page((replace(ADDRESS, keys=keys),)))
    assert ("key_space" in glass.names()) is spaced
    assert {f"key_{sign}" for sign in "az09.:/-_@"} <= set(glass.names())


def test_what_one_person_typed_is_gone_with_its_page(glass: PageGlass) -> None:
    glass.show(p.Page((replace(ADDRESS, text="rahasia"),)))
    glass.show(p.Page((p.Title("Lain"),)))
    glass.show(p.Page((ADDRESS,)))
    QTest.keySequence(glass.frame, "Ctrl+Z")
    QTest.keySequence(glass.frame, "Ctrl+V")
    settle()
    glass.tap("key_x")
    assert glass.heard == [Pressed("address", "x")]


def test_the_touch_test_tells_how_far_from_the_middle_a_finger_came_down(glass: PageGlass) -> None:
    glass.show(p.Page(whole=p.TouchTest(1, 5, (0.5, 0.25))))
    px = glass.frame.theme.px_per_mm
    at = QPoint(PORTRAIT[0] // 2 + round(3 * px), PORTRAIT[1] // 4 - round(2 * px))
    held = press(glass.frame, at)
    slid = at + QPoint(round(5 * px), 0)
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, pos=held.mapFrom(glass.frame, slid))
    assert glass.heard == [Pressed("touch", "3.0,-2.0")]


def test_any_touch_ends_the_screen_test(glass: PageGlass) -> None:
    glass.show(p.Page(whole=p.ScreenTest("Sentuh layar untuk selesai")))
    held = press(glass.frame, QPoint(20, 20))
    release(glass.frame, QPoint(20, 20), held)
    assert glass.heard == [Pressed("screen")]


LIVE = [
    (p.Presses((SAVE,)), p.Presses((replace(SAVE, text="Menyimpan"),)), "save"),
    (
        p.StatusRow("sync", "Server", "1 menit", "", "pass", pressable=True),
        p.StatusRow("sync", "Server", "2 menit lalu", "", "pass", pressable=True),
        "sync",
    ),
    (p.Banner("info", "Jam", "1", SAVE), p.Banner("info", "Jam", "2", SAVE), "save"),
    (p.Field("a", "A", "1", "x"), p.Field("a", "A", "2", "y"), "a"),
    (ADDRESS, replace(ADDRESS, text="a", fault="Belum lengkap"), "key_a"),
    (PIN, replace(PIN, typed=2), "pin_4"),
    (p.Choice("c", "C", OPTIONS, "32"), p.Choice("c", "C", OPTIONS, "32", "Salah"), "c_32"),
    (p.Figures((("1", "tiket"),)), p.Figures((("2", "tiket"),)), "back"),
]


@pytest.mark.parametrize(("before", "after", "name"), LIVE, ids=[case[2] for case in LIVE])
def test_a_page_changes_while_a_finger_is_down_and_the_touch_counts(
    glass: PageGlass, before: p.Part, after: p.Part, name: str
) -> None:
    glass.show(p.Page((p.Title("Judul"), before), (BACK,)))
    thing = glass.find(name)
    at = middle(thing, glass.frame)
    held = press(glass.frame, at)
    head = replace(HEAD, leave="Keluar (1.51)")
    glass.show(p.Page((p.Title("Judul", "Kalimat"), after), (BACK,)), head)
    assert glass.find(name) is thing
    assert glass.says("Keluar (1.51)")
    release(glass.frame, middle(thing, glass.frame), held)
    assert len(glass.heard) == 1


def test_the_way_out_counts_down_under_a_finger(glass: PageGlass) -> None:
    glass.show(p.Page())
    leave = glass.find("leave")
    held = press(glass.frame, middle(leave, glass.frame))
    glass.show(p.Page(rows("Baris")), replace(HEAD, leave="Keluar (0.09)", chosen="log"))
    release(glass.frame, middle(leave, glass.frame), held)
    assert glass.heard == [Pressed("leave")]


def test_a_banner_that_comes_leaves_the_other_parts_as_they_are(glass: PageGlass) -> None:
    glass.show(p.Page(rows("Baris"), (BACK,)))
    row = glass.find("sync")
    glass.show(p.Page((p.Banner("bad", "Printer mati"), *rows("Baris")), (BACK,)))
    assert glass.find("sync") is row
    assert glass.says("Printer mati")
    glass.show(p.Page(rows("Baris"), (BACK,)))
    assert glass.find("sync") is row
    assert not glass.says("Printer mati")


@pytest.mark.parametrize("distance", [1, pytest.param(None, marks=pytest.mark.full)])
def test_everything_shown_is_what_a_fresh_frame_would_show(
    glass: PageGlass, distance: int | None
) -> None:
    """In the normal run each page follows its neighbour; in the full one, every other page."""
    befores = list(pages("Printer tiket").values())
    for place, after in enumerate(pages("Jam").values()):
        with shown(after) as fresh:
            expected = sorted(fresh.texts()), sorted(fresh.names())
        for before in befores if distance is None else [befores[place - distance]]:
            glass.show(before)
            glass.show(after)
            assert (sorted(glass.texts()), sorted(glass.names())) == expected


class TestTheGuard:
    @pytest.fixture
    def clock(self) -> FakeClock:
        return FakeClock()

    @pytest.fixture
    def guarded(self, qapp: QApplication, clock: FakeClock) -> Iterator[PageGlass]:
        assert qapp is not None
        glass = PageGlass(guard=TapGuard(clock.mono_ms))
        yield glass
        glass.close()

    def test_a_finger_that_came_before_the_page_touches_nothing(
        self, guarded: PageGlass, clock: FakeClock
    ) -> None:
        guarded.show(p.Page((), (BACK,)))
        clock.advance((DEAD_MS - 1) / 1000)
        guarded.tap("back")
        assert guarded.heard == []
        clock.advance(0.001)
        guarded.tap("back")
        assert guarded.heard == [Pressed("back")]

    def test_a_second_tap_within_half_a_second_is_the_same_tap(
        self, guarded: PageGlass, clock: FakeClock
    ) -> None:
        guarded.show(p.Page((), (BACK,)))
        clock.advance(1)
        guarded.tap("back")
        clock.advance((DOUBLE_MS - 1) / 1000)
        guarded.tap("back")
        assert len(guarded.heard) == 1

    def test_a_digit_struck_twice_is_typed_twice(
        self, guarded: PageGlass, clock: FakeClock
    ) -> None:
        guarded.show(p.Page((PIN,)))
        clock.advance(1)
        guarded.tap("pin_4")
        clock.advance(0.1)
        guarded.show(p.Page((replace(PIN, typed=1),)))
        guarded.tap("pin_4")
        assert guarded.heard == [Pressed("pin", "4")] * 2

    def test_a_countdown_has_no_dead_time(self, guarded: PageGlass, clock: FakeClock) -> None:
        guarded.show(p.Page((), (BACK,)))
        clock.advance(1)
        guarded.show(p.Page((), (BACK,)), replace(HEAD, leave="Keluar (1.51)"))
        guarded.tap("back")
        assert guarded.heard == [Pressed("back")]
