"""What takes two persons, on the desks of those who may answer it and of those it concerns."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.queries import came_back_lately, moment_by, why_confirms_nothing
from tamyr.network.models import CircleSeat, Invitation, Mandate, Visitor
from tamyr.network.models.people import holding_on
from tamyr.network.queries.desk.calls import Call, asks_for_voice, while_there_are
from tamyr.network.queries.desk.news import acting_for, coordinators_to_tell, keys_of
from tamyr.network.queries.people import may_be_told_of
from tamyr.network.rules import is_themselves
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import Kind, News, announces
from tamyr.safety.models import Proposal, Stage
from tamyr.safety.queries import ProposalShown, proposal_shown, proposals_open_to


def proposal_seen(visitor: Visitor, key: UUID) -> ProposalShown | None:
    """Return a proposal as a visitor may see it, open or answered; None where there is none for them."""
    found = Proposal.objects.filter(pk=key).first()
    if found is None or visitor.person is None:
        return None
    return proposal_shown(found, person=visitor.person.pk, at=visitor.at)


def proposals_open(visitor: Visitor) -> list[ProposalShown]:
    """Return what is to be decided, as far as a visitor may see it: what asks them first."""
    return sorted(_open_by_end(visitor), key=lambda shown: not shown.asks_me)


def _open_by_end(visitor: Visitor) -> list[ProposalShown]:
    if visitor.person is None:
        return []
    found = proposals_open_to(person=visitor.person.pk, at=visitor.at)
    return sorted(found, key=lambda shown: shown.proposal.expires_at)


def is_own(visitor: Visitor, shown: ProposalShown) -> bool:
    return visitor.person is not None and shown.proposal.proposed_by == visitor.person.pk


@asks_for_voice
@while_there_are(lambda: Proposal.objects.filter(stage__in=(Stage.WAITING, Stage.APPROVED)))
def proposals_that_wait(visitor: Visitor) -> Iterator[Call]:
    """Proposals to approve or refuse, and those that a person should know of to speak up."""
    for shown in _open_by_end(visitor):
        if shown.may_use or not is_own(visitor, shown):
            yield Call(
                title=shown.told.title,
                sentence=shown.told.sentence,
                address=reverse("network:proposal", args=[shown.proposal.pk]),
                act=act_on(shown),
                due_at=None if shown.is_approved else shown.proposal.expires_at,
            )


def _act(shown: ProposalShown) -> str:
    if shown.may_use:
        return _("Take the file")
    return _("Look and answer") if shown.asks_me or shown.may_refuse else _("Look")


# What one may answer is asked where a desk says it: the number in the menu needs no word of it.
act_on = lazy(_act, str)


@asks_for_voice
@while_there_are(lambda: Person.objects.filter(came_back_at__isnull=False))
def people_who_came_back(visitor: Visitor) -> Iterator[Call]:
    """Who came back lately, on their own desk and on those of their colleagues."""
    for person in came_back_lately(visitor.at):
        yield from _return_told(visitor, person)


def _return_told(visitor: Visitor, person: Person) -> Iterator[Call]:
    if visitor.person is None:
        return
    if is_themselves(visitor, person):
        yield Call(
            title=_("You came back to your account"),
            sentence=why_confirms_nothing(person.pk, visitor.at),
            address=reverse("accounts:ways"),
            act=_("See your ways to sign in"),
        )
    elif person.came_back_at is not None and may_be_told_of(visitor, person):
        yield came_back(person, visitor.person)


def came_back(person: Person, reader: Person) -> Call:
    assert person.came_back_at is not None
    words = {"name": person.shown_name, "moment": moment_by(reader.time_zone, person.came_back_at)}
    return Call(
        title=_("%(name)s came back to their account") % words,
        sentence=_(
            "On %(moment)s new ways to sign in took the place of the old ones. Ask them by another channel whether "
            "it was them; for now they confirm nothing."
        )
        % words,
        address=reverse("network:proposals"),
        act=_("What takes two persons"),
    )


# --- told when it happens -------------------------------------------------------------------


def _told_of_proposal(happening: Happening, at: datetime) -> Iterator[UUID]:
    """Yield those who may know of a proposal, of those whom it can concern at all."""
    for proposal in Proposal.objects.filter(pk=happening.about):
        for person in _near_proposal(proposal, at.date()):
            if proposal_shown(proposal, person=person, at=at):
                yield person


def _near_proposal(proposal: Proposal, day: date) -> set[UUID]:
    near = set(coordinators_to_tell(day))
    for key in _keys_in(proposal.about_key):
        # Whether it is a person's key or a member's is not asked:
        # a key of neither concerns nobody further on.
        near |= {key, *acting_for(key, day)}
    for mandate in Mandate.objects.filter(pk__in=_keys_in(proposal.about_key)):
        near |= {mandate.person_id, *acting_for(mandate.member_id, day)}
    for invitation in Invitation.objects.select_related("back_for").filter(pk=proposal.pk):
        near |= set(acting_for(invitation.member_id, day)) if invitation.member_id else set()
        near |= colleagues_of(invitation.back_for, day) if invitation.back_for else set()
    return near


def _keys_in(text: str) -> list[UUID]:
    # What is no row, as a key of the server, has a name instead of a key.
    try:
        return [UUID(text)]
    except ValueError:
        return []


def colleagues_of(person: Person, day: date) -> set[UUID]:
    """Return a person and those who work with them, in members and in circles, also hidden ones."""
    members = person.mandates.filter(holding_on(day)).values("member")
    circles = person.seats.filter(holding_on(day)).values("circle")
    mandates = Mandate.objects.filter(holding_on(day), member__in=members)
    seats = CircleSeat.objects.filter(holding_on(day), circle__in=circles)
    acting, seated = mandates.values_list("person_id", flat=True), seats.values_list("person_id", flat=True)
    return {person.pk, *acting, *seated}


def _proposals_told(visitor: Visitor, keys: Collection[UUID]) -> dict[UUID, ProposalShown]:
    if visitor.person is None:
        return {}
    seen = {
        proposal.pk: proposal_shown(proposal, person=visitor.person.pk, at=visitor.at)
        for proposal in Proposal.objects.filter(pk__in=keys)
    }
    return {key: shown for key, shown in seen.items() if shown is not None}


def _proposal_news(_happening: Happening, shown: ProposalShown) -> News:
    address = reverse("network:proposal", args=[shown.proposal.pk])
    return News(title=shown.told.title, sentence=shown.told.sentence, address=address)


def _told_of_return(happening: Happening, at: datetime) -> Iterator[UUID]:
    for person in Person.objects.filter(pk=happening.about):
        yield from colleagues_of(person, at.date()) | set(coordinators_to_tell(at.date()))


def _returns_told(visitor: Visitor, keys: Collection[UUID]) -> dict[UUID, Call]:
    back = Person.objects.filter(pk__in=keys, is_active=True)
    return {person.pk: call for person in back for call in _return_told(visitor, person)}


def _return_news(_happening: Happening, call: Call) -> News:
    return News(title=call.title, sentence=call.sentence, address=call.address)


announces(
    Kind(
        "proposal",
        _told_of_proposal,
        keys_of(Proposal, Q(stage__in=[Stage.WAITING, Stage.APPROVED])),
        _proposals_told,
        _proposal_news,
    ),
    Kind("came-back", _told_of_return, keys_of(Person, Q(is_active=True)), _returns_told, _return_news),
)
