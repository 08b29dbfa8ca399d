"""What the bodies of the ledger's events tell in words; a body that is not right raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.wording.measures import decimal, whole
from kiosk.wording.printer_faults import fault_words

Body = Mapping[str, Any]

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
_CARRIED = {
    "mall": "berkas mal",
    "config": "setelan",
    "catalogue": "katalog",
    "reply": "jawaban kantor",
    "enrolled": "pendaftaran",
}
_LEAVING = {"pressed": "menekan Keluar", "idle": "terlalu lama diam", "restart": "mulai ulang"}


def paper(body: Body) -> str:
    """Return which paper it was, what became of it, and which copy."""
    words = f"{_PAPERS[body['kind']]} {_OUTCOMES[body['outcome']]}"
    copy = body.get("copy", 1)
    return f"{words}, cetakan ke-{copy}" if copy > 1 else words


def is_not_out(body: Body) -> bool:
    """Whether the paper did not come out for certain."""
    return body["outcome"] != "printed"


def visit(body: Body) -> str:
    """Return the numbers of a visit."""
    labels = ", ".join(body["tickets"])
    return f"{whole(len(body['tickets']))} nomor: {labels}"


def label(body: Body) -> str:
    """Return the number."""
    return str(body["label"])


def day(body: Body) -> str:
    """Return the date."""
    return "-".join(reversed(str(body["date"]).split("-")))


def steps(body: Body) -> str:
    """Return how many steps of the first start were done, and how many skipped."""
    answers = list(body["steps"].values())
    return f"{answers.count('done')} langkah selesai, {answers.count('skipped')} dilewati"


def closed_day(body: Body) -> str:
    """Return the date and how much was written on it."""
    return f"{day(body)} · {whole(body['events'])} catatan"


def doubted(body: Body) -> str:
    """Return what the clock said, and for which day numbers are given."""
    shown = "-".join(reversed(str(body["clock"]).split("-")))
    return f"jam menunjuk {shown}, nomor tetap untuk {day(body)}"


def printer_state(body: Body) -> str:
    """Return what the printer said."""
    return fault_words(body["faults"]) or ("siap" if body["ready"] else "belum siap")


def is_not_ready(body: Body) -> bool:
    """Whether the printer was not ready."""
    return body["ready"] is not True


def left_on_roll(body: Body) -> str:
    """Return how much paper is left, nothing where nobody knows."""
    left = body["mm_left"]
    return "" if left is None else f"sisa {decimal(left / 1000)} m"


def roll(body: Body) -> str:
    """Return how long the roll is."""
    length = body["length_mm"]
    return "panjang tidak dicatat" if length is None else f"{decimal(length / 1000)} m"


def trial(body: Body) -> str:
    """Return what somebody saw of a trial page."""
    return f"{'keluar utuh' if body['came_out'] else 'tidak utuh'} · {body['person']}"


def checked(body: Body) -> str:
    """Return what a whole checkup found."""
    return f"{'utuh' if body['ok'] else 'rusak'} · {whole(body['events'])} catatan"


def is_not_whole(body: Body) -> bool:
    """Whether a whole checkup found damage."""
    return body["ok"] is not True


def epoch(body: Body) -> str:
    """Return why another ledger was begun."""
    return _EPOCHS[body["reason"]]


def salvaged(body: Body) -> str:
    """Return how much was saved."""
    return f"{whole(body['salvaged'])} catatan"


def visits(body: Body) -> str:
    """Return how many visits looked in vain; never what they typed."""
    return f"satu kata dicari {whole(body['visits'])} pengunjung"


def person(body: Body) -> str:
    """Return who did it."""
    return str(body["person"])


def stick(body: Body) -> str:
    """Return what was carried, who did it, and where it did not go through."""
    carried = _CARRIED.get(body.get("kind", ""), "")
    failed = "" if body.get("outcome", "done") == "done" else "tidak berhasil"
    return " · ".join(words for words in (carried, failed, person(body)) if words)


def did_not_go_through(body: Body) -> bool:
    """Whether what was tried with a stick failed."""
    return body.get("outcome", "done") != "done"


def tried(body: Body) -> str:
    """Return how an attempt to reach the province ended, and who made it."""
    words = {"started": "dimulai", "empty": "semua sampai", "working": "masih mengirim"}
    return f"{words.get(body['outcome'], 'tidak berhasil')} · {person(body)}"


def agency(body: Body) -> str:
    """Return which counter, and who did it."""
    return f"{body['agency']} · {body['person']}"


def tries(body: Body) -> str:
    """Return whose PIN was wrong, and how often."""
    return f"{body['person']} · percobaan ke-{body['tries']}"


def who(body: Body) -> str:
    """Return to whom it was done, and by whom."""
    return f"{body['who']} · oleh {body['person']}"


def key(body: Body) -> str:
    """Return which setting, and who did it where that is known."""
    return f"{body['key']} · {body['person']}" if "person" in body else str(body["key"])


def chosen_printer(body: Body) -> str:
    """Return which printer, and who chose it."""
    return f"{body['printer']} · {body['person']}"


def reprinted(body: Body) -> str:
    """Return which numbers, what became of the paper, and who asked."""
    labels = ", ".join(body["labels"])
    return f"{labels} {_OUTCOMES[body['outcome']]} · {body['person']}"


def trial_paper(body: Body) -> str:
    """Return what became of a trial page, and who asked."""
    return f"{_OUTCOMES[body['outcome']]} · {body['person']}"


def touched(body: Body) -> str:
    """Return how a touch test went."""
    passed = "berhasil" if body["passed"] else "tidak berhasil"
    return f"{passed}, meleset {body['worst_mm']} mm · {body['person']}"


def has_not_passed(body: Body) -> bool:
    """Whether a touch test did not pass."""
    return body["passed"] is not True


def leaving(body: Body) -> str:
    """Return who left, and why."""
    why = _LEAVING.get(body["why"], "")
    return f"{body['person']} · {why}" if why else person(body)
