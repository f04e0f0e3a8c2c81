"""Where a country stands, as one frozen result that names its inputs: an assessment's first chapter.

A standing says which snapshot (edition and digest) and which code version made it, so that
a page can quote it and anybody can make it again.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.naming import REGION
from climate_pathways.core.panels import Panel
from climate_pathways.core.provenance import Result, Step, code_version
from climate_pathways.core.wording import mark
from climate_pathways.figures import key_figures, level
from climate_pathways.figures.series import Figures
from climate_pathways.figures.snapshot.snapshot import Snapshot
from climate_pathways.methods.disagreement import Spread


@dataclass(frozen=True)
class Standing:
    """One country's (or the region's) figures: results by name, panels by name, spreads.

    ``iso3`` is one of ``COUNTRIES`` or ``REGION`` for the twelve together.
    """

    iso3: str
    edition: str
    digest: str
    code_version: str
    results: Mapping[str, Result]
    panels: Mapping[str, Panel]
    spreads: Mapping[str, Spread]
    flags: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the standing as plain data with a stable order."""
        return {
            "iso3": self.iso3,
            "edition": self.edition,
            "digest": self.digest,
            "code_version": self.code_version,
            "results": {name: self.results[name].as_dict() for name in sorted(self.results)},
            "panels": {name: self.panels[name].as_dict() for name in sorted(self.panels)},
            "spreads": {
                name: {"year": s.year, "unit": s.unit, "values": [list(pair) for pair in s.values]}
                for name, s in sorted(self.spreads.items())
            },
            "flags": list(self.flags),
        }

    def as_json(self) -> str:
        """Return the standing as JSON, byte-identical for the same inputs and code."""
        return json.dumps(self.as_dict(), ensure_ascii=False, sort_keys=True, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Standing":
        """Read back what ``as_dict`` wrote."""
        # Frozen assessments of all releases come through here: nothing may be asked that an old one lacks.
        return cls(
            iso3=data["iso3"],
            edition=data["edition"],
            digest=data["digest"],
            code_version=data["code_version"],
            results={name: _result_from(entry) for name, entry in data["results"].items()},
            panels={name: Panel.from_dict(entry) for name, entry in data["panels"].items()},
            spreads={
                name: Spread(entry["year"], entry["unit"], tuple((a, b) for a, b in entry["values"]))
                for name, entry in data["spreads"].items()
            },
            flags=tuple(data["flags"]),
        )


def _result_from(entry: Mapping[str, Any]) -> Result:
    # The text of a step stays a source text: it is put into the reader’s language when it is shown.
    steps = tuple(Step(step["text"], tuple(step["values"].items())) for step in entry["steps"])
    return Result(
        value=entry["value"],
        unit=entry["unit"],
        year=entry["year"],
        since=entry["since"],
        sources=tuple(entry["sources"]),
        method=entry["method"],
        steps=steps,
        flags=tuple(entry["flags"]),
    )


def standing_of(iso3: str, snapshot: Snapshot) -> Standing:
    """Assess one of the twelve countries, or ``REGION`` for all of them together.

    Raises ``PathwaysError`` for another code.
    """
    if iso3 != REGION and iso3 not in COUNTRIES:
        raise PathwaysError(
            mark("{code!r} is not a country of analysis. The countries are: {known}."),
            code=iso3,
            known=", ".join(COUNTRIES),
        )
    figures = Figures(snapshot, iso3)
    results = dict(key_figures.results(figures))
    flags = [_missing(name, iso3) for name in EXPECTED_RESULTS if name not in results]
    flags += level.flags(snapshot, iso3)
    return Standing(
        iso3=iso3,
        edition=snapshot.edition,
        digest=snapshot.digest,
        code_version=code_version(),
        results=results,
        panels={panel.id: panel for panel in key_figures.panels(figures) if panel},
        spreads=dict(key_figures.spreads(figures)),
        flags=tuple(flags),
    )


def _missing(result: str, place: str) -> str:
    # Of the region the figure is absent because some countries have none, not because nobody counts it.
    return f"not-everywhere-{result}" if (place, result) == (REGION, "energy_fossil") else f"no-{result}"


# The order is that of the flags in every frozen standing.
EXPECTED_RESULTS = ("ghg", "ghg_per_person", "ghg_per_gdp", "trend", "electricity_fossil", "energy_fossil")
