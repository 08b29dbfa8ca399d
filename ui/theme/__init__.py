"""Tokens, millimetres, fonts and icons."""
