"""Which printer an address means: one module a kind, each says by itself what fits it."""
