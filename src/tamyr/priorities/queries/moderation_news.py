"""What the room announces of what was set aside: to whom it belongs, and to whom an appeal goes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.news import coordinators_to_tell
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.priorities.models import Moderation
from tamyr.priorities.queries.news import behind, named, people_of
from tamyr.priorities.queries.rounds import rounds_visible_to
from tamyr.priorities.rules import is_of_the_author, may_decide_appeal
from tamyr.procedures.queries import people_to_tell

Keys = Collection[UUID]


def _who_wrote(happening: Happening, at: datetime) -> Iterable[UUID]:
    wrote: set[UUID] = set()
    for moderation in Moderation.objects.filter(pk=happening.about).select_related("argument"):
        wrote |= {moderation.argument.member_id} if moderation.argument else behind([moderation.proposal_id])
    return people_of(wrote, at)


def _who_may_decide(happening: Happening, at: datetime) -> Iterator[UUID]:
    # Also to those who may not decide, such as who set it aside: ``_set_aside`` shows it to none of them.
    yield from coordinators_to_tell(at.date())
    for moderation in Moderation.objects.filter(pk=happening.about, proposal__round__circle__isnull=False):
        yield from people_to_tell(moderation.proposal.round, at)


def _set_aside(
    may_know: Callable[[Visitor, Moderation], Any],
) -> Callable[[Visitor, Keys], Mapping[UUID, Moderation]]:
    def visible(visitor: Visitor, keys: Keys) -> Mapping[UUID, Moderation]:
        seen = Moderation.objects.filter(pk__in=keys, proposal__round__in=rounds_visible_to(visitor))
        found = seen.select_related("proposal__round", "argument")
        return {moderation.pk: moderation for moderation in found if may_know(visitor, moderation)}

    return visible


def _moderations(condition: Q) -> Callable[[Keys], Iterable[UUID]]:
    return lambda keys: Moderation.objects.filter(condition, pk__in=keys).values_list("pk", flat=True)


def _of_moderation(sentence: Callable[[], str]) -> Callable[[Happening, Moderation], News]:
    return lambda _happening, moderation: News(
        title=named(moderation.proposal),
        sentence=sentence(),
        address=reverse("priorities:moderation", args=[moderation.pk]),
    )


announces(
    Kind(
        "set-aside",
        _who_wrote,
        # Once it is decided the news of that takes its place.
        _moderations(Q(outcome="")),
        _set_aside(is_of_the_author),
        _of_moderation(
            lambda: _("A coordinator set aside what your organisation wrote. Read why; you may appeal.")
        ),
    ),
    Kind(
        "appealed",
        _who_may_decide,
        _moderations(Q(outcome="", appealed_at__isnull=False)),
        _set_aside(may_decide_appeal),
        _of_moderation(lambda: _("Its author appeals to a second coordinator.")),
    ),
    Kind(
        "appeal-decided",
        _who_wrote,
        _moderations(~Q(outcome="")),
        _set_aside(is_of_the_author),
        _of_moderation(lambda: _("It was decided on what was set aside.")),
    ),
)
