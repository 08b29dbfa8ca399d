"""Each way an enrolment can fail, in Indonesian: what happened, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.app.enrolling import Fault
from kiosk.errors import KioskError, NotPermitted, SecondWriter
from sync.enrolled import NoAddress, PlainHttp
from sync.enrolment_failures import (
    CodeRefused,
    Declined,
    NewProvince,
    NoAnswer,
    NoCode,
    NoProvince,
    OtherProvince,
)
from sync.wire import problems

_SAME_CODE = "Kode yang sama masih berlaku."

_NO_ANSWER: Mapping[str, tuple[str, str]] = {
    "dns": (
        "Alamat server tidak ditemukan",
        f"Periksa ejaan alamat dan sambungan jaringan. {_SAME_CODE}",
    ),
    "refused": (
        "Server tidak menerima sambungan",
        f"Periksa alamat dan nomor portnya, atau tanyakan ke kantor. {_SAME_CODE}",
    ),
    "unreachable": (
        "Tidak ada jaringan",
        f"Periksa kabel, Wi-Fi, atau modem. {_SAME_CODE}",
    ),
    "timeout": (
        "Server tidak menjawab",
        f"Periksa jaringan, lalu coba lagi. {_SAME_CODE}",
    ),
    "tls": (
        "Sertifikat server tidak tepercaya",
        f"Periksa alamat dan jam terminal, lalu tanyakan ke kantor. {_SAME_CODE}",
    ),
}
_CUT = (
    "Sambungan terputus",
    f"Belum tentu kode sudah sampai. Coba lagi. {_SAME_CODE}",
)

_DECLINED: Mapping[str, tuple[str, str]] = {
    problems.TOO_MANY: (
        "Terlalu banyak kode salah",
        "Server berhenti menerima kode sebentar. Tunggu satu menit, lalu coba lagi.",
    ),
    problems.BUSY: ("Server sibuk", f"Tunggu satu menit, lalu coba lagi. {_SAME_CODE}"),
    problems.FAULT: (
        "Server bermasalah",
        f"Beri tahu kantor, lalu coba lagi. {_SAME_CODE}",
    ),
    problems.WRONG_TERMINAL: (
        "Kunci ini milik terminal lain",
        "Periksa nomor terminal, lalu minta kode baru ke kantor.",
    ),
    problems.NOT_SIGNED: (
        "Server tidak menerima tanda tangan",
        "Perbarui aplikasi atau hubungi kantor.",
    ),
}
_OTHER_DECLINE = ("Server menolak", "Hubungi kantor, lalu coba lagi.")

_CODE: Mapping[str, tuple[str, str]] = {
    problems.CODE_USED: (
        "Kode sudah dipakai",
        "Kode hanya untuk sekali. Minta kode baru ke kantor.",
    ),
    problems.CODE_EXPIRED: (
        "Kode sudah lewat waktunya",
        "Kode berlaku 24 jam. Minta kode baru ke kantor.",
    ),
    problems.CODE_SPOILT: (
        "Kode sudah salah lima kali",
        "Kode ini tidak berlaku lagi. Minta kode baru ke kantor.",
    ),
}


_COMPARE = "Sidiknya {}. Telepon kantor: lanjutkan hanya kalau kantor membacakan sidik yang sama."

_PLAIN: Mapping[type[KioskError], Fault] = {
    NoCode: Fault("Kode belum benar", "Kode punya delapan huruf, misalnya BCDF-GHJK.", "code"),
    PlainHttp: Fault(
        "Alamat tidak aman", "Tulis https://. Tanpa itu, isi buku bisa dibaca orang.", "url"
    ),
    NoAddress: Fault("Alamat belum benar", "Contoh: https://anjungan.contoh.go.id", "url"),
    NoProvince: Fault(
        "Ini bukan server provinsi",
        "Periksa alamat. Mungkin jaringan minta izin masuk lewat peramban.",
        "url",
    ),
    SecondWriter: Fault(
        "Pengirim sedang bekerja", "Tunggu satu menit, lalu coba lagi. Kode belum dipakai."
    ),
}


def fault_of(reason: KioskError) -> Fault:
    """Return a failed enrolment in words; what is of no known kind tells its own message."""
    match reason:
        case CodeRefused():
            return _refused(reason)
        case NoAnswer():
            return Fault(*_NO_ANSWER.get(reason.reason, _CUT))
        case Declined():
            return Fault(*_DECLINED.get(reason.problem, _OTHER_DECLINE))
        case OtherProvince():
            return _other_province(reason)
        case NotPermitted():
            return Fault("Kunci tidak bisa disimpan", f"Periksa hak folder data: {reason.message}")
        case _:
            unknown = Fault("Terminal belum bisa didaftarkan", f"{reason.message} {reason.remedy}")
            return _PLAIN.get(type(reason), unknown)


def _refused(reason: CodeRefused) -> Fault:
    known = _CODE.get(reason.problem)
    if known is not None:
        return Fault(*known, "code")
    return Fault(
        "Kode tidak cocok",
        f"Periksa huruf kode dan nomor terminal: {reason.terminal}. Setelah lima kali salah, kode "
        "tidak berlaku lagi.",
        "code",
    )


def _other_province(reason: OtherProvince) -> Fault:
    compare = _COMPARE.format(reason.seen)
    if isinstance(reason, NewProvince):
        return Fault("Cocokkan sidik kunci server", compare, seen=reason.seen)
    return Fault(
        "Kunci server berbeda",
        f"Kunci server ini lain dari yang dulu. {compare}",
        seen=reason.seen,
    )
