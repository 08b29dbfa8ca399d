"""The terminal's end of the line: reads the ledger, writes ``line.db``, talks to the server."""
