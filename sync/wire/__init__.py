"""What terminal and province say to each other; both sides import this and nothing of the other."""
