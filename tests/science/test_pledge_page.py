"""The page that lists each target in force says what the code gives, with the words of the documents."""

import re

import pytest
from bin.pledges import COLUMNS, PAGE, page

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.pledges import file as pledge_file


@pytest.fixture(scope="module")
def written() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_page_is_what_the_code_gives(written: str) -> None:
    assert written == page(), "write it anew: .venv/bin/python bin/pledges.py write"


def test_every_country_has_a_table_with_its_judged_target(written: str) -> None:
    parts = re.split(r"^## (.+)$", written, flags=re.MULTILINE)[1:]
    tables = dict(zip(parts[::2], parts[1::2], strict=True))
    assert list(tables) == [country.name("en") for country in COUNTRIES.values()]
    for iso3, country in COUNTRIES.items():
        judged = pledge_file.read(iso3).headline()
        assert judged and f"line {judged.line} of " in tables[country.name("en")]
        assert f"“{judged.printed}”" in tables[country.name("en")]
        rows = [line for line in tables[country.name("en")].splitlines() if line.startswith("|")]
        assert len(rows) >= 3 and {line.count(" | ") for line in rows} == {len(COLUMNS) - 1}


@pytest.mark.parametrize(
    "said",
    [
        "net 71.8<br>gross 113 | net +56\u00a0% (45.9)<br>gross +30\u00a0% (87.2)<br>2023, the document’s own",
        "net 20.0<br>gross 31.6 | net +121\u00a0% (9.07)<br>gross +63\u00a0% (19.4)<br>2023, the document’s own",
        "net 338 [334; 377]<br>gross 352 [348; 391] | net +68\u00a0% (201)",
        "328.0 Mt CO₂e in 2030, as printed (section 2.3.2, line 568): “328”, in KAZ-third_ndc-EN",
        "gross 109<br>potentials not stated | — |",
        "gross 53.1<br>potentials not stated | — |",
    ],
)
def test_the_numbers_of_the_documents_stand_on_it(written: str, said: str) -> None:
    assert said in written
