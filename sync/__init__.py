"""The line to the province."""
