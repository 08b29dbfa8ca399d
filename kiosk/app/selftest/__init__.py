"""The self-test: one list of checks, one module a subject, for glass, command line and report.

Works beside a running kiosk and within it: of the ledger it only reads.
"""
