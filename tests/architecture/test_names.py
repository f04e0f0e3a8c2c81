"""A class is a noun of the trade: what it holds, not that something was done to it."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture import plan

CLASS = re.compile(r"^class (\w+)(?:\(([^)]*)\))?", re.MULTILINE)
PARTICIPLE = re.compile(
    r"[A-Z][a-z]+(ed|en)|Begun|Done|Found|Held|Kept|Known|Left|Lost|Made|Said|Sent|Shown|Spoilt|Standing|Told"
)
# An exception says what happened.
HAPPENED = re.compile(r"Exception|Error")
NOUNS = {"Deed", "Token"}
# What others know by its name: a table that is there, a schema of the published API, and where a country stands.
KEPT = {"Named", "Standing", "Uncounted"}


def participles(source: str) -> Iterator[str]:
    """Yield the classes that are named by a participle alone."""
    for name, bases in CLASS.findall(source):
        if PARTICIPLE.fullmatch(name) and not HAPPENED.search(bases):
            yield name


def test_no_class_is_named_by_a_participle() -> None:
    files = [
        file
        for folder in ("src", "bin", "benchmarks", "tests")
        for file in (plan.ROOT / folder).rglob("*.py")
    ]
    found = {name for file in files for name in participles(file.read_text(encoding="utf-8"))}
    assert found - NOUNS == KEPT, "name what it holds: `Derivation`, not `Computed`"


def test_standing_is_a_countrys() -> None:
    """A letter, a member and a demand have words of their own for how they stand."""
    found = {
        str(file.relative_to(plan.ROOT / "src"))
        for file in (plan.ROOT / "src").rglob("*.py")
        if "Standing" in participles(file.read_text(encoding="utf-8"))
    }
    assert found == {"climate_pathways/figures/standing.py", "tamyr/evidence/api/countries.py"}


@pytest.mark.parametrize(
    "line", ["class Computed:", "class Entered(models.Model):", "class Said(", "class Taken:"]
)
def test_a_participle_is_noticed(line: str) -> None:
    assert len([*participles(line)]) == 1


@pytest.mark.parametrize(
    "line", ["class Derivation:", "class Refused(Exception):", "class SealedText:", "    class Made:"]
)
def test_a_noun_is_none(line: str) -> None:
    assert [*participles(line)] == []
