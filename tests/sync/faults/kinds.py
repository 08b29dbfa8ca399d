"""What can go wrong in a run: one word each, as it stands in histories and reports."""

from __future__ import annotations

# On the way to the province; whether the request was carried out stands first.
REFUSED = "nobody listens"
LOST_REQUEST = "request lost"
LOST_REPLY = "reply lost after commit"
DUPLICATED = "request carried out twice"
DELAYED = "request carried out much later"
REPLAYED = "old request again"
CUT_REQUEST = "request cut off"
BENT_REQUEST = "byte of the request flipped"
CUT_REPLY = "reply cut off"
BENT_REPLY = "byte of the reply flipped"
OTHER_REPLY = "reply to another request"
LOGIN_PAGE = "200 with a login page"
LOGIN_PAGE_AFTER = "200 with a login page after commit"
REDIRECT = "redirect to another host"
PROXY_ERROR = "a proxy's error before it arrived"
PROXY_ERROR_AFTER = "a proxy's error after commit"
FORGED_REFUSAL = "a refusal that nobody signed"

# At the province.
DATABASE_FAILS = "database fails before commit"
DATABASE_FAILS_AFTER = "database fails after commit"
SERVER_KILLED = "province killed"
SERVER_CLOCK = "province's clock jumps"
PROVINCE_RESTORED = "province restored from a backup"

# At the terminal.
AGENT_KILLED = "agent killed"
KIOSK_KILLED = "kiosk killed"
TERMINAL_CLOCK = "terminal's clock jumps"
LINE_RESTORED = "line.db restored from a backup"
LINE_LOST = "line.db deleted"
LINE_DAMAGED = "line.db damaged"
LEDGER_RESTORED = "ledger.db restored from a backup"
LEDGER_LOST = "ledger.db deleted"
LEDGER_DAMAGED = "ledger.db damaged"
CLONED = "data folder cloned"

# Beside the line.
STICK = "stick carried"
STICK_REFUSED = "stick refused"

ON_THE_WAY = (
    REFUSED,
    LOST_REQUEST,
    LOST_REPLY,
    DUPLICATED,
    DELAYED,
    REPLAYED,
    CUT_REQUEST,
    BENT_REQUEST,
    CUT_REPLY,
    BENT_REPLY,
    OTHER_REPLY,
    LOGIN_PAGE,
    LOGIN_PAGE_AFTER,
    REDIRECT,
    PROXY_ERROR,
    PROXY_ERROR_AFTER,
    FORGED_REFUSAL,
)

AT_THE_PROVINCE = (
    DATABASE_FAILS,
    DATABASE_FAILS_AFTER,
    SERVER_KILLED,
    SERVER_CLOCK,
    PROVINCE_RESTORED,
)

OF_A_LEDGER = (LEDGER_RESTORED, LEDGER_LOST, LEDGER_DAMAGED, CLONED)
"""After these two histories of one epoch are possible, and events may be gone for good."""

AT_THE_TERMINAL = (
    AGENT_KILLED,
    KIOSK_KILLED,
    TERMINAL_CLOCK,
    LINE_RESTORED,
    LINE_LOST,
    LINE_DAMAGED,
    *OF_A_LEDGER,
)

STICKS = (STICK, STICK_REFUSED)

NEW_PROCESS = (
    AGENT_KILLED,
    LINE_RESTORED,
    LINE_LOST,
    LINE_DAMAGED,
    *OF_A_LEDGER,
    *STICKS,
)
"""After these another agent's process begins, which knows nothing of waits."""

ALL = (*ON_THE_WAY, *AT_THE_PROVINCE, *AT_THE_TERMINAL, *STICKS)
