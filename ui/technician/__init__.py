"""The technician's screens: one frame and one page that can show every view of their presenters."""
