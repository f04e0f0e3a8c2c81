"""Check-ins: one's own, and those whose words one is told because they were missed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.network.queries.held import SOMEBODY
from tamyr.network.queries.people import people_visible_to
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.protection.models import CheckIn


def own_check_in(visitor: Visitor) -> CheckIn | None:
    own = CheckIn.objects.filter(person=visitor.person).select_related("first", "second")
    return own.first() if visitor.person else None


def check_ins_told_to(visitor: Visitor) -> QuerySet[CheckIn]:
    """Return the missed check-ins whose words a visitor was chosen to read."""
    chosen = Q(first=visitor.person) | Q(second=visitor.person)
    # Before it is missed the two learn nothing, not even that they were chosen.
    told = CheckIn.objects.filter(chosen, told_at__isnull=False).select_related("person")
    return told if visitor.person else told.none()


def people_to_choose(visitor: Visitor) -> QuerySet[Person]:
    """Return whom somebody may let be told: the people they may know of."""
    person = visitor.person
    # A list of all people would tell who hides: nobody is offered whom the writer may not know of anyway.
    known = people_visible_to(visitor).order_by("sign_in_name")
    return known.exclude(pk=person.pk) if person else known.none()


@asks_for_voice
@while_there_are(
    lambda: CheckIn.objects.filter(Q(first=SOMEBODY) | Q(second=SOMEBODY), told_at__isnull=False)
)
def missed_check_ins(visitor: Visitor) -> Iterator[Call]:
    for check_in in check_ins_told_to(visitor):
        news = _missed_news(check_in)
        yield Call(title=news.title, sentence=news.sentence, address=news.address, act=_("Read it"))


def _missed_news(check_in: CheckIn) -> News:
    return News(
        title=_("%(name)s did not check in") % {"name": check_in.person.shown_name},
        sentence=_("They asked that you be told. Read what they left for you."),
        address=reverse("protection:check_in_told", args=[check_in.pk]),
    )


def _chosen(happening: Happening, _at: datetime) -> Iterable[UUID]:
    for check_in in CheckIn.objects.filter(pk=happening.about):
        yield from (key for key in (check_in.first_id, check_in.second_id) if key)


def _told(visitor: Visitor, keys: Collection[UUID]) -> Mapping[UUID, CheckIn]:
    return check_ins_told_to(visitor).in_bulk(keys)


announces(
    Kind(
        "check-in-missed",
        _chosen,
        lambda keys: CheckIn.objects.filter(pk__in=keys, told_at__isnull=False).values_list("pk", flat=True),
        _told,
        lambda _happening, check_in: _missed_news(check_in),
    )
)
