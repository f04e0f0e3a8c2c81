"""Member organisations propose what the network should work on, talk it over, and choose in proportion."""
