"""A thermal ESC/POS printer without hardware: bytes go in, paper and honest or dishonest words out.

It stands in for a printer in tests, in measurements and for whoever tries the kiosk without one.
It was written after Epson's command reference and compared with another emulator; no real printer
was at hand, so nothing that holds here is thereby proven of one.
"""
