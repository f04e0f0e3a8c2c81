"""What people are told, in tests: the task that tells them, and the titles on one desk."""

from datetime import datetime

from django.utils import translation

from tamyr.accounts.models import Person
from tamyr.network.queries import visitor_on
from tamyr.network.queries.desk.calls import waiting_for
from tamyr.notices.services.telling import tell


def tell_everybody(at: datetime) -> None:
    tell(as_reader=visitor_on, clock=lambda: at, draw=lambda: 0.0)


def news_of(person: Person, at: datetime) -> list[str]:
    """Return the titles of the news that a person finds on their desk, once everybody is told."""
    tell_everybody(at)
    with translation.override("en"):
        return [told.news.title for told in waiting_for(visitor_on(person, at)).news]
