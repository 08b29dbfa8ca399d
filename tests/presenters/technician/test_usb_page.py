"""The page USB: every state fits the glass, and says what a technician needs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.stick import faults
from kiosk.stick.names import LONGEST_NAME
from kiosk.stick.preview import Change, Fault, Kind, Look, Preview, Skipped
from tests.ui.technician.pages import assert_page_holds
from ui.presenters.technician.parts import Banner, Field, StatusRow
from ui.presenters.technician.usb import CHOICES, Told, UsbState, derive_usb, size_words

LONG = "n" * LONGEST_NAME
FAULT = Fault("agencies 3 samsat.counters", "it is wrong", "Mend it.", "Isinya salah.")
CHANGE = Change("agencies", "Instansi", "30", "28")


def shown(
    kind: Kind = "mall", faults: tuple[Fault, ...] = (), changes: tuple[Change, ...] = (CHANGE,)
) -> Preview:
    return Preview(Path("x"), "mal.json", kind, 4369, "0" * 64, "Berkas mal", faults, changes)


FULL = Look(
    tuple(shown(kind) for kind in ("mall", "config", "catalogue", "reply", "office")) * 8,
    (Skipped(LONG, faults.IS_LINK),) * 10,
    crowded=True,
)
DONE = Told("good", "Terpasang", "Berlaku setelah aplikasi dimulai ulang.", restart=True)
BAD = Told("bad", "Belum tersimpan", "Stik penuh: perlu 12,4 MB, tersisa 3,0 MB. Kosongkan dulu.")
STATES = {
    "reading": UsbState(),
    "no stick": UsbState(trouble="Stik USB belum terbaca. Pasang stik, lalu tunggu."),
    "nothing": UsbState(look=Look()),
    "full": UsbState(look=FULL, told=DONE, former=("mall", "catalogue", "config")),
    "last page": UsbState(look=FULL, page=99),
    "working": UsbState(look=FULL, working="Memasang berkas"),
    "back": UsbState(look=FULL, asked="back_config"),
    "file": UsbState(screen="file", opened=shown()),
    "many changes": UsbState(screen="file", opened=shown(changes=(CHANGE,) * 40)),
    "many faults": UsbState(screen="file", opened=shown(faults=(FAULT,) * 200), page=3),
    "asked": UsbState(screen="file", opened=shown(), asked="apply"),
    "same": UsbState(screen="file", opened=shown(changes=())),
    "office": UsbState(screen="file", opened=shown("office", changes=())),
    "failed": UsbState(screen="file", opened=shown(), told=BAD),
    "save": UsbState(screen="save", told=BAD),
    "saving": UsbState(screen="save", working="Menyimpan ke stik"),
}


@pytest.mark.parametrize("name", STATES)
def test_every_state_holds_the_numbers_of_the_glass(qapp, name: str) -> None:
    assert_page_holds(derive_usb(STATES[name]))


def test_every_row_of_a_full_stick_is_on_some_page() -> None:
    state, seen = UsbState(look=FULL), set[str]()
    pages = derive_usb(state).pages
    assert pages is not None
    for number in range(pages.pages):
        page = derive_usb(UsbState(look=FULL, page=number))
        seen |= {part.name for part in page.parts if isinstance(part, StatusRow)}
    assert len(seen) == 50


def test_only_a_file_without_faults_can_be_applied() -> None:
    def may(preview: Preview, working: str = "") -> bool:
        page = derive_usb(UsbState(screen="file", opened=preview, working=working))
        return {press.name: press.enabled for press in page.foot}["apply"]

    assert may(shown())
    assert not may(shown(), "Memasang berkas")
    assert not may(shown(faults=(FAULT,)))
    assert not may(shown(changes=()))
    assert not may(shown("office"))


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [("30", "28", "30 menjadi 28"), ("", "28", "28"), ("30", "", "30 (dihapus)")],
)
def test_a_change_is_told_in_words(before: str, after: str, words: str) -> None:
    preview = shown(changes=(Change("a", "Instansi", before, after),))
    page = derive_usb(UsbState(screen="file", opened=preview))
    assert [part.value for part in page.parts if isinstance(part, Field)] == [words]


def test_what_counts_at_once_is_asked_about_as_such() -> None:
    question = derive_usb(UsbState(screen="file", opened=shown("reply"), asked="apply")).question
    assert question is not None
    assert question.text == "Berlaku sekarang juga."


def test_a_crowded_stick_names_the_folder() -> None:
    banners = [part for part in derive_usb(STATES["full"]).parts if isinstance(part, Banner)]
    assert any("Terlalu banyak berkas" in banner.title for banner in banners)
    assert any("ANJUNGAN" in banner.text for banner in banners)


def test_the_choices_are_the_parts_of_an_export() -> None:
    from kiosk.app.stick.exporting import PARTS

    assert [name for name, _words in CHOICES] == ["all", *PARTS]


@given(st.integers(0, 10**10))
def test_a_size_is_short(size: int) -> None:
    assert len(size_words(size)) <= 10


@pytest.mark.parametrize(
    ("size", "words"), [(0, "0 bita"), (999, "999 bita"), (4369, "4 KB"), (1_250_000, "1,2 MB")]
)
def test_a_size_is_told_as_people_say_it(size: int, words: str) -> None:
    assert size_words(size) == words
