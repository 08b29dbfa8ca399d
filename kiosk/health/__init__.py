"""Health: what a check of the terminal says, for the glass, the command line and the report."""
