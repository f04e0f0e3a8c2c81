"""Words of letters made alike before anything is looked for in them, and phrases read from a table of one a line."""

import re
import unicodedata

APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ`´ʹ"), "'")
ONE_FOR_ANOTHER = {
    ord("ё"): "е",
    ord("Ё"): "Е",
    ord("ţ"): "ț",
    ord("Ţ"): "Ț",
    ord("ş"): "ș",
    ord("Ş"): "Ș",
    ord("İ"): "i",
}

# A program breaks a line no sooner.
A_FULL_LINE = 40


def alike(text: str) -> str:
    """Return a text with one sign for each that programs write in several ways, and the lines they broke joined again."""
    text = unicodedata.normalize("NFC", text).translate(APOSTROPHES).translate(ONE_FOR_ANOTHER)
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.splitlines()]
    joined = lines[:1]
    for above, line in zip(lines, lines[1:], strict=False):
        if len(above) > A_FULL_LINE and above[-1] not in ".!?:;" and line[:1].islower():
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def phrases(table: str) -> re.Pattern[str]:
    """Compile a table of phrases, one a line; each begins where a word does."""
    # Made alike as the letters are: else a sign that programs write in several ways is found in none of them.
    lines = [alike(line).strip() for line in table.strip().splitlines()]
    # Between words a table leaves room for so many signs of one sentence: without a bound a long letter would
    # be gone through to its end from each beginning.
    return re.compile(rf"(?<!\w)(?:{'|'.join(line for line in lines if line)})", re.IGNORECASE)
