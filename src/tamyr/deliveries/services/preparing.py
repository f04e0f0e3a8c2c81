"""Letters are prepared: lawful, in words that were checked, each a paper to be looked at before anybody releases it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from tamyr.addressees.logic.mail_addresses import is_for_mail
from tamyr.addressees.models import Channel
from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.pages.letter import Content, Heading, content_of, typeset
from tamyr.deliveries.queries.batches import BY_MAIL, missives_of, road_of, unsent
from tamyr.deliveries.queries.texts import letter_words, position_changed_since
from tamyr.deliveries.rules import may_prepare, may_read
from tamyr.demands.models import Delivery, Demand, Stage
from tamyr.demands.queries.deliveries import day_there, shown
from tamyr.demands.services.delivering import Address, SendingIsOff, Unlawful, check_road
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.network.rules import MayNot
from tamyr.procedures.services import NotNow, locked_for
from tamyr.replies.models import Mailbox
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services.mailboxes import open_mailbox
from tamyr.safety.services import record_act

# At the release each is composed anew while their demand is held.
MOST = 30


class NotReady(Exception):
    """A letter cannot be prepared: ``why`` is ``words``, ``address``, ``away`` or ``member``."""

    def __init__(self, why: str, delivery: Delivery | None = None) -> None:
        super().__init__(why)
        self.why, self.delivery = why, delivery


class BatchEnded(NotNow):
    """A batch was released or called off meanwhile."""

    def __init__(self, batch: Batch) -> None:
        Exception.__init__(self, str(batch))
        self.batch = batch


@dataclass(frozen=True)
class Plan:
    """Which letters go out together, in whose name, and not before when."""

    deliveries: Sequence[Delivery]
    member: Member | None = None
    not_before: datetime | None = None
    knows_the_danger: bool = False


@dataclass(frozen=True)
class PreparedLetter:
    delivery: Delivery
    content: Content
    address: str
    paper: bytes

    @property
    def sha(self) -> str:
        return missive_sha(self.content.sha, self.address, self.paper)


def missive_sha(content_sha: str, address: str, paper: bytes) -> str:
    return sha256("\n".join((content_sha, address, sha256(paper).hexdigest())).encode()).hexdigest()


def prepare(*, demand: Demand, plan: Plan, form_key: UUID, actor: UUID, at: datetime) -> Batch:
    """Prepare letters for a preview. Refuses what the law does not take, and words that nobody has checked.

    The papers are set between two transactions: no other act waits for the typesetter.
    """
    known = Batch.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    # Its number and the address for answers stand on the paper, so that a mailbox is there before it.
    boxes = _opened(demand=demand, plan=plan, actor=actor, at=at)
    sent_at = plan.not_before or at
    made = [_prepared(box, _heading(box, plan.member, sent_at), at) for box in boxes]
    return _kept(demand=demand, plan=plan, made=made, form_key=form_key, actor=actor, at=at)


@transaction.atomic
def _opened(*, demand: Demand, plan: Plan, actor: UUID, at: datetime) -> list[Mailbox]:
    standing, visitor = locked_for(may_prepare, demand, Stage.AGREED, actor=actor, at=at)
    _check(standing, plan, visitor)
    return [open_mailbox(delivery=delivery, actor=actor, at=at) for delivery in plan.deliveries]


def _check(demand: Demand, plan: Plan, visitor: Visitor) -> None:
    _check_member(plan.member, visitor)
    free = {delivery.pk for delivery in unsent(demand)}
    for delivery in plan.deliveries:
        if delivery.pk not in free:
            raise NotReady("away", delivery)
        words = letter_words(demand, delivery.language)
        if words is None or not words.is_ready:
            raise NotReady("words", delivery)
        check_road(road_asked(delivery, plan.knows_the_danger), visitor.on)
        if delivery.way == BY_MAIL and not mail_address(road_of(delivery, visitor.on)):
            raise NotReady("address", delivery)


def _check_member(member: Member | None, visitor: Visitor) -> None:
    """Refuse to write in the name of an organisation that is another's, or that the world may not know of."""
    if member is None:
        return
    if not visitor.acts_for(member.pk):
        raise MayNot(_("You do not act for this member now; your mandate may have ended."))
    # As the world sees it: whoever acts for a hidden member sees that one all the same.
    if not members_visible_to(Visitor(at=visitor.at)).filter(pk=member.pk).exists():
        raise NotReady("member")


def road_asked(delivery: Delivery, knows_the_danger: bool) -> Address:
    return Address(
        delivery.institution,
        delivery.letter,
        delivery.way,
        delivery.language,
        knows_the_danger=knows_the_danger,
    )


def mail_address(road: Channel | None) -> str:
    value = road.value.strip().removeprefix("mailto:") if road else ""
    return value if is_for_mail(value) else ""


def _heading(box: Mailbox, member: Member | None, sent_at: datetime) -> Heading:
    """Return the head of a letter, dated by the clock of the country to which it goes: so it is noted as sent, too."""
    dated_on = day_there(box.delivery.institution, sent_at)
    return Heading(member, dated_on, str(box), address_of(box))


def _prepared(box: Mailbox, heading: Heading, at: datetime) -> PreparedLetter:
    delivery = box.delivery
    content, address = as_it_reads(delivery, heading, at)
    return PreparedLetter(delivery, content, address, typeset(content, heading.dated_on))


def as_it_reads(delivery: Delivery, heading: Heading, at: datetime) -> tuple[Content, str]:
    """Return what a letter says at a moment, and to which address it goes; no address where a person hands it over."""
    words = letter_words(delivery.demand, delivery.language)
    if words is None or not words.is_ready:
        raise NotReady("words", delivery)
    on = day_there(delivery.institution, at)
    address = mail_address(road_of(delivery, on)) if delivery.way == BY_MAIL else ""
    return content_of(delivery, words, heading, at), address


@transaction.atomic
def _kept(
    *, demand: Demand, plan: Plan, made: Sequence[PreparedLetter], form_key: UUID, actor: UUID, at: datetime
) -> Batch:
    standing, visitor = locked_for(may_prepare, demand, Stage.AGREED, actor=actor, at=at)
    # Of one form sent twice at once neither finds the other before the lock.
    known = Batch.objects.filter(form_key=form_key).first()
    if known is not None:
        return known
    # Nothing was held while the papers were set.
    _check(standing, plan, visitor)
    batch = Batch.objects.create(
        form_key=form_key,
        demand=standing,
        member=plan.member,
        not_before=plan.not_before,
        knows_the_danger=plan.knows_the_danger,
        made_by_id=actor,
        made_at=at,
    )
    for letter in made:
        content = json.dumps(asdict(letter.content), ensure_ascii=False)
        Missive.objects.create(
            batch=batch,
            delivery=letter.delivery,
            content=content,
            paper=Missive.packed(letter.paper),
            address=letter.address,
            sha=letter.sha,
        )
    batch.sha = batch_sha(batch)
    batch.save()
    record_act(act="delivery.prepared", actor=actor, about=batch, at=at, details={"letters": len(made)})
    return batch


def batch_sha(batch: Batch) -> str:
    """Return the hash that binds what was previewed to what is sent."""
    until = batch.not_before.isoformat() if batch.not_before else ""
    missives = sorted(missive.sha for missive in batch.missives.all())
    return sha256("\n".join((str(batch.member_id), until, *missives)).encode()).hexdigest()


def changes(batch: Batch, at: datetime) -> Iterator[tuple[Missive, str]]:
    """Yield the letters that would read otherwise by now, or go elsewhere, with why: nobody releases those unseen."""
    for missive in missives_of(batch):
        if why := changed(missive, at):
            yield missive, why


def changed(missive: Missive, at: datetime) -> str:
    """Say as a code what of a letter changed since its preview; nothing where it stands."""
    delivery, batch, pdf = missive.delivery, missive.batch, missive.pdf
    box = Mailbox.objects.filter(delivery=delivery).first()
    if delivery.demand.stage != Stage.AGREED:
        return "demand"
    # Somebody may have recorded by hand that it went, by whatever road.
    if shown(delivery, at).followed.history.is_away:
        return "away"
    if position_changed_since(delivery.demand, batch.made_at):
        return "position"
    if pdf is None or not missive.words or box is None:
        return "unreadable"
    try:
        check_road(road_asked(delivery, batch.knows_the_danger), at.date())
        heading = _heading(box, batch.member, batch.not_before or batch.made_at)
        fresh, address = as_it_reads(delivery, heading, at)
        # Its day was set once, and nothing moves it but a release that counts or writes days otherwise.
        fresh = replace(fresh, day=missive.words["day"])
    except (Unlawful, SendingIsOff):
        return "road"
    except NotReady:
        return "words"
    # With the address that was kept: another one in the directory is told below, in its own words.
    if missive.sha != missive_sha(fresh.sha, missive.address, pdf):
        return "addressee" if list(fresh.to) != missive.words["to"] else "content"
    return "address" if address != missive.address else ""


@transaction.atomic
def call_off(*, batch: Batch, actor: UUID, at: datetime) -> None:
    """Call a batch off before it is released; its letters can be prepared anew."""
    # At each stage: a preview of what was withdrawn is good for nothing else.
    locked_for(may_read, batch.demand, Stage.AGREED, Stage.WITHDRAWN, Stage.CLOSED, actor=actor, at=at)
    standing = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    if standing.released_at is not None:
        raise BatchEnded(standing)
    if standing.ended_at is not None:
        return
    standing.ended_at = at
    standing.save()
    standing.missives.update(state=State.DROPPED)
    record_act(act="delivery.called_off", actor=actor, about=standing, at=at)
