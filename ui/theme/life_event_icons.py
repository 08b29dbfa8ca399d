"""Which icon stands for which life event; soft ones for hard moments."""

from __future__ import annotations

_ICONS = {
    "buka-usaha-makanan": "fork-knife",
    "buka-toko": "storefront",
    "bangun-rumah": "house-line",
    "anak-lahir": "baby",
    "pindah-masuk": "truck",
    "menikah": "heart",
    "menikah-non-muslim": "heart",
    "keluarga-meninggal": "flower-lotus",
    "melamar-kerja": "briefcase",
    "kerja-luar-negeri": "airplane-tilt",
    "haji-umrah": "mosque",
    "beli-kendaraan-bekas": "car",
    "beli-tanah": "map-trifold",
    "warisan-tanah": "scroll",
    "pensiun": "piggy-bank",
    "lansia-difabel": "wheelchair",
    "perceraian": "users",
    "kehilangan-dompet": "wallet",
    "usia-17": "identification-card",
    "kena-phk": "file-text",
    "buka-praktik-nakes": "stethoscope",
    "hajatan-acara": "confetti",
}


def life_event_icon(life_event: str) -> str:
    """Return the name of a life event's icon; one we do not know gets a list."""
    return _ICONS.get(life_event, "clipboard-text")
