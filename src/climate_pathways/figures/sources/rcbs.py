"""Remaining carbon budgets: how much CO2 the world may still emit for a limit of warming."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from climate_pathways.core.checks import ensure_places, ensure_scale, ensure_unit
from climate_pathways.core.errors import TableError
from climate_pathways.core.optional import optional
from climate_pathways.core.provenance import Source
from climate_pathways.core.wording import mark
from climate_pathways.figures.sources.text_files import read_text

SOURCE = Source(
    id="rcbs",
    title=mark("Remaining carbon budgets"),
    provider="IPCC AR6 WGI (2021); Forster et al. (2023); Lamboll et al. (2023)",
    licence=mark("CC BY 4.0 (Forster et al.; Lamboll et al.); © IPCC, quoted with its source"),
    url="https://doi.org/10.1017/9781009157896.001",
    citation="IPCC (2021), AR6 WGI, Summary for Policymakers, table SPM.2; Forster et al. (2023), Indicators of "
    "Global Climate Change 2022, doi:10.5194/essd-15-2295-2023; Lamboll et al. (2023), Assessing the size and "
    "uncertainty of remaining carbon budgets, doi:10.1038/s41558-023-01848-5.",
    edition="2023",
    files=("rcbs.yaml",),
    note=mark(
        "CO₂ only, from the start of the base year; other gases are assumed to fall strongly too. The IPCC and Forster "
        "et al. give chances of 67 % where the file says 66 %. Lamboll et al. give 2 °C with 90 %, not 83 %: the file’s "
        "collector has withdrawn that label, and we read it as 90 %."
    ),
)
ROOT = "rcb_data"
UNIT = "Gt * CO2"
SCENARIO = re.compile(r"\d+(\.\d+)?p\d{2}")
# Below zero too: a budget may be used up when it is published.
SMALLEST_GT, LARGEST_GT = -1000.0, 5000.0
# The file's label → the chance that the publication gives: no budget for 83 % stands in it.
MISLABELLED = {("lamboll_2023", "2p83"): "2p90"}


@dataclass(frozen=True)
class RemainingBudget:
    """CO2 that may be emitted from the start of ``baseline_year``; ``scenario`` as ``1.5p50``:
    the limit in °C and the chance in % of keeping it."""

    source: str
    baseline_year: int
    scenario: str
    budget_gt_co2: float


def read(path: Path) -> list[RemainingBudget]:
    """Read ``rcbs.yaml`` → one budget per source and scenario, Gt CO2, in the file's order.

    Raises ``TableError`` for text that is not YAML, another unit, a number that is none, and
    where a source lacks a scenario that another one has.
    """
    entries = _mapping(_mapping(_load(path), ROOT, path, "rcbs.yaml"), "", path, ROOT)
    budgets = [budget for name, entry in entries.items() for budget in _budgets(str(name), entry, path)]
    scenarios = list(dict.fromkeys(budget.scenario for budget in budgets))
    for name in entries:
        needed = [f"{name} {scenario}" for scenario in scenarios]
        ensure_places([f"{budget.source} {budget.scenario}" for budget in budgets], needed, file=path)
    # Only here: under its right label it is a scenario that the other publications lack.
    return [
        replace(budget, scenario=MISLABELLED.get((budget.source, budget.scenario), budget.scenario))
        for budget in budgets
    ]


def _load(path: Path) -> Any:
    optional("yaml")
    import yaml

    # A class of its own: a constructor added to SafeLoader would hold for the whole process.
    class Loader(yaml.SafeLoader):
        """YAML's own reader takes the last of two equal keys without a word."""

    def construct(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        twice = [key for key, _ in node.value if keys.count(key.value) > 1]
        if twice:
            raise TableError(
                mark("the name “{name}” stands twice."),
                file=path,
                row=twice[-1].start_mark.line + 1,
                value=twice[-1].value,
                expected=mark("each name once."),
                name=twice[-1].value,
            )
        return loader.construct_mapping(node, deep=True)

    Loader.add_constructor("tag:yaml.org,2002:map", construct)
    try:
        return yaml.load(read_text(path), Loader=Loader)
    except yaml.YAMLError as error:
        place = getattr(error, "problem_mark", None)
        raise TableError(
            mark("the text cannot be read as YAML; the file may be cut off."),
            file=path,
            row=place.line + 1 if place else None,
            expected=mark("the file as it was published."),
        ) from error


def _mapping(value: Any, key: str, path: Path, where: str) -> Mapping[str, Any]:
    """Return ``value[key]`` (``value`` itself for no key), which must be a mapping with entries."""
    inside = value.get(key) if key and isinstance(value, Mapping) else None if key else value
    if not isinstance(inside, Mapping) or not inside:
        raise TableError(
            mark("the entry “{name}” is missing or has nothing inside; the file may be cut off."),
            file=path,
            column=where,
            value=None if inside is None else str(inside)[:40],
            expected=mark("an entry “{name}” with names and values inside."),
            name=key or where,
        )
    return inside


def _budgets(name: str, entry: Any, path: Path) -> Iterator[RemainingBudget]:
    fields = _mapping(entry, "", path, name)
    ensure_unit(str(fields.get("unit")), UNIT, file=path, column=f"{name}: unit")
    year = _year(fields.get("baseline_year"), path, f"{name}: baseline_year")
    for scenario, value in _mapping(fields, "scenarios", path, name).items():
        column = f"{name}: {scenario}"
        if not SCENARIO.fullmatch(str(scenario)):
            raise TableError(
                mark("this is not a limit of warming with a chance."),
                file=path,
                column=name,
                value=str(scenario)[:40],
                expected=mark("a name such as 1.5p50: 1.5 °C with a chance of 50 %."),
            )
        budget = _number(value, path, column)
        ensure_scale(
            budget, SMALLEST_GT, LARGEST_GT, file=path, column=column, place=str(scenario), year=year
        )
        yield RemainingBudget(name, year, str(scenario), budget)


def _number(value: Any, path: Path, column: str) -> float:
    # In YAML “yes” is a truth value, which is the number 1 to Python.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TableError(
            mark("this is not a number."),
            file=path,
            column=column,
            value=str(value)[:40],
            expected=mark("a plain decimal number."),
        )
    return float(value)


def _year(value: Any, path: Path, column: str) -> int:
    year = _number(value, path, column)
    if not (year.is_integer() and 1750 <= year <= 2100):
        raise TableError(
            mark("this is not a year."),
            file=path,
            column=column,
            value=str(value)[:40],
            expected=mark("a whole number such as 2022."),
        )
    return int(year)
