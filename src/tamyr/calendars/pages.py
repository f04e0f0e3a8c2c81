"""What waits for the owner of an address, as a calendar or a feed has it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.calendars.logic import name_at
from tamyr.calendars.models import Deadline, PrivateAddress
from tamyr.network.logic.calendar_file import Entry, calendar_file
from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, calls_for
from tamyr.shared.answers import DatedFeed
from tamyr.shared.languages import language

ASKED_EVERY = timedelta(hours=6)
MOST_TOLD = 200


def waiting_at(address: PrivateAddress, owner: Visitor) -> dict[str, Call]:
    """Return what waits for an owner now by its name at their address; of two of one name the nearest."""
    named: dict[str, Call] = {}
    # The nearest come first: what is cut off by the limit is the farthest.
    for call in calls_for(owner)[:MOST_TOLD]:
        member = str(call.member.pk) if call.member else ""
        named.setdefault(name_at(address.secret_hash, call.address, member), call)
    return named


def calendar_of(
    address: PrivateAddress, told: Sequence[Deadline], calls: Mapping[str, Call], origin: str
) -> str:
    entries = [
        Entry(
            uid=deadline.name,
            due_at=deadline.due_at,
            summary=_summary(address, calls.get(deadline.name)),
            changed_at=_morning(deadline),
            sequence=deadline.sequence,
            description=_sentence(address, calls.get(deadline.name)),
            address=_page(address, calls.get(deadline.name), origin) if address.has_titles else "",
            is_over=deadline.is_over,
        )
        for deadline in told
        # A calendar has no place for what waits without a day; the feed tells of it.
        if deadline.due_at is not None
    ]
    return calendar_file(entries, name=_("Tamyr"), asked_every=ASKED_EVERY)


def feed_of(
    address: PrivateAddress, told: Sequence[Deadline], calls: Mapping[str, Call], origin: str
) -> DatedFeed:
    desk = origin + reverse("network:desk")
    feed = DatedFeed(
        title=_("Tamyr"), link=desk, description=_("Tamyr: something waits"), language=language()
    )
    for deadline in told:
        # A feed has no word for what fell away: it is left out, and readers keep or drop what they have.
        if deadline.is_over:
            continue
        call = calls.get(deadline.name)
        feed.add_item(
            title=_summary(address, call),
            link=_page(address, call, origin),
            description=_sentence(address, call),
            unique_id=f"urn:uuid:{deadline.name}",
            updateddate=_morning(deadline),
        )
    return feed


def _is_told(address: PrivateAddress, call: Call | None) -> bool:
    # All three: what ended has no call any more, and its words are kept nowhere.
    return call is not None and address.has_titles and call.may_leave


def _summary(address: PrivateAddress, call: Call | None) -> str:
    if call is not None and _is_told(address, call):
        return f"{_('Tamyr')}: {call.title}"
    return _("Tamyr: something waits")


def _sentence(address: PrivateAddress, call: Call | None) -> str:
    return call.sentence if call is not None and _is_told(address, call) else ""


def _page(address: PrivateAddress, call: Call | None, origin: str) -> str:
    told = call is not None and _is_told(address, call)
    return origin + (call.address if call is not None and told else reverse("network:desk"))


def _morning(deadline: Deadline) -> datetime:
    return datetime.combine(deadline.changed_on, time(), UTC)
