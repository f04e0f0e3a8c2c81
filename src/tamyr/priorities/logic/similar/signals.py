"""What of a text can be compared with another one, and in which language it was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tamyr.priorities.logic.similar.glossary import LONGEST_PHRASE, phrases
from tamyr.priorities.logic.similar.stems import Word, numbers_in, transliterated, words_in

# One letter before each signal says its kind: a plain text is compared many times quicker than a pair.
STEM, CONCEPT, COUNTRY, NUMBER, TRIGRAM = "s", "c", "p", "n", "t"
WEIGHTS: Mapping[str, float] = {STEM: 0.8, CONCEPT: 1, COUNTRY: 1, NUMBER: 1.5, TRIGRAM: 0.25}

Signal = str


@dataclass(frozen=True)
class Signals:
    """The signals of a text; ``written`` shows a stem as the text has it."""

    found: frozenset[Signal]
    written: Mapping[str, str]


@lru_cache(maxsize=2_000)
def signals_of(text: str, country: str = "") -> Signals:
    """Return what a text says, each signal once: a word repeated a thousand times weighs as one."""
    words = list(words_in(text))
    found = {f"{NUMBER}{number}" for number in numbers_in(text)}
    found |= set(_phrases(words))
    if country:
        found.add(f"{COUNTRY}{country}")
    written: dict[str, str] = {}
    for word in words:
        found.add(f"{STEM}{word.stem}")
        written.setdefault(word.stem, word.written)
    for stem in written:
        found |= {f"{TRIGRAM}{part}" for part in _trigrams(transliterated(stem))}
    return Signals(frozenset(found), written)


def _phrases(words: Sequence[Word]) -> Iterator[Signal]:
    """Yield the concepts and countries that a text names, by phrases and by the words within them."""
    known = phrases()
    stems = [word.stem for word in words]
    for start in range(len(stems)):
        # Not the longest alone: whoever writes of a coal mine also meets who writes of coal.
        for length in range(1, LONGEST_PHRASE + 1):
            for name in known.get(tuple(stems[start : start + length]), ()):
                # A country's name is its code in capital letters.
                yield f"{COUNTRY if name.isupper() else CONCEPT}{name}"


def _trigrams(stem: str) -> set[str]:
    # Shorter stems are in many words: their trigrams say nothing.
    if len(stem) < 4:
        return set()
    return {stem[start : start + 3] for start in range(len(stem) - 2)}
