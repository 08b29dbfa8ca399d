"""What can happen in a session: what a visitor touched, and what the world answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first frame needs screens and events, but no plan and no issuing
    from kiosk.visits.issuing import Issued


class Event:
    """Something that happened; each kind is a frozen dataclass below."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Started(Event):
    """The glass was touched on the first screen."""


@dataclass(frozen=True, slots=True)
class LanguageChosen(Event):
    """A language was chosen, on the first screen or from the dock."""

    language: str


@dataclass(frozen=True, slots=True)
class LanguageAsked(Event):
    """Touched: "Bahasa" in the dock."""


@dataclass(frozen=True, slots=True)
class HelpAsked(Event):
    """Touched: "Panggil petugas" in the dock, or "Tanya petugas"."""


@dataclass(frozen=True, slots=True)
class OverlayClosed(Event):
    """Whatever lay over the screen was closed."""


@dataclass(frozen=True, slots=True)
class WentBack(Event):
    """Touched: "Kembali"."""


@dataclass(frozen=True, slots=True)
class Restarted(Event):
    """Touched: "Mulai lagi", "Selesai", or nobody was there any more."""


@dataclass(frozen=True, slots=True)
class Opened(Event):
    """One of the ways on was chosen: ``screen`` by its value, with its subject."""

    screen: str
    subject: str = ""


@dataclass(frozen=True, slots=True)
class PageChosen(Event):
    """Another page of the same screen; pages count from 0."""

    page: int


@dataclass(frozen=True, slots=True)
class Typed(Event):
    """A key of the on-screen keyboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Erased(Event):
    """Touched: "Hapus": the last character."""


@dataclass(frozen=True, slots=True)
class Cleared(Event):
    """Touched: "Hapus semua"."""


@dataclass(frozen=True, slots=True)
class LifeEventChosen(Event):
    """A life event was chosen."""

    life_event: str


@dataclass(frozen=True, slots=True)
class ConditionToggled(Event):
    """A tick-box of the conditions screen."""

    condition: str


@dataclass(frozen=True, slots=True)
class ConditionsAnswered(Event):
    """Touched: "Lanjut" reads unticked boxes as no; "Lewati" brings no answers."""

    answers: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class StepToggled(Event):
    """A step of a life event was ticked or unticked."""

    service: str


@dataclass(frozen=True, slots=True)
class ServiceAdded(Event):
    """Touched: "Tambah layanan"; the service is kept, then ``screen`` comes (home or summary)."""

    screen: str = "home"


@dataclass(frozen=True, slots=True)
class ServicesRemoved(Event):
    """Touched: "Hapus" on the summary, for one stop or one later step."""

    services: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DocumentToggled(Event):
    """A document of "Mana yang sudah dibawa?"."""

    document: str
    holder: str


@dataclass(frozen=True, slots=True)
class PriorityChosen(Event):
    """One of the priority groups, or None for "Tidak perlu"."""

    group: str | None


@dataclass(frozen=True, slots=True)
class NumberAsked(Event):
    """Touched: "Ambil nomor"; ``anyway`` although the printer is known not to be ready."""

    anyway: bool = False


@dataclass(frozen=True, slots=True)
class ListPrintAsked(Event):
    """Touched: "Cetak syarat"; ``missing`` lists only what is not ticked."""

    missing: bool = False


@dataclass(frozen=True, slots=True)
class PrinterDoubted(Event):
    """A number was asked for while the printer is known not to be ready, and why it is not."""

    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumbersIssued(Event):
    """The ledger holds the visit; ``printing`` says whether its slip is on its way to paper."""

    issued: Issued
    printing: bool = True


@dataclass(frozen=True, slots=True)
class SlipAnswered(Event):
    """What became of the slip.

    ``result`` is "printed", "not_printed", "partial" or "unknown"; ``faults`` are the printer's
    reasons, ``may_retry`` whether the kiosk may print it again, ``short`` whether its lists
    were left out to save paper.
    """

    result: str
    faults: tuple[str, ...] = ()
    may_retry: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True)
class SlipMissing(Event):
    """Touched: "Tiket tidak keluar?"."""


@dataclass(frozen=True, slots=True)
class SlipWhole(Event):
    """Touched: "Ya, sudah": the slip came out whole."""


@dataclass(frozen=True, slots=True)
class SlipBroken(Event):
    """Touched: "Belum, atau rusak": no slip came out, or a broken one."""


@dataclass(frozen=True, slots=True)
class SlipRetried(Event):
    """Touched: "Coba cetak lagi", "Cetak lagi" or "Cetak ulang"."""


@dataclass(frozen=True, slots=True)
class SlipUnanswered(Event):
    """Nobody said whether the slip came out whole."""


@dataclass(frozen=True, slots=True)
class Restored(Event):
    """The machine came back, and the last visit's slip is in doubt."""

    issued: Issued
    may_retry: bool = False


@dataclass(frozen=True, slots=True)
class Failed(Event):
    """Something could not be done; ``key`` names the message for the glass."""

    key: str


@dataclass(frozen=True, slots=True)
class ListPrinted(Event):
    """The list of documents is on its way to the printer."""


@dataclass(frozen=True, slots=True)
class IdleNoticed(Event):
    """Nobody has touched the glass for a while."""
