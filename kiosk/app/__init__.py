"""Composition root: builds every part, injects it, starts it."""
