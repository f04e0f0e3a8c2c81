"""Who hears of an act: whom its news concerns, who may still read it, and finds it in words with an address."""

from collections.abc import Iterable
from uuid import UUID

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import kind_named
from tests.house.cast import Cast
from tests.house.permissions import named


def who_heard(cast: Cast, announced: Iterable[UUID]) -> dict[str, str]:
    """Return who is told of what was announced and may read it, by the kind of news."""
    told = Happening.objects.filter(pk__in=announced).order_by("kind", "at")
    return {happening.kind: named(readers(cast, happening)) or "nobody" for happening in told}


def readers(cast: Cast, happening: Happening) -> list[str]:
    kind = kind_named(happening.kind)
    assert kind is not None and happening.about in set(kind.still({happening.about}))
    concerned = set(kind.concerns(happening, happening.at)) - {happening.actor_id}
    found = []
    for role, person in cast.people.items():
        if person.pk not in concerned:
            continue
        reader = visitor_on(Person.objects.filter(pk=person.pk).first(), happening.at)
        things = kind.visible(reader, {happening.about}) if reader.person else {}
        if happening.about in things:
            news = kind.news(happening, things[happening.about])
            assert news.title and news.sentence and news.address.startswith("/")
            found.append(role)
    return found
