"""The sentences of every assessment, as a hostile reader meets them."""

from functools import cache

import pytest
from tests.countries import every_country
from tests.science.assessed import Assessments

from climate_pathways.assessment.sentences.chapters import sentences
from climate_pathways.figures.sentences.standing import Sentence

ASSESSMENTS = Assessments()
EACH = every_country("KAZ", "UZB", "TKM")
LANGUAGE = pytest.mark.parametrize("language", ["en", "ru"])


@cache
def spoken(iso3: str, language: str) -> tuple[tuple[str, Sentence], ...]:
    chapters = sentences(ASSESSMENTS[iso3], language)
    return tuple((name, sentence) for name, said in chapters.items() for sentence in said)
