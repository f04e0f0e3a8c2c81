"""Bodies that may be the same as one that somebody is about to enter."""

from collections.abc import Iterable

from django.db.models import Q

from tamyr.addressees.logic.likeness import found_as, host_of, site_of
from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import institutions_visible_to
from tamyr.network.models import Visitor

SHOWN = 5


def similar_institutions(
    visitor: Visitor, *, names: Iterable[str], website: str, email: str = "", iso3: str = ""
) -> list[Institution]:
    """Return bodies of the same name in any alphabet, the same site or the same e-mail address."""
    found = [found_as(name) for name in names if name]
    alike = Q(names__found_as__in=found)
    if email:
        alike |= Q(channels__value__iexact=email)
    rows = institutions_visible_to(visitor).filter(merged_into=None)
    alike_rows = list(rows.filter(alike).distinct()[:SHOWN])
    host = host_of(website)
    if host:
        # One host may be the site of every ministry, so the path counts too.
        near = rows.filter(website__icontains=host)[:50]
        alike_rows += [row for row in near if site_of(row.website) == site_of(website)]
    unique = {row.pk: row for row in alike_rows if not iso3 or row.iso3 == iso3 or row.iso3 == ""}
    return list(unique.values())[:SHOWN]
