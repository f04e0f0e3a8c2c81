"""Two snapshots compared: what is new, what is gone, what changed by more than a threshold."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.tables import Series
from climate_pathways.core.wording import mark
from climate_pathways.figures import level
from climate_pathways.figures.snapshot.pathways import Pathways
from climate_pathways.figures.snapshot.snapshot import REGION_PLACES, Key, Snapshot

ROW_HEADER = (
    "place",
    "source",
    "variable",
    "unit",
    "change",
    "years",
    "year",
    "before",
    "after",
    "percent",
)


@dataclass(frozen=True)
class Step:
    """One figure before and after, in the unit of its series."""

    year: int
    before: float
    after: float

    @property
    def percent(self) -> float | None:
        """The change in % of the former figure's size; ``None`` where that was zero."""
        return 100 * (self.after - self.before) / abs(self.before) if self.before else None

    @property
    def size(self) -> tuple[float, float]:
        """What to order changes by: from zero first, then by percent."""
        percent = self.percent
        # From nothing to something has no percentage, and is the change to look at first.
        return (math.inf if percent is None else abs(percent), abs(self.after - self.before))


@dataclass(frozen=True)
class SeriesChange:
    """What happened to one series.

    ``before`` and ``after`` count its years; ``changed`` are the figures that changed by more than
    the threshold, the largest first.
    """

    place: str
    source: str
    variable: str
    unit: str
    before: int
    after: int
    new_years: tuple[int, ...]
    vanished_years: tuple[int, ...]
    changed: tuple[Step, ...]

    @property
    def is_loss(self) -> bool:
        """Whether figures of the twelve countries or of the World are gone."""
        # The year of submission stands beside the latest inventory year: it moves on with it.
        has_moved_on = self.variable == level.SUBMISSION and bool(self.new_years)
        return self.place in REGION_PLACES and bool(self.vanished_years) and not has_moved_on

    def as_dict(self) -> dict[str, Any]:
        return {
            "place": self.place,
            "source": self.source,
            "variable": self.variable,
            "unit": self.unit,
            "is_new": not self.before,
            "is_vanished": not self.after,
            "new_years": list(self.new_years),
            "vanished_years": list(self.vanished_years),
            "changed": [{**vars(step), "percent": _shown(step.percent)} for step in self.changed],
        }

    def rows(self) -> Iterable[tuple[object, ...]]:
        """Yield one row per kind of change and one per changed figure."""
        key = (self.place, self.source, self.variable, self.unit)
        if self.new_years:
            # With a plain hyphen: a file is read by programs.
            yield (*key, "years-new" if self.before else "series-new", spans(self.new_years, "-"), *_NOTHING)
        if self.vanished_years:
            kind = "years-vanished" if self.after else "series-vanished"
            yield (*key, kind, spans(self.vanished_years, "-"), *_NOTHING)
        for step in self.changed:
            yield (*key, "changed", "", step.year, step.before, step.after, _shown(step.percent))


_NOTHING = ("", "", "", "")


@dataclass(frozen=True)
class LevelChange:
    """The latest level of a country without land use, which all pages speak of, before and after; Mt CO2e."""

    place: str
    before: tuple[int, float, str]
    after: tuple[int, float, str]

    def as_dict(self) -> dict[str, Any]:
        names = ("year", "mt_co2e", "source")
        return {
            "place": self.place,
            "before": dict(zip(names, self.before, strict=True)),
            "after": dict(zip(names, self.after, strict=True)),
        }


@dataclass(frozen=True)
class Changes:
    """All differences of two snapshots.

    ``series`` are those with something new, gone or changed beyond the threshold; ``slight`` counts
    those that changed by less, ``same`` those that did not. ``undated``: sources whose files changed
    while the edition that we describe them by did not; ``levels``: countries whose latest level moves.
    """

    threshold_percent: float
    before_edition: str
    after_edition: str
    before_digest: str
    after_digest: str
    new_places: tuple[str, ...]
    vanished_places: tuple[str, ...]
    series: tuple[SeriesChange, ...]
    slight: int
    same: int
    undated: tuple[str, ...]
    levels: tuple[LevelChange, ...] = ()

    @property
    def losses(self) -> tuple[SeriesChange, ...]:
        return tuple(change for change in self.series if change.is_loss)

    @property
    def is_empty(self) -> bool:
        # By the tables alone: a file or an edition may be another though no figure is.
        return self.before_digest == self.after_digest

    def as_dict(self) -> dict[str, Any]:
        return {
            "threshold_percent": self.threshold_percent,
            "before": {"edition": self.before_edition, "digest": self.before_digest},
            "after": {"edition": self.after_edition, "digest": self.after_digest},
            "new_places": list(self.new_places),
            "vanished_places": list(self.vanished_places),
            "levels": [change.as_dict() for change in self.levels],
            "series": [change.as_dict() for change in self.series],
            "series_changed_slightly": self.slight,
            "series_unchanged": self.same,
            "losses": len(self.losses),
            "sources_with_new_files_and_the_old_edition": list(self.undated),
        }

    def rows(self) -> list[tuple[object, ...]]:
        return [ROW_HEADER, *(row for change in self.series for row in change.rows())]


# --- comparing ------------------------------------------------------------------------------


def compare(
    before: tuple[Snapshot, Pathways], after: tuple[Snapshot, Pathways], *, threshold_percent: float
) -> Changes:
    """Compare figures, global paths and carbon budgets.

    A figure counts as changed where it moved by more than ``threshold_percent`` of its former size.
    Raises ``PathwaysError`` for a threshold below zero.
    """
    ensure_threshold(threshold_percent)
    old, new = _all_of(*before), _all_of(*after)
    keys = sorted(old.keys() | new)
    # Most series are as they were: nothing is to be gone through year by year.
    moved = [key for key in keys if not _equal(old.get(key), new.get(key))]
    changes = [compare_series(old.get(key), new.get(key), threshold_percent) for key in moved]
    places = {place for place, _, _ in old}, {place for place, _, _ in new}
    listed = tuple(
        change for change in changes if change.new_years or change.vanished_years or change.changed
    )
    return Changes(
        threshold_percent=threshold_percent,
        before_edition=before[0].edition,
        after_edition=after[0].edition,
        before_digest=before[0].digest,
        after_digest=after[0].digest,
        new_places=tuple(sorted(places[1] - places[0])),
        vanished_places=tuple(sorted(places[0] - places[1])),
        series=listed,
        # What moved and is not listed moved by no more than the threshold.
        slight=len(moved) - len(listed),
        same=len(keys) - len(moved),
        undated=_undated(before[0].manifest, after[0].manifest),
        levels=tuple(_levels(before[0], after[0])),
    )


def ensure_threshold(percent: float) -> None:
    """Raise ``PathwaysError`` for a threshold below zero or without end."""
    if not (math.isfinite(percent) and percent >= 0):
        raise PathwaysError(mark("The threshold must be zero or more percent, not {value}."), value=percent)


def _levels(before: Snapshot, after: Snapshot) -> Iterator[LevelChange]:
    for place in COUNTRIES:
        ends = [_latest(level.gross(figures, place)) for figures in (before, after)]
        if ends[0] and ends[1] and ends[0] != ends[1]:
            yield LevelChange(place, ends[0], ends[1])


def _latest(series: Series | None) -> tuple[int, float, str] | None:
    return (series.last_year, float(series.values[-1]), series.source) if series is not None else None


def compare_series(old: Series | None, new: Series | None, threshold_percent: float) -> SeriesChange:
    """Compare one series before and after; one of the two may be absent."""
    known = new or old
    assert known is not None
    before, after = _figures(old), _figures(new)
    steps = [Step(year, value, after[year]) for year, value in before.items() if year in after]
    # Zero that stays zero has no percentage, and would count as an endless change.
    changed = [step for step in steps if step.after != step.before and step.size[0] > threshold_percent]
    return SeriesChange(
        place=known.place,
        source=known.source,
        variable=known.variable,
        unit=known.unit,
        before=len(before),
        after=len(after),
        new_years=tuple(year for year in after if year not in before),
        vanished_years=tuple(year for year in before if year not in after),
        changed=tuple(sorted(changed, key=lambda step: step.size, reverse=True)),
    )


def spans(years: Iterable[int], dash: str = "–") -> str:
    """Write ascending years with neighbours joined: ``1990–1995, 2000``."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return ", ".join(f"{run[0]}{dash}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _all_of(figures: Snapshot, paths: Pathways) -> Mapping[Key, Series]:
    world = {(path.place, path.source, path.variable): path for path in paths.series.values()}
    return {**figures.figures, **world}


def _figures(series: Series | None) -> dict[int, float]:
    return dict(zip(series.years.tolist(), series.values.tolist(), strict=True)) if series else {}


def _equal(old: Series | None, new: Series | None) -> bool:
    if old is None or new is None:
        return False
    return np.array_equal(old.years, new.years) and np.array_equal(old.values, new.values)


def _undated(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    old = {entry["id"]: entry for entry in before["sources"]}
    return tuple(
        entry["id"]
        for entry in after["sources"]
        if (known := old.get(entry["id"]))
        and known.get("inputs") != entry["inputs"]
        and known["edition"] == entry["edition"]
    )


def _shown(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 2)
