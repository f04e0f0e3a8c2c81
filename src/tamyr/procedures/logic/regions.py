"""The parts of the region, by the countries of analysis."""

COUNTRIES_OF: dict[str, frozenset[str]] = {
    "eastern-europe": frozenset(("BLR", "MDA", "RUS", "UKR")),
    "caucasus": frozenset(("ARM", "AZE", "GEO")),
    "central-asia": frozenset(("KAZ", "KGZ", "TJK", "TKM", "UZB")),
}


def parts_with(countries: set[str]) -> set[str]:
    """Return the parts of the region in which any of these countries lies."""
    return {part for part, within in COUNTRIES_OF.items() if within & countries}
