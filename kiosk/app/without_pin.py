"""Who stands in the ledger as the person where nobody showed a PIN, and what the glass calls them.

No technician can be meant: their ids are drawn by chance.
"""

from __future__ import annotations

from collections.abc import Mapping

COMMAND_LINE = "command line"
"""Whoever may run commands on this machine."""

FIRST_START = "first-start"
"""Whoever set the machine up, before anybody had a PIN."""

WORDS: Mapping[str, str] = {COMMAND_LINE: "baris perintah", FIRST_START: "pertama menyala"}
