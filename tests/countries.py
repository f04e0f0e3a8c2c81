"""The countries of a case: three telling ones on each change, and the other nine under ``whole``."""

import pytest

from climate_pathways.core.countries import COUNTRIES


def every_country(*telling: str, name: str = "iso3") -> pytest.MarkDecorator:
    """Repeat a test over the twelve countries; only the ``telling`` ones are tried on each change."""
    if unknown := set(telling) - set(COUNTRIES):
        raise ValueError(f"{sorted(unknown)} are not among {', '.join(COUNTRIES)}")
    return pytest.mark.parametrize(
        name,
        [iso3 if iso3 in telling else pytest.param(iso3, marks=pytest.mark.whole) for iso3 in COUNTRIES],
    )
