"""The state of a terminal in Indonesian, for the office and the technician."""

from __future__ import annotations

_FIXED = {
    "invited": "Diundang, belum didaftarkan.",
    "enrolled": "Terdaftar, belum pernah menghubungi provinsi.",
    "revoked": "Kuncinya dicabut.",
    "forked": "Buku bercabang: satu nomor urut datang dengan dua isi. Periksa terminalnya.",
    "cloned": "Tergandakan: buku yang sama datang dari dua mesin. Periksa kedua terminal.",
    "restored": "Dipulihkan dari cadangan: provinsi tahu lebih banyak daripada terminal.",
}
_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000


def state_words(state: str, quiet_ms: int, backlog: int) -> str:
    """Return a state in words; ``quiet_ms`` is the time since the last contact."""
    if state in _FIXED:
        return _FIXED[state]
    left = f" {_grouped(backlog)} kejadian belum sampai." if backlog else ""
    if state == "working":
        return f"Tersambung.{left}"
    return f"Tidak menghubungi provinsi selama {_duration(quiet_ms)}.{left}"


def _duration(ms: int) -> str:
    for unit, word in ((_DAY, "hari"), (_HOUR, "jam")):
        if ms >= 2 * unit:
            return f"{_grouped(ms // unit)} {word}"
    return f"{ms // _MINUTE} menit"


def _grouped(number: int) -> str:
    """Return a number as Indonesians write it: 12.345."""
    return f"{number:,}".replace(",", ".")
