"""Panels: several series over the same years, ready for a chart, a table or a CSV file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.core.quantities import unit
from climate_pathways.core.tables import Series

STACKED = "stacked"
LINES = "lines"
POINTS = "points"


@dataclass(frozen=True)
class Column:
    """One line or layer of a panel: ``role`` names it, ``values`` follow the panel's years."""

    role: str
    sources: tuple[str, ...]
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Panel:
    """Series side by side: one unit, ascending years, ``None`` where a source is silent.

    ``kind`` is ``stacked`` for parts of a whole, ``lines`` for comparison and ``points`` where too
    few years are known for a line; roles in
    ``net`` can be negative and are drawn as a line over the stack.
    """

    id: str
    kind: str
    unit: str
    years: tuple[int, ...]
    columns: tuple[Column, ...]
    net: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for column in self.columns for name in column.sources))

    @property
    def last_year(self) -> int:
        return self.years[-1]

    def since(self, year: int) -> "Panel":
        """Return the panel from ``year`` on."""
        # The last year stays in any case: a panel without years has no axis.
        start = next((place for place, at in enumerate(self.years) if at >= year), len(self.years) - 1)
        columns = tuple(Column(c.role, c.sources, c.values[start:]) for c in self.columns)
        return Panel(self.id, self.kind, self.unit, self.years[start:], columns, self.net)

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "unit": self.unit,
            "years": list(self.years),
            "columns": [
                {"role": c.role, "sources": list(c.sources), "values": list(c.values)} for c in self.columns
            ],
            "net": list(self.net),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Panel":
        columns = tuple(Column(c["role"], tuple(c["sources"]), tuple(c["values"])) for c in data["columns"])
        return cls(data["id"], data["kind"], data["unit"], tuple(data["years"]), columns, tuple(data["net"]))


def panel_of(
    name: str,
    kind: str,
    parts: Sequence[tuple[str, Series | None]],
    *,
    since: int,
    net: tuple[str, ...] = (),
) -> Panel | None:
    """Line up series of one unit from ``since`` on; ``None`` where there is nothing to show.

    ``parts`` are (role, series); absent series and layers that are zero throughout are left out.
    """
    present = [(role, s.between(since, s.last_year)) for role, s in parts if s is not None]
    # A layer of zeros throughout would stand in the legend and nowhere in the picture.
    present = [(role, s) for role, s in present if len(s) and bool(s.values.any())]
    if not present:
        return None
    units = {s.unit for _, s in present}
    if len(units) != 1:
        raise ValueError(f"panel {name!r} mixes the units {sorted(units)}")
    unit(next(iter(units)))
    lines = [(role, s.source, s.by_year()) for role, s in present]
    years = tuple(sorted({year for _, _, known in lines for year in known}))
    columns = tuple(
        Column(role, tuple(source.split("+")), tuple(_rounded(known.get(year)) for year in years))
        for role, source, known in lines
    )
    return Panel(name, kind, next(iter(units)), years, columns, net)


def _rounded(value: float | None) -> float | None:
    # Frozen editions are compared to the byte: the last bits of a sum must not differ between machines.
    return None if value is None else float(f"{value:.7g}")
