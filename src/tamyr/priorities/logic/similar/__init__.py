"""Which proposals are about the same, across Russian and English, by their words alone.

Five signals, each with its weight (design: lexical, idf-weighted cosine): stems, concepts of our own glossary,
countries, numbers, and trigrams of transliterated stems, which catch names and borrowed words. What matched is
said in words; nothing is refused because of it. A site may have an encoder beside them, which finds the same in other words.
"""

from tamyr.priorities.logic.similar.likeness import Likeness, Match, most_like
from tamyr.priorities.logic.similar.meaning import Meanings
from tamyr.priorities.logic.similar.signals import Signals, signals_of

__all__ = ["Likeness", "Meanings", "Match", "Signals", "most_like", "signals_of"]
