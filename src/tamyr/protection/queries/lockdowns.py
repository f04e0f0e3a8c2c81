"""Which requests and lock-downs there are, who may know of them, and whose word counts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from tamyr.accounts.models import Person
from tamyr.network.models import CircleSeat, Visitor
from tamyr.network.models.members import IN_THE_OPEN
from tamyr.network.rules import is_colleague, works_under_guard
from tamyr.protection.models import Act, Keyholder, LockDown, Press, Stage
from tamyr.protection.models.keyholders import COUNTRIES, FEWEST
from tamyr.protection.queries.contacts import Subject, contacts_in_force, distinct, is_contact
from tamyr.protection.queries.keyholders import is_keyholder, keyholders_at

ENOUGH = 2


def lock_downs_of(subject: Subject) -> QuerySet[LockDown]:
    of = {"person": subject} if isinstance(subject, Person) else {"member": subject}
    return LockDown.objects.filter(**of)


def open_lock_down(subject: Subject, at: datetime) -> LockDown | None:
    """Return what goes on about a person or member now: a request, or a lock-down."""
    # A request that ran out keeps its stage until the clock or the next press ends it: the moment decides.
    opened = lock_downs_of(subject).filter(stage__in=[Stage.ASKED, Stage.LOCKED]).first()
    if opened is None or (opened.stage == Stage.ASKED and not opened.is_asked_at(at)):
        return None
    return opened


def presses_of(lock_down: LockDown, act: str, turn: int = 0) -> list[Press]:
    return list(
        Press.objects.filter(about=lock_down.pk, act=act, turn=turn).select_related("person").order_by("at")
    )


def is_their_own(person: Person, subject: Subject) -> bool:
    """Whether a word would be the subject's own: theirs, or of an account that is known to be theirs."""
    return isinstance(subject, Person) and person.is_same_as(subject)


# --- locking ---------------------------------------------------------------------------------


def former_pressers(subject: Subject, at: datetime) -> set[UUID]:
    """Return who locked this last, if that ended lately: the same two must not go on after its time."""
    since = at - timedelta(days=settings.LOCK_DAYS)
    ended = lock_downs_of(subject).filter(locked_at__isnull=False, ended_at__gt=since)
    last = ended.order_by("-ended_at").first()
    return {press.person_id for press in presses_of(last, Act.LOCK)} if last else set()


def locking_words(lock_down: LockDown, at: datetime) -> list[Person]:
    """Return whose word to lock counts now: contacts first, then keyholders; nobody twice."""
    subject = lock_down.subject
    pressed = [press.person for press in presses_of(lock_down, Act.LOCK)]
    contacts = set(contacts_in_force(subject, at).values_list("trusted_id", flat=True))
    keyholders = {keyholder.person_id for keyholder in keyholders_at(at)}
    counting = [
        person
        for person in pressed
        if person.pk in contacts | keyholders and not is_their_own(person, subject)
    ]
    # Contacts come first before accounts of one person are joined: else the keyholder's account might stay,
    # and the lock lack its contact.
    return distinct(sorted(counting, key=lambda person: person.pk not in contacts))


def may_be_locked(lock_down: LockDown, at: datetime) -> bool:
    """Whether two have pressed, one of them a contact, and not just the two who did so the last time."""
    words = locking_words(lock_down, at)
    if len(words) < ENOUGH or not is_contact(words[0].pk, lock_down.subject, at):
        return False
    # Either of the two may do so again with somebody else; the
    # same two would be keeping it longer without others.
    return not {person.pk for person in words} <= former_pressers(lock_down.subject, at)


def may_press(person: Person, subject: Subject, at: datetime) -> bool:
    """Whether somebody may ask to lock this: a contact; a keyholder once a contact has asked."""
    if is_their_own(person, subject):
        return False
    if is_contact(person.pk, subject, at):
        return True
    opened = open_lock_down(subject, at)
    return opened is not None and opened.stage == Stage.ASKED and is_keyholder(person.pk, at)


# --- opening ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Opening:
    """How far the keyholders are: whose word counts, and when it opens if they are enough."""

    keyholders: list[Keyholder]
    opens_at: datetime | None

    @property
    def count(self) -> int:
        return len(self.keyholders)

    @property
    def is_enough(self) -> bool:
        # One court or one raid must not be able to make all of them speak.
        countries = {keyholder.country_id for keyholder in self.keyholders}
        return len(self.keyholders) >= FEWEST and len(countries) >= COUNTRIES

    def is_due_at(self, now: datetime) -> bool:
        return self.is_enough and self.opens_at is not None and self.opens_at <= now


def opening(lock_down: LockDown, at: datetime) -> Opening:
    """Return how far a lock-down is from being opened; the locked person's own word is not among them."""
    held = {keyholder.person_id: keyholder for keyholder in keyholders_at(at)}
    presses = [press for press in presses_of(lock_down, Act.RELEASE) if press.person_id in held]
    counting = [press for press in presses if not is_their_own(press.person, lock_down.subject)]
    people = {person.pk for person in distinct(press.person for press in counting)}
    counted = [press for press in counting if press.person_id in people]
    # From the first word that still stands: who takes theirs back gives the others all that time again.
    opens_at = counted[0].at + timedelta(hours=settings.UNLOCK_HOURS) if counted else None
    return Opening([held[press.person_id] for press in counted], opens_at)


def may_open(person: Person, lock_down: LockDown, at: datetime) -> bool:
    is_locked = lock_down.stage == Stage.LOCKED
    return is_locked and is_keyholder(person.pk, at) and not is_their_own(person, lock_down.subject)


# --- making it longer ------------------------------------------------------------------------


def renewing_turn(lock_down: LockDown) -> int:
    return lock_down.renewals + 1


def used_words(lock_down: LockDown) -> set[UUID]:
    """Return who has already kept this locked: it goes on only by the word of others."""
    locked = presses_of(lock_down, Act.LOCK)
    renewed = presses_of(lock_down, Act.RENEW, lock_down.renewals) if lock_down.renewals else []
    return {press.person_id for press in (*locked, *renewed)}


def may_renew(person: Person, lock_down: LockDown, at: datetime) -> bool:
    subject = lock_down.subject
    entitled = is_contact(person.pk, subject, at) or is_keyholder(person.pk, at)
    is_new = person.pk not in used_words(lock_down) and not is_their_own(person, subject)
    return lock_down.stage == Stage.LOCKED and entitled and is_new


def renewing_words(lock_down: LockDown, at: datetime) -> list[Person]:
    presses = presses_of(lock_down, Act.RENEW, renewing_turn(lock_down))
    # Asked by address too: a second account of one who locked it would else make it longer.
    used = Person.objects.filter(pk__in=used_words(lock_down))
    people = [press.person for press in presses if may_renew(press.person, lock_down, at)]
    others = [person for person in people if not any(person.is_same_as(former) for former in used)]
    return distinct(others)


# --- who may know ----------------------------------------------------------------------------


def going_on_at(at: datetime) -> list[LockDown]:
    since = at - timedelta(hours=settings.LOCK_REQUEST_HOURS)
    going_on = Q(stage=Stage.LOCKED) | Q(stage=Stage.ASKED, asked_at__gt=since)
    return list(LockDown.objects.filter(going_on).select_related("person", "member"))


def lock_downs_known_to(visitor: Visitor, found: list[LockDown] | None = None) -> list[LockDown]:
    """Return what goes on that a visitor has a word in: their own subjects'; a keyholder's, all."""
    if visitor.person is None:
        return []
    person, at = visitor.person, visitor.at
    # Filtered row by row in Python: few are ever open, and a keyholder's own
    # are left out by their address, which is encrypted.
    found = going_on_at(at) if found is None else found
    if not found:
        return []
    if is_keyholder(person.pk, at):
        return [row for row in found if not is_their_own(person, row.subject)]
    return [row for row in found if is_contact(person.pk, row.subject, at)]


def lock_down_seen(visitor: Visitor, key: UUID) -> LockDown | None:
    return next((row for row in lock_downs_known_to(visitor) if row.pk == key), None)


def circles_left(lock_down: LockDown) -> set[UUID]:
    """Return the circles in which the person sat: the seats are closed, those who sat there know it."""
    seats = CircleSeat.objects.filter(pk__in=list(lock_down.seats))
    return set(seats.values_list("circle_id", flat=True))


def may_know(visitor: Visitor, lock_down: LockDown) -> bool:
    """Whether somebody may know of a lock-down: those with a word in it, its own people, coordinators of the open."""
    if visitor.person is None:
        return False
    at = visitor.at
    if is_contact(visitor.person.pk, lock_down.subject, at) or is_keyholder(visitor.person.pk, at):
        return True
    if lock_down.person is None:
        assert lock_down.member is not None
        # By the level that it had: hidden by the lock it is sealed, and
        # coordinators would learn nothing of what they knew.
        was_open = lock_down.before.get("exposure") in IN_THE_OPEN
        return visitor.acts_for(lock_down.member.pk) or (visitor.is_coordinator and was_open)
    person = lock_down.person
    circles = circles_left(lock_down)
    # The lock ended the seats, so ``works_under_guard`` no longer sees a sealed circle among them.
    sat_under_guard = CircleSeat.objects.filter(circle__in=circles, circle__exposure="sealed").exists()
    may_know_all = visitor.is_coordinator and not works_under_guard(visitor, person) and not sat_under_guard
    is_own = person.pk == visitor.person.pk
    return bool(is_own or is_colleague(visitor, person) or circles & visitor.circles or may_know_all)


def untold_to_the_team(visitor: Visitor, found: list[LockDown] | None = None) -> list[LockDown]:
    """Return what holds and those who answer letters do not know: coordinators and keyholders see to it."""
    found = going_on_at(visitor.at) if found is None else found
    untold = [row for row in found if row.stage == Stage.LOCKED and row.team_untold]
    return [row for row in untold if _sees_to(visitor) and may_know(visitor, row)]


def _sees_to(visitor: Visitor) -> bool:
    return visitor.is_coordinator or (
        visitor.person is not None and is_keyholder(visitor.person.pk, visitor.at)
    )
