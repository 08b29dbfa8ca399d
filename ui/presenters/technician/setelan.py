"""Setelan: the configuration in groups, made from its table, and what else is set up here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.settings.kinds import text_of
from kiosk.settings.problems import Problem
from kiosk.settings.schema import GROUPS, KEYS, Key
from kiosk.settings.standing import IDENTITY, Standing
from ui.presenters.technician.asking import ask
from ui.presenters.technician.fitting import fitting_rows
from ui.presenters.technician.parts import (
    Banner,
    Page,
    Part,
    Press,
    Presses,
    Prose,
    Question,
    ScreenTest,
    StatusRow,
    Title,
    Tone,
    TouchTest,
)
from ui.presenters.technician.setting import derive_setting, setting_field

GROUP = "group_"
"""Rows of groups are named so; the group's id follows."""

PROBLEM = "problem_"
"""Rows of faults are named so; their number follows, from 0."""

ICONS = {
    "mesin": "storefront",
    "layar": "monitor",
    "printer": "printer",
    "server": "cloud-check",
    "waktu": "hourglass",
    "suara": "speaker-high",
}

AFTER_RESTART = "Berlaku setelah aplikasi dimulai ulang."

Asking = Literal["", "restart", "restore", "take_out"]


@dataclass(frozen=True, slots=True)
class SetelanState:
    """What is known and what is open. ``standing`` is None until it was read.

    ``group`` and ``editing`` (a key's path) say which page is open, ``typed`` what stands there.
    ``pending`` says that something kept counts only after a restart. ``faulty`` is the key whose
    line a question is about. ``whole`` takes the stage.
    """

    standing: Standing | None = None
    trouble: str = ""
    group: str = ""
    editing: str = ""
    typed: str = ""
    fault: str = ""
    problems_open: bool = False
    asking: Asking = ""
    faulty: str = ""
    working: bool = False
    pending: bool = False
    told: tuple[Tone, str, str] | None = None
    whole: TouchTest | ScreenTest | None = None
    page: int = 0


def derive_setelan(state: SetelanState) -> Page:
    """Return the page."""
    if state.whole is not None:
        return Page(whole=state.whole)
    if state.standing is None:
        words = state.trouble or "Membaca setelan."
        return Page((Prose(words),), (Press("refresh", "Periksa", "arrows-clockwise"),))
    if state.problems_open:
        return _problems(state, state.standing)
    if state.editing:
        key, standing = KEYS[state.editing], state.standing
        return derive_setting(key, state.typed, state.fault, standing, working=state.working)
    if state.group:
        return _group(state, state.standing)
    return _root(state, state.standing)


def _root(state: SetelanState, standing: Standing) -> Page:
    parts: list[Part] = [*_heads(state, standing)]
    parts += [_group_row(group, title, standing) for group, title in GROUPS.items()]
    parts.append(
        Presses(
            (
                Press("people", "Orang & PIN", "user"),
                Press("clock", "Jam", "clock"),
                Press("screen_test", "Uji layar", "monitor"),
                Press("touch_test", "Uji sentuh", "hand-tap"),
                Press("usb", "Impor dari USB", "usb"),
                Press("restart", "Mulai ulang aplikasi", "arrow-counter-clockwise"),
            )
        )
    )
    return Page(tuple(parts), question=_question(state))


def _heads(state: SetelanState, standing: Standing) -> tuple[Part, ...]:
    found: list[Part] = []
    if standing.problems:
        words = "Dipakai: setelan terakhir yang baik."
        if standing.doubted:
            words = "Mesin belum tahu ini mesin mana."
        elif not standing.on_last_good:
            words = "Isian yang salah diganti nilai bawaan."
        title = f"{len(standing.problems)} kesalahan setelan"
        found.append(Banner("bad", title, words, Press("problems", "Lihat")))
    return (*found, *_news(state))


def _news(state: SetelanState) -> tuple[Part, ...]:
    """Return what was just done, or that something waits for a restart; one banner has room."""
    restart = Press("restart", "Mulai ulang")
    if state.told is not None:
        waits = state.pending and state.told[2] == AFTER_RESTART
        return (Banner(*state.told, restart if waits else None),)
    if state.pending:
        return (Banner("info", "Ada setelan baru", AFTER_RESTART, restart),)
    return ()


def _group_row(group: str, title: str, standing: Standing) -> StatusRow:
    keys = _keys(group)
    faulty = any(problem_of(standing, key.path) for key in keys)
    titles = [key.title for key in keys]
    detail = " · ".join([*titles[:2], "lainnya"] if len(titles) > 2 else titles)
    state = "fail" if faulty else None
    return StatusRow(f"{GROUP}{group}", title, detail, ICONS[group], state, pressable=True)


def _group(state: SetelanState, standing: Standing) -> Page:
    above = (Title(GROUPS[state.group]), *_news(state))
    foot = (Press("groups", "Semua setelan", "arrow-left"),)
    fields = [
        setting_field(key, standing, problem_of(standing, key.path)) for key in _keys(state.group)
    ]
    shown, pages = fitting_rows(fields, state.page, above, foot)
    return Page((*above, *shown), foot, pages, _question(state))


def _problems(state: SetelanState, standing: Standing) -> Page:
    name = standing.file.name if standing.file else "config.toml"
    above = (Title("Kesalahan setelan", f"Berkas {name}. Semua kesalahan ada di sini."),)
    rows = [
        _problem_row(number, problem, can_go=can_go(standing, problem))
        for number, problem in enumerate(standing.problems)
    ]
    foot = (
        Press("groups", "Semua setelan", "arrow-left"),
        Press(
            "restore",
            "Pakai yang terakhir baik",
            "arrow-counter-clockwise",
            enabled=standing.on_last_good and not state.working,
        ),
    )
    shown, pages = fitting_rows(rows, state.page, above, foot)
    return Page((*above, *shown), foot, pages, _question(state))


def can_go(standing: Standing, problem: Problem) -> bool:
    """Whether a faulty line can be taken out here: not one that says who the terminal is."""
    in_file = standing.file is not None and problem.path != standing.file.name
    return in_file and problem.line > 0 and problem.path not in IDENTITY


def _problem_row(number: int, problem: Problem, *, can_go: bool) -> StatusRow:
    where = f"Baris {problem.line}. " if problem.line else ""
    detail = f"{where}{problem.glass}"
    return StatusRow(
        f"{PROBLEM}{number}", problem.path, detail, "x-circle", "fail", pressable=can_go
    )


def _question(state: SetelanState) -> Question | None:
    if state.asking == "restart":
        return ask(
            "Mulai ulang aplikasi?",
            "Layar gelap sebentar. Yang sedang dicetak diselesaikan dulu.",
            ("yes", "Ya, mulai ulang"),
        )
    if state.asking == "take_out":
        return ask(
            "Hapus baris ini?",
            f"{state.faulty} dihapus dari berkas. Nilai bawaan yang berlaku.",
            ("yes", "Ya, hapus baris ini"),
            careful=True,
        )
    if state.asking == "restore":
        return ask(
            "Pakai setelan terakhir yang baik?",
            "Berkas yang salah disimpan dengan akhiran .bak.",
            ("yes", "Ya, ganti berkasnya"),
            careful=True,
        )
    return None


def problem_of(standing: Standing, path: str) -> str:
    """Return what is wrong with a key, in Indonesian; empty where nothing is."""
    found = (problem for problem in standing.problems if path in {problem.about, problem.path})
    return next((problem.glass for problem in found), "")


def typed_of(standing: Standing, path: str) -> str:
    """Return the value of a key as one types it; empty where there is none."""
    value = standing.values.get(path)
    return "" if value is None else text_of(value)


def _keys(group: str) -> list[Key]:
    return [key for key in KEYS.values() if key.group == group]
