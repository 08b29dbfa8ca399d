"""Where a ledger was lost: it is kept, what can be saved is saved, and another one follows."""
