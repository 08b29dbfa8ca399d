"""Daftarkan: the code and the address of an enrolment, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ui.presenters.technician.asking import ask
from ui.presenters.technician.parts import (
    Banner,
    Entry,
    Field,
    Page,
    Part,
    Press,
    Prose,
    Question,
    Title,
    Tone,
)

Asking = Literal["", "code", "url"]

CODE_MOST = 9
URL_MOST = 120


@dataclass(frozen=True, slots=True)
class Said:
    """What is told at the head: its tone, and in words what happened and what to do."""

    tone: Tone
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class EnrolState:
    """What was typed, which field is being typed, and how the terminal stands.

    ``terminal`` is empty until it is known. ``present`` says that it has a province already, as one
    sentence. ``code_fault`` and ``url_fault`` are what is wrong with a field. ``working`` while an
    attempt is under way; ``seen`` is the fingerprint of a province that granted and has to be
    confirmed before it counts.
    """

    terminal: str = ""
    present: str = ""
    code: str = ""
    url: str = ""
    asking: Asking = ""
    code_fault: str = ""
    url_fault: str = ""
    ready: bool = False
    working: bool = False
    done: bool = False
    said: Said | None = None
    seen: str = ""


def derive_enrol(state: EnrolState) -> Page:
    """Return the page."""
    if state.asking:
        return _asking(state)
    if state.done:
        return Page(_said(state), (Press("back", "Kembali", "arrow-left", "primary"),))
    parts: tuple[Part, ...] = (
        Title("Daftarkan ke provinsi", f"Terminal {state.terminal}" if state.terminal else ""),
        *_said(state),
        *_present(state),
        Field(
            "code",
            "Kode dari kantor",
            state.code or "Belum diisi",
            "Delapan huruf, berlaku 24 jam, hanya sekali.",
            state.code_fault,
            pressable=not state.working,
        ),
        Field(
            "url",
            "Alamat server",
            state.url or "Belum diisi",
            "Kantor menyebutkan alamat ini bersama kodenya.",
            state.url_fault,
            pressable=not state.working,
        ),
    )
    return Page(parts, _foot(state), question=_question(state))


def _asking(state: EnrolState) -> Page:
    foot = (
        Press("cancel", "Batal", "x"),
        Press("keep", "Simpan", "check", "primary", _may_keep(state)),
    )
    if state.asking == "code":
        hint = "Sentuh hurufnya satu per satu. Tanpa huruf hidup, tanpa angka."
        entry = Entry(
            "code-typed",
            "Kode dari kantor",
            state.code,
            "code",
            hint,
            state.code_fault,
            CODE_MOST,
        )
        return Page((entry,), foot)
    entry = Entry(
        "url-typed",
        "Alamat server",
        state.url,
        "address",
        "Contoh: anjungan.contoh.go.id",
        state.url_fault,
        URL_MOST,
    )
    return Page((entry,), foot)


def _may_keep(state: EnrolState) -> bool:
    return not (state.code_fault if state.asking == "code" else state.url_fault)


def _said(state: EnrolState) -> tuple[Part, ...]:
    if state.working:
        return (Banner("info", "Sedang mendaftar", "Tunggu sampai satu menit."),)
    if state.said is None:
        return ()
    return (Banner(state.said.tone, state.said.title, state.said.text),)


def _present(state: EnrolState) -> tuple[Part, ...]:
    if not state.present or state.working or state.said is not None:
        return ()
    return (
        Banner("info", "Sudah terdaftar", state.present),
        Prose(
            "Mendaftar lagi mengganti kunci terminal. Nomor dan buku di sini tetap. "
            "Kalau gagal, pendaftaran yang lama tetap berlaku."
        ),
    )


def _foot(state: EnrolState) -> tuple[Press, ...]:
    return (
        Press("back", "Kembali", "arrow-left", enabled=not state.working),
        Press("enrol", "Daftarkan", "link", "primary", enabled=state.ready and not state.working),
    )


def _question(state: EnrolState) -> Question | None:
    if not state.seen or state.said is None or state.working:
        return None
    return ask(
        state.said.title,
        f"{state.url} menjawab. {state.said.text}",
        ("confirm", "Sama, daftarkan"),
        ("stranger", "Berbeda, batal"),
        careful=True,
    )
