"""How no date is said on this site: month before day."""

import re

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# "November 6", "Nov. 6, 2025", "11/06/2025", "6 p.m.": none of them is said here.
AMERICAN = re.compile(
    rf"\b(?:{MONTHS}|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.?\s\d{{1,2}}\b(?!\d)|\b\d{{1,2}}/\d{{1,2}}/\d{{4}}|\d\s[ap]\.m\."
)


def american_dates(text: str) -> list[str]:
    return AMERICAN.findall(text)
