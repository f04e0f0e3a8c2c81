"""Words of a text without their endings, by the Snowball stemmers of Russian and English."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import snowballstemmer
from anyascii import anyascii

WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
CYRILLIC = re.compile("[\u0400-\u04ff]")
# A title with a text of 6,000 signs has fewer; what is longer is a flood.
MOST_WORDS = 2_000
# A word is kept in the caches below: cut, a flood without a space takes no more room there than a word.
LONGEST_WORD = 40

# Words that say nothing of what a text is about.
EMPTY = frozenset(
    """
    a an and are as at be been but by can do for from had has have if in into is it its more most must no not of on
    or our shall should so such than that the their them then there these they this those to was we were what when
    which who will with would you your all also any each every how new only other own per up us about after before
    between both during many need needs one over some through under very
    а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да даже для до его ее если
    есть еще же за и из или им их к как ко когда который которая которые которых кто ли между мы на над надо нам нас
    наш наша наше наши не него нее нет ни них но о об один он она они оно от по под после при с со свой своя свои
    себя так также такой там те тем то того тоже только том ты у уже через что чтобы эта эти это этого этой этом этот
    я нужно нужны должен должны должна может могут каждый каждая новый новые очень
    """.split()  # noqa: SIM905
)


class Word(NamedTuple):
    """A word as it is written, and its stem."""

    written: str
    stem: str


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(language)


@lru_cache(maxsize=20_000)
def stem_of(word: str) -> str:
    """Return the stem of a word in small letters, by the language of its script."""
    language = "russian" if CYRILLIC.search(word) else "english"
    # The dots of ё are left out as often as they are written.
    return str(_stemmer(language).stemWord(word.replace("ё", "е")))


@lru_cache(maxsize=20_000)
def transliterated(stem: str) -> str:
    """Return a stem in Latin letters, so that borrowed words and names meet across scripts."""
    return anyascii(stem).lower()


@cache
def _empty_stems() -> frozenset[str]:
    """Return the stems of the words that say nothing, so that their other forms are left out as well."""
    # Of the short ones only themselves: “или” has the stem of “ил”, silt, and “за” that of “заём”, a loan.
    return frozenset(stem_of(word) for word in EMPTY if len(word) > 3)


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text, without those that say nothing, and no more than there can be."""
    for number, found in enumerate(WORD.finditer(text.lower())):
        if number >= MOST_WORDS:
            return
        written = found[0][:LONGEST_WORD]
        stem = stem_of(written)
        if written.replace("ё", "е") not in EMPTY and stem not in _empty_stems():
            yield Word(written, stem)


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text, alike in both languages: 1,5 and 1.5 are one."""
    found = (match[0].replace(",", ".") for match in NUMBER.finditer(text))
    # A single digit numbers points and lists.
    return {number for number in found if len(number) > 1}
