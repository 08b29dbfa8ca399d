"""Papers in the ledger: what was handed to the printer, what became of it, and the roll."""
