"""The province's HTTP front: routes, limits, signed replies, the page behind a slip's QR."""
