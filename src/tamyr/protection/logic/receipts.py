"""The receipt code of who writes: they keep it on paper, and come back with it. From it come a token, by which the
site finds their letters, and a key to which answers are sealed. The browser's ``letters.js`` does the same.
"""

import hashlib

from tamyr.safety.logic.sealing.seeds import identity_from

# Without I, L, O and U, which are read for others.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 28, 4
READ_AS = str.maketrans("OIL", "011")


def code_from(random: bytes) -> str:
    """Return the code of at least 28 random bytes, five bits of each, in groups of four."""
    # There are 32 letters, so each stands for eight of the 256 values of a byte and none comes up more often.
    letters = "".join(LETTERS[byte & 31] for byte in random[:LENGTH])
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def plain(code: str) -> str:
    """Return a code as it is read, however it was typed; empty where it is none."""
    letters = "".join(letter for letter in code.upper().translate(READ_AS) if letter in LETTERS)
    return letters if len(letters) == LENGTH else ""


def token_of(code: str) -> str:
    # Hashed apart from the key below: the site learns the token, and
    # must not come from it to what opens the answers.
    return hashlib.sha256(f"tamyr receipt token:{plain(code)}".encode()).hexdigest()


def identity_of(code: str) -> str:
    """Return the age identity that opens the answers."""
    return identity_from(hashlib.sha256(f"tamyr receipt key:{plain(code)}".encode()).digest())
