"""What of demands waits on a desk: a second person, a check, an answer that is due, a verdict, a promise."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.demands.logic.following import NOT_IN_ORDER
from tamyr.demands.models import Commitment, Delivery, Demand, ExposureChange, Outcome, Stage
from tamyr.demands.queries.deliveries import DeliveryShown, under_way
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.texts import texts_of, title_of
from tamyr.demands.rules import may_agree, may_be_second, may_begin, may_check
from tamyr.evidence.queries.ways import leads_from_a_country
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.calls import (
    Call,
    Way,
    asks_for_voice,
    leads_from_the_desk,
    of_own_members,
    while_there_are,
)
from tamyr.positions.models import Position
from tamyr.positions.queries.ways import leads_from_a_position
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.rules import may_follow

# Of what is nearer than this somebody is reminded.
SOON = timedelta(days=30)


def address_of(demand: Demand) -> str:
    return reverse("demands:demand", args=[demand.number])


def delivery_address(delivery: Delivery) -> str:
    return reverse("demands:delivery", args=[delivery.demand.number, delivery.pk])


def end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), UTC)


@leads_from_the_desk
def way_to_demands(visitor: Visitor) -> Iterator[Way]:
    if may_follow(visitor):
        yield Way(_("Demands"), reverse("demands:demands"))


@leads_from_a_position
def way_from_a_position(visitor: Visitor, position: Position) -> Iterator[Way]:
    if may_begin(visitor):
        yield Way(_("Make a demand of it"), f"{reverse('demands:sources')}#position-{position.number}")


@leads_from_a_country
def ways_from_a_country(visitor: Visitor, iso3: str) -> Iterator[Way]:
    if may_begin(visitor):
        address = f"{reverse('demands:sources')}?country={iso3}#suggestions"
        yield Way(_("Make a demand of what could be asked for"), address)
    yield Way(_("Demands about this country"), f"{reverse('demands:demands')}?country={iso3}")


@asks_for_voice
@while_there_are(lambda: Demand.objects.filter(stage=Stage.DRAFT))
def draft_calls(visitor: Visitor) -> Iterator[Call]:
    """Drafts that wait for a second speaker, or for the second person who agrees."""
    if not may_follow(visitor):
        return
    drafts = demands_visible_to(visitor).filter(stage=Stage.DRAFT).select_related("member")
    for demand in drafts.prefetch_related("texts"):
        texts = texts_of(demand)
        title = _("Demand: %(title)s") % {"title": title_of(demand)}
        if all(words.is_ready for words in texts.values()):
            if may_agree(visitor, demand):
                yield Call(
                    title, _("It waits for a second person to agree to it."), address_of(demand), _("Read it")
                )
            continue
        rows = [words.row for words in texts.values() if words.row and not words.is_ready]
        if any(may_check(visitor, demand, row) for row in rows):
            yield Call(
                title, _("Its translation waits for a second speaker."), address_of(demand), _("Check it")
            )


@asks_for_voice
@while_there_are(lambda: ExposureChange.objects.filter(done_at=None, dropped_at=None))
def exposure_calls(visitor: Visitor) -> Iterator[Call]:
    """Demands that others are to read, for the second person."""
    waiting = ExposureChange.objects.filter(
        done_at=None, dropped_at=None, demand__in=demands_visible_to(visitor).values("pk")
    )
    for change in waiting.select_related("demand__member").prefetch_related("demand__texts"):
        if may_be_second(visitor, change.demand, change):
            yield Call(
                title=_("Demand: %(title)s") % {"title": title_of(change.demand)},
                sentence=_("Others are to read it: a second person has to agree."),
                address=address_of(change.demand),
                act=_("Read it"),
            )


@asks_for_voice
@while_there_are(lambda: Delivery.objects.filter(of_own_members()))
def letter_calls(visitor: Visitor) -> Iterator[Call]:
    """Letters of an organisation that are to be sent, answered to, waited for, followed by the next step, or corrected."""
    own = {member.pk: member for member in organisations_of(visitor)}
    if not own:
        return
    for letter in under_way(visitor, of=own):
        member = own[letter.delivery.member_id] if letter.delivery.member_id else None
        sentence, act = _what_is_wanted(letter)
        yield Call(
            title=_("Letter: %(title)s") % {"title": title_of(letter.delivery.demand)},
            sentence=sentence,
            address=delivery_address(letter.delivery),
            act=act,
            due_at=end_of(letter.followed.due_on) if letter.followed.due_on else None,
            member=member,
            # A calendar takes it to servers of others: the title of what not everybody may read stays here.
            may_leave=letter.delivery.demand.exposure == "public",
        )


def _what_is_wanted(one: DeliveryShown) -> tuple[str, str]:
    if one.followed.state == NOT_IN_ORDER:
        return _("Its days stand in an order that cannot be: correct the wrong one."), _("Correct it")
    if one.followed.is_late:
        return _("No answer came in time: choose the next step."), _("See the next step")
    if one.followed.state == "not_sent":
        return _("Send it, and record when and by what it is proved."), _("Open the letter")
    if one.followed.state == "returned":
        return _("It came back: send it by another road."), _("Open the letter")
    if one.followed.state == "asked":
        return _("The body asks for more before it answers."), _("Open the letter")
    return _("An answer is due. Record it when it comes."), _("Open the letter")


@asks_for_voice
@while_there_are(
    lambda: Demand.objects.filter(
        # Both: by the outer join alone a demand without any verdict has one that nothing replaced.
        of_own_members("backers__member"),
        verdicts__replaced_at=None,
        verdicts__isnull=False,
    )
)
def verdict_calls(visitor: Visitor) -> Iterator[Call]:
    """Demands that one member has read, for the members that stand behind them: two readings make a verdict."""
    members = organisations_of(visitor)
    if not members:
        return
    read = Count("verdicts", filter=Q(verdicts__replaced_at=None), distinct=True)
    once = demands_visible_to(visitor).annotate(read=read).filter(read=1, stage=Stage.AGREED)
    for demand in once.prefetch_related("texts", "verdicts", "backers"):
        # Two readings are those of two people: whoever gave the first is asked for no other member's.
        if all(
            verdict.by_id != visitor.actor for verdict in demand.verdicts.all() if verdict.replaced_at is None
        ):
            yield from (_verdict_call(demand, member) for member in members if _may_be_second(demand, member))


def _may_be_second(demand: Demand, member: Member) -> bool:
    has_read = any(
        verdict.member_id == member.pk for verdict in demand.verdicts.all() if verdict.replaced_at is None
    )
    stands = any(backer.member_id == member.pk and backer.left_on is None for backer in demand.backers.all())
    return stands and not has_read


def _verdict_call(demand: Demand, member: Member) -> Call:
    return Call(
        title=_("Demand: %(title)s") % {"title": title_of(demand)},
        sentence=_("One organisation has said what became of it. A second reading is wanted."),
        address=reverse("demands:judge", args=[demand.number]),
        act=_("Read and judge"),
        member=member,
    )


@asks_for_voice
@while_there_are(
    lambda: Commitment.objects.filter(
        of_own_members() | of_own_members("demand__backers__member"), outcome=Outcome.OPEN
    )
)
def promise_calls(visitor: Visitor) -> Iterator[Call]:
    """Promises whose day is near or over: for who noted one, and, once one has read it, for all who stand behind it."""
    own = {member.pk: member for member in organisations_of(visitor)}
    if not own:
        return
    near = Commitment.objects.filter(
        outcome=Outcome.OPEN,
        due_on__lte=visitor.on + SOON,
        demand__in=demands_visible_to(visitor).values("pk"),
        # Wider than what is asked: who stands behind it now, and whether somebody has read it, is told by the
        # rows that come along.
    ).filter(Q(member__in=own) | Q(demand__backers__member__in=own, readings__replaced_at=None))
    promises = near.distinct().select_related("demand")
    for promise in promises.prefetch_related("demand__texts", "demand__backers", "readings"):
        yield from (
            _promise_call(promise, member) for member in own.values() if _may_read(promise, member, visitor)
        )


def _may_read(promise: Commitment, member: Member, visitor: Visitor) -> bool:
    """Whether a member is asked: it has not read yet, by another person than this one, and has a part in it."""
    standing = [reading for reading in promise.readings.all() if reading.replaced_at is None]
    if any(reading.member_id == member.pk or reading.by_id == visitor.actor for reading in standing):
        return False
    stands = any(
        backer.member_id == member.pk and backer.left_on is None for backer in promise.demand.backers.all()
    )
    return promise.member_id == member.pk or bool(standing) and stands


def _promise_call(promise: Commitment, member: Member) -> Call:
    return Call(
        title=_("Promise: %(title)s") % {"title": title_of(promise.demand)},
        sentence=_("Its day is near or over: say whether it was kept."),
        address=reverse("demands:outcome", args=[promise.demand.number, promise.pk]),
        act=_("Say what became of it"),
        due_at=end_of(promise.due_on),
        member=member,
    )
