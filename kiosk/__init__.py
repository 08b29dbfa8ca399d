"""The heart of Anjungan: plain Python, without Qt, network or printer."""
