"""The ledger by USB file, where the network never comes: the same batches, carried by people."""
