"""To whom letters are sealed today, and whether any can come."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.models.people import acting_at
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import coordinators_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.protection.models import Pace, Responder, SealingKey
from tamyr.protection.models.sealed import USUAL_HOURS
from tamyr.protection.rules import may_see_responders

FEWEST, COUNTRIES = 2, 2


def responders_today() -> QuerySet[Responder]:
    """Return those who answer letters, whose account is open."""
    # Who is on a journey still answers letters; that none is
    # sealed to them meanwhile ``recipients_now`` sees to.
    return Responder.objects.filter(ended_at=None, person__is_active=True).select_related("person", "country")


def responder_of(visitor: Visitor) -> Responder | None:
    return responders_today().filter(person=visitor.person).first() if visitor.person else None


@dataclass(frozen=True)
class Recipients:
    """To whom a letter is sealed now: the keys of those who answer, and the shared one where there is one."""

    keys: tuple[SealingKey, ...]

    @property
    def public(self) -> list[str]:
        return [key.public for key in self.keys]

    @property
    def responders(self) -> int:
        return sum(not key.is_shared for key in self.keys)

    @property
    def has_shared_key(self) -> bool:
        return any(key.is_shared for key in self.keys)

    @property
    def may_be_written_to(self) -> bool:
        """Two who can open a letter at least: with one alone it could be lost, or kept back."""
        return self.responders >= FEWEST


def recipients_now(at: datetime) -> Recipients:
    """Return to whom a letter is sealed: to nobody whose account is locked, or who is on a journey."""
    own = Q(responder__in=responders_today().filter(acting_at(at, "person__")).values("pk"))
    return Recipients(tuple(SealingKey.objects.filter(own | Q(is_shared=True), ended_at=None)))


def own_key(responder: Responder) -> SealingKey | None:
    return responder.keys.filter(ended_at=None).first()


def shared_key() -> SealingKey | None:
    return SealingKey.objects.filter(is_shared=True, ended_at=None).first()


def live_in_one_country(responders: Iterable[Responder], *, country: str | None = None) -> bool:
    """Whether all of several who answer letters live in one country, as far as it is known; ``country``: one more."""
    countries = [responder.country_id for responder in responders]
    countries += [country] if country else []
    # Whose country is not known makes no second one. The first to be
    # named lives alone somewhere, which is no fault.
    return len(countries) > 1 and len(set(countries) - {None}) < COUNTRIES


def hours_promised() -> int:
    """Return within how many hours an answer is promised."""
    latest = Pace.objects.first()
    return latest.hours if latest else USUAL_HOURS


# --- what is announced ----------------------------------------------------------------------


def _those_who_know_keys(_happening: Happening, at: datetime) -> Iterable[UUID]:
    # Also those who answer letters and coordinate nothing: a key that none of them made is how a theft shows.
    return {*coordinators_to_tell(at.date()), *responders_today().values_list("person_id", flat=True)}


def _keys_known(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, SealingKey]:
    if not may_see_responders(visitor):
        return {}
    return SealingKey.objects.select_related("responder__person").in_bulk(keys)


def _key_made(_happening: Happening, key: SealingKey) -> News:
    if key.responder is None:
        title = _("There is a new shared key for letters")
    else:
        title = _("%(name)s has a new key for letters") % {"name": key.responder.person.shown_name}
    return News(
        title=title,
        sentence=_(
            "From now on letters are sealed to it. If nobody of you made it, tell the others at once."
        ),
        address=reverse("protection:people"),
    )


def _named(happening: Happening, _at: datetime) -> Iterable[UUID]:
    return Responder.objects.filter(pk=happening.about).values_list("person_id", flat=True)


def _own_naming(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, Responder]:
    return responders_today().filter(person=visitor.person).in_bulk(keys)


def _responder_named(_happening: Happening, _responder: Responder) -> News:
    return News(
        title=_("You were named to answer letters"),
        sentence=_("Make a key, so that letters can be sealed to you. You can step down at any time."),
        address=reverse("protection:key"),
    )


announces(
    Kind(
        "responder-named",
        _named,
        lambda keys: responders_today().filter(pk__in=keys).values_list("pk", flat=True),
        _own_naming,
        _responder_named,
    ),
    Kind(
        "letter-key-made",
        _those_who_know_keys,
        lambda keys: SealingKey.objects.filter(ended_at=None, pk__in=keys).values_list("pk", flat=True),
        _keys_known,
        _key_made,
    ),
)
