"""How one thing that waits is called at one address: for good there, and by no other address."""

import hashlib
import hmac
import re

LANGUAGE = re.compile(r"^/[a-z]{2}(?=/)")


def name_at(secret_hash: str, page: str, member: str) -> str:
    """Return the name of what waits on a page for a member; the page's language changes nothing."""
    # Whoever changes the language of their account would else find every entry twice in their calendar.
    said = f"{LANGUAGE.sub('', page)}|{member}"
    # Keyed by the address, so that two calendars of one person, or of
    # two, share no name by which they could be matched.
    return hmac.new(secret_hash.encode(), said.encode(), hashlib.sha256).hexdigest()[:32]
