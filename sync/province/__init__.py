"""The provincial server: takes ledgers in, proves days, answers whoever scans a slip."""
