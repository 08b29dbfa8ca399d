"""The codes of ``Problem``, with the HTTP status each comes with."""

from __future__ import annotations

UNREADABLE = "unreadable"
"""400: the request as a whole is not what was agreed on."""

NOT_SIGNED = "not_signed"
"""401: no signature, or one that does not hold."""

UNKNOWN_TERMINAL = "unknown_terminal"
"""401: this terminal has no key here."""

REVOKED = "revoked"
"""401: the office has withdrawn this key."""

WRONG_TERMINAL = "wrong_terminal"
"""403: the key belongs to another terminal."""

CODE_REFUSED = "code_refused"
"""403: the enrolment code is not this terminal's, or no terminal of that name was invited."""

CODE_USED = "code_used"
"""403: the code is right, but another key has used it. Nobody else is told so."""

CODE_EXPIRED = "code_expired"
"""403: the code is right, but its day is over."""

CODE_SPOILT = "code_spoilt"
"""403: the code is right, but was tried wrongly too often."""

NOT_FOUND = "not_found"
"""404: there is no such address."""

NOT_ALLOWED = "not_allowed"
"""405: the address knows no such method."""

SLOW = "slow"
"""408: the body did not come in time."""

REPLAYED = "replayed"
"""409: ``sent`` was seen before; ``expected`` is the next that fits."""

GAP = "gap"
"""409: events are missing before the first; ``expected`` is the seq that fits."""

BROKEN_CHAIN = "broken_chain"
"""409: the first event does not follow what is stored; ``hash`` is what is there."""

FORKED = "forked"
"""409: this epoch is closed, since two histories of it came; nothing more is taken."""

OPEN = "open"
"""409: this epoch is open, so nothing of it is a stray; it goes the way of events."""

TOO_LARGE = "too_large"
"""413: halve the batch."""

WRONG_TYPE = "wrong_type"
"""415: another content type or encoding than agreed on."""

POISONED = "poisoned"
"""422: line ``seq`` is unreadable; send it poisoned."""

TOO_MANY = "too_many"
"""429: come again after Retry-After seconds."""

FAULT = "fault"
"""500: the province is at fault; nothing was stored."""

BUSY = "busy"
"""503: the province cannot now; nothing was stored."""

STATUS = {
    UNREADABLE: 400,
    NOT_SIGNED: 401,
    UNKNOWN_TERMINAL: 401,
    REVOKED: 401,
    WRONG_TERMINAL: 403,
    CODE_REFUSED: 403,
    CODE_USED: 403,
    CODE_EXPIRED: 403,
    CODE_SPOILT: 403,
    NOT_FOUND: 404,
    NOT_ALLOWED: 405,
    SLOW: 408,
    REPLAYED: 409,
    GAP: 409,
    BROKEN_CHAIN: 409,
    FORKED: 409,
    OPEN: 409,
    TOO_LARGE: 413,
    WRONG_TYPE: 415,
    POISONED: 422,
    TOO_MANY: 429,
    FAULT: 500,
    BUSY: 503,
}

OF_THE_CODE = frozenset({CODE_REFUSED, CODE_USED, CODE_EXPIRED, CODE_SPOILT})
"""What is wrong with an enrolment code."""
