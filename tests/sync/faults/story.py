"""A run told in a few lines, for whoever has to find out why it failed."""

from __future__ import annotations

from collections.abc import Iterator

from tests.sync.faults.history import (
    Asked,
    Believed,
    Entry,
    Fault,
    Held,
    History,
    Issue,
    Told,
    Wrote,
)
from tests.sync.faults.lines import read, read_all

MOST_BREACHES = 12


def story(seed: int, history: History, breaches: list[str]) -> str:
    """Return what was breached, what happened, and how to see it again."""
    more = len(breaches) - MOST_BREACHES
    told = [
        f"seed {seed}: {len(breaches)} breaches of the laws",
        *breaches[:MOST_BREACHES],
        *([f"... and {more} more"] if more > 0 else []),
        "",
        *events(history),
        "",
        f"again: python -m tests.sync.faults {seed}",
    ]
    return "\n".join(told)


def events(history: History) -> Iterator[str]:
    """Yield one line for each entry that says something new."""
    for entry in history.entries:
        words = _words(entry)
        if words:
            yield f"{entry.index:5} {_clock(entry.at_s)} {words}"


def _words(entry: Entry) -> str:
    fact = entry.fact
    if isinstance(fact, Asked | Believed | Told | Held):
        return _on_the_line(entry.outcome, fact)
    match fact:
        case Fault(kind, whom, words):
            return f"*** {whom}: {kind} {words}".rstrip()
        case Issue(terminal, labels) if entry.outcome != "invoke":
            return f"{terminal}: number {entry.outcome} {' '.join(labels)}".rstrip()
        case Wrote(terminal, lines, machine):
            epoch, seq = read(lines[0]).place
            kinds = " ".join(line.kind for line in read_all(lines))
            return f"{terminal}/{machine}: wrote {epoch[:8]}:{seq} and on: {kinds}"
        case _:
            return ""


def _on_the_line(outcome: str, fact: Asked | Believed | Told | Held) -> str:
    match fact:
        case Asked(terminal, path, _, status, why, machine) if outcome != "invoke":
            what = path.rpartition("/")[2]
            return f"{terminal}/{machine}: {what} {outcome} {status or ''} {why}".rstrip()
        case Believed(terminal, epoch, acked, _, machine):
            return f"{terminal}/{machine}: believes {epoch[:8]}:{acked}"
        case Told(terminal, epoch, verdict) if verdict not in {"known", "new"}:
            return f"province: {terminal} {epoch[:8]} is {verdict}"
        case Held(terminal, lines, strays):
            return f"province: holds {len(lines)} lines and {len(strays)} strays of {terminal}"
        case _:
            return ""


def _clock(seconds: float) -> str:
    days, rest = divmod(int(seconds), 86_400)
    return f"{days:4}d {rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}"
