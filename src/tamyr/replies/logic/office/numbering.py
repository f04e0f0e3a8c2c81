"""Numbers and bullets of lists, counted as a word processor counts them: they stand in no text."""

from dataclasses import dataclass, field

BULLET = "•"
ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
# Lists in Russian go by without ё, й, ъ, ы and ь.
LATIN, RUSSIAN = "abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщэюя"


def roman(number: int) -> str:
    said = ""
    for value, sign in ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def letters(number: int, alphabet: str) -> str:
    """Return a, b … z, aa, bb: the letter again for each time round."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def numeral(number: int, form: str) -> str:
    """Return a number in a form of Word or OpenDocument; in figures where the form is not known."""
    # Roman figures go no further.
    if number < 1 or number > 3999:
        return str(number)
    small = form.lower()
    if small in ("lowerroman", "upperroman", "i"):
        said = roman(number)
    elif small in ("lowerletter", "upperletter", "a"):
        said = letters(number, LATIN)
    elif small in ("russianlower", "russianupper", "а"):
        said = letters(number, RUSSIAN)
    else:
        return str(number)
    return said.upper() if form in ("upperRoman", "upperLetter", "russianUpper", "I", "A", "А") else said


@dataclass(frozen=True)
class Level:
    """How the items of one level are marked: ``mark`` has %1 for the number of the first level, %2 for the second."""

    form: str
    mark: str
    start: int = 1

    @property
    def is_bullet(self) -> bool:
        return self.form == "bullet"


@dataclass
class Counter:
    """The numbers of one list so far, by level."""

    levels: dict[int, Level]
    numbers: dict[int, int] = field(default_factory=dict)

    def begin_at(self, depth: int, number: str | None) -> None:
        """Let the next item of a level bear a number that the document gives it."""
        if number is not None:
            # One less, as an item is counted before it is marked.
            self.numbers[depth] = int(number) - 1

    def mark(self, depth: int) -> str:
        """Count one item of a level, and return what stands before it."""
        level = self.levels.get(depth)
        if level is None or level.form == "none":
            return ""
        self.numbers[depth] = self.numbers.get(depth, level.start - 1) + 1
        # What lies deeper begins anew below the next item.
        self.numbers = {lower: number for lower, number in self.numbers.items() if lower <= depth}
        said = BULLET if level.is_bullet else level.mark
        for lower in range(depth + 1):
            if f"%{lower + 1}" in said and not level.is_bullet:
                above = self.levels.get(lower, level)
                said = said.replace(
                    f"%{lower + 1}", numeral(self.numbers.get(lower, above.start), above.form)
                )
        return f"{'  ' * depth}{said} "
