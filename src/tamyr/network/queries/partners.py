from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from tamyr.network.logic.member_entry import Value
from tamyr.network.logic.name_order import name_key
from tamyr.network.models import Partner, Visitor
from tamyr.network.models.members import best_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import language


@dataclass(frozen=True)
class PartnerList:
    """The partners of today and those of before, each by name."""

    present: list[Partner]
    former: list[Partner]


def partners_visible_to(visitor: Visitor) -> QuerySet[Partner]:
    """Return the partners this visitor may know of.

    Public: anybody. Network: people of the network. Circle: coordinators. Sealed: nobody, as a
    partner has no delegates here who could open it.
    """
    seen = Q(exposure=ExposureLevel.PUBLIC)
    if visitor.is_in_network:
        seen |= Q(exposure=ExposureLevel.NETWORK)
    if visitor.is_coordinator:
        seen |= Q(exposure=ExposureLevel.CIRCLE)
    return Partner.objects.filter(seen)


def partner_list(visitor: Visitor) -> PartnerList:
    begun = partners_visible_to(visitor).filter(since_on__lte=visitor.on)
    # Not by the database: names lie by language in one column, and which of them is shown hangs on the
    # reader.
    by_name = sorted(begun, key=lambda partner: name_key(partner.name))
    return PartnerList(
        present=[partner for partner in by_name if partner.until_on is None or visitor.on < partner.until_on],
        former=[partner for partner in by_name if partner.until_on and partner.until_on <= visitor.on],
    )


def partners_to_come(visitor: Visitor) -> list[Partner]:
    """Return the partners entered for a later day, for those who keep the list."""
    return list(partners_visible_to(visitor).filter(since_on__gt=visitor.on))


def find_partner(visitor: Visitor, key: UUID) -> Partner | None:
    return partners_visible_to(visitor).filter(pk=key).first()


def partner_entry(partner: Partner) -> dict[str, Value]:
    """Return what the form about a partner shows, as one flat set of values."""
    return {
        "name_ru": partner.names.get("ru", ""),
        "name_en": partner.names.get("en", ""),
        "note_ru": partner.notes.get("ru", ""),
        "note_en": partner.notes.get("en", ""),
        "site": partner.site,
        "exposure": partner.exposure,
        "since_on": partner.since_on.isoformat(),
        "until_on": partner.until_on.isoformat() if partner.until_on else "",
    }


def told(partner: Partner) -> dict[str, object]:
    """Return what the list shows of a partner, in the best language there is."""
    read_in = language()
    name, name_language = best_of(partner.names, read_in)
    note, note_language = best_of(partner.notes, read_in)
    return {
        "partner": partner,
        "name": name,
        "name_language": name_language,
        "note": note,
        "note_language": note_language,
    }
