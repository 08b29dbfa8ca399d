"""The technicians of one terminal: who they are, their PINs, and the lock against guessing."""
