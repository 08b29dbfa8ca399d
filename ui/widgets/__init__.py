"""The design system, one widget a file."""
