"""Finished slips, read back as others read them: whole, uncut, harmless, the same everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest

from kiosk.visits.premises import Premises
from printing.layout.draw import draw_slip, warm
from printing.layout.page import ROLL_58, ROLL_80, PaperFormat
from printing.plain_text import clean
from printing.qr import MODULE_DOTS, QUIET, matrix
from printing.raster import DOTS_PER_MM, page_image
from printing.slip import Slip
from tests.premises import example_premises, premises_with
from tests.printing.papers import WHITE, boxes_of, ink_of, poppler, text_of
from tests.printing.samples import (
    CONTENT,
    list_of,
    made_up_slip,
    plan_of,
    premises_with_agency,
    premises_with_service,
    slip_of,
    words_of,
)
from tests.printing.wholeness import WHITE_BELOW, assert_nothing_is_cut, assert_whole

ROOT = Path(__file__).resolve().parents[2]
PREMISES = example_premises()
SERVICES = tuple(PREMISES.catalogue.services)
LIFE_EVENTS = tuple(PREMISES.catalogue.life_events)
ROLLS = [pytest.param(ROLL_80, id="80"), pytest.param(ROLL_58, id="58")]
SOME_SERVICES = SERVICES[::15]
SOME_LIFE_EVENTS = ("anak-lahir", "bangun-rumah", "beli-tanah", "kena-phk", "beli-kendaraan-bekas")


def paper_of(*services: str, life_event: str | None = None, language: str = "id") -> Slip:
    """Return the slip, or the list without a number where no step gets one on a Tuesday."""
    if plan_of(*services, life_event=life_event).stops:
        return slip_of(*services, life_event=life_event, language=language)
    return list_of(*services, life_event=life_event, language=language)


@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("service", SOME_SERVICES)
def test_a_slip_of_a_service_is_whole(service: str, language: str, roll: PaperFormat) -> None:
    assert_whole(paper_of(service, language=language), roll)


@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("event", SOME_LIFE_EVENTS)
def test_a_slip_of_a_life_event_is_whole(event: str, language: str, roll: PaperFormat) -> None:
    assert_whole(paper_of(life_event=event, language=language), roll)


@pytest.mark.full
@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("service", SERVICES)
def test_every_slip_of_a_service_is_whole(service: str, language: str, roll: PaperFormat) -> None:
    assert_whole(paper_of(service, language=language), roll)


@pytest.mark.full
@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("event", LIFE_EVENTS)
def test_the_slip_of_every_life_event_is_whole(
    event: str, language: str, roll: PaperFormat
) -> None:
    assert_whole(paper_of(life_event=event, language=language), roll)


@pytest.mark.parametrize("event", SOME_LIFE_EVENTS)
def test_a_slip_never_cuts_a_word(event: str) -> None:
    slip = paper_of(life_event=event)
    _, _, boxes = boxes_of(draw_slip(slip))
    asked = {word.strip("()") for text in words_of(slip) for word in text.split()}
    assert asked <= {box.word.strip("()") for box in boxes}


def test_every_document_of_the_plan_has_its_line_and_its_box_to_tick() -> None:
    slip = slip_of(life_event="bangun-rumah")
    text = " ".join(text_of(draw_slip(slip)).split())
    lines = [line for part in slip.lists for line in part.lines]
    assert len(lines) == 17
    for line in lines:
        assert f"{line.name} ({line.detail})" in text


def nine_services() -> list[str]:
    """Return services that give nine numbers on a Tuesday."""
    found: list[str] = []
    for service in SERVICES:
        if len(found) < 9 and len(plan_of(*found, service).stops) == len(found) + 1:
            found.append(service)
    return found


@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("terminal", [1, 21])
def test_nine_stops_fit_one_slip(terminal: int, roll: PaperFormat) -> None:
    slip = slip_of(*nine_services(), terminal=terminal)
    labels = {stop.label for stop in slip.stops}
    assert len(labels) == 9
    _, _, boxes = boxes_of(assert_whole(slip, roll))
    assert labels <= {box.word for box in boxes}


def test_the_longest_label_stands_large_and_whole() -> None:
    slip = slip_of("dinkes-slhs", terminal=21)
    assert slip.stops[0].label == "AH21007"
    _, _, boxes = boxes_of(assert_whole(slip))
    (label,) = [box for box in boxes if box.word == "AH21007"]
    assert label.right - label.left > 70


@pytest.mark.parametrize("label", ["A007", "A2007"])
def test_a_label_of_up_to_five_characters_is_at_least_60_points_high(label: str) -> None:
    slip = made_up_slip(labels=(label,))
    _, _, boxes = boxes_of(draw_slip(slip))
    (found,) = [box for box in boxes if box.word == label]
    assert (found.bottom - found.top) * 72 / 25.4 >= 60


@pytest.mark.parametrize("roll", ROLLS)
def test_a_reprint_says_so_in_a_black_frame(roll: PaperFormat) -> None:
    slip = slip_of("disdukcapil-kia", copy=2)
    pdf = assert_whole(slip, roll)
    assert "CETAK ULANG ke-2" in text_of(pdf)
    image = page_image(pdf)
    left, right = round(roll.left) * 8, round(roll.left + roll.printable) * 8
    across = [y for y in range(400) if image.crop((left, y, right, y + 1)).getextrema()[1] < 9]
    # Two lines of six dots each, and the frame is as high as its words.
    assert len(across) == pytest.approx(12, abs=2)
    assert across[-1] - across[0] > 12 * DOTS_PER_MM


@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("event", ["bangun-rumah", "buka-toko", "pensiun", "anak-lahir"])
def test_a_short_slip_is_at_least_a_third_shorter(event: str, roll: PaperFormat) -> None:
    whole, short = slip_of(life_event=event), slip_of(life_event=event, short=True)
    assert sum(len(part.lines) for part in whole.lists) >= 6
    high = boxes_of(assert_whole(whole, roll))[1]
    assert boxes_of(assert_whole(short, roll))[1] <= high * 2 / 3


def test_a_list_without_a_number_has_no_code_to_read() -> None:
    pdf = assert_whole(list_of("disdukcapil-kia", "polres-skck-baru"))
    assert "Belum ada nomor antrean" in text_of(pdf)


def code_on(image: Any) -> tuple[int, int, int, int]:
    """Return where the modules of a slip's QR lie, in dots, without its quiet zone."""
    beside = (0, image.height - 36 * DOTS_PER_MM, 28 * DOTS_PER_MM, image.height)
    box = image.crop(beside).point(lambda grey: 255 if grey < WHITE else 0).getbbox()
    bottom = beside[1] + box[3]
    return box[0], bottom - 29 * MODULE_DOTS, box[2], bottom


def test_the_quiet_zone_of_the_code_is_white() -> None:
    image = page_image(draw_slip(made_up_slip()))
    left, top, right, bottom = code_on(image)
    zone = QUIET * MODULE_DOTS
    rims = [
        (left - zone, top - zone, right + zone, top),
        (left - zone, bottom, right + zone, bottom + zone),
        (left - zone, top - zone, left, bottom + zone),
        (right, top - zone, right + zone, bottom + zone),
    ]
    assert all(image.crop(rim).getextrema()[0] >= WHITE for rim in rims)


def test_every_module_of_the_code_is_six_sharp_dots() -> None:
    image = page_image(draw_slip(made_up_slip()))
    code = image.crop(code_on(image))
    assert code.size == (29 * MODULE_DOTS, 29 * MODULE_DOTS)
    for y, line in enumerate(matrix(CONTENT)):
        for x, dark in enumerate(line):
            dots = (x * MODULE_DOTS, y * MODULE_DOTS, (x + 1) * MODULE_DOTS, (y + 1) * MODULE_DOTS)
            darkest, lightest = code.crop(dots).getextrema()
            assert lightest == 0 if dark else darkest >= WHITE, (x, y)


@pytest.mark.parametrize("paper", [ROLL_80, ROLL_58])
def test_the_picture_of_a_paper_is_as_wide_as_the_printer_has_dots(paper: PaperFormat) -> None:
    for documents in range(9):
        pdf = draw_slip(made_up_slip(documents=documents), paper)
        image = page_image(pdf)
        assert image.width == paper.width * DOTS_PER_MM
        assert image.height == round(boxes_of(pdf)[1] * DOTS_PER_MM)


def test_a_slip_is_black_on_white() -> None:
    histogram = page_image(draw_slip(slip_of(life_event="anak-lahir"))).histogram()
    assert sum(histogram[64:192]) < 0.03 * sum(histogram)
    assert histogram[255] > 0.6 * sum(histogram)


def test_all_fonts_are_embedded_as_subsets() -> None:
    _, _, *fonts = poppler("pdffonts", draw_slip(slip_of("disdukcapil-kia"))).splitlines()
    assert len(fonts) == 3
    for font in fonts:
        *_, embedded, subset, _unicode, _number, _generation = font.split()
        assert (embedded, subset) == ("yes", "yes"), font


def test_a_slip_is_one_page_with_title_and_language() -> None:
    pdf = draw_slip(slip_of("disdukcapil-kia", language="en"))
    told = poppler("pdfinfo", pdf)
    assert "Pages:           1" in told
    assert "Title:           A007" in told
    assert b"/Lang (en-ID)" in pdf
    assert b"/Lang (id-ID)" in draw_slip(slip_of("disdukcapil-kia"))


def test_the_same_slip_gives_the_same_bytes() -> None:
    slip = slip_of(life_event="anak-lahir")
    assert draw_slip(slip) == draw_slip(slip)
    draw_slip(made_up_slip(words="Łoś 12.345"))
    assert draw_slip(slip) == draw_slip(slip)


DRAWN_ELSEWHERE = """
import hashlib
from printing.layout.draw import draw_slip
from tests.printing.samples import made_up_slip
print(hashlib.sha256(draw_slip(made_up_slip())).hexdigest())
"""


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_draws_the_same_bytes(seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", DRAWN_ELSEWHERE],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(draw_slip(made_up_slip())).hexdigest()


def test_a_longer_list_makes_a_longer_paper() -> None:
    heights = [boxes_of(draw_slip(made_up_slip(documents=n)))[1] for n in (0, 1, 5, 40)]
    assert heights == sorted(set(heights))
    assert heights[3] - heights[2] > 35 * 4


@pytest.mark.parametrize("documents", [0, 3, 40])
def test_twelve_millimetres_below_are_white_and_little_more_is_wasted(documents: int) -> None:
    _, dots_high, (_, _, _, bottom) = ink_of(draw_slip(made_up_slip(documents=documents)))
    assert WHITE_BELOW <= dots_high - bottom <= WHITE_BELOW + 3 * DOTS_PER_MM


def test_a_list_leaves_its_white_below_as_well() -> None:
    _, dots_high, (_, _, _, bottom) = ink_of(draw_slip(list_of("disdukcapil-kia")))
    assert dots_high - bottom >= WHITE_BELOW


HOSTILE = {
    "markup": "<b>tebal</b><br/><para>",
    "entities": "&amp; &lt;b&gt; &#27;",
    "a picture from elsewhere": "<img src=http://x/y.png>",
    "emoji": "Kartu \N{SMILING FACE WITH SUNGLASSES} anak \N{PARTY POPPER}",
    "one word of 500 letters": "W" * 500,
    "500 letters in words": "kata " * 100,
    "ESC/POS": "Kartu\x1bp\x00\x19\xfa\x1dV\x42\x00\x10\x14\x08 anak",
    "bidi": "Kartu \u202egnarab\u202c \u2066anak\u2069",
    "half a pair": "Kartu \ud83d anak",
    "PDF operators": "(Kartu) Tj ET \\) \\050 endstream",
    "a script unknown to the font": "\N{ARABIC LETTER BEH}\N{ARABIC LETTER ALEF} 東京 kartu",
    "format fields": "{n} %s {0} %(x)s",
    "nothing at all": "",
}


def hostile_premises(words: str) -> Premises:
    """Return premises where everything that comes from a file says ``words``."""
    found = premises_with_service("disdukcapil-kia", short_id=words)
    catalogue = found.catalogue
    documents = {
        name: msgspec.structs.replace(document, short_id=words)
        for name, document in catalogue.documents.items()
    }
    holders = {
        name: msgspec.structs.replace(holder, text_id=words)
        for name, holder in catalogue.holders.items()
    }
    agencies = {
        name: msgspec.structs.replace(agency, short_id=words)
        for name, agency in catalogue.agencies.items()
    }
    changed = msgspec.structs.replace(
        catalogue, documents=documents, holders=holders, agencies=agencies
    )
    return Premises(changed, premises_with(name_id=words).timetable)


@pytest.mark.parametrize("roll", ROLLS)
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_comes_out_harmless_and_uncut(words: str, roll: PaperFormat) -> None:
    slip = slip_of("disdukcapil-kia", "samsat-pkb-tahunan", premises=hostile_premises(words))
    pdf = assert_whole(slip, roll)
    steering = {"Cc", "Cf", "Cs"}
    text = text_of(pdf).translate({ord("\n"): None, ord("\f"): None})
    assert not steering & {unicodedata.category(letter) for letter in text}
    assert b"/URI" not in pdf
    assert b"/Annot" not in pdf
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_moves_nothing_else_off_the_paper(words: str) -> None:
    premises = hostile_premises(words)
    pdf = draw_slip(list_of("disdukcapil-kia", premises=premises))
    assert "Belum ada nomor antrean" in text_of(pdf)
    assert_nothing_is_cut(pdf, ROLL_80)


def test_markup_stands_on_the_paper_as_it_was_written() -> None:
    words = "<b>tebal</b> &amp; {n}"
    slip = slip_of("disdukcapil-kia", premises=hostile_premises(words))
    assert clean(words) in " ".join(text_of(draw_slip(slip)).split())


def test_a_named_counter_is_whole_on_the_paper() -> None:
    premises = premises_with_agency("dp3a", "Meja Informasi dan Pengaduan Terpadu Lantai Dua")
    assert_whole(slip_of("disdukcapil-kia", "dp3a-pengaduan", premises=premises))


@pytest.mark.parametrize("documents", [0, 4])
def test_a_narrow_roll_cuts_nothing_either(documents: int) -> None:
    slip = made_up_slip(labels=("AH21007", "A21007"), documents=documents)
    _, _, boxes = boxes_of(assert_whole(slip, ROLL_58))
    labels = {box.word: box.right - box.left for box in boxes if box.word.endswith("21007")}
    assert labels["AH21007"] > 47
    assert labels["A21007"] > 40


@pytest.mark.parametrize("roll", ROLLS)
def test_a_number_of_a_spare_series_stands_large_and_whole(roll: PaperFormat) -> None:
    slip = made_up_slip(labels=("AH199999", "AH999998", "A101007"))
    _, _, boxes = boxes_of(assert_whole(slip, roll))
    widths = {box.word: box.right - box.left for box in boxes if box.word in slip.title.split()}
    assert set(widths) == {"AH199999", "AH999998", "A101007"}
    assert widths["AH199999"] > 45


def test_warming_up_draws_a_slip_and_leaves_nothing_behind() -> None:
    slip = made_up_slip()
    before = draw_slip(slip)
    warm()
    assert draw_slip(slip) == before
