"""Check-ins: set, confirmed by one press, put later, and told once where they were missed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.protection.models import CheckIn
from tamyr.protection.queries.checkins import people_to_choose
from tamyr.protection.rules import may_check_in
from tamyr.safety.services import record_act
from tamyr.safety.services.faults import Faults


@dataclass(frozen=True)
class CheckInPlan:
    """What somebody plans: whom to tell, what, and in how many hours."""

    first: Person
    second: Person
    words: str
    hours: int


@transaction.atomic
def set_check_in(*, planned: CheckInPlan, by: Visitor) -> CheckIn:
    """Set the moment by which somebody says that all is well, instead of any before."""
    person = _locked_person(by)
    chosen = {planned.first.pk, planned.second.pk}
    # Counted in the database: where both are one person, or one is
    # hidden from the writer, there are fewer than two.
    if not may_check_in(by) or people_to_choose(by).filter(pk__in=chosen).count() != 2:
        raise MayNot(_("Choose two people of the network whom you may know of."))
    CheckIn.objects.filter(person=person).delete()
    made = CheckIn.objects.create(
        person=person,
        first=planned.first,
        second=planned.second,
        words=planned.words,
        due_at=by.at + timedelta(hours=planned.hours),
    )
    # Neither who nor which: the chain is kept for good, and a check-in that went well leaves nothing.
    record_act(act="check_in.set", actor=None, about=None, at=by.at)
    return made


@transaction.atomic
def confirm(*, by: Visitor) -> bool:
    """Say that all is well: the check-in and its words are gone. Whether there was one."""
    # No rule is asked: whoever lost their part in the network since must still be able to call off the alarm.
    gone = CheckIn.objects.filter(person=_locked_person(by)).delete()[0]
    if gone:
        record_act(act="check_in.ended", actor=None, about=None, at=by.at)
    return bool(gone)


@transaction.atomic
def put_later(*, hours: int, by: Visitor) -> CheckIn | None:
    """Move the moment to so many hours from now, unless the two were already told."""
    person = _locked_person(by)
    standing = CheckIn.objects.select_for_update(no_key=True).filter(person=person, told_at=None).first()
    if standing is None:
        return None
    standing.due_at = by.at + timedelta(hours=hours)
    standing.save()
    record_act(act="check_in.put_later", actor=None, about=None, at=by.at)
    return standing


def tell_of_missed(*, at: datetime) -> int:
    """Tell the two chosen of each check-in that was missed, once; return how many."""
    faults, due = Faults(), CheckIn.objects.filter(told_at=None, due_at__lte=at)
    told = 0
    for key in list(due.values_list("pk", flat=True)):
        # The lock below lasts as long as the transaction that this opens for each of them.
        with faults.apart("check-ins"):
            told += _tell(key, at)
    faults.tell()
    return told


def _tell(key: UUID, at: datetime) -> int:
    # Locked and asked again: it may have been confirmed at this very moment.
    missed = (
        CheckIn.objects.select_for_update(no_key=True).filter(pk=key, told_at=None, due_at__lte=at).first()
    )
    if missed is None:
        return 0
    missed.told_at = at
    missed.save()
    record_act(act="check_in.missed", actor=None, about=missed, at=at)
    announce(kind="check-in-missed", about=missed, actor=None, at=at)
    return 1


def _locked_person(by: Visitor) -> Person:
    if by.person is None:
        raise MayNot
    return Person.objects.select_for_update(no_key=True).get(pk=by.person.pk)
