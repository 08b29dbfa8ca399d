"""Cut paper: which blocks go on which page; a roll has one page for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from printing.layout.blocks import Block, Rule, Space, TextBlock
from printing.layout.page import PaperFormat


def paged(blocks: list[Block], paper: PaperFormat) -> list[list[Block]]:
    """Return the blocks page by page; none is torn, and no heading stands alone below."""
    if paper.height is None:
        return [blocks]
    room = paper.height - 2 * paper.top
    pages: list[list[Block]] = [[]]
    used = 0.0
    for group in _groups(blocks):
        tall = sum(block.height(paper) for block in group)
        if pages[-1] and used + tall > room:
            pages.append([])
            used = 0.0
        if pages[-1] or not _is_white(group):
            pages[-1] += group
            used += tall
    return pages if pages[-1] else pages[:-1]


def _groups(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Yield blocks that must not be parted."""
    group: list[Block] = []
    for block in blocks:
        group.append(block)
        if not (isinstance(block, TextBlock) and block.with_next):
            yield group
            group = []
    if group:
        yield group


def _is_white(group: list[Block]) -> bool:
    """Return whether a page may do without this where it would be its first."""
    return all(isinstance(block, Rule | Space) for block in group)
