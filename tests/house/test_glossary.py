"""The glossary: one word for one thing, and in Russian the word that readers meet."""

import re
from collections import Counter

from tests.house.recipes import ROOT

CATALOGUES = ("src/climate_pathways/locale/ru.po", "src/tamyr/locale/ru/LC_MESSAGES/django.po")
ROWS = [
    [cell.strip() for cell in line.split("|")[1:4]]
    for line in (ROOT / "docs/glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| word ")
]


def test_no_word_stands_for_two_things() -> None:
    words = Counter(word.strip() for row in ROWS for word in re.sub(r"\(.*?\)", "", row[0]).split(","))
    assert len(words) > 80 and [word for word, times in words.items() if times > 1] == []


def test_every_russian_word_is_met_in_a_text() -> None:
    texts = " ".join((ROOT / name).read_text(encoding="utf-8").lower() for name in CATALOGUES)
    words = {word for row in ROWS for word in re.findall(r"[а-яё-]{4,}", row[1].lower())}
    # By its beginning: endings follow the case.
    assert len(words) > 80 and [word for word in words if word[: max(4, len(word) - 3)] not in texts] == []
