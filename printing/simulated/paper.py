"""The paper: what hangs out of the printer, and what the knife has parted from it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from printing.simulated.traits import DOTS_PER_MM, Traits


@dataclass(frozen=True, slots=True)
class SimulatedPaper:
    """One strip: rows of dots in the order they came out, eight dots a byte, black is 1.

    ``cut``: parted by the knife; otherwise it hangs out, or fell out when a new roll was put in.
    ``text``: characters printed as text, which this kiosk never means: garbage.
    """

    rows: tuple[bytes, ...]
    cut: bool
    text: str = ""

    @property
    def mm(self) -> float:
        """Return its length."""
        return len(self.rows) / DOTS_PER_MM

    @property
    def ink(self) -> tuple[bytes, ...]:
        """Return the rows from the first that bears a dot up to the last; empty where it is white.

        The white that lay between head and knife when the strip before was cut is not among them.
        """
        black = [at for at, row in enumerate(self.rows) if any(row)]
        return self.rows[black[0] : black[-1] + 1] if black else ()

    def image(self) -> Image.Image:
        """Return its picture, one pixel a dot; a strip without length is one white pixel."""
        if not self.rows:
            return Image.new("1", (1, 1), 1)
        size = (len(self.rows[0]) * 8, len(self.rows))
        return Image.frombytes("1", size, bytes(255 - byte for byte in b"".join(self.rows)))


@dataclass(slots=True)
class Strip:
    """The paper from its free end back to the head.

    The last rows of it, as many as lie between head and knife, cannot be cut off yet.
    """

    traits: Traits
    rows: list[bytes] = field(default_factory=list[bytes])
    text: str = ""

    def __post_init__(self) -> None:
        """Begin with a fresh roll, its end at the knife."""
        self.thread()

    def thread(self) -> None:
        """Put a fresh end of paper in: white from the head to the knife."""
        self.rows = [bytes(self.traits.row_bytes)] * self.traits.knife_rows
        self.text = ""

    def cut(self) -> SimulatedPaper:
        """Part what is past the knife; what is before it stays, and is the next paper's head."""
        stays = self.traits.knife_rows
        passed = len(self.rows) - stays
        paper = SimulatedPaper(tuple(self.rows[:passed]), cut=True, text=self.text)
        self.rows, self.text = self.rows[passed:], ""
        return paper

    def hanging(self) -> SimulatedPaper:
        """Return all of it as it hangs there, uncut."""
        return SimulatedPaper(tuple(self.rows), cut=False, text=self.text)

    @property
    def is_fresh(self) -> bool:
        """Return whether nothing hangs out and nothing is printed before the knife."""
        return len(self.rows) <= self.traits.knife_rows and not any(map(any, self.rows))
