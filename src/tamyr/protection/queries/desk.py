"""What of this room stands on a desk: the way to it, and what waits for one's word."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk, while_there_are
from tamyr.protection.models import Act, LockDown, Press, Stage
from tamyr.protection.queries.lockdowns import going_on_at, lock_downs_known_to, may_open, untold_to_the_team


@leads_from_the_desk
def ways(visitor: Visitor) -> Iterator[Way]:
    if visitor.person is not None:
        yield Way(words=_("Support"), address=reverse("protection:room"))


@asks_for_voice
@while_there_are(lambda: LockDown.objects.filter(stage__in=(Stage.ASKED, Stage.LOCKED)))
def words_that_wait(visitor: Visitor) -> Iterator[Call]:
    """Requests that a second person must join, and locked accounts, for those who have a word in them."""
    if visitor.person is None:
        return
    # Asked once for both kinds of calls: every desk asks this, and most find nothing.
    found = going_on_at(visitor.at)
    known = lock_downs_known_to(visitor, found)
    said = (
        set(
            Press.objects.filter(about__in=[row.pk for row in known], person=visitor.person).values_list(
                "about", "act"
            )
        )
        if known
        else set()
    )
    for row in known:
        act = Act.LOCK if row.stage == Stage.ASKED else Act.RELEASE
        # A contact knows of a locked account and has no word in opening it: nothing waits for them there.
        waits = row.stage == Stage.ASKED or may_open(visitor.person, row, visitor.at)
        if waits and (row.pk, act) not in said:
            yield _call(row)
    yield from _untold(visitor, found)


def _call(row: LockDown) -> Call:
    asked = row.stage == Stage.ASKED
    return Call(
        title=name_of(row),
        sentence=_("Somebody asks to lock it. It takes a second person.") if asked else _("It is locked."),
        address=reverse("protection:matter", args=[row.pk]),
        act=_("Look"),
        due_at=row.runs_out_at if asked else row.lapses_at,
    )


UNTOLD = gettext_lazy(
    "Those who answer letters could not be told of it: too much lies unread, or too few of them have a key. Tell them "
    "yourselves, and see to those concerned."
)


def _untold(visitor: Visitor, found: list[LockDown]) -> Iterator[Call]:
    """Lock-downs about which no letter could be sent, for coordinators and keyholders."""
    for row in untold_to_the_team(visitor, found):
        yield Call(
            title=name_of(row),
            sentence=str(UNTOLD),
            address=seen_to_at(visitor),
            act=_("Look"),
            due_at=None,
        )


def seen_to_at(visitor: Visitor) -> str:
    """Return the page for whoever sees to a lock-down of which the team was not told."""
    return reverse("protection:people" if visitor.is_coordinator else "protection:support")


def name_of(row: LockDown) -> str:
    """Return what a request or lock-down is about, for those who may know of it."""
    # Only those who may know of it come here; the name of a hidden member is no secret to its own contacts.
    if row.person is not None:
        return _("The account of %(name)s") % {"name": row.person.shown_name}
    assert row.member is not None
    return row.member.name
