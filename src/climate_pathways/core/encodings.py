"""Bytes of a text file that somebody made → its text: in the encodings and with the separators of the region."""

import re

DELIMITERS = ";,\t"
SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


class UnknownEncoding(ValueError):
    """The bytes are no text of the region in any encoding known here."""


def decoded(content: bytes) -> tuple[str, str]:
    """Return a text and the name of its encoding: UTF-8, UTF-16 or Windows-1251, with a mark or without.

    Raises ``UnknownEncoding`` for what reads as no language of the region.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16"), "UTF-16"
    if b"\x00" in content:
        # UTF-16 without its mark: separators and Latin letters have their zero always on the same side.
        low, high = content[1::2].count(0), content[0::2].count(0)
        text = _decode(content, "utf-16-le" if low > high else "utf-16-be")
        # Names of columns are; pictures and programs are not.
        if not text.split("\n", 1)[0].isascii():
            raise UnknownEncoding
        return text, "UTF-16"
    try:
        # Before Windows-1251, in which nearly any bytes are some text.
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        text = _decode(content, "cp1251")
    if not _reads_as_cyrillic(text):
        raise UnknownEncoding
    return text, "Windows-1251"


def table_text(text: str) -> tuple[str, str, int]:
    """Return the rows of a CSV text, the separator of its cells, and how many lines stood before the rows.

    A first line ``sep=;``, by which Excel is told, is obeyed and taken away.
    """
    told = SEPARATOR_LINE.match(text)
    if told:
        return text[told.end() :], told[1], 1
    lines = text.lstrip("\n\r").splitlines() or [""]
    return text, max(DELIMITERS, key=lines[0].count), 0


def _decode(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise UnknownEncoding from None
    if "\x00" in text:
        raise UnknownEncoding
    return text


def _reads_as_cyrillic(text: str) -> bool:
    """Tell Windows-1251 from other one-byte encodings, whose texts come out as nonsense in it.

    KOI8-R swaps small and capital letters, Western encodings put single Cyrillic letters into
    Latin words, and CP866 gives signs instead of letters.
    """
    foreign = [letter for letter in text if ord(letter) > 127]
    letters = sum(letter.isalpha() or letter in "«»„“”‘’—–№…©\u00a0" for letter in foreign)
    rising = len(re.findall(r"[а-яё][А-ЯЁ]", text))
    falling = len(re.findall(r"\b[А-ЯЁ][а-яё]", text))
    mixed = len(re.findall(r"[A-Za-z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][A-Za-z]", text))
    return letters >= 0.9 * len(foreign) and rising <= falling and mixed <= 0.2 * len(foreign)
