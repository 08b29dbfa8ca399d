"""Pure derivations: from the session and the catalogue to what a screen shows."""
