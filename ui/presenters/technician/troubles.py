"""What the world did that kept an action from being done, in words for a technician."""

from __future__ import annotations

from collections.abc import Mapping

_WORDS: Mapping[str, str] = {
    "usage": "Yang Anda tulis belum benar.",
    "unknown": "Tidak ada yang bernama begitu di mal ini.",
    "permission": "Folder data tidak bisa ditulis. Periksa izinnya.",
    "refused": "Ditolak oleh aturan antrean.",
    "slip_gone": "Layanannya sudah tidak ada di katalog. Nomornya tetap sah.",
    "paused": "Mesin ini sedang dihentikan.",
    "store": "Buku mesin tidak bisa ditulis. Lihat Kondisi.",
    "disk_full": "Disk penuh. Lihat Kondisi.",
    "second_writer": "Program lain memakai folder data ini.",
    "data": "Ada berkas yang rusak. Lihat Kondisi.",
    "printer": "Printer sedang dipakai program lain.",
}
_OTHER = "Belum bisa. Coba lagi, atau lihat Kondisi."


def trouble_words(key: str) -> str:
    """Return one or two sentences on an error of the world, by its ``KioskError.key``."""
    return _WORDS.get(key, _OTHER)
