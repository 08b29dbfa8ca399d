"""The one place that touches SQLite: ledger, series, print jobs."""
