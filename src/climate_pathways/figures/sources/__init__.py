"""One reader per provider: from the provider's own file to a checked table."""
