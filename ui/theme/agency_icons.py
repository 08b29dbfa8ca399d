"""Which icon stands for which agency; no logos are bundled (they are trademarks)."""

from __future__ import annotations

_ICONS = {
    "disdukcapil": "identification-card",
    "dpmptsp": "certificate",
    "polres": "shield-check",
    "samsat": "car",
    "jasa-raharja": "traffic-sign",
    "imigrasi": "airplane-tilt",
    "bpjs-kesehatan": "first-aid-kit",
    "bpjs-ketenagakerjaan": "hard-hat",
    "kemenag": "heart",
    "kemenhaj": "mosque",
    "kpp-pratama": "bank",
    "pln": "lightning",
    "pdam": "drop",
    "disnaker": "briefcase",
    "dinsos": "hand-heart",
    "dinkes": "stethoscope",
    "dlh": "leaf",
    "bpn": "map-trifold",
    "pupr": "house-line",
    "bapenda": "receipt",
    "pengadilan-agama": "scales",
    "pengadilan-negeri": "gavel",
    "kejaksaan": "gavel",
    "taspen": "piggy-bank",
    "bank-lampung": "wallet",
    "kesbangpol": "users-three",
    "dishub": "bus",
    "diskop-umkm": "storefront",
    "disdag": "barbell",
    "dp3a": "hand-heart",
    "bea-cukai": "package",
    "bpom": "pill",
    "kemenkum": "scroll",
    "lapor": "megaphone",
    "mpp": "info",
}


def agency_icon(agency: str) -> str:
    """Return the name of an agency's icon; an agency we do not know gets a building."""
    return _ICONS.get(agency, "buildings")
