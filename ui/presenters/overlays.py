"""What may lie over a screen: languages, the way to staff, the idle warning, a message, a doubt."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.language import LANGUAGES, Translator
from kiosk.visits.session import events as ev
from kiosk.visits.session.state import Overlay
from ui.presenters.parts import Button
from ui.presenters.scene import Scene


@dataclass(frozen=True, slots=True)
class OverlayView:
    """A card over the screen: icon, heading, one sentence, buttons."""

    kind: str
    icon: str
    title: str
    text: str
    buttons: tuple[Button, ...]


def derive_overlay(scene: Scene) -> OverlayView | None:
    """Return what lies over the screen now, or None."""
    overlay = scene.session.overlay
    if overlay is None:
        return None
    return _OVERLAYS[overlay](scene)


def _language(scene: Scene) -> OverlayView:
    tr = scene.tr
    buttons = tuple(
        Button(
            f"language_{code}",
            LANGUAGES[code],
            ev.LanguageChosen(code),
            primary=code == tr.language,
        )
        for code in scene.languages
    )
    text = tr("Layar dan tiket memakai bahasa ini.")
    return OverlayView("language", "globe", tr("Pilih bahasa"), text, buttons)


def _help(scene: Scene) -> OverlayView:
    tr, desk = scene.tr, scene.premises.mall.information_desk
    text = tr("Silakan ke {desk}.", desk=tr.pick(desk.text_id, desk.text_en))
    return OverlayView("help", "headset", tr("Perlu bantuan petugas?"), text, (_close(tr),))


def _idle(scene: Scene) -> OverlayView:
    tr = scene.tr
    seconds = scene.seconds_left
    text = tr.plural("Layar kembali ke awal dalam {n} detik. Isian Anda akan dihapus.", seconds)
    return OverlayView(
        "idle",
        "hourglass",
        tr("Masih di sini?"),
        text,
        (
            Button("still_here", tr("Ya, lanjutkan"), ev.OverlayClosed(), primary=True),
            Button("end_now", tr("Selesai sekarang"), ev.Restarted()),
        ),
    )


def _notice(scene: Scene) -> OverlayView:
    tr = scene.tr
    icon, title, text = _MESSAGES.get(scene.session.notice, _MESSAGES["problem"])
    desk = tr.pick(
        scene.premises.mall.information_desk.text_id, scene.premises.mall.information_desk.text_en
    )
    return OverlayView("notice", icon, tr(title), tr(text, desk=desk), (_close(tr),))


def _printer(scene: Scene) -> OverlayView:
    tr = scene.tr
    empty = scene.session.notice == "paper_out"
    return OverlayView(
        "printer",
        "receipt-x" if empty else "printer",
        tr("Kertas printer habis") if empty else tr("Printer sedang tidak siap"),
        tr("Anda tetap bisa mengambil nomor. Foto nomornya di layar."),
        (
            Button("take_anyway", tr("Ambil nomor"), ev.NumberAsked(anyway=True), primary=True),
            Button("close_overlay", tr("Batal"), ev.OverlayClosed()),
        ),
    )


def _close(tr: Translator) -> Button:
    return Button("close_overlay", tr("Tutup"), ev.OverlayClosed(), primary=True)


def N_(text: str) -> str:
    """Mark a text for the translators."""
    return text


_DESK = N_("Silakan ke {desk}.")
_MESSAGES: dict[str, tuple[str, str, str]] = {
    "problem": ("warning", N_("Nomor belum diambil"), _DESK),
    "store": (
        "warning",
        N_("Nomor belum diambil"),
        N_("Mesin ini perlu petugas. Silakan ke {desk}."),
    ),
    "disk_full": ("warning", N_("Nomor belum diambil"), N_("Mesin ini penuh. Silakan ke {desk}.")),
    "second_writer": ("warning", N_("Nomor belum diambil"), _DESK),
    "paused": ("wrench", N_("Mesin ini sedang diperbaiki"), _DESK),
    "refused": ("clock", N_("Nomor hari ini habis"), N_("Syaratnya tetap bisa dicetak.")),
    "nothing_to_issue": ("clock", N_("Loket baru saja tutup"), N_("Syaratnya tetap bisa dicetak.")),
    "basket_full": ("ticket", N_("Sudah 9 layanan"), N_("Ambil nomor dulu, lalu mulai lagi.")),
    "list_printed": ("printer", N_("Daftar syarat dicetak"), N_("Ambil kertas di bawah layar.")),
    "list_sent": (
        "printer",
        N_("Daftar syarat dikirim"),
        N_("Ambil kertas di bawah layar. Tidak keluar? Silakan ke {desk}."),
    ),
    "list_failed": ("warning", N_("Daftar belum tercetak"), _DESK),
}

_OVERLAYS = {
    Overlay.LANGUAGE: _language,
    Overlay.HELP: _help,
    Overlay.IDLE: _idle,
    Overlay.NOTICE: _notice,
    Overlay.PRINTER: _printer,
}
