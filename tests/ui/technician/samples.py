"""Pages with every part of the technician's screens, in plain and in unkind words."""

from __future__ import annotations

from ui.presenters.parts import Pages
from ui.presenters.technician import parts as p

LONG = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kabupaten Pringsewu"
UNBROKEN = "https://anjungan.pelayanan.lampungprov.go.id:8443/api/terminal/1810-02/setelan"
HTML = "<b>Setelan</b> <img src=/etc/passwd>"

BACK = p.Press("back", "Kembali", "arrow-left")
SAVE = p.Press("save", "Simpan", "check", "primary")
OPTIONS = (("21.5", "21,5 inci"), ("23.8", "23,8 inci"), ("32", "32 inci"))


def rows(words: str) -> tuple[p.StatusRow, ...]:
    """Return a row of every state, one of them to be touched, all with the same words."""
    return (
        p.StatusRow("printer", words, words, "printer", "pass"),
        p.StatusRow("sync", words, words, "cloud-check", "warn", pressable=True),
        p.StatusRow("disk", words, words, "database", "fail"),
        p.StatusRow("sound", words, words, "speaker-high", "skip"),
        p.StatusRow("plain", words, "", "", pressable=True),
    )


def pages(words: str) -> dict[str, p.Page]:
    """Return a page for every part, around the same words."""
    return {
        "rows": p.Page(rows(words), (BACK, SAVE)),
        "banners": p.Page(
            (
                p.Title(words, words),
                p.Banner("good", words, words, p.Press("check", "Periksa", "arrows-clockwise")),
                p.Banner("warning", words),
                p.Banner("bad", words, words),
            ),
            (BACK,),
        ),
        "reading": p.Page(
            (
                p.Banner("info", words, words, p.Press("look", "Cari lagi")),
                p.Prose(f"{words}\n{words}"),
                p.Figures((("318", "tiket"), ("204", "kunjungan"), ("3", "cetak ulang"))),
            ),
            (BACK, SAVE, p.Press("more", "Rincian", "info")),
        ),
        "fields": p.Page(
            (
                p.Field("server", words, words, words),
                p.Field("terminal", words, "02", "", words),
                p.Field("version", words, "1.0.0", pressable=False),
            ),
            (BACK, SAVE),
            Pages(1, 3),
        ),
        "choices": p.Page(
            (
                p.Choice("diagonal", "Ukuran layar", OPTIONS, "21.5"),
                p.Choice("kind", words, (("a", words), ("b", words)), "b", words),
                p.Presses((SAVE, p.Press("no", "Batal", enabled=False))),
            ),
            (BACK,),
        ),
        "log": p.Page(
            (p.LogLines(tuple(p.LogLine("08.41.12", words, words) for _line in range(4))),),
            (),
            Pages(0, 2),
        ),
        "text": p.Page((p.Entry("address", words, words, "text", words, words),), (BACK, SAVE)),
        "digits": p.Page((p.Entry("number", words, "12", "digits"),), (BACK, SAVE)),
        "code": p.Page((p.Entry("code", words, "BCDF-G", "code"),), (BACK, SAVE)),
        "address": p.Page((p.Entry("server", words, UNBROKEN, "address"),), (BACK, SAVE)),
        "pin": p.Page((p.Title("Masukkan PIN"), p.PinPad("pin", tuple("4719025836"), 3)), (BACK,)),
        "question": p.Page(
            rows("Baris"),
            (BACK,),
            question=p.Question(words, words, (SAVE, p.Press("no", "Batal"))),
        ),
        "touch": p.Page(whole=p.TouchTest(1, 5, (0.5, 0.25))),
        "screen": p.Page(whole=p.ScreenTest(words)),
    }
