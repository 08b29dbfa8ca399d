"""What the technician's screens show: pure views, made of the few parts of ``parts``.

These screens are Indonesian only; whoever keeps a terminal reads it, and nothing needs translating.
"""
