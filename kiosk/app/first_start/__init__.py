"""The first start: a terminal without a configuration is set up on its own glass."""
