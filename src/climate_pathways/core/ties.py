"""What must not part at the end of a line: a number and its unit, the words of a unit, its hyphen."""

import re

NO_BREAK_SPACE, WORD_JOINER = "\u00a0", "\u2060"
UNITS = r"°C|%|млн|млрд|трлн|тыс\.|т|кг|Мт|Гт|ГВт|МВт|ТВт|кВт|Mt|Gt|kt|t|kg|GW|MW|TWh|kWh|million|billion"
NUMBER_AND_UNIT = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?!\w))")
WORDS_OF_UNIT = re.compile(r"\b(млн|млрд|трлн|тыс\.) (?=(?:т|долл\w*|человек)(?!\w))")
# A no-break hyphen is another letter to whoever searches the page for "CO₂-экв."; a joiner is none.
HYPHEN_OF_UNIT = re.compile(r"(?<=CO₂-)(?=экв|equiv)")
TEXT = re.compile(r">[^<]+(?=<)")


def tied(page: str) -> str:
    """Return a page's markup with the texts between its tags tied; what stands within tags stays."""
    return TEXT.sub(lambda text: tied_text(text[0]), page)


def tied_text(text: str) -> str:
    return HYPHEN_OF_UNIT.sub(WORD_JOINER, tied_spaces(text))


def tied_spaces(text: str) -> str:
    """Return a text for lines that break at spaces alone: not every terminal knows a joiner."""
    text = NUMBER_AND_UNIT.sub(NO_BREAK_SPACE, text)
    return WORDS_OF_UNIT.sub(rf"\1{NO_BREAK_SPACE}", text)
