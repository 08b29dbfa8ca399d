"""What the files say of themselves in their first lines; the only place where it is named.

``anjungan-ledger-1`` (terminal → province, gzip): behind the header, for each epoch, the bodies of
the batches as they would go over the line. ``anjungan-enrol-1`` (terminal → province),
``anjungan-reply-1`` and ``anjungan-enrolled-1`` (province → terminal) are a header and no more.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from sync.wire.lines import Hex, Name, Whole
from sync.wire.messages import DayProof, PublicKey, TerminalId, Verdict, Words
from sync.wire.strict_json import decoder

LEDGER = "anjungan-ledger-1"
ENROL = "anjungan-enrol-1"
REPLY = "anjungan-reply-1"
ENROLLED = "anjungan-enrolled-1"

KeyId = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
EnrolCode = Annotated[str, msgspec.Meta(pattern="^[BCDFGHJKLMNPQRSTVWXZ]{8}$")]


class _Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Both sides refuse what they do not know; a new field wants another kind of file."""


class LedgerHeader(_Header, frozen=True, kw_only=True):
    """What a terminal has for the province: ``events`` of ``epochs``, oldest first.

    ``digest`` is the SHA-256 of everything behind this line, unpacked, and ``size`` its bytes.
    ``key`` names the key that sealed it, ``sent`` counts the requests of that key so far.
    """

    app: Words
    digest: Hex
    epochs: Annotated[list[Name], msgspec.Meta(max_length=1000)]
    events: Whole
    key: KeyId
    nonce: Hex
    sent: Whole
    size: Whole
    terminal: TerminalId


class EnrolHeader(_Header, frozen=True, kw_only=True):
    """A terminal asks to be enrolled, sealed with the key it brings."""

    app: Words
    code: EnrolCode
    nonce: Hex
    public_key: PublicKey
    terminal: TerminalId


class EpochStanding(_Header, frozen=True, kw_only=True):
    """How far the province is with one epoch: ``ack`` and its own hash there.

    ``problem`` is empty, or a code of ``sync.wire.problems`` for why it took no more. Where
    ``verdict`` is "forked" the epoch is closed, and ``ack`` is of the strays in the file.
    """

    ack: Whole
    ack_hash: Hex
    days: list[DayProof]
    epoch: Name
    problem: Annotated[str, msgspec.Meta(pattern="^[a-z_]{0,32}$")]
    verdict: Verdict


class ReplyHeader(_Header, frozen=True, kw_only=True):
    """The province's answer to a ledger file, sealed with its key; ``nonce`` is the file's."""

    epochs: Annotated[list[EpochStanding], msgspec.Meta(max_length=1000)]
    nonce: Hex
    server_ms: Whole
    terminal: TerminalId


class EnrolledHeader(_Header, frozen=True, kw_only=True):
    """The terminal is enrolled, sealed with the key that it trusts from now on."""

    nonce: Hex
    public_key: PublicKey
    server_key: PublicKey
    server_ms: Whole
    terminal: TerminalId


read_ledger = decoder(LedgerHeader)
read_enrol = decoder(EnrolHeader)
read_reply = decoder(ReplyHeader)
read_enrolled = decoder(EnrolledHeader)
