"""What is new for one reader, and how often they want to be told of it by letter."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from tamyr.accounts.models import Person
from tamyr.notices.models import MailPlan, Notice, Pace
from tamyr.notices.queries.kinds import News, Reader, VisibleNotice, visible_to

MOST = 100


@dataclass(frozen=True)
class NewsItem:
    """One piece of news on a desk; what says the same in the same words stands there once."""

    news: News
    at: datetime
    notices: tuple[Notice, ...]
    decides: bool = False


def unseen_by(reader: Reader) -> list[Notice]:
    """Return what this reader has not looked at yet, whether or not they may still know of it."""
    return list(waiting_for(reader.person)[:MOST]) if reader.person else []


def unseen_keys(reader: Reader) -> tuple[UUID, ...]:
    """Return by what they are known that this reader has not looked at yet: every page asks, and few tell of them."""
    waiting = waiting_for(reader.person)[:MOST] if reader.person else Notice.objects.none()
    return tuple(waiting.values_list("pk", flat=True))


def news_for(reader: Reader) -> list[NewsItem]:
    """Return what this reader has not looked at yet and may know of, the newest first."""
    told: dict[News, NewsItem] = {}
    for visible in sorted(visible_to(reader, unseen_by(reader)), key=_newest_first):
        news = visible.news()
        known = told.get(news)
        notices = (*known.notices, visible.notice) if known else (visible.notice,)
        at = known.at if known else visible.notice.happening.at
        told[news] = NewsItem(news, at, notices, visible.kind.decides)
    return list(told.values())


def waiting_for(person: Person) -> QuerySet[Notice]:
    return Notice.objects.filter(person=person, done_at=None).select_related("happening")


def _newest_first(visible: VisibleNotice) -> float:
    return -visible.notice.happening.at.timestamp()


def untold_to(reader: Reader) -> list[Notice]:
    """Return the news that this reader may know of and that no letter has told them of."""
    assert reader.person is not None
    # All and not the newest hundred: what stays unmarked would have a letter of its own.
    untold = waiting_for(reader.person).filter(is_mailed=False)
    return [visible.notice for visible in visible_to(reader, list(untold))]


def pace_of(person: Person) -> str:
    plan = MailPlan.objects.filter(person=person).first()
    return plan.pace if plan else Pace.NONE
