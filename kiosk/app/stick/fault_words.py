"""The faults of catalogue and mall files in Indonesian, for the glass; places stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.catalogue.faults import Fault as DataFault
from kiosk.stick.names import plain_name
from kiosk.stick.preview import MOST_FAULTS_SHOWN, Fault

_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"the key is missing", "bagian ini belum ada"),
    (r"the key is unknown", "bagian ini tidak dikenal"),
    (r"(.+) does not exist", r"\1 tidak ada di katalog"),
    (r"the agency is named twice", "instansi ini tertulis dua kali"),
    (r"there is no icon (.+)", r"gambar \1 tidak ada"),
    (r"(.+) is no time of day", r"\1 bukan jam yang benar"),
    (r"(.+) is no time", r"\1 bukan jam yang benar"),
    (r"(.+) ends before it begins", r"\1 berakhir sebelum mulai"),
    (r"it is negative", "tidak boleh kurang dari nol"),
    (r"a quota of (.+) serves nobody", r"kuota \1 tidak melayani siapa pun"),
    (r"queue (.+) has two sets of counters", r"antrean \1 punya dua daftar loket"),
    (r"it is not JSON.*", "tulisan di sini rusak"),
    (r"it cannot be read.*", "tidak bisa dibaca"),
    (r"it is larger than .*", "terlalu besar"),
    (r"it must be an object.*", "bentuknya salah"),
    (r"expected (.+)", "isinya bukan jenis yang benar"),
    (r"invalid enum value (.+?)(?: - at .*)?", r"\1 tidak dikenal di sini"),
    (r"the id is used twice", "nama ini dipakai dua kali"),
    (r"copies must be 1 or more", "jumlah salinan paling sedikit 1"),
    (r"a free service costs 0", "layanan gratis harus bertarif 0"),
    (r"no source is named", "sumbernya belum disebut"),
    (r"it names another agency", "menyebut instansi lain"),
    (r"it has (\d+) characters, (.+) fit", r"panjangnya \1 huruf, yang muat \2"),
    (r"it depends on (.+), which is no earlier step", r"bergantung pada \1 yang belum ada"),
    (r"(.+) cannot be called.*", r"huruf antrean \1 tidak bisa dipanggil"),
    (r"states (\d+), the merge gives (\d+)", r"tertulis \1, seharusnya \2"),
    (r"(.+) is not listed", r"\1 belum terdaftar"),
)
_PATTERNS = [(re.compile(pattern, re.IGNORECASE | re.DOTALL), to) for pattern, to in _SENTENCES]


LONGEST = 160
"""Characters of a sentence about a fault: it may name a text of the file."""


def stick_faults(found: Sequence[DataFault], *, one_file: bool = False) -> tuple[Fault, ...]:
    """Return faults of the catalogue's kind as faults of a file on a stick, no more than are read.

    Whatever of the file's own text they name is plain text afterwards. Of ``one_file`` the place
    within it is enough.
    """
    return tuple(_as_stick_fault(fault, one_file=one_file) for fault in found[:MOST_FAULTS_SHOWN])


def _as_stick_fault(fault: DataFault, *, one_file: bool) -> Fault:
    where = (fault.place,) if one_file else (fault.file, fault.place)
    place = plain_name(": ".join(filter(None, where))) if any(where) else ""
    reason = plain_name(fault.message, LONGEST)
    return Fault(place, reason, plain_name(fault.remedy, LONGEST), f"{_in_indonesian(reason)}.")


def _in_indonesian(reason: str) -> str:
    for pattern, sentence in _PATTERNS:
        if (match := pattern.fullmatch(reason)) is not None:
            text = match.expand(sentence)
            return text[0].upper() + text[1:]
    return f"Isinya salah ({reason})"
