"""Travel mode: turned on by one press, ended by the day that was chosen before or by two others."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.accounts.services.standing import set_journey
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.notices.services import announce
from tamyr.protection.models import Act, Travel
from tamyr.protection.queries.travels import (
    ENOUGH,
    helpers_of,
    journey_of,
    lifting_words,
    may_lift,
    open_journeys,
)
from tamyr.protection.services.contacts import NotThis, held
from tamyr.protection.services.presses import drop_word, keep_word, presser
from tamyr.safety.services import record_act


@transaction.atomic
def set_out(*, by: Visitor, from_at: datetime | None = None, until_at: datetime | None = None) -> Travel:
    """Turn travel mode on, now or from a day on; a journey planned before gives way."""
    if by.person is None:
        raise MayNot
    held(by.person)
    # A first day that has begun by the traveller's clock means now: nothing they did since is undone by it.
    person, from_at = presser(by), max(from_at or by.at, by.at)
    shortest = from_at + timedelta(hours=settings.TRAVEL_HOURS)
    if until_at is not None and until_at < shortest:
        raise NotThis(_("Choose a later last day: this one would end before anybody could notice."))
    if until_at is None and len(helpers_of(person, by.at)) < ENOUGH:
        raise NotThis(
            _(
                "Nobody could end it: two contacts or colleagues are needed. Name two contacts first, or choose the "
                "day on which it ends by itself."
            )
        )
    # Only planned ones are left here: whoever is on a journey does not act, and was refused as presser.
    for planned in open_journeys(by.at).filter(person=person):
        _cancel(planned, by.at)
    made = Travel.objects.create(person=person, from_at=from_at, until_at=until_at)
    set_journey(person=person, from_at=from_at, until_at=until_at, actor=person.pk, at=by.at)
    record_act(act="support.journey_set", actor=person.pk, about=made, at=by.at)
    announce(kind="support-travel", about=made, actor=person.pk, at=by.at)
    return made


def _cancel(travel: Travel, at: datetime) -> None:
    travel.cancelled_at = at
    travel.save(update_fields=["cancelled_at"])


@transaction.atomic
def stay_here(*, by: Visitor) -> None:
    """Call off a journey that has not begun. One that has begun is not the traveller's to end."""
    if by.person is None:
        raise MayNot
    held(by.person)
    person = presser(by)
    planned = journey_of(person, by.at)
    if planned is None:
        return
    _cancel(planned, by.at)
    set_journey(person=person, from_at=None, until_at=None, actor=person.pk, at=by.at)
    record_act(act="support.journey_cancelled", actor=person.pk, about=planned, at=by.at)


def _held(travel: Travel) -> Travel:
    held(travel.person)
    return (
        Travel.objects.select_for_update(no_key=True, of=("self",)).select_related("person").get(pk=travel.pk)
    )


@transaction.atomic
def say_back(*, travel: Travel, by: Visitor) -> Travel:
    """Give one's word that the traveller is back: by two it ends, after the time that the others have to notice."""
    locked = _held(travel)
    person = presser(by)
    if not may_lift(person, locked, by.at):
        raise MayNot
    if keep_word(locked, Act.LIFT, person, by.at):
        announce(kind="support-back", about=locked, version=person.pk, actor=person.pk, at=by.at)
    # A third word must not put the end off that the second has set.
    if locked.lifts_at is None and len(lifting_words(locked, by.at)) >= ENOUGH:
        _set_end(locked, by.at + timedelta(hours=settings.TRAVEL_HOURS), by.at)
    return locked


@transaction.atomic
def take_word_back(*, travel: Travel, by: Visitor) -> None:
    """Take one's own word back before it has ended; with fewer than two it goes on."""
    locked = _held(travel)
    person = presser(by)
    if not locked.is_on_at(by.at):
        raise NotThis(_("There is no word of yours to take back here: somebody was quicker."))
    drop_word(locked, Act.LIFT, person, by.at)
    if len(lifting_words(locked, by.at)) < ENOUGH:
        _set_end(locked, None, by.at)


def _set_end(locked: Travel, lifts_at: datetime | None, at: datetime) -> None:
    locked.lifts_at = lifts_at
    locked.save(update_fields=["lifts_at"])
    # The account keeps a copy of both moments, so that every page knows them without a further question.
    set_journey(person=locked.person, from_at=locked.from_at, until_at=locked.ends_at, actor=None, at=at)
