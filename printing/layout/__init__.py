"""The one layout of a slip: measured first, then drawn on a page of just that height."""
