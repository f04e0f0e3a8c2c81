"""The countries of a case: three telling ones on each change, and the other nine under ``whole``.

What is drawn in two languages is drawn of those nine in Russian, whose words are the longer ones, and in a trial in
English too.
"""

import pytest

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.wording import LANGUAGES


def every_country(*telling: str, name: str = "iso3") -> pytest.MarkDecorator:
    """Repeat a test over the twelve countries; only the ``telling`` ones are tried on each change."""
    ensure_known(telling)
    return pytest.mark.parametrize(
        name,
        [iso3 if iso3 in telling else pytest.param(iso3, marks=pytest.mark.whole) for iso3 in COUNTRIES],
    )


def every_country_drawn(*telling: str) -> pytest.MarkDecorator:
    """Repeat a test that draws over the twelve countries in each language."""
    ensure_known(telling)
    return pytest.mark.parametrize(
        ("iso3", "language"),
        [
            pytest.param(iso3, language, marks=() if iso3 in telling else how_often(language))
            for iso3 in COUNTRIES
            for language in LANGUAGES
        ],
    )


def how_often(language: str) -> pytest.MarkDecorator:
    return pytest.mark.whole if language == "ru" else pytest.mark.trial


def ensure_known(telling: tuple[str, ...]) -> None:
    if unknown := set(telling) - set(COUNTRIES):
        raise ValueError(f"{sorted(unknown)} are not among {', '.join(COUNTRIES)}")
