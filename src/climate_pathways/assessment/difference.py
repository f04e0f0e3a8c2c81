"""What differs between two assessments of one country, and why.

The reasons are the inputs that differ: figures, pledges, parameters, code, rating rule, the year
that counts as today. A change is given those reasons that its chapter depends on: where two of
them changed at once, their parts cannot be told apart without computing again, and both are named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from climate_pathways.assessment import numbers as all_rows
from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.numbers.row import CHAPTERS, Row
from climate_pathways.assessment.reasons import (
    CODE,
    CRITERIA,
    FIGURES,
    PARAMETERS,
    PLEDGES,
    RULE,
    YEAR,
    Reason,
    reasons_for,
)
from climate_pathways.core.errors import PathwaysError
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark

# What each chapter is made of.
DEPENDS: Mapping[str, tuple[str, ...]] = {
    all_rows.STANDING: (FIGURES, CODE),
    all_rows.SERIES: (FIGURES, CODE),
    # What documents print is copied, not computed: no other code makes another number of it.
    all_rows.DOCUMENTS: (PLEDGES,),
    all_rows.PLEDGES: (PLEDGES, FIGURES, CODE),
    all_rows.FACTS: (PLEDGES,),
    all_rows.AIMS: (PLEDGES,),
    all_rows.VERSIONS: (PLEDGES, FIGURES, CODE),
    all_rows.CRITERIA: (CRITERIA,),
    # From the year that counts as today the ways to zero run, and years left are counted.
    all_rows.NEUTRALITY: (PLEDGES, FIGURES, YEAR, CODE),
    all_rows.SHARES: (FIGURES, PARAMETERS, YEAR, CODE),
    all_rows.GAPS: (PLEDGES, FIGURES, PARAMETERS, YEAR, CODE),
    all_rows.RATING: (RULE, PLEDGES, FIGURES, PARAMETERS, YEAR, CODE),
    all_rows.ASKED: (PLEDGES, FIGURES, PARAMETERS, YEAR, CODE),
    all_rows.FLAGS: (PLEDGES, FIGURES, PARAMETERS, YEAR, CODE),
}
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# One percent of an amount; one percentage point of a percentage or a chance.
THRESHOLD = 0.01
# Of amounts near zero a percent is noise: the least that counts is this part of the threshold
# times today's emissions.
OF_EMISSIONS = 0.1
# By how much the threshold counts in each unit: 0.01 is one point of a percentage or a chance, and a tenth
# of one of yearly growth.
POINTS: Mapping[str, float] = {"%": 100.0, "fraction": 1.0, "%/year": 10.0}
EXACT = ("step", "year")
OVER_YEARS = (all_rows.SERIES, all_rows.SHARES)
EXPLAINING = (all_rows.FACTS, all_rows.AIMS)
# Texts, as rows write their quantiles: a number here would be found in none.
COMPARED_LEVELS = ("0.05", "0.5", "0.95")


@dataclass(frozen=True)
class Change:
    """One row that differs by at least ``threshold``; ``old`` or ``new`` is absent where it is new or gone.

    ``difference``: new minus old, in the row's unit; ``percent``: of the old value, for amounts;
    ``threshold``: the least difference that counts, in the row's unit, ``None`` for words.
    """

    old: Row | None
    new: Row | None
    reasons: tuple[str, ...]
    threshold: float | None = None

    @property
    def row(self) -> Row:
        """Return the newer row, or the one that is gone."""
        return self.new or self.old  # type: ignore[return-value]

    @property
    def kind(self) -> str:
        return ADDED if self.old is None else REMOVED if self.new is None else CHANGED

    @property
    def difference(self) -> float | None:
        before, after = self.numbers
        return None if before is None or after is None else rounded(after - before)

    @property
    def percent(self) -> float | None:
        before, difference = self.numbers[0], self.difference
        # Percent of a percentage would be taken for points.
        if difference is None or not before or self.row.unit in (*POINTS, *EXACT):
            return None
        return rounded(100 * difference / abs(before), 3)

    @property
    def numbers(self) -> tuple[float | None, float | None]:
        return _number(self.old), _number(self.new)

    def as_dict(self) -> dict[str, Any]:
        row = self.row
        about = {
            name: getattr(row, name)
            for name in ("chapter", "item", "pledge", "principle", "level", "year", "unit")
        }
        return {
            **about,
            "kind": self.kind,
            "old": self.old.value if self.old else None,
            "old_year": self.old.year if self.old else None,
            "new": self.new.value if self.new else None,
            "difference": self.difference,
            "percent": self.percent,
            "threshold": self.threshold,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True)
class Group:
    """Changes of one thing over several years; ``largest`` stands for them."""

    largest: Change
    changes: tuple[Change, ...]

    @property
    def years(self) -> tuple[int, ...]:
        return tuple(change.row.year for change in self.changes if change.row.year)


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions of one country's assessment.

    ``below``: how many numbers differ by less than their threshold and are not listed.
    """

    iso3: str
    old_version: str
    new_version: str
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...]
    below: int
    threshold: float

    @property
    def is_same(self) -> bool:
        return self.old_version == self.new_version

    def by_chapter(self) -> dict[str, tuple[Group, ...]]:
        """Return the changes by chapter, those of one thing over several years put together."""
        return {
            chapter: groups
            for chapter in CHAPTERS
            if (
                groups := tuple(_groups([change for change in self.changes if change.row.chapter == chapter]))
            )
        }

    def as_dict(self) -> dict[str, Any]:
        """Return the comparison as plain data with a stable order."""
        return {
            "iso3": self.iso3,
            "old": self.old_version,
            "new": self.new_version,
            "reasons": [dict(vars(reason)) for reason in self.reasons],
            "changes": [change.as_dict() for change in self.changes],
            "below_threshold": self.below,
            "threshold": self.threshold,
        }


def diff(old: Assessment, new: Assessment, *, threshold: float = THRESHOLD) -> Comparison:
    """Return what changed from ``old`` to ``new`` by at least ``threshold``, and why.

    ``threshold``: a part of the old amount (0.01: one percent), but at least a tenth of that part of
    the emissions of today; for percentages and chances the same number in percentage points, for
    yearly growth a tenth of it. Steps, years and words count always. Raises ``PathwaysError`` for two
    countries, or a threshold outside 0 to 1.
    """
    if old.iso3 != new.iso3:
        raise PathwaysError(
            mark(
                "These are assessments of two countries, {old} and {new}. Give two versions of one country."
            ),
            old=old.iso3,
            new=new.iso3,
        )
    if not 0 <= threshold <= 1:
        raise PathwaysError(
            mark("The threshold must lie between 0 and 1 (0.01: one percent), not {value}."),
            value=float(threshold),
        )
    reasons = tuple(reasons_for(old.made_of, new.made_of))
    pairs = list(_pairs(old, new))
    emitted = abs(new.shares.current_mt_co2e)
    changes = tuple(_changes(pairs, [reason.kind for reason in reasons], threshold, emitted))
    differing = sum(_differs(before, after) for before, after in pairs)
    return Comparison(
        new.iso3, old.version, new.version, reasons, changes, differing - len(changes), threshold
    )


# --- what -------------------------------------------------------------------------------------


def _pairs(old: Assessment, new: Assessment) -> Iterator[tuple[Row | None, Row | None]]:
    # By what a row is about: of two rows with one key the first would be lost.
    before = {row.key: row for row in all_rows.rows(old) if _is_compared(row)}
    after = {row.key: row for row in all_rows.rows(new) if _is_compared(row)}
    # In the order of the newer version; what is gone stands at the end of its chapter.
    order = {key: number for number, key in enumerate((*after, *(key for key in before if key not in after)))}
    place = {chapter: number for number, chapter in enumerate(CHAPTERS)}
    for key in sorted(order, key=lambda key: (place[key[0]], order[key])):
        yield before.get(key), after.get(key)


def _is_compared(row: Row) -> bool:
    """Leave out what explains a result rather than being one: printed numbers, quartiles, parts of the spread."""
    if row.chapter in EXPLAINING:
        return False
    if row.chapter != all_rows.SHARES:
        return True
    return not row.item.startswith("part_of_spread") and row.level in ("", *COMPARED_LEVELS)


def _differs(before: Row | None, after: Row | None) -> bool:
    return before is None or after is None or before.value != after.value


def _changes(
    pairs: Sequence[tuple[Row | None, Row | None]], kinds: Sequence[str], threshold: float, emitted: float
) -> Iterator[Change]:
    for before, after in pairs:
        row = after or before
        if row is None or not _differs(before, after):
            continue
        reasons = tuple(kind for kind in DEPENDS[row.chapter] if kind in kinds)
        limit = least(before or row, threshold, emitted)
        change = Change(before, after, reasons, limit)
        # What is new, gone or said in words has no size that could be too small.
        if change.difference is None or limit is None or abs(change.difference) >= limit:
            yield change


def least(row: Row, threshold: float, emitted: float) -> float | None:
    """Return the least difference from a row's value that counts, in its unit; ``None`` for words.

    ``emitted``: the country's emissions of today, Mt CO2e.
    """
    if isinstance(row.value, str):
        return None
    if row.unit in EXACT:
        # Years that a quantity lasts are an amount; a year on the calendar is not.
        return rounded(threshold * abs(row.value)) if row.item == all_rows.YEARS_LEFT else 0.0
    if row.unit in POINTS:
        return threshold * POINTS[row.unit]
    floor = OF_EMISSIONS * emitted if row.unit == all_rows.MT else 0.0
    return rounded(threshold * max(abs(row.value), floor))


def _number(row: Row | None) -> float | None:
    return row.value if row is not None and not isinstance(row.value, str) else None


def _groups(changes: Sequence[Change]) -> Iterator[Group]:
    together: dict[tuple[str, ...], list[Change]] = {}
    for change in changes:
        # Elsewhere a year tells two things apart, such as two targets; here it is one thing over time.
        year = "" if change.row.chapter in OVER_YEARS else change.row.key[-1]
        together.setdefault((*change.row.key[:-1], year, change.kind), []).append(change)
    for members in together.values():
        yield Group(max(members, key=_weight), tuple(members))


def _weight(change: Change) -> tuple[float, int]:
    """Say how much a change stands out among those of one thing: by its size, then the latest year."""
    return abs(change.difference or 0.0), change.row.year or 0
