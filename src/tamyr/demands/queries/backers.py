"""Who stands behind a demand, as one visitor may know it: named where that is theirs to know, else counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tamyr.demands.models import Backer, Demand
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to, whole
from tamyr.procedures.logic.groups import UnnamedSignatures, total_of
from tamyr.procedures.queries import without_names
from tamyr.shared.languages import language


@dataclass(frozen=True)
class BackersShown:
    """Names, and counts of the unnamed with countries' names. ``unnamed`` is None where everybody is named."""

    named: tuple[Member, ...]
    unnamed: UnnamedSignatures | None
    by_country: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int | None:
        return total_of(len(self.named), self.unnamed)


def backers_of(demand: Demand, visitor: Visitor) -> BackersShown:
    """Return who stands behind a demand now; whoever is counted only is named to nobody, not to its own people."""
    rows = Backer.objects.filter(demand=demand, left_on=None).values_list("member", "is_named")
    return named_and_counted(list(rows), visitor)


def named_and_counted(rows: Sequence[tuple[UUID, bool]], visitor: Visitor) -> BackersShown:
    """Return members as one visitor may know them; ``rows``: each with whether it stands there by its name."""
    by_name = [member for member, is_named in rows if is_named]
    known = whole(members_visible_to(visitor)).in_bulk(by_name)
    # Those in hiding are counted together with those that gave no name: apart, the count would tell of them.
    hidden = [member for member, _is_named in rows if member not in known]
    counted = without_names(visitor, hidden, list(known))
    countries = counted.by_country if counted else ()
    return BackersShown(
        named=tuple(sorted(known.values(), key=lambda member: (member.country_id, member.name))),
        unnamed=counted,
        by_country=tuple(sorted((country_name(code, language()), count) for code, count in countries)),
    )


def unnamed_on(demands: Iterable[Demand]) -> set[tuple[object, object]]:
    """Return by demand who stands behind it, or stood, without a name: nothing they do there bears it either."""
    rows = Backer.objects.filter(demand__in={demand.pk for demand in demands}, is_named=False)
    return set(rows.values_list("demand", "member"))


def own_backing(demand: Demand, visitor: Visitor) -> dict[object, Backer]:
    """Return by member how the organisations that a visitor acts for stand behind a demand."""
    rows = Backer.objects.filter(demand=demand, member__in=visitor.members, left_on=None)
    return {row.member_id: row for row in rows}


def own_acting(visitor: Visitor, demand: Demand) -> Member | None:
    """Return for which of their organisations a visitor acts on a demand; none for a coordinator."""
    own = {mandate.member_id: mandate.member for mandate in visitor.mandates}
    if demand.member_id in own:
        return own[demand.member_id]
    behind = demand.backers.filter(member__in=own, left_on=None).values_list("member", flat=True)
    return next((own[key] for key in behind), None)
