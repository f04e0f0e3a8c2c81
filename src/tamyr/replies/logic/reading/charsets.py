"""Bytes of a letter → its text, whatever its sender's program says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from climate_pathways.core.characters import without_harm

# What a letter may name. Python knows more, which are no character sets (rot13, zip, unicode_escape).
KNOWN = {
    **{name: "utf-8" for name in ("utf-8", "utf8", "unicode-1-1-utf-8")},
    **{name: "ascii" for name in ("ascii", "us-ascii", "ansi_x3.4-1968", "7bit")},
    **{name: "cp1251" for name in ("windows-1251", "cp1251", "cp-1251", "win-1251", "x-cp1251", "1251")},
    **{name: "koi8-r" for name in ("koi8-r", "koi8r", "koi8", "cskoi8r")},
    **{name: "koi8-u" for name in ("koi8-u", "koi8u", "koi8-ru")},
    **{name: "cp866" for name in ("ibm866", "cp866", "cp-866", "866")},
    **{name: "kz1048" for name in ("kz-1048", "kz1048", "strk1048-2002", "rk1048")},
    **{name: "mac-cyrillic" for name in ("x-mac-cyrillic", "mac-cyrillic", "maccyrillic")},
    **{name: "gb18030" for name in ("gb18030", "gbk", "gb2312", "cp936")},
    **{f"iso-8859-{number}": f"iso8859-{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    **{f"windows-{number}": f"cp{number}" for number in range(1250, 1259)},
    **{name: name for name in ("big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr", "tis-620", "utf-16", "utf-7", "ptcp154")},
}  # fmt: skip
# A Western set that stands in the settings of a program, whatever its owner writes.
BY_HABIT = ("ascii", "iso8859-1", "iso8859-15", "cp1252")
ROMANIAN = set("ăâîșțşţĂÂÎȘȚŞŢ")
A_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")


@dataclass(frozen=True)
class Decoded:
    """A text and the set that it was read in; ``how`` is said, guessed, or lost where signs stand for what could not be read."""

    text: str
    charset: str
    how: str


def decoded(content: bytes, said: str = "", hint: str = "") -> Decoded:
    """Read bytes as the set that is said, where they can be that; else as the set of the ``hint``, or as they look."""
    codec = KNOWN.get(said.strip().strip("\"'").lower(), "")
    text = _read(content, codec) if codec else None
    if text is not None and not (codec in BY_HABIT and _looks_cyrillic(content)):
        return Decoded(without_harm(text), codec, "said")
    for guess in _guesses(content, hint):
        text = _read(content, guess) if guess and guess not in BY_HABIT else None
        if text is not None:
            return Decoded(without_harm(text), guess, "said" if guess == "utf-8" and not codec else "guessed")
    return Decoded(without_harm(content.decode(codec or "utf-8", "replace")), codec or "utf-8", "lost")


def _guesses(content: bytes, hint: str) -> Iterator[str]:
    # One by one: how bytes look is asked only where they are no UTF-8, as the lines of a head nearly always are.
    yield "utf-8"
    yield KNOWN.get(hint.lower(), "")
    yield from _looks_like(content)


def is_known(said: str) -> bool:
    return said.strip().strip("\"'").lower() in KNOWN


def _read(content: bytes, codec: str) -> str | None:
    try:
        return content.decode("utf-8-sig" if codec == "utf-8" else codec)
    except UnicodeError:
        return None


def _looks_like(content: bytes) -> tuple[str, ...]:
    """Return the sets that these bytes may be in, the likeliest first."""
    import chardet  # Takes a tenth of a second: whoever writes in UTF-8 need not wait for it.

    if _looks_romanian(content):
        return ("cp1250",) if re.search(rb"[\x80-\x9f]", content) else ("iso8859-16", "cp1250")
    found = (chardet.detect(content[:20_000])["encoding"] or "").lower()
    return (KNOWN.get(found, ""), "cp1251")


def _looks_cyrillic(content: bytes) -> bool:
    foreign = [word for word in A_WORD.findall(content) if not word.isascii()]
    pure = sum(not re.search(rb"[A-Za-z]", word) and len(word) > 1 for word in foreign)
    return pure > len(foreign) / 2


def _looks_romanian(content: bytes) -> bool:
    """Tell Romanian by its letters among Latin ones: no library knows ISO-8859-16, where they have places of their own."""
    text = content.decode("iso8859-16", "replace")
    foreign = [letter for letter in text if ord(letter) > 127 and letter.isalpha()]
    mixed = re.findall(r"[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]", text)
    return len(mixed) > len(foreign) / 2 and sum(letter in ROMANIAN for letter in foreign) > 0.9 * len(
        foreign
    )
