"""The words of a slip: what may be said on paper, to whom, in which language, how sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest

from kiosk.catalogue.model import Service
from kiosk.wording.documents import line_name
from printing.compose import compose_slip
from printing.slip import Slip, SlipLine
from tests.premises import example_premises, premises_with
from tests.printing.samples import (
    ENGLISH,
    HOST,
    INDONESIAN,
    list_of,
    plan_of,
    premises_with_agency,
    premises_with_service,
    slip_of,
    visit_of,
    words_of,
)

PREMISES = example_premises()
CATALOGUE = PREMISES.catalogue
SURE_AND_FREE, SURE_AND_PAID = "disdukcapil-kia", "polres-skck-baru"
NOT_SURE = "banklampung-rekening"
PRIVATE = tuple(name for name, service in CATALOGUE.services.items() if service.private_slip)


def lines_of(slip: Slip) -> list[SlipLine]:
    return [line for part in slip.lists for line in part.lines]


def headings_of(slip: Slip) -> list[str]:
    return [part.heading for part in slip.lists]


def test_a_stop_says_its_label_where_to_go_and_for_what() -> None:
    first, second = slip_of("polres-surat-kehilangan", "disdukcapil-ktp-hilang-rusak").stops
    assert (first.label, first.where) == ("C007", "1. Loket 6, lantai 1")
    assert first.services == "Polisi · Surat kehilangan"
    assert (second.label, second.where) == ("A007", "2. Loket 1 atau 2, lantai 1")


def test_services_of_one_stop_stand_together() -> None:
    (stop,) = slip_of("disdukcapil-kia", "disdukcapil-ktp-hilang-rusak").stops
    assert stop.services.startswith("Dukcapil · ")
    assert "Kartu Identitas Anak, " in stop.services


def test_two_agencies_of_one_queue_are_both_named() -> None:
    (stop,) = slip_of("jasa-raharja-santunan", "samsat-pkb-tahunan").stops
    signs = stop.services.split(" · ")[0]
    assert len(signs.split(", ")) == 2


def test_a_label_of_another_terminal_stands_as_it_is_called() -> None:
    slip = slip_of("dinkes-slhs", terminal=21)
    assert [stop.label for stop in slip.stops] == ["AH21007"]
    assert "Anjungan 21" in slip.footer


def test_services_are_named_short() -> None:
    slip = slip_of(SURE_AND_FREE)
    service = CATALOGUE.services[SURE_AND_FREE]
    assert service.short_id in slip.stops[0].services
    assert service.name_id not in "".join(words_of(slip))


def test_a_counter_nobody_knows_is_asked_for() -> None:
    entries = tuple(
        msgspec.structs.replace(entry, counters=()) if entry.agency == "disdukcapil" else entry
        for entry in PREMISES.mall.agencies
    )
    (stop,) = slip_of(SURE_AND_FREE, premises=premises_with(agencies=entries)).stops
    assert stop.where == "1. Tanyakan petugas"


def test_the_example_mall_says_that_it_is_one() -> None:
    assert "Contoh" in slip_of(SURE_AND_FREE).place
    renamed = premises_with(name_id="MPP Pringsewu")
    assert slip_of(SURE_AND_FREE, premises=renamed).place == "MPP Pringsewu · CONTOH"
    real = premises_with(name_id="MPP Pringsewu", example=False)
    assert slip_of(SURE_AND_FREE, premises=real).place == "MPP Pringsewu"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("service", PRIVATE)
def test_a_private_service_shows_only_its_private_text(service: str, language: str) -> None:
    here = premises_with_agency(CATALOGUE.services[service].agency)
    private = {"id": "Layanan pribadi", "en": "Private service"}[language]
    (stop,) = slip_of(service, premises=here, language=language).stops
    assert stop.services == private
    for paper in (
        slip_of(service, premises=here, language=language),
        list_of(service, premises=here, language=language),
        slip_of(SURE_AND_FREE, service, language=language),
        list_of(service, language=language),
    ):
        assert not names_betrayed(CATALOGUE.services[service], paper)


def names_betrayed(service: Service, slip: Slip) -> list[str]:
    """Return the names of a service and its agency that a slip says, its layout left aside."""
    agency = CATALOGUE.agencies[service.agency]
    names = (service.short_id, service.short_en, service.name_id, service.name_en)
    names += (agency.short, agency.short_id, agency.short_en, agency.name_id, agency.name_en)
    said = "\n".join((slip.title, *words_of(slip))).lower()
    return [name for name in names if name.lower() in said]


def test_two_private_services_are_named_once() -> None:
    here = premises_with_agency("dp3a")
    (stop,) = slip_of(*PRIVATE, premises=here).stops
    assert stop.services == "Layanan pribadi"


def test_what_is_private_stays_private_where_others_wait_for_it() -> None:
    here = premises_with_agency("dp3a")
    event = msgspec.structs.replace(
        CATALOGUE.life_events["anak-lahir"].steps[0],
        service="pupr-pbg",
        depends_on=("dp3a-pengaduan",),
    )
    events = dict(CATALOGUE.life_events)
    events["x"] = msgspec.structs.replace(events["anak-lahir"], id="x", steps=(event,))
    catalogue = msgspec.structs.replace(CATALOGUE, life_events=events)
    waiting = type(here)(catalogue, here.timetable)
    slip = slip_of("dp3a-pengaduan", "pupr-pbg", premises=waiting)
    assert ("Izin bangun rumah (PBG)", "nanti, setelah Layanan pribadi selesai") in slip.notes


def test_gratis_stands_only_where_every_stop_is_free() -> None:
    assert "Gratis" in slip_of(SURE_AND_FREE).facts
    assert "Gratis" not in slip_of(SURE_AND_FREE, SURE_AND_PAID).facts


def test_what_may_not_be_free_is_no_fact() -> None:
    doubtful = premises_with_service(SURE_AND_FREE, confidence="low")
    slip = slip_of(SURE_AND_FREE, premises=doubtful)
    assert "Gratis" not in slip.facts
    assert "Perlu dipastikan di loket" in slip.facts


def test_what_is_not_sure_is_to_be_confirmed_at_the_counter() -> None:
    assert "Perlu dipastikan di loket" in slip_of(NOT_SURE).facts
    assert "Perlu dipastikan di loket" in slip_of(SURE_AND_FREE, NOT_SURE).facts
    assert "Perlu dipastikan di loket" in list_of(NOT_SURE).facts
    assert "Perlu dipastikan di loket" not in slip_of(SURE_AND_FREE, SURE_AND_PAID).facts


def test_no_waiting_time_ever_stands_on_paper() -> None:
    for slip in (slip_of(life_event="bangun-rumah"), list_of(life_event="bangun-rumah")):
        assert not re.search(r"\bmenit|\btunggu", "\n".join(words_of(slip)), re.IGNORECASE)


def test_a_later_step_says_what_it_waits_for() -> None:
    notes = dict(slip_of(life_event="bangun-rumah").notes)
    assert notes == {"Izin bangun rumah (PBG)": "nanti, setelah Izin tata ruang (KKPR) selesai"}


@pytest.mark.parametrize(
    ("service", "reason"),
    [
        ("imigrasi-paspor-baru", "Buka hari Kamis. Buka lagi Kamis, jam 08.00."),
        ("polres-sim-a-baru", "Hanya keterangan di sini. Meja Informasi, lantai 1."),
        ("beacukai-imei", "Di luar mal ini: "),
    ],
)
def test_a_step_without_a_number_says_why(service: str, reason: str) -> None:
    ((name, text),) = slip_of(SURE_AND_FREE, service).notes
    assert name == CATALOGUE.services[service].short_id
    assert text.startswith(reason)


def test_holders_are_named_and_the_applicant_is_not() -> None:
    names = [line.name for line in lines_of(slip_of(life_event="beli-tanah"))]
    assert {"KTP", "KTP penjual", "KK penjual", "KTP penerima kuasa"} <= set(names)
    assert not any("pemohon" in name for name in names)


def test_a_line_says_what_to_bring_and_when() -> None:
    found = {line.name: line.detail for line in lines_of(slip_of(SURE_AND_FREE))}
    assert found["Akta kelahiran anak/bayi"] == "asli + 1 fotokopi"
    assert found["KTP ayah dan ibu"] == "diperlihatkan"
    assert found["Foto anak 2x3"] == "2 lembar, jika anak berusia 5 sampai 17 tahun"


def test_choices_of_one_line_stand_under_each_other() -> None:
    slip = slip_of("polres-skck-baru")
    (line,) = [line for line in lines_of(slip) if line.others]
    assert line.name == "Akta kelahiran"
    assert [name for name, _ in line.others] == ["atau Surat kenal lahir"]
    assert all(detail for _, detail in line.others)


def test_choices_are_said_in_english_as_well() -> None:
    (line,) = [line for line in lines_of(slip_of("polres-skck-baru", language="en")) if line.others]
    assert all(name.startswith("or ") for name, _ in line.others)


def test_no_choice_of_any_service_is_left_out() -> None:
    for service in CATALOGUE.services:
        lines = [line for line in plan_of(service).checklist.lines if line.to_bring]
        drawn = lines_of(list_of(service))
        assert sorted(len(line.choices) for line in lines) == sorted(
            len(line.others) for line in drawn
        )


def test_a_heading_counts_what_the_merge_spares() -> None:
    slip = slip_of(life_event="bangun-rumah")
    assert headings_of(slip) == [
        "Cukup 12 berkas, bukan 15",
        "Untuk nanti: cukup 5 berkas, bukan 12",
    ]
    assert [len(part.lines) for part in slip.lists] == [12, 5]


def test_a_heading_that_spares_nothing_claims_nothing() -> None:
    assert headings_of(slip_of("samsat-pkb-tahunan")) == ["Siapkan 3 berkas"]


def test_what_is_filled_in_at_the_counter_is_left_out() -> None:
    for service in CATALOGUE.services:
        lines = plan_of(service).checklist.lines
        left_out = {line_name(CATALOGUE, li, INDONESIAN) for li in lines if not li.to_bring}
        drawn = {line.name for line in lines_of(list_of(service))}
        assert not left_out & drawn, service


def test_the_first_copy_says_nothing_and_the_second_says_that_it_is_one() -> None:
    assert slip_of(SURE_AND_FREE).banner == ""
    banner = "CETAK ULANG ke-2 — tiket sebelumnya tidak berlaku sebagai nomor baru"
    assert slip_of(SURE_AND_FREE, copy=2).banner == banner
    banner = "REPRINT no. 3 — the earlier slip is not another number"
    assert slip_of(SURE_AND_FREE, copy=3, language="en").banner == banner


def test_a_reprint_differs_from_the_first_paper_in_its_banner_alone() -> None:
    visit, plan = visit_of(plan_of(SURE_AND_FREE)), plan_of(SURE_AND_FREE)
    first, second = (
        compose_slip(visit, plan, PREMISES, INDONESIAN, qr_host=HOST, copy=copy) for copy in (1, 2)
    )
    assert replace(second, banner="") == first


def test_a_short_slip_says_where_the_list_is_and_where_to_go_with_which_number() -> None:
    whole, short = slip_of(life_event="anak-lahir"), slip_of(life_event="anak-lahir", short=True)
    documents = sum(len(part.lines) for part in whole.lists)
    words = f"Daftar {documents} berkas: pindai kode QR ini, atau tanya Meja Informasi, lantai 1."
    assert short.notes == (("", words),)
    assert (short.lists, short.facts) == ((), ())
    assert short.stops == whole.stops
    assert (short.place, short.footer, len(short.qr)) == (whole.place, whole.footer, 29)


def test_a_short_slip_is_short_in_english_as_well() -> None:
    ((_, words),) = slip_of("samsat-pkb-tahunan", language="en", short=True).notes
    assert words.startswith("List of 3 documents: scan this QR code, or ask at ")


def test_a_short_slip_without_documents_speaks_of_none() -> None:
    plan = plan_of(SURE_AND_FREE)
    nothing = replace(plan, checklist=replace(plan.checklist, lines=()))
    visit = visit_of(plan)
    slip = compose_slip(visit, nothing, PREMISES, INDONESIAN, qr_host=HOST, short=True)
    assert slip.notes == ()


def test_the_footer_says_when_where_and_whom_to_complain_to() -> None:
    assert slip_of(SURE_AND_FREE).footer == (
        "Sel 24 Nov 2026 09.41",
        "Anjungan 1",
        "Pengaduan: lapor.go.id",
        "SMS 1708",
    )


def test_the_code_stands_in_groups_of_four() -> None:
    assert re.fullmatch(r"(?:[0-9A-Z]{4} ){2}[0-9A-Z]{4}", slip_of(SURE_AND_FREE).code)


def test_a_list_without_a_number_says_so_and_has_no_code() -> None:
    slip = list_of(SURE_AND_FREE)
    assert slip.banner == "Belum ada nomor antrean"
    assert (slip.stops, slip.qr, slip.code) == ((), (), "")
    assert not any(line.startswith("Anjungan") for line in slip.footer)


def test_a_list_says_of_each_service_its_fee_and_its_place() -> None:
    notes = dict(list_of(SURE_AND_FREE, "polres-skck-baru", "beacukai-imei").notes)
    assert notes["Kartu Identitas Anak"] == "Gratis · Loket 1 atau 2, lantai 1"
    assert notes["SKCK baru"] == "Rp30.000 · Loket 6, lantai 1"
    assert "Di luar mal ini: " in notes[CATALOGUE.services["beacukai-imei"].short_id]


def test_a_list_has_the_documents_of_the_slip() -> None:
    chosen = (SURE_AND_FREE, "samsat-pkb-tahunan")
    assert list_of(*chosen).lists == slip_of(*chosen).lists


def test_the_missing_list_leaves_out_what_somebody_has() -> None:
    lines = plan_of(life_event="bangun-rumah").checklist.lines
    have = frozenset({(lines[0].first.document, lines[0].first.holder), ("ktp-el", "pemohon")})
    whole = [line.name for line in lines_of(list_of(life_event="bangun-rumah"))]
    missing = list_of(life_event="bangun-rumah", have=have)
    assert [line.name for line in lines_of(missing)] == [
        name for name in whole if name not in {"Surat permohonan", "KTP"}
    ]
    assert headings_of(missing) == ["Masih kurang 10 berkas", "Untuk nanti: 5 berkas"]


def test_a_missing_list_of_somebody_who_has_nothing_is_the_whole_list() -> None:
    missing = list_of(SURE_AND_FREE, have=frozenset())
    assert headings_of(missing) == ["Masih kurang 4 berkas"]
    assert lines_of(missing) == lines_of(list_of(SURE_AND_FREE))


def test_somebody_who_has_everything_misses_nothing() -> None:
    lines = plan_of(SURE_AND_FREE).checklist.lines
    have = frozenset((line.first.document, line.first.holder) for line in lines)
    assert list_of(SURE_AND_FREE, have=have).lists == ()


def texts(node: object, ending: str) -> Iterator[str]:
    """Yield every text of the catalogue or the mall whose key ends so, as "_en"."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if isinstance(value, str) and key.endswith(ending):
            yield value
        yield from texts(value, ending)
    for value in node if isinstance(node, list | tuple) else ():
        yield from texts(value, ending)


def vocabulary(*said: str) -> set[str]:
    return {word for text in said for word in re.findall(r"[a-z]{3,}", text.lower())}


def words_said(slip: Slip) -> set[str]:
    """Return the words of a slip; its code may spell anything."""
    return vocabulary(*(text for text in words_of(slip) if text != slip.code))


def only_indonesian() -> set[str]:
    """Return the words that no English text of the catalogue, the mall or the program has.

    A counter's name stays as it stands on its sign.
    """
    known = msgspec.to_builtins([CATALOGUE, PREMISES.mall])
    counters = [counter.number for entry in PREMISES.mall.agencies for counter in entry.counters]
    signs = [number for number in counters if isinstance(number, str)]
    program = ENGLISH._catalogue._catalog
    asked = [key[0] if isinstance(key, tuple) else key for key in program]
    english = vocabulary(*texts(known, "_en"), *program.values(), *signs)
    return vocabulary(*texts(known, "_id"), *asked) - english


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_english_slip_is_fully_english(language: str) -> None:
    foreign = only_indonesian()
    for service in CATALOGUE.services:
        papers = [list_of(service, language=language)]
        papers += [slip_of(SURE_AND_PAID, service, language=language)]
        found = [words_said(paper) & foreign for paper in papers]
        assert all(found) if language == "id" else not any(found), (service, found)


@pytest.mark.parametrize("event", CATALOGUE.life_events)
def test_an_english_slip_of_a_life_event_is_fully_english(event: str) -> None:
    found = words_said(list_of(life_event=event, language="en"))
    assert not found & only_indonesian()


def test_names_from_a_file_cannot_carry_control_bytes() -> None:
    hostile = premises_with_service(SURE_AND_FREE, short_id="Kartu\x1bp\x00\u202e anak\n")
    (stop,) = slip_of(SURE_AND_FREE, premises=hostile).stops
    assert stop.services == "Dukcapil · Kartup anak"
    named = premises_with(name_id="MPP\x1b@ Contoh\u2066")
    assert slip_of(SURE_AND_FREE, premises=named).place == "MPP@ Contoh"
