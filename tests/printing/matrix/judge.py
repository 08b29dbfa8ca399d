"""The judge: compares what was said of slips with the paper that really came out."""

from __future__ import annotations

from collections.abc import Iterable

from printing.simulated.paper import SimulatedPaper
from tests.printing.matrix.slips import NOBODY, WHITE, MarkedSlip, owner_of
from tests.printing.matrix.stand import Stand, Statement


def false_statements(stand: Stand) -> list[str]:
    """Return every false statement; call it when nothing more can come out."""
    everything = [*stand.papers(), stand.printer.strip]
    found = [wrong for said in stand.statements for wrong in _wrong(said, stand, everything)]
    return found + _ghosts(stand, everything)


def _wrong(said: Statement, stand: Stand, everything: list[SimulatedPaper]) -> Iterable[str]:
    own, outcome = said.slip.owner, said.outcome
    then, at_last = said.then.count(own), stand.owners().count(own)
    name = f"slip {own} {outcome.result} ({outcome.reason})"
    if outcome.result == "printed":
        if not _is_one_paper(said.slip, said.papers_then):
            yield f"{name}: it was not out, whole and cut, when this was said"
        if not _is_one_paper(said.slip, everything):
            yield f"{name}: it is not one whole paper of its own"
    elif outcome.result == "not_printed":
        if at_last:
            yield f"{name}: {at_last} rows of it came out"
    elif outcome.result == "partial":
        if not then:
            yield f"{name}: nothing of it was out"
        if any(_holds(said.slip, paper) for paper in everything):
            yield f"{name}: it came out whole"
    if outcome.result != "not_printed" and outcome.settled and then != at_last:
        yield f"{name}, settled: {at_last - then} more rows came out"


def _is_one_paper(slip: MarkedSlip, papers: Iterable[SimulatedPaper]) -> bool:
    mine = [paper for paper in papers if slip.owner in map(owner_of, paper.rows)]
    return len(mine) == 1 and mine[0].cut and not mine[0].text and mine[0].ink == slip.ink


def _holds(slip: MarkedSlip, paper: SimulatedPaper) -> bool:
    """Whether all of the slip's ink is on this paper, whatever else is."""
    return slip.ink == tuple(paper.rows[at] for at in _span(slip, paper))


def _span(slip: MarkedSlip, paper: SimulatedPaper) -> range:
    mine = [at for at, row in enumerate(paper.rows) if owner_of(row) == slip.owner]
    return range(mine[0], mine[-1] + 1) if mine else range(0)


def _ghosts(stand: Stand, everything: list[SimulatedPaper]) -> list[str]:
    """Nobody but who looked gets a paper with rows of another, or another's slip beside it."""
    looked = {said.slip.owner for said in stand.statements if said.looked}
    tried = [
        said
        for said in stand.statements
        if not said.looked and said.outcome.result != "not_printed"
    ]
    return [wrong for said in tried for wrong in _strangers(said, stand, everything, looked)]


def _strangers(
    said: Statement, stand: Stand, everything: list[SimulatedPaper], looked: set[int]
) -> Iterable[str]:
    own, at_last = said.slip.owner, stand.owners()
    for paper in everything:
        owners = set(map(owner_of, paper.rows))
        if own in owners and (others := owners - looked - {own, WHITE, NOBODY}):
            yield f"slip {own}: on one paper with rows of {others}"
    for earlier in (other for other in stand.statements if other.slip.owner < own):
        other = earlier.slip.owner
        if said.before.count(other) != at_last.count(other):
            yield f"slip {own}: rows of {other} came out after its first byte left"
        if any(_holds(earlier.slip, paper) for paper in said.papers_then[said.count_before :]):
            yield f"slip {own}: the whole slip {other} came out with it"
