"""Mail addresses as mail servers are told them: what stands after the sign in the letters of any country, in ASCII."""


def wire_address(address: str) -> str:
    """Return an address in ASCII, its domain as domain names encode it; raise ``UnicodeError`` where there is no such form."""
    local, _sign, domain = address.rpartition("@")
    # The part before the sign has no such form: the last ``encode`` refuses letters beyond ASCII.
    return f"{local}@{domain.encode('idna').decode('ascii')}".encode("ascii").decode("ascii")


def is_for_mail(value: str) -> bool:
    """Whether a mail server can be told it as an address."""
    local, _sign, domain = value.rpartition("@")
    try:
        return bool(local and domain and wire_address(value)) and not any(sign.isspace() for sign in value)
    except UnicodeError:
        return False


def forms_of(address: str) -> set[str]:
    """Return how an address may stand in a letter from it: as it is written, and as mail servers are told it."""
    written = address.lower()
    return {written, wire_address(written)} if is_for_mail(written) else {written}
