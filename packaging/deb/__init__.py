"""Makes the terminal's Debian package; each module is one step."""
