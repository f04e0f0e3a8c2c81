"""Regions of the world by country code, as modelling teams and the IPCC divide it."""

from pathlib import Path

from climate_pathways.core.checks import ensure_not_repeated, ensure_places
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import TableError
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import read_csv

SOURCE = Source(
    id="regions",
    title=mark("Region definitions by country code"),
    provider="Climate modelling community; United Nations M49; World Bank",
    licence="MIT",
    url="https://github.com/setupelz/regioniso3c",
    citation="Mapping of ISO 3166-1 alpha-3 codes to regions of integrated assessment models, AR6, UN M49 and "
    "the World Bank.",
    edition="2024-03-19",
    files=("iso3c_region_mapping_20240319.csv",),
)
CODE = "iso3c"
# Not a division of the world: the United Nations' number of the country.
NUMBER = "m49code"
NEEDED = ("r5_iamc", "r6_ar6", "r10_ar6", "annexi_ar6", "wb_ar6")


def read(path: Path) -> dict[str, dict[str, str]]:
    """Read ``iso3c_region_mapping_20240319.csv`` → ``{iso3: {scheme: region}}``.

    Schemes are the provider's column names (``r10_ar6`` …); a scheme to which a country does
    not belong is absent. Raises ``TableError`` for a code that is not ISO3 or stands twice.
    """
    regions: dict[str, dict[str, str]] = {}
    lines: dict[str, int] = {}
    for line, cells in read_csv(path, [CODE, *NEEDED]):
        code = cells[CODE]
        ensure_code(code, path, line)
        ensure_not_repeated(code, line, lines, file=path, column=CODE)
        regions[code] = {
            scheme: region for scheme, region in cells.items() if region and scheme not in (CODE, NUMBER)
        }
    ensure_places(regions, COUNTRIES, file=path)
    return regions


def ensure_code(code: str, path: Path, line: int, column: str = CODE) -> None:
    """Raise where a country's code is not three capital letters."""
    if not (len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()):
        raise TableError(
            mark("this is not a country’s code."),
            file=path,
            row=line,
            column=column,
            value=code[:40],
            expected=mark("three capital letters such as KAZ (ISO 3166-1)."),
        )
