"""Files of a USB stick taken in and written out: one handler for each kind of file."""

from kiosk.app.stick.desk import apply, look, preview
from kiosk.app.stick.place import stick_folder

__all__ = ["apply", "look", "preview", "stick_folder"]
