"""Events to send: a short honest chain, made without a store."""

from kiosk.store.hashing import FIRST_PREV, canonical
from kiosk.store.lines import EventRow, right_hash

TERMINAL, EPOCH = "contoh-pringsewu-1", "e7377bbc-db1d-4783-aa5d-a6af2f1d6ec3"


def chain(count: int, *, first: int = 1, prev: str = FIRST_PREV, kind: str = "ticket.issued"):
    """Return ``count`` events that follow ``prev``."""
    rows = []
    for seq in range(first, first + count):
        body = canonical({"label": f"A{seq % 1000:03}", "note": 'ä "quoted" \\ \u2028 \x7f'})
        row = EventRow(
            seq,
            f"{seq:08}-0000-4000-8000-000000000000",
            kind,
            1,
            1,
            1_795_488_066_000 + seq,
            seq,
            "4db1ccf0-427b-462f-8866-64187b0feeec",
            "trusted",
            1,
            body,
            prev,
            "",
        )
        row = row._replace(hash=right_hash(TERMINAL, EPOCH, row))
        rows.append(row)
        prev = row.hash
    return rows
