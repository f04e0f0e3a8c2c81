"""The links that are open and hang on somebody: who made one, agreed to it or comes back by it."""

from django.db.models import Q, QuerySet

from tamyr.accounts.models import Person
from tamyr.network.models import Invitation


def ways_of(person: Person) -> QuerySet[Invitation]:
    theirs = Q(invited_by=person) | Q(confirmed_by=person) | Q(back_for=person)
    return Invitation.objects.filter(theirs, used_at=None, revoked_at=None)


def hold_ways_of(person: Person) -> None:
    """Let none of them be taken back or opened meanwhile: the account before its links, the links before a circle."""
    list(ways_of(person).select_for_update(no_key=True).order_by("pk").values_list("pk"))
