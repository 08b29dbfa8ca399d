"""Search that forgives: services, life events and agencies found by what people really type."""
