"""Whether a newer version promises more than the one before, by how much, and what that hangs on.

Two targets of one year are compared reading by reading: both are read with the same series,
potentials, treatment of land use and growth. A target for a later year is compared with the older
one carried on unchanged. A difference below one percent counts as none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from typing import Any

from climate_pathways.core.publication import Method
from climate_pathways.core.quantities import rounded
from climate_pathways.core.wording import mark
from climate_pathways.pledges.account import NET
from climate_pathways.pledges.amounts import END
from climate_pathways.pledges.documents import CONDITIONAL, UNCONDITIONAL, UNSPECIFIED, Document, Pledges
from climate_pathways.pledges.readings import ReadPledge

METHOD = "pledge_versions"
PUBLISHED = Method(
    METHOD,
    says=mark(
        "Whether a newer version of a document asks for more than the one before: both are read alike, pair by pair."
    ),
    rules=(
        mark("Two cuts from a base year are taken from that year in the newest national inventory."),
        mark(
            "Stronger or weaker is what all pairs of readings agree on; where they do not, the assumptions that turn the answer are named."
        ),
        mark("A target for a later year is compared with the older one carried on unchanged."),
        mark("Less than one percent of the older target counts as no difference."),
    ),
    weaknesses=(
        mark(
            "Where a version counts from a baseline or per unit of GDP, each is read by its own document: "
            "a recalculated inventory can then look like ambition."
        ),
        mark("A later year with the same tonnes counts as the same, though it gives more time."),
    ),
)
SAME_WITHIN = 0.01
STRONGER, SAME, WEAKER, DEPENDS = "stronger", "same", "weaker", "depends"
VERDICTS = {
    STRONGER: mark("stronger"),
    SAME: mark("the same"),
    WEAKER: mark("weaker"),
    DEPENDS: mark("depends on how it is read"),
}


@dataclass(frozen=True)
class Change:
    """A newer target against an older one; ``low``, ``central``, ``high``: newer minus older, Mt CO2e.

    Negative: the newer one allows less. ``depends_on``: assumptions by whose levels the sign turns.
    ``carried_on``: the years differ, and the older target stands unchanged until the newer one's.
    """

    older: str
    newer: str
    condition: str
    year: int
    older_year: int
    verdict: str
    low: float
    central: float
    high: float
    percent: float | None
    depends_on: tuple[str, ...] = ()

    @property
    def carried_on(self) -> bool:
        return self.year != self.older_year

    def as_dict(self) -> dict[str, Any]:
        return dict(vars(self))


def changes(pledges: Pledges, read: Mapping[str, ReadPledge]) -> tuple[Change, ...]:
    """Return the changes from each version of the NDC to the next one that has targets.

    ``read``: pledge's id → its readings, all on one footing as to land use.
    """
    versions = [document for document in pledges.contributions() if _read_of(pledges, document, read)]
    return tuple(
        change
        for older, newer in zip(versions, versions[1:], strict=False)
        for change in _between(_read_of(pledges, older, read), _read_of(pledges, newer, read))
    )


def _read_of(pledges: Pledges, document: Document, read: Mapping[str, ReadPledge]) -> list[ReadPledge]:
    return [read[target.id] for target in pledges.of(document) if target.id in read]


def _between(older: Sequence[ReadPledge], newer: Sequence[ReadPledge]) -> Iterator[Change]:
    for pledge in newer:
        match = _counterpart(pledge, older)
        if match is not None:
            yield compare(match, pledge)


def _counterpart(newer: ReadPledge, older: Sequence[ReadPledge]) -> ReadPledge | None:
    """Return the older target to compare with: same condition, same year or the last one before."""
    # Never one for a later year: what an older version promised for then says nothing of this year.
    alike = [
        pledge
        for pledge in older
        if _kind(pledge) == _kind(newer) and pledge.target.year <= newer.target.year
    ]
    return max(alike, key=lambda pledge: pledge.target.year, default=None)


def _kind(pledge: ReadPledge) -> str:
    # A target without a word on conditions is one that a state takes on by itself.
    return CONDITIONAL if pledge.pledge.condition == CONDITIONAL else UNCONDITIONAL


def compare(older: ReadPledge, newer: ReadPledge) -> Change:
    """Return the change from one target to another, over the readings they share."""
    pairs = list(_on_one_base(older, newer) or _shared(older, newer))
    if not pairs:
        # No two readings assume the same: the central values are all that can be set beside each other.
        pairs = [({}, newer.target.central_mt_co2e - older.target.central_mt_co2e)]
    differences = [difference for _, difference in pairs]
    size = abs(_size(older, newer))
    central = median(differences)
    verdict = _verdict(differences, SAME_WITHIN * size)
    turning = _turning(pairs, SAME_WITHIN * size)
    return Change(
        older=older.pledge.id,
        newer=newer.pledge.id,
        condition=newer.pledge.condition if newer.pledge.condition != UNSPECIFIED else UNCONDITIONAL,
        year=newer.target.year,
        older_year=older.target.year,
        verdict=verdict,
        low=rounded(min(differences)),
        central=rounded(central),
        high=rounded(max(differences)),
        percent=rounded(100 * central / size) if size else None,
        # Where no assumption turns the answer, the promised ranges themselves overlap.
        depends_on=turning or ((END,) if verdict == DEPENDS else ()),
    )


def _size(older: ReadPledge, newer: ReadPledge) -> float:
    """Return the older target's amount in the tonnes that the two are compared in."""
    if _on_one_base(older, newer) and older.own is not None:
        said = older.own.net if older.own.footing == NET else older.own.gross
        return fmean(older.own.newest) if older.own.newest else said.central if said else 0.0
    return older.target.central_mt_co2e


def _on_one_base(older: ReadPledge, newer: ReadPledge) -> list[tuple[dict[str, str], float]]:
    """Return newer minus older where both are cuts from a base year on one footing: by one inventory alone.

    A recalculated inventory is not ambition, nor is another guess at the forests of the target's year.
    """
    if older.own is None or newer.own is None or older.own.footing != newer.own.footing:
        return []
    if older.is_comparable and newer.is_comparable:
        return [({}, value - earlier) for value in newer.own.newest for earlier in older.own.newest]
    # Without a recent inventory the series say nothing: what the two documents print is all there is.
    spans = [own.net if own.footing == NET else own.gross for own in (older.own, newer.own)]
    return [({}, spans[1].central - spans[0].central)] if spans[0] and spans[1] else []


def _shared(older: ReadPledge, newer: ReadPledge) -> Iterator[tuple[dict[str, str], float]]:
    """Yield what both readings assume, and newer minus older, for every pair that agrees.

    The ends of a promised range are no assumption about the world: they are met with each other.
    """
    for reading in newer.readings:
        mine = {name: level for name, level in reading.assumptions if name != END}
        for earlier in older.readings:
            # What only one of the two assumes cannot contradict the other.
            theirs = {name: level for name, level in earlier.assumptions if name != END}
            if all(theirs[name] == level for name, level in mine.items() if name in theirs):
                yield {**theirs, **mine}, reading.mt_co2e - earlier.mt_co2e


def _verdict(differences: Sequence[float], limit: float) -> str:
    lowest, highest = min(differences), max(differences)
    # Newer minus older: below zero the newer one allows less.
    if lowest >= -limit and highest <= limit:
        return SAME
    if highest <= limit:
        return STRONGER
    if lowest >= -limit:
        return WEAKER
    return DEPENDS


def _turning(pairs: Sequence[tuple[dict[str, str], float]], limit: float) -> tuple[str, ...]:
    """Return the assumptions between whose levels the verdict differs."""
    names = dict.fromkeys(name for assumed, _ in pairs for name in assumed)
    turning = []
    for name in names:
        levels: dict[str, list[float]] = {}
        for assumed, difference in pairs:
            # Pairs that do not assume anything of the kind are a level of their own.
            levels.setdefault(assumed.get(name, ""), []).append(difference)
        if len({_verdict(values, limit) for values in levels.values()}) > 1:
            turning.append(name)
    return tuple(turning)
