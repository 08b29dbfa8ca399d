"""Ways to a raw printer: TCP, a USB device node, a file; each moves bytes and never waits alone."""
