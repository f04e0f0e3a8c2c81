"""Letters counted by body: each process keeps the counts, and an act has those bodies counted anew that it concerns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import caches
from django.db.models import Case, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value, When

from tamyr.addressees.models import Institution
from tamyr.demands.models import IN_THE_OPEN, Delivery, Demand, Stage, Verdict
from tamyr.demands.queries.demands import demands_visible_to, levels_open_to
from tamyr.network.models import Visitor
from tamyr.procedures.logic.readings import READERS
from tamyr.safety.models import kept_name
from tamyr.safety.queries import acts_since, chain_head

# So many acts are followed; after more of them all letters are counted.
MOST_ACTS = 1_000
# Acts that bring or take away many demands at once, and name none.
OF_MANY = ("example.loaded", "example.removed")
# All are counted as often as this, too: whatever changed without an act is in the counts by then.
FOR_AN_HOUR = timedelta(hours=1)
_NAME = "letters-by-body"
Ended = tuple[str, int | None]


@dataclass(frozen=True)
class Tally:
    """Of letters to a body, how many ended so after so many days, and of how many demands members read the same.

    ``read`` are those of which no letter goes to an earlier body that is one with it by now, ``read_outside`` the same as
    far as anybody may know which are one, ``read_first`` those of which none goes to an earlier one of the same country:
    added up, each demand is counted once.
    """

    ended: dict[Ended, int]
    read: dict[str, int]
    read_outside: dict[str, int]
    read_first: dict[str, int]


Tallies = dict[tuple[UUID, str], Tally]
Merged = dict[UUID, UUID]


@dataclass(frozen=True)
class TallySnapshot:
    """What was counted up to a line of the audit chain, by body and level; ``at``: when all of it was counted.

    ``merged`` names by each body that was merged the one that stands for it, ``shown_as`` the one that stands for it to
    whoever is outside the network.
    """

    head: tuple[int, str]
    at: datetime
    places: dict[UUID, str]
    merged: Merged
    shown_as: Merged
    tallies: Tallies


def tallies_for(visitor: Visitor) -> tuple[TallySnapshot, list[tuple[UUID, Tally]]]:
    """Return what is known of each body, and the tallies of the letters of agreed demands that a visitor may know of."""
    kept, levels = kept_tallies(visitor.at), levels_open_to(visitor)
    found = [(body, tally) for (body, level), tally in kept.tallies.items() if level in levels]
    if visitor.members or visitor.circles:
        # What is not open to all who may know as much as they do is their own: little, and kept for nobody.
        own = demands_visible_to(visitor).filter(agreed_at__isnull=False).exclude(exposure__in=levels)
        letters = _that_count().filter(demand__in=own.order_by().values("pk"))
        counted = _counted(letters, kept.merged, kept.shown_as, is_some=True)
        # A body that was entered since the rest was counted is left out, as it is there.
        found += [(body, tally) for (body, _level), tally in counted.items() if body in kept.places]
    return kept, found


def kept_tallies(at: datetime) -> TallySnapshot:
    """Return the counts of letters whose demands are public or the network’s, as all acts have left them."""
    # Before anything is counted: what is done meanwhile is a later act, and counted again.
    head = chain_head()
    kept: TallySnapshot | None = caches["moment"].get(_NAME)
    if kept is None or kept.head != head or at >= kept.at + FOR_AN_HOUR:
        kept = _in_step(kept, head, at)
        caches["moment"].set(_NAME, kept, FOR_AN_HOUR.total_seconds())
    return kept


def _in_step(former: TallySnapshot | None, head: tuple[int, str], at: datetime) -> TallySnapshot:
    rows = list(Institution.objects.values_list("pk", "iso3", "merged_into", "source_url"))
    places = {body: iso3 for body, iso3, _into, _url in rows}
    into = {body: other for body, _iso3, other, _url in rows if other}
    merged = _merged(into, set(places))
    # As ``standing_to`` leads whoever is outside.
    shown_as = _merged(into, {body for body, _iso3, _into, url in rows if url})
    out = _that_count().filter(demand__exposure__in=IN_THE_OPEN, demand__agreed_at__isnull=False)
    demands = _touched(former, places, at) if former else None
    if former is None or demands is None:
        counted = _counted(out, merged, shown_as, is_some=False)
        return TallySnapshot(head, at, places, merged, shown_as, counted)
    touched = Delivery.objects.filter(demand__in=demands).order_by()
    bodies = set(touched.values_list("institution", flat=True))
    bodies |= _merged_otherwise(former.merged, merged) | _merged_otherwise(former.shown_as, shown_as)
    others = {key: tally for key, tally in former.tallies.items() if key[0] not in bodies}
    anew = _counted(out.filter(institution__in=bodies), merged, shown_as, is_some=True)
    # The hour goes on from when all was counted: counting a part does not begin it anew.
    return TallySnapshot(head, former.at, places, merged, shown_as, others | anew)


def _that_count() -> QuerySet[Delivery]:
    """Return the letters that ask something of their bodies, or did: none that is unanswered and whose demand was withdrawn."""
    withdrawn = Q(ended_as="", demand__stage=Stage.WITHDRAWN)
    return Delivery.objects.filter(~withdrawn, is_out=True).order_by()


def _merged(into: Merged, named: set[UUID]) -> Merged:
    """Return by each merged body the one that stands for it: the last on the way of those that may be named."""
    found = {}
    for body in into:
        other = body
        while other in into:
            other = into[other]
            if other in named:
                found[body] = other
    return found


def _merged_otherwise(former: Merged, now: Merged) -> set[UUID]:
    """Return the bodies of which it has changed with which they are one."""
    changed = {body for body in former.keys() | now.keys() if former.get(body) != now.get(body)}
    heads = {head for body in changed for head in (former.get(body), now.get(body)) if head}
    families = [family for known in (former, now) for family in _families(known) if heads & family]
    return changed.union(*families)


def _families(merged: Merged) -> list[set[UUID]]:
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for body, head in merged.items():
        found[head] |= {head, body}
    return list(found.values())


def _touched(former: TallySnapshot, places: dict[UUID, str], at: datetime) -> set[UUID] | None:
    """Return the keys of the demands that acts were about since, or nothing where that does not tell what changed."""
    is_moved = any(places.get(body) != iso3 for body, iso3 in former.places.items())
    # Nor by a clock that was put back: by it the hour would last until it comes round again.
    if is_moved or not former.at <= at < former.at + FOR_AN_HOUR:
        return None
    acts = acts_since(former.head, most=MOST_ACTS)
    if acts is None or any(done.act in OF_MANY for done in acts):
        return None
    return {UUID(done.key) for done in acts if done.kind == kept_name(Demand)}


def _counted(letters: QuerySet[Delivery], merged: Merged, shown_as: Merged, *, is_some: bool) -> Tallies:
    """Count letters by body and level, ``some`` or all of them; the database adds up, whatever their number."""
    found: Tallies = defaultdict(lambda: Tally({}, {}, {}, {}))
    rows = letters.values_list("institution", "demand__exposure", "ended_as", "days_taken")
    for body, level, ended, days, number in rows.annotate(letters=Count("pk")):
        found[body, level].ended[ended, days] = number
    for body, level, reading, *firsts, number in _read(letters, merged, shown_as, is_some=is_some):
        tally = found[body, level]
        counts = (tally.read, tally.read_outside, tally.read_first)
        for count, is_first in zip(counts, firsts, strict=True):
            if is_first:
                count[reading] = count.get(reading, 0) + number
    return dict(found)


def _read(
    letters: QuerySet[Delivery], merged: Merged, shown_as: Merged, *, is_some: bool
) -> Iterable[tuple[UUID, str, str, bool, bool, bool, int]]:
    """Return how many of the demands of letters at least two members read alike, and nobody otherwise."""
    standing = Verdict.objects.filter(replaced_at=None).order_by().values("demand")
    # Where the least and the greatest reading are one, all are.
    alike = standing.annotate(members=Count("pk"), first=Min("reading"), last=Max("reading"))
    settled = alike.filter(members__gte=READERS, first=F("last"))
    if not is_some:
        letters = letters.filter(demand__in=settled.values("demand"))
    # By the order of keys, for want of a better one: each demand has to have one first body, whichever it is.
    earlier = _that_count().filter(demand=OuterRef("demand"), institution__lt=OuterRef("institution"))
    there = earlier.filter(institution__iso3=OuterRef("institution__iso3"))
    told = letters.annotate(
        reading=Subquery(settled.filter(demand=OuterRef("demand")).values("first")),
        is_first=_first_of(_families(merged), earlier),
        is_first_outside=_first_of(_families(shown_as), earlier),
        is_first_there=~Exists(there),
    )
    told = told.filter(reading__isnull=False)
    rows = told.values_list(
        "institution", "demand__exposure", "reading", "is_first", "is_first_outside", "is_first_there"
    )
    return rows.annotate(demands=Count("demand", distinct=True))


def _first_of(families: list[set[UUID]], earlier: QuerySet[Delivery]) -> Case:
    """Return whether no earlier one of the bodies that are one has a letter of the same demand."""
    of_one = [
        When(Exists(earlier.filter(institution__in=family)), institution__in=family, then=Value(False))
        for family in families
    ]
    return Case(*of_one, default=Value(True))
