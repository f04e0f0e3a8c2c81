"""Bytes of a letter → its text, whatever its sender's program says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from encodings.aliases import aliases as ALIASES  # noqa: N812 - a table of constants

from climate_pathways.core.characters import without_harm

# Python's sets of text that go on from ASCII, or say where they leave it. It knows more, which are none (rot13, zip).
SETS = {
    *("utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be"),
    *("koi8_r", "koi8_u", "koi8_t", "kz1048", "ptcp154", "mac_cyrillic", "tis_620", "mac_roman", "mac_latin2", "mac_turkish"),
    *(f"iso8859_{number}" for number in range(1, 17) if number != 12),
    *(f"cp{number}" for number in (*range(1250, 1259), 437, 720, 737, 775, 850, 852, 855, 857, 858, 866, 869, 874, 932, 949, 1125)),
    *("hz", "big5", "big5hkscs", "euc_jp", "shift_jis", "iso2022_jp", "euc_kr", "iso2022_kr", "johab"),
}  # fmt: skip
# Windows counts sets by numbers of its own, which stand behind various words.
PAGES = {
    "866": "cp866",
    "936": "gb18030",
    "1200": "utf_16_le",
    "1201": "utf_16_be",
    "10007": "mac_cyrillic",
    "20866": "koi8_r",
    "21866": "koi8_u",
    "28595": "iso8859_5",
    "54936": "gb18030",
    "65001": "utf_8",
}
# By the names that programs write besides Python's: in small letters, with “_” for “-”, without “x_”.
KNOWN = {
    **{alias: name for alias, name in ALIASES.items() if name in SETS},
    **{alias: "iso8859_1" for alias, name in ALIASES.items() if name == "latin_1"},
    **{name: name for name in SETS},
    **{name: "utf_8" for name in ("utf_8", "utf8", "unicode_1_1_utf_8")},
    **{name: "ascii" for name in ("ascii", "us_ascii", "ansi_x3.4_1968", "7bit")},
    **{name: "cp1251" for name in ("cp_1251", "win_1251", "windows1251", "win1251", "ms_cyrl")},
    **{name: "koi8_r" for name in ("koi8r", "koi8")},
    **{name: "koi8_u" for name in ("koi8u", "koi8_ru")},
    **{name: "koi8_t" for name in ("koi8t", "koi8_tj")},
    **{name: "cp866" for name in ("dos_866",)},
    **{name: "mac_cyrillic" for name in ("mac_ukraine", "mac_ukrainian", "macukraine")},
    **{name: "gb18030" for name in ("gb18030", "gb18030_2000", "gbk", "gb2312", "gb_2312", "gb_2312_80", "euc_cn")},
    **{name: "cp949" for name in ("ks_c_5601_1987", "ks_c_5601", "ksc5601")},
    **{name: "shift_jis" for name in ("sjis", "shiftjis")},
    **{f"{word}{number}": name for number, name in PAGES.items() for word in ("", "cp", "cp_", "windows_", "ibm", "ibm_")},
    **{name: "utf_16" for name in ("unicode", "ucs_2", "ucs2", "iso_10646_ucs_2")},
    **{name: "utf_16_le" for name in ("utf16le", "ucs_2le")},
    **{name: "utf_16_be" for name in ("utf16be", "ucs_2be", "unicodefffe")},
}  # fmt: skip
WIDE = ("utf-16", "utf-16-le", "utf-16-be")
# These notice what is damaged: how many letters must be whole for one that is lost. Others take any byte for some letter.
PAIRED = ("gb18030", "hz", "big5", "euc-jp", "euc-kr", "cp949", "shift-jis", "iso2022-jp")
NOTICING = {"utf-8": 1, **dict.fromkeys(WIDE, 1), **dict.fromkeys(PAIRED, 20)}
UNSAID = 4
# Half of each letter of UTF-16 in the scripts of the region; in no other set do such bytes stand in a text.
HALVES = re.compile(rb"[\0\x04\x05\x10]")
# A Western set that stands in the settings of a program, whatever its owner writes.
BY_HABIT = ("ascii", "iso8859-1", "iso8859-15", "cp1252")
ROMANIAN = set("ăâîșțşţĂÂÎȘȚŞŢ")
# Sets that nobody here writes in without saying so; UTF-16 is told by its halves.
UNLIKELY = re.compile(r"cp(?!855|866|949)\d{3}|mac-(?!cyrillic).*|johab|utf-16.*")
A_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")


@dataclass(frozen=True)
class DecodedText:
    """A text and the set that it was read in; ``how`` is said, guessed, or lost where signs stand for what could not be read."""

    text: str
    charset: str
    how: str


def decoded(content: bytes, said: str = "", hint: str = "") -> DecodedText:
    """Read bytes as the set that is said, where they can be that; else as the set of the ``hint``, or as they look.

    What is nearly whole in a set that notices damage stays in it, with signs for what is lost.
    """
    named = _codec(said)
    codec = _wide(content) or named
    if codec and not _is_other(content, codec):
        text = _read(content, codec)
        if text is not None:
            is_said = codec == named or named in WIDE
            return DecodedText(without_harm(text), codec, "said" if is_said else "guessed")
        if _is_nearly(content, codec, NOTICING.get(codec, 0)):
            return _with_signs(content, codec)
    for guess in _guesses(content, hint):
        text = _read(content, guess) if guess and guess not in BY_HABIT else None
        if text is not None:
            return DecodedText(
                without_harm(text), guess, "said" if guess == "utf-8" and not codec else "guessed"
            )
        if guess == "utf-8" and _is_nearly(content, guess, UNSAID):
            return _with_signs(content, guess)
    return _with_signs(content, codec or "utf-8")


def _guesses(content: bytes, hint: str) -> Iterator[str]:
    # One by one: how bytes look is asked only where they are no UTF-8, as the lines of a head nearly always are.
    yield "utf-8"
    yield "" if _codec(hint) in WIDE else _codec(hint)
    yield from _looks_like(content)


def _with_signs(content: bytes, codec: str) -> DecodedText:
    return DecodedText(without_harm(content.decode(codec, "replace")).removeprefix("\ufeff"), codec, "lost")


def _is_nearly(content: bytes, codec: str, least: int) -> bool:
    """Say whether so many letters are whole for each one that is not; ``least`` 0: the set does not notice."""
    whole, lost = _counted(content, codec)
    return 0 < least * lost <= whole


def _is_other(content: bytes, codec: str) -> bool:
    """Say whether bytes are clearly not of a set that would take any: Cyrillic in a Western one, UTF-8 in one of bytes."""
    if codec in BY_HABIT and _looks_cyrillic(content):
        return True
    if codec in NOTICING or content.isascii():
        return False
    whole, lost = _counted(content, "utf-8")
    return whole > max(3, UNSAID * lost)


def _counted(content: bytes, codec: str) -> tuple[int, int]:
    """Return how many letters beyond ASCII bytes have in a set, and how many are lost; of UTF-16 every letter counts."""
    text = content.decode(codec, "replace")
    lost = text.count("\ufffd")
    return (len(text) if codec in WIDE else len(text) - len(text.encode("ascii", "ignore"))) - lost, lost


def _wide(content: bytes) -> str:
    """Tell UTF-16 by its mark, or by halves of letters that stand in every second place."""
    marked = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(content[:2], "")
    # With two zeros behind it the same mark is that of UTF-32.
    if marked and len(content) >= 6 and content[2:4] != b"\0\0":
        return marked
    halves = (
        [len(HALVES.findall(content[start:20_000:2])) for start in (0, 1)]
        if HALVES.search(content)
        else [0, 0]
    )
    each = min(len(content), 20_000) / 2
    if each < 4 or max(halves) < 0.6 * each or min(halves) > 0.2 * each:
        return ""
    return "utf-16-be" if halves[0] > halves[1] else "utf-16-le"


def is_known(said: str) -> bool:
    return bool(_codec(said))


def _codec(said: str) -> str:
    """Return Python's name of a set; nothing for what is none that a letter may name."""
    name = re.sub(r"[\s-]+", "_", said.strip().strip("\"'").strip().lower())
    return (KNOWN.get(name) or KNOWN.get(name.removeprefix("x_"), "")).replace("_", "-")


def _read(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec).removeprefix("\ufeff")
    except UnicodeError:
        return None


def _looks_like(content: bytes) -> tuple[str, ...]:
    """Return the sets that these bytes may be in, the likeliest first."""
    import chardet  # Takes a tenth of a second: whoever writes in UTF-8 need not wait for it.

    if _looks_romanian(content):
        return ("cp1250",) if re.search(rb"[\x80-\x9f]", content) else ("iso8859-16", "cp1250")
    found = (chardet.detect(content[:20_000])["encoding"] or "").lower()
    likely = _codec(found)
    return ("" if UNLIKELY.fullmatch(likely) else likely, "cp1251")


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
