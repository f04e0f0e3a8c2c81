"""What this room announces: to contacts, colleagues, and those who may know; never more than each may."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import CircleSeat, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.news import acting_for, coordinators_to_tell, keys_of
from tamyr.network.queries.desk.proposals import colleagues_of
from tamyr.network.rules import convenes
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.protection.models import Contact, LockDown, Stage, Travel
from tamyr.protection.queries.contacts import contacts_in_force
from tamyr.protection.queries.desk import UNTOLD, name_of, seen_to_at
from tamyr.protection.queries.keyholders import keyholders_at
from tamyr.protection.queries.lockdowns import circles_left, lock_downs_known_to, may_know, untold_to_the_team
from tamyr.protection.queries.travels import helpers_of, may_lift

Keys = Collection[UUID]


# --- contacts --------------------------------------------------------------------------------


def _near_contact(contact: Contact, at: datetime) -> set[UUID]:
    # The other contacts are told too: who takes over an account and
    # changes its contacts should be noticed by one of them.
    own = {contact.person_id} if contact.person_id else set(acting_for(contact.member_id, at.date()))
    trusted = contacts_in_force(contact.subject, at).values_list("trusted_id", flat=True)
    return {contact.trusted_id, *trusted, *(key for key in own if key)}


def _told_of_contact(happening: Happening, at: datetime) -> Iterator[UUID]:
    for contact in Contact.objects.select_related("person", "member").filter(pk=happening.about):
        yield from _near_contact(contact, at)


def _contacts_told(visitor: Visitor, keys: Keys) -> dict[UUID, tuple[Contact, bool]]:
    found = Contact.objects.select_related("person", "member").in_bulk(keys)
    return {
        key: (contact, contact.trusted_id == visitor.actor)
        for key, contact in found.items()
        if visitor.actor in _near_contact(contact, visitor.at)
        # Of somebody whose account is locked nothing but that is told.
        and (contact.person is None or contact.person.is_active)
    }


def _contact_news(_happening: Happening, told: tuple[Contact, bool]) -> News:
    contact, is_named = told
    is_asked = is_named and contact.accepted_at is None and contact.ends_at is None
    # Who the others are is shown to nobody else.
    sentence = (
        _("Look what it means, and say yes or no.")
        if is_asked
        else _("If that is unexpected, ask them by another channel.")
    )
    title = (
        _("%(name)s names you as a trusted contact") if is_asked else _("%(name)s: trusted contacts changed")
    )
    return News(
        title=title % {"name": contact.subject_name}, sentence=sentence, address=reverse("protection:support")
    )


# --- lock-downs ------------------------------------------------------------------------------


@dataclass(frozen=True)
class KnownLockDown:
    """A lock-down that a reader may know of, and the page that they have for it."""

    lock_down: LockDown
    address: str


def _voices(lock_down: LockDown, at: datetime) -> set[UUID]:
    """Return those who have a word in it."""
    contacts = contacts_in_force(lock_down.subject, at).values_list("trusted_id", flat=True)
    return {*contacts, *(keyholder.person_id for keyholder in keyholders_at(at))}


def _told_of_request(happening: Happening, at: datetime) -> Iterator[UUID]:
    for lock_down in LockDown.objects.select_related("person", "member").filter(pk=happening.about):
        yield from _voices(lock_down, at)


def _told_of_lock_down(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield who has a word in it, who works with the person or for the member, and coordinators."""
    for lock_down in LockDown.objects.select_related("person", "member").filter(pk=happening.about):
        yield from _voices(lock_down, at)
        yield from coordinators_to_tell(at.date())
        if lock_down.person is not None:
            yield from colleagues_of(lock_down.person, at.date())
            seats = CircleSeat.objects.filter(holding_on(at.date()), circle__in=circles_left(lock_down))
            yield from seats.values_list("person_id", flat=True)
        else:
            yield from acting_for(lock_down.member_id, at.date())


def _told_of_untold(happening: Happening, at: datetime) -> Iterator[UUID]:
    for _lock_down in LockDown.objects.filter(pk=happening.about):
        yield from coordinators_to_tell(at.date())
        yield from (keyholder.person_id for keyholder in keyholders_at(at))


def _to_see_to(visitor: Visitor, keys: Keys) -> Mapping[UUID, KnownLockDown]:
    return {
        row.pk: KnownLockDown(row, seen_to_at(visitor))
        for row in untold_to_the_team(visitor)
        if row.pk in keys
    }


def _with_a_word(visitor: Visitor, keys: Keys) -> Mapping[UUID, KnownLockDown]:
    return {
        row.pk: KnownLockDown(row, reverse("protection:matter", args=[row.pk]))
        for row in lock_downs_known_to(visitor)
        if row.pk in keys
    }


def _with_knowledge(visitor: Visitor, keys: Keys) -> Mapping[UUID, KnownLockDown]:
    found = LockDown.objects.select_related("person", "member").filter(pk__in=keys)
    own = reverse("protection:support")
    rest = {row.pk: KnownLockDown(row, own) for row in found if may_know(visitor, row)}
    # Whoever has a word in it comes last and wins: they are led to the page on which they can say it.
    return {**rest, **_with_a_word(visitor, keys)}


def _asked_news(_happening: Happening, known: KnownLockDown) -> News:
    sentence = _("Somebody asks to lock it. It takes a second person.")
    return News(title=name_of(known.lock_down), sentence=sentence, address=known.address)


def _locked_news(_happening: Happening, known: KnownLockDown) -> News:
    row = known.lock_down
    sentence = (
        _(
            "It is locked: nobody can sign in with it, and nobody sees it on the site. Believe nothing that comes from it."
        )
        if row.person
        else _("It is hidden from everybody but its own people. They can go on working.")
    )
    return News(title=name_of(row), sentence=sentence, address=known.address)


def _untold_news(_happening: Happening, known: KnownLockDown) -> News:
    return News(title=name_of(known.lock_down), sentence=str(UNTOLD), address=known.address)


def _longer_news(_happening: Happening, known: KnownLockDown) -> News:
    sentence = _("Two others have kept it locked for longer.")
    return News(title=name_of(known.lock_down), sentence=sentence, address=known.address)


def _opening_news(_happening: Happening, known: KnownLockDown) -> News:
    sentence = _("A keyholder has given their word to open it. If that is wrong, call the keyholders now.")
    return News(title=name_of(known.lock_down), sentence=sentence, address=known.address)


def _opened_news(_happening: Happening, known: KnownLockDown) -> News:
    sentence = _("It is open again. What was made more hidden meanwhile stays so.")
    return News(title=name_of(known.lock_down), sentence=sentence, address=known.address)


# --- seats ------------------------------------------------------------------------------------


def _who_keep_the_circle(happening: Happening, at: datetime) -> Iterator[UUID]:
    for seat in CircleSeat.objects.filter(pk=happening.about):
        convening = CircleSeat.objects.filter(holding_on(at.date()), circle=seat.circle_id, convenes=True)
        yield from convening.values_list("person_id", flat=True)


def _seats_kept(visitor: Visitor, keys: Keys) -> Mapping[UUID, CircleSeat]:
    found = CircleSeat.objects.select_related("circle", "person").in_bulk(keys)
    # Asked of today's convenors: who convened when it was announced may have left the circle.
    return {key: seat for key, seat in found.items() if convenes(visitor, seat.circle)}


def _seat_news(_happening: Happening, seat: CircleSeat) -> News:
    return News(
        title=_("%(name)s: a seat in %(circle)s")
        % {"name": seat.person.shown_name, "circle": seat.circle.name},
        sentence=_(
            "Their account is open again. The circle is more hidden than when they left it: add them again if they "
            "still belong there."
        ),
        address=reverse("network:circle", args=[seat.circle.slug]),
    )


# --- journeys --------------------------------------------------------------------------------


def _told_of_travel(happening: Happening, at: datetime) -> Iterable[UUID]:
    for travel in Travel.objects.select_related("person").filter(pk=happening.about):
        yield from (helper.pk for helper in helpers_of(travel.person, at))


def _journeys(visitor: Visitor, keys: Keys) -> Mapping[UUID, Travel]:
    if visitor.person is None:
        return {}
    found = Travel.objects.select_related("person").in_bulk(keys)
    # A journey that has not begun, or is over, is nobody's news: that
    # somebody will be away is told to no one before.
    return {key: travel for key, travel in found.items() if may_lift(visitor.person, travel, visitor.at)}


def _travel_news(_happening: Happening, travel: Travel) -> News:
    return News(
        title=_("%(name)s is travelling") % {"name": travel.person.shown_name},
        sentence=_("Until they are back, their account shows public pages only. Two of you can end it."),
        address=reverse("protection:journey", args=[travel.pk]),
    )


def _back_news(_happening: Happening, travel: Travel) -> News:
    return News(
        title=_("%(name)s is said to be back") % {"name": travel.person.shown_name},
        sentence=_("Somebody gave their word to end travel mode. If that is wrong, call them now."),
        address=reverse("protection:journey", args=[travel.pk]),
    )


_LOCKED = keys_of(LockDown, Q(stage=Stage.LOCKED))
_ENDED = keys_of(LockDown, Q(stage__in=[Stage.RELEASED, Stage.LAPSED]))
_OPEN = keys_of(Travel, Q(cancelled_at=None, person__is_active=True))

announces(
    Kind("support-contact", _told_of_contact, keys_of(Contact), _contacts_told, _contact_news),
    Kind(
        "support-asked",
        _told_of_request,
        keys_of(LockDown, Q(stage=Stage.ASKED)),
        _with_a_word,
        _asked_news,
    ),
    Kind("support-locked", _told_of_lock_down, _LOCKED, _with_knowledge, _locked_news),
    Kind(
        "support-untold",
        _told_of_untold,
        keys_of(LockDown, Q(stage=Stage.LOCKED, team_untold=True)),
        _to_see_to,
        _untold_news,
    ),
    Kind(
        "support-seat",
        _who_keep_the_circle,
        keys_of(CircleSeat, Q(person__is_active=True)),
        _seats_kept,
        _seat_news,
    ),
    Kind("support-longer", _told_of_lock_down, _LOCKED, _with_knowledge, _longer_news),
    Kind("support-opening", _told_of_request, _LOCKED, _with_a_word, _opening_news),
    Kind("support-opened", _told_of_lock_down, _ENDED, _with_knowledge, _opened_news),
    Kind("support-travel", _told_of_travel, _OPEN, _journeys, _travel_news),
    Kind("support-back", _told_of_travel, _OPEN, _journeys, _back_news),
)
