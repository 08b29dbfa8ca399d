"""The ledger's events in plain Indonesian, one entry a kind; nothing that a visitor typed.

A test looks through the sources for every kind that is written, and wants it here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kiosk.wording.measures import decimal, whole
from kiosk.wording.printer_faults import fault_words

Body = Mapping[str, Any]
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


_PAPERS = {"slip": "tiket", "checklist": "daftar syarat"}
_OUTCOMES = {
    "printed": "keluar",
    "not_printed": "tidak keluar",
    "partial": "keluar sebagian",
    "unknown": "tidak pasti",
    "confirmed": "dipegang pengunjung",
    "abandoned": "tidak utuh",
}
_EPOCHS = {
    "damaged": "buku sebelumnya rusak",
    "missing": "buku sebelumnya hilang",
    "restored": "disk dipulihkan dari cadangan lama",
    "clone": "buku datang dari dua mesin",
}
_LEAVING = {"pressed": "menekan Keluar", "idle": "terlalu lama diam", "restart": "mulai ulang"}


def _paper(body: Body) -> str:
    words = f"{_PAPERS[body['kind']]} {_OUTCOMES[body['outcome']]}"
    copy = body.get("copy", 1)
    return f"{words}, cetakan ke-{copy}" if copy > 1 else words


def _is_not_out(body: Body) -> bool:
    return body["outcome"] != "printed"


def _visit(body: Body) -> str:
    labels = ", ".join(body["tickets"])
    return f"{whole(len(body['tickets']))} nomor: {labels}"


def _label(body: Body) -> str:
    return str(body["label"])


def _day(body: Body) -> str:
    return "-".join(reversed(str(body["date"]).split("-")))


def _closed_day(body: Body) -> str:
    return f"{_day(body)} · {whole(body['events'])} catatan"


def _doubted(body: Body) -> str:
    shown = "-".join(reversed(str(body["clock"]).split("-")))
    return f"jam menunjuk {shown}, nomor tetap untuk {_day(body)}"


def _printer_state(body: Body) -> str:
    return fault_words(body["faults"]) or ("siap" if body["ready"] else "belum siap")


def _is_not_ready(body: Body) -> bool:
    return body["ready"] is not True


def _left_on_roll(body: Body) -> str:
    left = body["mm_left"]
    return "" if left is None else f"sisa {decimal(left / 1000)} m"


def _roll(body: Body) -> str:
    length = body["length_mm"]
    return "panjang tidak dicatat" if length is None else f"{decimal(length / 1000)} m"


def _trial(body: Body) -> str:
    return f"{'keluar utuh' if body['came_out'] else 'tidak utuh'} · {body['person']}"


def _checked(body: Body) -> str:
    return f"{'utuh' if body['ok'] else 'rusak'} · {whole(body['events'])} catatan"


def _is_not_whole(body: Body) -> bool:
    return body["ok"] is not True


def _epoch(body: Body) -> str:
    return _EPOCHS[body["reason"]]


def _salvaged(body: Body) -> str:
    return f"{whole(body['salvaged'])} catatan"


def _visits(body: Body) -> str:
    return f"satu kata dicari {whole(body['visits'])} pengunjung"


def _person(body: Body) -> str:
    return str(body["person"])


def _agency(body: Body) -> str:
    return f"{body['agency']} · {body['person']}"


def _tries(body: Body) -> str:
    return f"{body['person']} · percobaan ke-{body['tries']}"


def _leaving(body: Body) -> str:
    why = _LEAVING.get(body["why"], "")
    return f"{body['person']} · {why}" if why else _person(body)


KINDS: Mapping[str, EventKind] = {
    "visit.issued": EventKind("Kunjungan dicatat", _visit),
    "ticket.issued": EventKind("Nomor diberikan", _label),
    "print.outcome": EventKind("Kertas dicetak", _paper, is_problem=_is_not_out),
    "print.settled": EventKind("Nasib kertas dipastikan", _paper),
    "print.unanswered": EventKind("Tiket tanpa kepastian", group="problem"),
    "printer.state": EventKind("Keadaan printer", _printer_state, is_problem=_is_not_ready),
    "printer.tested": EventKind("Cetak uji dilihat", _trial, "technician"),
    "paper.low": EventKind("Kertas hampir habis", _left_on_roll, "problem"),
    "paper.roll_changed": EventKind("Gulungan baru", _roll, "technician"),
    "queue_day.began": EventKind("Hari antrean dimulai", _day),
    "queue_day.doubted": EventKind("Tanggal diragukan", _doubted, "problem"),
    "day.closed": EventKind("Hari antrean ditutup", _closed_day),
    "epoch.start": EventKind("Buku baru dimulai", _epoch, "problem"),
    "epoch.salvaged": EventKind("Catatan lama diselamatkan", _salvaged),
    "store.checked": EventKind("Buku diperiksa seluruhnya", _checked, is_problem=_is_not_whole),
    "store.ballast_released": EventKind("Disk penuh, ruang cadangan dipakai", group="problem"),
    "staff.alert": EventKind("Buku rusak, panggil teknisi", group="problem"),
    "search.unfound": EventKind("Pencarian tanpa hasil", _visits),
    "kiosk.paused": EventKind("Kios dijeda", _person, "technician"),
    "kiosk.resumed": EventKind("Kios melayani lagi", _person, "technician"),
    "agency.closed": EventKind("Loket ditutup", _agency, "technician"),
    "agency.opened": EventKind("Loket dibuka lagi", _agency, "technician"),
    "alerts.seen": EventKind("Peringatan sudah dilihat", _person, "technician"),
    "technician.entered": EventKind("Teknisi masuk", _person, "technician"),
    "technician.left": EventKind("Teknisi keluar", _leaving, "technician"),
    "technician.refused": EventKind("PIN salah", _tries, "technician"),
    "technician.locked": EventKind("PIN dikunci", _tries, "technician", lambda _body: True),
    "line.tried": EventKind("Sambungan dicoba", _person, "technician"),
    "line.enrolled": EventKind("Mesin didaftarkan", _person, "technician"),
    "line.enrolment_failed": EventKind("Pendaftaran gagal", _person, "technician"),
    "stick.exported": EventKind("Disalin ke USB", _person, "technician"),
    "stick.imported": EventKind("Dipasang dari USB", _person, "technician"),
    "stick.went_back": EventKind("Kembali ke berkas sebelumnya", _person, "technician"),
}
"""Every kind that is written."""
