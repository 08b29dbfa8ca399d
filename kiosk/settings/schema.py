"""The configuration as one table: every key, what it must be, its default, its words.

Reading, writing, ``kiosk config``, docs/configuration.md and the technician's Setelan are all made
from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.settings.addresses import file_rule, host_rule, printer_rule, server_rule, server_url
from kiosk.settings.kinds import Fault, Kind, Number, OneOf, Order, Text, Value, text_of
from kiosk.settings.problems import Problem

SCHEMA_VERSION = 1

GROUPS: Mapping[str, str] = {
    "mesin": "Mesin dan mal",
    "layar": "Layar dan bahasa",
    "printer": "Printer dan kertas",
    "server": "Server provinsi",
    "waktu": "Waktu tunggu",
    "suara": "Suara",
}
"""Groups of keys in the order they are shown, with their Indonesian titles."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key. ``default`` is None where nothing stands without it.

    ``title`` and ``hint`` are Indonesian, ``meaning`` is English, for the documentation. Where
    ``restart`` is true a change counts from the kiosk's next start on.
    """

    path: str
    kind: Kind
    default: Value | None
    group: str
    title: str
    hint: str
    meaning: str
    restart: bool = True

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The few values that are right, as (text, Indonesian words); empty where many are."""
        return tuple(self.kind.options)

    def words(self, value: Value | None) -> str:
        """Return a value in Indonesian words."""
        if value is None:
            return "Belum diisi"
        text = text_of(value)
        return dict(self.options).get(text, text)


def _wait(path: str, low: int, high: int, default: int, title: str, meaning: str) -> Key:
    kind = Number(low, high, "seconds", "detik")
    hint = f"Dalam detik, {low} sampai {high}."
    return Key(f"idle.{path}", kind, default, "waktu", title, hint, meaning)


_TABLE = (
    Key(
        "terminal.number",
        Number(1, 99),
        None,
        "mesin",
        "Nomor mesin",
        "Angka 1 sampai 99. Tiap mesin di satu mal punya nomor sendiri.",
        "The terminal's number in its mall, fixed at the first start of its data folder (1 there "
        "where nothing is said).",
    ),
    Key(
        "mall.file",
        Text(file_rule, most=1024),
        None,
        "mesin",
        "Berkas mal",
        "Nama berkas mal, dari folder setelan.",
        "The mall file; the example mall without it.",
    ),
    Key(
        "mall.catalogue",
        Text(file_rule, most=1024),
        None,
        "mesin",
        "Folder katalog",
        "Nama folder katalog, dari folder setelan.",
        "The catalogue's folder; the one that comes with the program without it.",
    ),
    Key(
        "slip.qr_host",
        Text(host_rule, str.upper, most=24),
        "ANTRE.CONTOH.GO.ID",
        "mesin",
        "Situs pada QR tiket",
        "Paling banyak 24 huruf, seperti antre.contoh.go.id",
        "The host that a slip's QR names.",
    ),
    Key(
        "screen.diagonal_in",
        Number(7, 100, "inches", "inci", parts=True),
        21.5,
        "layar",
        "Ukuran layar",
        "Diagonal dalam inci, 7 sampai 100. Ukuran tombol mengikuti angka ini.",
        "The screen's diagonal in inches; every size on the glass follows from it.",
    ),
    Key(
        "screen.rotation",
        OneOf({0: "Tidak diputar", 90: "Putar ke kanan", 180: "Terbalik", 270: "Putar ke kiri"}),
        0,
        "layar",
        "Putaran gambar",
        "Putar gambar kalau layar dipasang miring.",
        "By how many degrees the picture is turned clockwise.",
    ),
    Key(
        "screen.glass_bottom_mm",
        Number(200, 1500, "mm", "mm"),
        800,
        "layar",
        "Tinggi tepi bawah layar",
        "Dari lantai, dalam mm, 200 sampai 1500.",
        "How high the lower edge of the glass is above the floor.",
    ),
    Key(
        "languages",
        Order({"id": "Indonesia", "en": "English"}),
        ("id", "en"),
        "layar",
        "Bahasa",
        "Bahasa yang ditawarkan. Yang pertama dipakai sebelum pengunjung memilih.",
        "The languages visitors may choose from; the first is shown before they choose.",
    ),
    Key(
        "printer.uri",
        Text(printer_rule),
        None,
        "printer",
        "Alamat printer",
        "Seperti escpos+tcp://192.168.1.50:9100",
        "The printer's address (docs/printing.md); without it paper goes into the data folder.",
        restart=False,
    ),
    Key(
        "printer.width",
        OneOf({"80": "Gulungan 80 mm", "58": "Gulungan 58 mm", "a4": "Lembar A4"}),
        "80",
        "printer",
        "Lebar kertas",
        "Pilih kertas yang ada di printer.",
        "The paper: a roll of 80 or 58 mm, or A4.",
        restart=False,
    ),
    Key(
        "printer.dpi",
        OneOf({203: "203 titik per inci", 180: "180 titik per inci"}),
        203,
        "printer",
        "Kerapatan titik",
        "Cetak uji dan cocokkan penggarisnya.",
        "Dots an inch of a raw printer's head; the ruler of the test page shows it.",
        restart=False,
    ),
    Key(
        "paper.roll_mm",
        Number(5_000, 300_000, "mm", "mm"),
        None,
        "printer",
        "Panjang gulungan baru",
        "Dalam mm, seperti 80000 untuk 80 meter.",
        "The length of a new roll; without it, as long as the one before.",
    ),
    Key(
        "paper.low_percent",
        Number(1, 50, "percent", "persen"),
        15,
        "printer",
        "Kertas hampir habis mulai",
        "Sisa gulungan dalam persen, 1 sampai 50.",
        "From which rest of a roll on, in percent, it counts as low.",
    ),
    Key(
        "server.url",
        Text(server_rule, server_url),
        None,
        "server",
        "Alamat server",
        "Seperti https://anjungan.contoh.go.id",
        "The province's address, where `kiosk enroll` is not told another.",
        restart=False,
    ),
    _wait("choosing", 10, 600, 60, "Saat memilih", "Without a touch while choosing, until asked."),
    _wait("reading", 10, 600, 120, "Saat membaca", "The same while there is much to read."),
    _wait(
        "warning", 20, 120, 30, "Lama peringatan", "How long the question stands before the end."
    ),
    _wait("ticket", 10, 120, 20, "Tiket di layar", "How long the numbers stay on the glass."),
    _wait("photo", 30, 300, 60, "Tiket tanpa kertas", "The same where no paper came out."),
    Key(
        "sound.speaker",
        OneOf({False: "Tidak ada", True: "Ada"}),
        False,
        "suara",
        "Pengeras suara",
        "Pilih Ada kalau mesin ini punya pengeras suara.",
        "Whether the terminal has a loudspeaker; the self-test then wants one to be found. Nothing "
        "sounds yet.",
    ),
)

KEYS: Mapping[str, Key] = {key.path: key for key in _TABLE}
"""Every key by its dotted path, in the order they are shown."""

_SECRET = re.compile(
    r"pass|sandi|secret|rahasia|token|\bpin\b|api_?key|private|kunci|credential",
    re.IGNORECASE,
)


def check_value(path: str, text: str) -> Problem | Value:
    """Return the value that a typed ``text`` means for a key, or what is wrong with it."""
    key = KEYS.get(path)
    return unknown_key(path) if key is None else check_typed(path, key.kind.read(text))


def check_typed(path: str, value: object, line: int = 0) -> Problem | Value:
    """Return a value as TOML gives it in the form the program keeps, or what is wrong with it."""
    key = KEYS.get(path)
    if key is None:
        return unknown_key(path, line)
    fault = key.kind.fault(value)
    return key.kind.kept(value) if fault is None else _problem(path, fault, line)


def unknown_key(path: str, line: int = 0) -> Problem:
    """Return what is told of a key that is none of ours: no secret, or the nearest."""
    if _SECRET.search(path):
        return Problem(
            path,
            "it looks like a secret: no secrets in the configuration",
            "Take the line out; keys and PINs are kept in files of their own.",
            "Sandi dan kunci tidak boleh ada di setelan.",
            line,
        )
    nearest = _nearest(path)
    hint = f"Write {nearest}" if nearest else "Take the line out"
    return Problem(
        path,
        "this key is unknown" + (f", did you mean {nearest}?" if nearest else ""),
        f"{hint}; `kiosk config show` lists all keys.",
        f"Nama setelan ini tidak dikenal: {path}",
        line,
        nearest,
    )


def cross_problems(values: Mapping[str, Value]) -> list[Problem]:
    """Return what is wrong with right values that do not fit together."""
    raw = str(values.get("printer.uri", "")).startswith("escpos+")
    if not (raw and values.get("printer.width") == "a4"):
        return []
    fault = Fault(
        "a raw printer prints on rolls of 80 or 58 mm",
        'Write "80" or "58", or choose an IPP or CUPS printer.',
        "Printer ini memakai gulungan 80 atau 58 mm.",
    )
    return [_problem("printer.width", fault)]


def _problem(path: str, fault: Fault, line: int = 0) -> Problem:
    return Problem(path, fault.reason, fault.remedy, fault.glass, line, path)


def _nearest(path: str) -> str:
    import difflib  # Only a fault needs it, and the first frame waits for all else.

    near = difflib.get_close_matches(path, KEYS, n=1)
    if not near:  # A right name in a wrong table.
        last = path.rpartition(".")[2]
        near = [known for known in KEYS if known.rpartition(".")[2] == last]
    return near[0] if near else ""
