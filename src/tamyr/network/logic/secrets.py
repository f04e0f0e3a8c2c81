"""Secrets in links: only their hash is kept, so that a stolen database opens no page."""

import hashlib


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
