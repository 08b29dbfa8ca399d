"""Fonts, icons, translations, the default catalogue: data of the program, no code."""
