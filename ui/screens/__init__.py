"""Screens: render a view, report what was touched."""
