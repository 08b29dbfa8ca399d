"""Words for the glass and the paper: dates, fees, places, documents and reasons, in a language.

What may stand as a fact and what stands there instead follows product.md, "What may stand on the
glass and the paper".
"""
