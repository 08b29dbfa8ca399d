"""Other spellings of one word, letters said aloud, and words that say little, as people type."""

from __future__ import annotations

from typing import Final

SPELLINGS: Final[dict[str, str]] = {
    variant: word
    for word, variants in {
        "akta": "akte",
        "aktivasi": "aktifasi aktifkan aktifin aktivkan",
        "ambil": "ngambil pengambilan",
        "antrean": "antrian",
        "apotek": "apotik",
        "autentikasi": "otentikasi",
        "bayar": "pembayaran mbayar",
        "bekas": "second seken sekon",
        "buddha": "budha",
        "buat": "bikin bikinin membuat pembuatan mbuat",
        "cairkan": "cairin pencairan nyairin mencairkan",
        "certificate": "certificates sertificate",
        "daftar": "pendaftaran mendaftar ndaftar",
        "fotokopi": "fotocopy photocopy fotokopy",
        "ganti": "penggantian pergantian mengganti",
        "habis": "abis",
        "hilang": "ilang kehilangan keilangan menghilangkan",
        "hp": "handphone hape henpon ponsel",
        "isbat": "itsbat",
        "izin": "ijin izinnya perijinan perizinan",
        "katering": "catering",
        "kedaluwarsa": "kadaluarsa kadaluwarsa expired",
        "kk": "kaka",
        "ktp": "ektp ktpel",
        "legalisasi": "legalisir ligalisir",
        "licence": "license licences licenses lisence",
        "meninggal": "wafat mninggal almarhum almarhumah",
        "merek": "merk",
        "mobil": "mobilnya",
        "nomor": "nomer no nmr",
        "paspor": "pasport passport pasepor",
        "pelat": "plat",
        "perpanjang": "perpanjangan memperpanjang perpanjangin",
        "praktik": "praktek",
        "rekam": "perekaman merekam",
        "rusak": "rusakk kerusakan",
        "sertifikat": "sertipikat",
        "telantar": "terlantar",
        "tidak": "tdk gak ga gk nggak enggak ngga ndak",
        "umrah": "umroh",
        "urus": "ngurus mengurus pengurusan",
    }.items()
    for variant in variants.split()
}
"""A variant and the word it stands for; only official spellings stand on the right."""

PAIRS: Final[dict[tuple[str, str], str]] = {
    ("e", "ktp"): "ktp",
    ("ktp", "el"): "ktp",
    ("ktp", "elektronik"): "ktp",
    ("foto", "kopi"): "fotokopi",
    ("foto", "copy"): "fotokopi",
    ("photo", "copy"): "fotokopi",
    ("p", "irt"): "pirt",
    ("hand", "phone"): "hp",
}
"""Two words that are one."""

LETTER_NAMES: Final[dict[str, str]] = {
    "be": "b",
    "ce": "c",
    "de": "d",
    "ef": "f",
    "ge": "g",
    "ha": "h",
    "je": "j",
    "ka": "k",
    "el": "l",
    "em": "m",
    "en": "n",
    "pe": "p",
    "er": "r",
    "es": "s",
    "te": "t",
    "fe": "v",
    "ve": "v",
    "we": "w",
}
"""Indonesian names of letters, as in "ka te pe"; a vowel is its own name."""

STOP_WORDS: Final = frozenset(
    """
    a about ada agar aja akan aku am an and anda another apa apakah apply are at atas atau
    bagaimana bagi bapak be biar bisa bu buat can cara come dalam dan dari dengan dgn di dimana
    do dong dulu for get getting gimana gmn go got hari has have help how i ibu ikut in ini into
    is it itu jadi juga kah kalau kalo kami karena ke kena kita ku lagi lalu lewat mana masih
    mau maunya me mengurus minta mohon my nak need nih nya of oleh on or pada pak pengen pengin
    pengurusan persyaratan pingin please punya saja sama saya sudah supaya sy syarat tentang
    terus that the this to today tolong udah untuk urus utk want was we what when where will
    with would ya yang yg you your
    """.split()  # noqa: SIM905 - a hundred words read better as text
)
"""Words that people add without narrowing what they look for."""

AFFIXES: Final = (
    ("nge", "ng", "ny", "men", "mem", "me", "ber", "ter", "di", "ke", "se", "n"),
    ("nya", "kan", "lah", "an", "in", "i", "s"),
)
"""Prefixes and suffixes that may be taken off an unknown word (Indonesian; English plural)."""
