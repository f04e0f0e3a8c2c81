"""The hash under which a secret that this site drew is kept."""

import hashlib


def hash_of(secret: str) -> str:
    # A fast hash is enough for 32 random bytes. For anything that a person makes up it would not be.
    return hashlib.sha256(secret.encode()).hexdigest()
