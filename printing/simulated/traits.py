"""What kind of printer is simulated: what it answers, how fast it is, how it takes a fault."""

from __future__ import annotations

from dataclasses import dataclass, replace

DOTS_PER_MM = 8
"""203 dpi heads have 8 dots a mm, across and along the paper."""


@dataclass(frozen=True, slots=True)
class Traits:
    """One kind of printer. The first five say what it answers."""

    dle_eot: bool = True
    """``DLE EOT n``: its status, the moment the question is received."""
    asb: bool = True
    """``GS a n``: four bytes by themselves on every change."""
    gs_r: bool = True
    """``GS r n``: one byte in the order of the data."""
    gs_h: bool = True
    """``GS ( H`` function 48: gives an id back once all before it is printed."""
    clear: bool = True
    """``DLE DC4`` function 8 (throw away what is held, and confirm) and ``DLE ENQ 2``."""
    answers_early: bool = False
    """It answers ``GS r`` on reception, before the paper has moved: that proves nothing."""
    answers_behind: bool = False
    """Each reply is the reply to the question before; the first question is met with silence."""
    reads_low_byte_only: bool = False
    """Of a raster's number of rows it reads the low byte only; what is over becomes text."""
    cut_feeds_to_knife: bool = True
    """``GS V 66 n`` feeds what was printed past the knife before it cuts (many clones do not)."""
    resumes: bool = True
    """After a repair it prints on with what it still holds: the ghost. Otherwise it drops it."""
    unit_dots: float = 1.0
    """Dots in a vertical motion unit (``ESC J``) until ``GS P``; Epson's own is half a dot."""
    dots: int = 576
    """Printable dots across: 576 on 80 mm paper, 384 on 58 mm."""
    speed: float = 250.0
    """Paper speed, mm/s."""
    buffer_bytes: int = 65_536
    """Receive buffer; old models have 4,096."""
    knife_mm: float = 15.0
    """From the head on to the knife."""
    cut_seconds: float = 0.2
    """How long a cut takes."""
    near_end_mm: float | None = None
    """Where the near-end sensor sits, mm of paper left; many printers have none."""

    @property
    def row_bytes(self) -> int:
        """Return the bytes of one row of dots."""
        return self.dots // 8

    @property
    def row_seconds(self) -> float:
        """Return how long the paper takes for one row of dots."""
        return 1 / DOTS_PER_MM / self.speed

    @property
    def knife_rows(self) -> int:
        """Return the rows of dots that lie between the head and the knife."""
        return round(self.knife_mm * DOTS_PER_MM)


FULL = Traits(unit_dots=0.5)
GS_R = Traits(gs_h=False, clear=False)
STATUS = Traits(asb=False, gs_r=False, gs_h=False, clear=False)
EARLY = replace(GS_R, asb=False, answers_early=True)
MUTE = replace(STATUS, dle_eot=False)

CLASSES = {"full": FULL, "gs_r": GS_R, "status": STATUS, "early": EARLY, "mute": MUTE}
"""The five classes by what they answer, the most truthful first."""

CLONE_BEHIND = replace(GS_R, asb=False, answers_behind=True)
CLONE_LOW_BYTE = replace(STATUS, reads_low_byte_only=True)
CLONE_SMALL_BUFFER = replace(GS_R, buffer_bytes=4_096)
CLONE_SHORT_CUT = replace(STATUS, cut_feeds_to_knife=False)
CLONE_DROPS = replace(GS_R, resumes=False)
NARROW = replace(FULL, dots=384)
