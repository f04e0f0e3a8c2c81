"""What of this room stands on a desk: the way to it, and what waits for one's word."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.queries.desk.calls import Call, Way, asks_for_voice, leads_from_the_desk
from tamyr.protection.models import Act, LockDown, Press, Stage
from tamyr.protection.queries.lockdowns import lock_downs_known_to, may_open


@leads_from_the_desk
def ways(visitor: Visitor) -> Iterator[Way]:
    if visitor.person is not None:
        yield Way(words=_("Support"), address=reverse("protection:room"))


@asks_for_voice
def words_that_wait(visitor: Visitor) -> Iterator[Call]:
    """Requests that a second person must join, and locked accounts, for those who have a word in them."""
    if visitor.person is None:
        return
    known = lock_downs_known_to(visitor)
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
        waits = row.stage == Stage.ASKED or may_open(visitor.person, row, visitor.at)
        if waits and (row.pk, act) not in said:
            yield _call(row)


def _call(row: LockDown) -> Call:
    asked = row.stage == Stage.ASKED
    return Call(
        title=name_of(row),
        sentence=_("Somebody asks to lock it. It takes a second person.") if asked else _("It is locked."),
        address=reverse("protection:matter", args=[row.pk]),
        act=_("Look"),
        due_at=row.runs_out_at if asked else row.lapses_at,
    )


def name_of(row: LockDown) -> str:
    """Return what a request or lock-down is about, for those who may know of it."""
    if row.person is not None:
        return _("The account of %(name)s") % {"name": row.person.shown_name}
    assert row.member is not None
    return row.member.name
