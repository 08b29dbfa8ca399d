"""Raw ESC/POS printers: what is said to them, what they answer, and what that proves."""
