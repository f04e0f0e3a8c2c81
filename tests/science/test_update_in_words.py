"""What an update changes, said in words: what is gone first, places by name where they are few."""

from collections.abc import Mapping

import numpy as np
import pytest

from climate_pathways.commands.text.update import lines
from climate_pathways.core.tables import Series
from climate_pathways.figures.snapshot.changes import compare
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import Key, Snapshot


def said_of(before: Mapping[Key, float | None], after: Mapping[Key, float | None]) -> list[str]:
    """Say what changed between figures of 2022 by place and variable; ``None``: none of that year."""

    def of(values: Mapping[Key, float | None]) -> Snapshot:
        figures = {}
        for (place, source, variable), value in values.items():
            years, levels = ([2021], [1.0]) if value is None else ([2021, 2022], [1.0, value])
            key = (place, source, variable)
            figures[key] = Series(place, variable, "Mt CO2e", source, np.array(years), np.array(levels))
        tables = {"region.csv": {"sha256": str(sorted(values.items(), key=str))}}
        return Snapshot({"edition": "2026-01-02", "tables": tables, "sources": []}, figures)

    changes = compare((of(before), Pathways({})), (of(after), Pathways({})), threshold_percent=5.0)
    return list(lines(changes, "en"))


def transport(*places: str, source: str = "climate-watch", name: str = "sector_transport") -> list[Key]:
    return [(place, source, name) for place in places]


def test_what_is_gone_stands_before_what_changed_and_what_is_new_last() -> None:
    gone, changed, new = (
        transport("KAZ", name=f"sector_{name}")[0] for name in ("transport", "buildings", "waste")
    )
    said = said_of({gone: 1.0, changed: 100.0, new: None}, {gone: None, changed: 109.6, new: 1.0})
    found = [line.partition(": ")[2] for line in said if line.startswith("  Climate Watch")]
    assert found == [
        "VANISHED years: 2022",
        "changed by more than 5 %: 2022, most in 2022: 100 → 110 (+9.6\u00a0%)",
        "new years: 2022",
    ]


@pytest.mark.parametrize(("after", "percent"), [(109.6, "+9.6"), (110.0, "+10"), (85.5, "−14")])
def test_tenths_of_a_percent_are_said_below_ten(after: float, percent: str) -> None:
    (key,) = transport("KAZ")
    assert any(f"({percent}\u00a0%)" in line for line in said_of({key: 100.0}, {key: after}))


@pytest.mark.parametrize(
    ("places", "tally"),
    [
        (("AND", "BEL", "CHE", "DEU", "FRA"), "5 (AND, BEL, CHE, DEU, FRA)"),
        (("AND", "BEL", "CHE", "DEU", "ESP", "FRA"), "6"),
    ],
)
def test_other_countries_are_named_where_they_are_few(places: tuple[str, ...], tally: str) -> None:
    said = said_of({}, dict.fromkeys(transport(*places), 1.0))
    # A series that is new has nothing but new years: it is told of once.
    assert [line for line in said if line.endswith(f"Transport: new: {tally}")]
