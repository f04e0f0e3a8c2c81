"""Countries in the order in which a reader looks for them."""

from collections.abc import Iterable
from functools import cache

from climate_pathways.core.territories import OUT_OF_USE as OUT_OF_USE
from climate_pathways.core.territories import country_name as country_name
from climate_pathways.core.territories import iso2_by_iso3 as iso2_by_iso3
from tamyr.network.logic.name_order import name_key


@cache
def names_of_all(language: str) -> dict[str, str]:
    """Return the name of each country that there is today, by its code."""
    return {iso3: country_name(iso3, language) for iso3 in iso2_by_iso3()}


def countries_by_name(codes: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Return countries as (code, name) in the order in which a reader looks for them."""
    return sorted(
        ((iso3, country_name(iso3, language)) for iso3 in codes), key=lambda named: name_key(named[1])
    )
