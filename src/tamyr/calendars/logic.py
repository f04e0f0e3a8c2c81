"""How one thing that waits is called at one address: for good there, and by no other address."""

import hashlib
import hmac
import re

LANGUAGE = re.compile(r"^/[a-z]{2}(?=/)")


def name_at(secret_hash: str, page: str, member: str) -> str:
    """Return the name of what waits on a page for a member; the page's language changes nothing."""
    said = f"{LANGUAGE.sub('', page)}|{member}"
    return hmac.new(secret_hash.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
