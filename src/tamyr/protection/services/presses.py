"""One person's word for an act that takes several: given once, kept, and taken back."""

from datetime import datetime

from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.protection.models import Act, LockDown, Press, Travel
from tamyr.protection.services.contacts import NotThis
from tamyr.safety.services import record_act


def presser(by: Visitor) -> Person:
    """Return who presses, as the database has them now: their own account may have been locked meanwhile."""
    person = Person.objects.filter(pk=by.person.pk).first() if by.person else None
    if person is None or not person.acts_at(by.at):
        raise MayNot
    return person


def keep_word(about: LockDown | Travel, act: Act, person: Person, at: datetime, *, turn: int = 0) -> bool:
    """Keep one person's word, a step of every act that takes several; say whether it is new."""
    _press, is_new = Press.objects.get_or_create(
        about=about.pk, act=act, turn=turn, person=person, defaults={"at": at}
    )
    if is_new:
        # Lists of acts show the code alone: which word it was is nobody’s business yet.
        record_act(act="support.pressed", actor=person.pk, about=about, at=at, details={"word": act.value})
    return is_new


def drop_word(about: LockDown | Travel, act: Act | None, person: Person, at: datetime) -> None:
    """Take one person's word back, a step of such acts too; refuse with ``NotThis`` where there is none."""
    taken = Press.objects.filter(about=about.pk, act=act, person=person).delete()[0] if act else 0
    if not taken:
        raise NotThis(_("There is no word of yours to take back here: somebody was quicker."))
    record_act(act="support.press_taken_back", actor=person.pk, about=about, at=at)
