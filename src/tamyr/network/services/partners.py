from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from tamyr.network.logic.member_entry import Entry
from tamyr.network.models import Partner, Visitor
from tamyr.network.queries.partners import partner_entry
from tamyr.network.rules import MayNot, may_keep_the_register
from tamyr.safety.services import record_act


class PartnerMoved(Exception):
    """Somebody else changed the partner after its form was opened; ``current`` is how it stands now."""

    def __init__(self, current: Partner) -> None:
        super().__init__(str(current.pk))
        self.current = current


@dataclass(frozen=True)
class PartnerFacts:
    names: dict[str, str]
    notes: dict[str, str]
    site: str
    exposure: str
    since_on: date
    until_on: date | None


@transaction.atomic
def enter_partner(*, key: UUID, facts: PartnerFacts, by: Visitor) -> Partner:
    """Enter a partner; the same form sent again, known by its key, enters nothing."""
    if not may_keep_the_register(by):
        raise MayNot
    # The key comes from a form that this site has signed: nobody chooses one that is there already.
    partner, is_new = Partner.objects.get_or_create(pk=key, defaults=asdict(facts))
    if is_new:
        _record("partner.entered", partner, by)
    return partner


@transaction.atomic
def change_partner(*, partner: Partner, opened_on: Entry, facts: PartnerFacts, by: Visitor) -> Partner:
    """Change a partner as it was when its form was opened; refuse with PartnerMoved if it has moved on."""
    locked = Partner.objects.select_for_update(no_key=True).get(pk=partner.pk)
    if not may_keep_the_register(by):
        raise MayNot
    # A partner has no version: what its form was opened on is compared whole.
    if partner_entry(locked) != dict(opened_on):
        raise PartnerMoved(locked)
    for name, value in asdict(facts).items():
        setattr(locked, name, value)
    locked.save()
    _record("partner.changed", locked, by)
    return locked


def _record(act: str, partner: Partner, by: Visitor) -> None:
    record_act(act=act, actor=by.actor, about=partner, at=by.at, details={"exposure": partner.exposure})
