"""Emptying a printer after a slip that broke off: its buffers, an open raster, and its paper slot.

What is out of a broken slip hangs in the printer, and the next cut would part it together with the
next visitor's slip. So it is cut off before anything else is printed.
"""

from __future__ import annotations

from printing.escpos import commands
from printing.escpos.conversation import Conversation
from printing.escpos.delivery import PAST_KNIFE_ROWS, PATIENCE_SECONDS
from printing.escpos.heads import Head
from printing.escpos.marks import Marks
from printing.transport.link import Link

_NULS = b"\x00" * 4096
"""What ends a raster that was cut off: its missing dots, as white ones."""

_MOST_ROWS = 240


def is_clean(talk: Conversation, marks: Marks, head: Head, *, careful: bool) -> bool:
    """Cut off what hangs in the printer; whether it confirms that, and so that it holds no more."""
    talk.say(commands.LEAVE_KANJI + commands.count_in_dots(head.dpi))
    talk.say(commands.feed(PAST_KNIFE_ROWS) + commands.CUT)
    return marks.in_step(careful=careful, within=PATIENCE_SECONDS)


def fill_up(link: Link, head: Head) -> bool:
    """End a raster that may have been cut off, without waiting for a printer that takes nothing.

    Whether all was taken; where there is no open raster the printer takes it for nothing.
    """
    left = head.dots // 8 * _MOST_ROWS
    while left > 0 and (taken := link.write(_NULS[:left])):
        left -= taken
    return left <= 0
