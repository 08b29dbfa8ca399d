"""The ledger's events in plain Indonesian, one entry a kind; nothing that a visitor typed.

A test looks through the sources for every kind that is written, and wants it here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ui.presenters.technician import event_details as details
from ui.presenters.technician.event_details import Body

Group = Literal["kiosk", "problem", "technician"]


def _nothing(_body: Body) -> str:
    return ""


def _never(_body: Body) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind in words: its title, what else its body tells, whom it concerns.

    Where only the body decides whether it is a problem, ``is_problem`` asks it.
    """

    title: str
    detail: Callable[[Body], str] = _nothing
    group: Group = "kiosk"
    is_problem: Callable[[Body], bool] = _never


@dataclass(frozen=True, slots=True)
class EventWords:
    """One event in words, and whether it tells of something that is not well."""

    title: str
    detail: str
    is_problem: bool


def event_words(kind: str, body: Body) -> EventWords:
    """Return an event in words; a body that is not of its kind leaves the detail empty."""
    known = KINDS.get(kind)
    if known is None:
        return EventWords("Catatan lain", kind, is_problem=False)
    try:
        detail, problem = known.detail(body), known.is_problem(body)
    except (KeyError, TypeError, ValueError, AttributeError):
        detail, problem = "", False
    return EventWords(known.title, detail, problem or known.group == "problem")


def kinds_of(group: Group) -> list[str]:
    """Return the kinds that may belong to a group, in their order."""
    return [
        kind
        for kind, known in KINDS.items()
        if known.group == group or (group == "problem" and known.is_problem is not _never)
    ]


KINDS: Mapping[str, EventKind] = {
    "visit.issued": EventKind("Kunjungan dicatat", details.visit),
    "ticket.issued": EventKind("Nomor diberikan", details.label),
    "print.outcome": EventKind("Kertas dicetak", details.paper, is_problem=details.is_not_out),
    "print.settled": EventKind("Nasib kertas dipastikan", details.paper),
    "print.unanswered": EventKind("Tiket tanpa kepastian", group="problem"),
    "printer.state": EventKind(
        "Keadaan printer", details.printer_state, is_problem=details.is_not_ready
    ),
    "printer.tested": EventKind("Cetak uji dilihat", details.trial, "technician"),
    "paper.low": EventKind("Kertas hampir habis", details.left_on_roll, "problem"),
    "paper.roll_changed": EventKind("Gulungan baru", details.roll, "technician"),
    "queue_day.began": EventKind("Hari antrean dimulai", details.day),
    "queue_day.doubted": EventKind("Tanggal diragukan", details.doubted, "problem"),
    "day.closed": EventKind("Hari antrean ditutup", details.closed_day),
    "epoch.start": EventKind("Buku baru dimulai", details.epoch, "problem"),
    "epoch.salvaged": EventKind("Catatan lama diselamatkan", details.salvaged),
    "store.checked": EventKind(
        "Buku diperiksa seluruhnya", details.checked, is_problem=details.is_not_whole
    ),
    "store.ballast_released": EventKind("Disk penuh, ruang cadangan dipakai", group="problem"),
    "staff.alert": EventKind("Buku rusak, panggil teknisi", group="problem"),
    "search.unfound": EventKind("Pencarian tanpa hasil", details.visits),
    "kiosk.paused": EventKind("Kios dihentikan", details.person, "technician"),
    "kiosk.resumed": EventKind("Kios melayani lagi", details.person, "technician"),
    "agency.closed": EventKind("Loket ditutup", details.agency, "technician"),
    "agency.opened": EventKind("Loket dibuka lagi", details.agency, "technician"),
    "alerts.seen": EventKind("Peringatan sudah dilihat", details.person, "technician"),
    "technician.entered": EventKind("Teknisi masuk", details.person, "technician"),
    "technician.left": EventKind("Teknisi keluar", details.leaving, "technician"),
    "technician.refused": EventKind("PIN salah", details.tries, "technician"),
    "technician.locked": EventKind("PIN dikunci", details.tries, "technician", lambda _body: True),
    "line.tried": EventKind("Sambungan dicoba", details.tried, "technician"),
    "line.enrolled": EventKind("Mesin didaftarkan", details.person, "technician"),
    "line.enrolment_failed": EventKind("Pendaftaran gagal", details.person, "technician"),
    "printer.chosen": EventKind("Printer dipilih", details.chosen_printer, "technician"),
    "printer.trial_printed": EventKind("Cetak uji", details.trial_paper, "technician"),
    "printer.hold_lifted": EventKind("Cetakan dilepas", details.person, "technician"),
    "paper.roll_changed_by": EventKind("Gulungan dicatat", details.person, "technician"),
    "ticket.reprinted": EventKind("Tiket dicetak ulang", details.reprinted, "technician"),
    "date.confirmed": EventKind("Tanggal dipastikan", details.day, "technician"),
    "person.added": EventKind("Teknisi ditambah", details.who, "technician"),
    "person.pin_renewed": EventKind("PIN diganti", details.who, "technician"),
    "person.unlocked": EventKind("Kunci PIN dibuka", details.who, "technician"),
    "person.removed": EventKind("Teknisi dihapus", details.who, "technician"),
    "config.changed": EventKind("Setelan diubah", details.key, "technician"),
    "screen.tested": EventKind("Gambar layar dilihat", details.person, "technician"),
    "touch.tested": EventKind("Uji sentuh", details.touched, "technician", details.has_not_passed),
    "technician.restarted": EventKind("Kios dimulai ulang", details.person, "technician"),
    "terminal.first_start": EventKind("Mesin disiapkan pertama kali", details.steps, "technician"),
    "stick.exported": EventKind(
        "Disalin ke USB", details.stick, "technician", details.did_not_go_through
    ),
    "stick.imported": EventKind(
        "Dipasang dari USB", details.stick, "technician", details.did_not_go_through
    ),
    "stick.went_back": EventKind(
        "Kembali ke berkas sebelumnya", details.stick, "technician", details.did_not_go_through
    ),
}
"""Every kind that is written."""
