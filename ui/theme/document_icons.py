"""Which icon stands for which category of documents."""

from __future__ import annotations

_ICONS = {
    "surat": "file-text",
    "kerja": "briefcase",
    "identitas": "identification-card",
    "usaha": "storefront",
    "kendaraan": "car",
    "kesehatan": "first-aid-kit",
    "umum": "files",
    "perkawinan": "heart",
    "formulir": "clipboard-text",
    "foto": "user-focus",
    "tanah": "map-trifold",
    "pajak": "receipt",
    "bangunan": "house",
    "pendidikan": "student",
    "perjalanan": "airplane-tilt",
    "jaminan-sosial": "first-aid-kit",
    "hukum": "scales",
    "kehadiran": "users",
    "utilitas": "plug",
    "keuangan": "coins",
}


def document_icon(category: str) -> str:
    """Return the name of a category's icon; one we do not know gets a sheet."""
    return _ICONS.get(category, "file-text")
