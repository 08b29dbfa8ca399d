"""Measuring the kiosk's promises: each figure by the real program, none by hand."""
