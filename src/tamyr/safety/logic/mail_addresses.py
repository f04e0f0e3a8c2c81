"""Addresses that nobody can have: RFC 2606 and RFC 6761 keep these domains for examples and tests."""

NOBODYS = ("example", "test", "invalid", "localhost", "example.com", "example.net", "example.org")


def is_nobodys(address: str) -> bool:
    """Say whether an address lies under a domain kept for examples."""
    domain = f".{address.rpartition('@')[2].lower().rstrip('.')}"
    return "@" in address and domain.endswith(tuple(f".{kept}" for kept in NOBODYS))
