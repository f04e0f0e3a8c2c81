"""In which order names stand in a list, the same on every database."""

import re
import unicodedata

LONGEST = 200


def name_key(name: str) -> tuple[str, str]:
    """Return a key that sorts names as a reader does: quotes and capitals apart, ё beside е."""
    letters = unicodedata.normalize("NFKC", name).casefold()
    bare = "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()
    return bare.replace("ё", "е"), letters


def sort_text(name: str) -> str:
    """Return a name as the database sorts and searches it: small letters without quotes, ё as е."""
    # Stored as ``MemberWords.sorted_as``: whoever changes this writes those rows anew, in a migration.
    bare, letters = name_key(name)
    return (bare or letters)[:LONGEST]


# Letters of two alphabets that look alike, each pair as the Cyrillic one.
ALIKE = str.maketrans("aceopxykmthbi", "асеорхукмтнві")


def look(name: str) -> str:
    """Return what two names share that a reader cannot tell apart: spaces, signs and alphabets do not count."""
    bare, letters = name_key(name)
    # What is invisible is neither letter nor space, and is gone from the bare name already.
    return re.sub(r"\s+", " ", bare or letters).translate(ALIKE)
