"""The faults that a file on a stick may have whatever its kind, in both languages."""

from __future__ import annotations

from kiosk.stick.preview import Fault
from kiosk.stick.problems import megabytes

IS_LINK = Fault("", "it is a link", "Copy the file itself.", "Ini tautan. Salin berkas aslinya.")
IS_NO_FILE = Fault(
    "", "it is no regular file", "Copy a real file.", "Ini bukan berkas biasa. Salin berkas asli."
)
IS_EMPTY = Fault("", "it is empty", "Copy it again.", "Berkas kosong. Salin ulang.")
UNREADABLE = Fault(
    "", "it cannot be read", "Copy it again.", "Berkas tidak bisa dibaca. Salin ulang."
)
UNKNOWN = Fault(
    "",
    "it is nothing that a terminal takes",
    "Bring a mall file, a configuration, a catalogue or a reply of the province.",
    "Bukan berkas Anjungan.",
)
IS_BROKEN_GZIP = Fault(
    "",
    "its packing is cut off or damaged",
    "Copy it again.",
    "Isi berkas terpotong atau rusak. Salin ulang.",
)


def too_large(largest: int) -> Fault:
    """Return the fault of a file of more than ``largest`` bytes."""
    return Fault(
        "",
        f"it is larger than {megabytes(largest)}",
        "Bring the right file.",
        f"Lebih dari {megabytes(largest)}. Bawa berkas yang benar.",
    )


def inflates_too_far(largest: int) -> Fault:
    """Return the fault of a packed file that comes to more than ``largest`` bytes."""
    return Fault(
        "",
        f"unpacked it is larger than {megabytes(largest)}",
        "Bring the right file.",
        f"Isinya lebih dari {megabytes(largest)}. Bawa berkas yang benar.",
    )
