"""Agencies, services, documents and life events of a mall, and the rules that follow from them."""
