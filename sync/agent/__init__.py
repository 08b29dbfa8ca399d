"""The terminal's end of the line: reads the ledger, writes only ``line.db``, talks to the server."""
