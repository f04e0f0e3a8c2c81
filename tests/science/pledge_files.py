"""Small files of pledges, as texts: one document, one target, one number, one aim, one difference."""

from climate_pathways.pledges import file as pledge_file
from climate_pathways.pledges.documents import Pledges

HEAD = """
iso3 = "KAZ"
reviewed_on = 2026-11-27
[sources.ours]
title = "A document"
publisher = "Example ministry"
kind = "official"
url = "https://ndc.example.org/"
language = "en"
"""
DOCUMENT = """
[[documents]]
id = "{id}"
kind = "ndc"
version = 1
title_en = "NDC"
title_ru = "ОНУВ"
submitted_on = {on}
status = "{status}"
source = "ours"
targets = "entered"
texts = ["{id}.txt"]
"""
TARGET = """
[[targets]]
id = "{id}"
document = "{document}"
year = {year}
type = "base-year"
condition = "{condition}"
reduction_percent = {percent}
base_year = 1990
status = "verified"
source = "ours"
place = "chapter 1"
line = 3
printed = "by 15 per cent"
"""
FACT = """
[[facts]]
id = "f"
document = "one"
account = "inventory"
quantity = "net"
year = 1990
value = 385.7
unit = "Mt CO2e"
text = "one.txt"
place = "table 1"
line = 7
printed = "385.7"
"""
COMMITMENT = """
[[commitments]]
id = "c"
document = "one"
theme = "methane"
year = 2030
condition = "unspecified"
value = 30
unit = "% below 2020"
text = "one.txt"
place = "table 2"
line = 8
printed = "30 per cent"
says_en = "Methane is to fall."
says_ru = "Метан должен сократиться."
"""
DIFFERENCE = """
[[differences]]
document = "one"
text = "one.txt"
line = 7
printed = "385.7"
other_text = "one.txt"
other_line = 9
other_printed = "370.2"
says_en = "Two sums."
says_ru = "Две суммы."
"""


def document(name: str = "one", on: str = "2021-01-01", status: str = "active") -> str:
    return DOCUMENT.format(id=name, on=on, status=status)


def target(
    name: str = "t",
    document: str = "one",
    year: object = 2030,
    condition: str = "unconditional",
    percent: str = "[15]",
) -> str:
    return TARGET.format(id=name, document=document, year=year, condition=condition, percent=percent)


def read(*parts: str) -> Pledges:
    return pledge_file.parse(HEAD + "".join(parts), file="KAZ.toml")
