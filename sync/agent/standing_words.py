"""How the line stands, in Indonesian, for whoever has to do something about it."""

from __future__ import annotations

from datetime import datetime

from kiosk.clock import JAKARTA
from sync.line_store import LineCode, LineStatus

NOT_ENROLLED = (
    "Belum terdaftar di provinsi: minta kode ke kantor, lalu daftarkan (kiosk enroll KODE)."
)
BY_FILE = "Terdaftar lewat berkas: bawa bukunya ke kantor (kiosk sync export)."

_WORDS = {
    "waiting": "Terdaftar, menunggu percobaan pertama.",
    "insecure": "Sertifikat server tidak dapat dipercaya{since}: periksa jam terminal.",
    "captive": "Jaringan minta izin masuk{since}: buka lewat peramban.",
    "busy": "Server sibuk{since}: dicoba lagi sendiri.",
    "refused": "Server menolak kunci terminal ini{since}: hubungi kantor.",
    "unknown": "Server tidak mengenal terminal ini{since}: hubungi kantor, daftarkan lagi.",
    "revoked": "Kantor mencabut kunci terminal ini{since}: hubungi kantor.",
    "rejected": "Server menjawab di luar aturan{since}: perbarui aplikasi atau hubungi kantor.",
    "mismatch": "Isi buku berbeda dengan yang di provinsi{since}: hubungi kantor.",
    "restored": "Disk dipulihkan dari cadangan lama{since}: kios memulai buku baru.",
    "cloned": "Buku ini datang dari dua mesin{since}: kios memulai buku baru, hubungi kantor.",
    "forked": "Buku bercabang{since}: kios memulai buku baru, hubungi kantor.",
    "no_ledger": "Terdaftar, belum ada nomor yang diberikan.",
    "ledger": "Buku di terminal tidak dapat dibaca{since}: jalankan kiosk ledger verify.",
    "purged": "Provinsi kehilangan kejadian yang sudah dihapus di sini{since}: hubungi kantor.",
}

_OFFLINE = {
    "dns": "Alamat server tidak ditemukan{since}: periksa jaringan dan DNS.",
    "refused": "Server tidak menerima sambungan{since}: dicoba lagi sendiri.",
    "timeout": "Server tidak menjawab{since}: dicoba lagi sendiri.",
    "broken": "Sambungan terputus di tengah jalan{since}: dicoba lagi sendiri.",
}

_LEDGER = {
    "disk_full": "Penyimpanan penuh{since}: beri ruang di disk.",
    "permission": "Buku di terminal tidak boleh dibaca{since}: periksa hak folder data.",
    "newer_store": "Buku ditulis program yang lebih baru{since}: perbarui aplikasi.",
}

_OTHER_KEY = "Server memakai kunci lain{since}: hubungi kantor sebelum mendaftar lagi."
_NO_NETWORK = "Tidak ada jaringan{since}: periksa kabel, Wi-Fi, atau modem."
_BY_THE_WAY = "Jaringan menolak, bukan server{since} ({reason}): periksa proxy."


FRESH_S = 120
"""For so many seconds after a contact it is said to hold; later its age is told instead."""


def status_words(status: LineStatus, backlog: int, age_s: int | None = None) -> str:
    """Return a status in words; ``backlog`` events are still to come.

    ``age_s`` is how many seconds ago the last contact was, None where nobody knows: what was
    connected long ago is told with its age, since nothing may run here that is connected now.
    """
    if status.code == "working":
        return _working(backlog, age_s)
    since = f" sejak {_local(status.since_ms)}" if status.since_ms else ""
    return _pattern(status).format(since=since, reason=status.reason)


def log_words(code: LineCode, reason: str, *, empty: bool) -> str:
    """Return how the line stands for the agent's log, which has the time itself."""
    if code == "working":
        return "Tersambung, semua sudah sampai." if empty else "Tersambung, mengirim."
    return status_words(LineStatus(code, reason), 0)


def stopped_words(heard_ms: int, quiet_ms: int, backlog: int) -> str:
    """Return the words of an agent that gave its last sign at ``heard_ms``, ``quiet_ms`` ago."""
    left = f" {grouped(backlog)} kejadian menunggu." if backlog else ""
    return (
        f"Pengirim tidak bekerja sejak {_local(heard_ms)} ({span_words(quiet_ms // 1000)}): "
        f"nyalakan ulang mesin.{left}"
    )


def span_words(seconds: int) -> str:
    """Return a span of time in its largest unit, "3 hari"; below a minute "kurang dari semenit"."""
    for unit, word in ((86_400, "hari"), (3_600, "jam"), (60, "menit")):
        if seconds >= unit:
            return f"{grouped(seconds // unit)} {word}"
    return "kurang dari semenit"


def grouped(number: int) -> str:
    """Return a number as Indonesians write it: 12.345."""
    return f"{number:,}".replace(",", ".")


def _working(backlog: int, age_s: int | None) -> str:
    waiting = f"{grouped(backlog)} kejadian menunggu kiriman berikutnya."
    left = waiting if backlog else "semua sudah sampai."
    if age_s is None or age_s <= FRESH_S:
        return f"Tersambung, {left}"
    return f"Terakhir tersambung {span_words(age_s)} lalu, {left}"


def _pattern(status: LineStatus) -> str:
    if status.code == "offline":
        return _OFFLINE.get(status.reason, _NO_NETWORK)
    if status.code == "ledger":
        return _LEDGER.get(status.reason, _WORDS["ledger"])
    if status.code == "refused" and status.reason.startswith("http-"):
        return _BY_THE_WAY
    if status.code == "insecure" and status.reason != "tls":
        return _OTHER_KEY
    return _WORDS[status.code]


def _local(moment_ms: int) -> str:
    """Return a moment as "24-11-2026 09.41"."""
    try:
        return datetime.fromtimestamp(moment_ms / 1000, JAKARTA).strftime("%d-%m-%Y %H.%M")
    except (ValueError, OverflowError, OSError):
        return "waktu yang tidak diketahui"
