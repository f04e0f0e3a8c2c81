"""What takes two persons, on the desks of those who may answer it and of those it concerns."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.accounts.models import Person
from tamyr.accounts.queries import came_back_lately, moment_by, why_confirms_nothing
from tamyr.network.models import Visitor
from tamyr.network.queries.desk import Call, asks_for_voice
from tamyr.network.queries.people import may_be_told_of
from tamyr.network.rules import is_themselves
from tamyr.safety.models import Proposal
from tamyr.safety.queries import ProposalShown, proposal_shown, proposals_open_to


def proposal_seen(visitor: Visitor, key: UUID) -> ProposalShown | None:
    """Return a proposal as a visitor may see it, open or answered; None where there is none for them."""
    found = Proposal.objects.filter(pk=key).first()
    if found is None or visitor.person is None:
        return None
    return proposal_shown(found, person=visitor.person.pk, at=visitor.at)


def proposals_open(visitor: Visitor) -> list[ProposalShown]:
    """Return what is to be decided, as far as a visitor may see it: what asks them first."""
    if visitor.person is None:
        return []
    found = proposals_open_to(person=visitor.person.pk, at=visitor.at)
    return sorted(found, key=lambda shown: (not shown.asks_me, shown.proposal.expires_at))


def is_own(visitor: Visitor, shown: ProposalShown) -> bool:
    return visitor.person is not None and shown.proposal.proposed_by == visitor.person.pk


@asks_for_voice
def proposals_that_wait(visitor: Visitor) -> Iterator[Call]:
    """Proposals to approve or refuse, and those that a person should know of to speak up."""
    for shown in proposals_open(visitor):
        if not is_own(visitor, shown):
            yield Call(
                title=shown.told.title,
                sentence=shown.told.sentence,
                address=reverse("network:proposal", args=[shown.proposal.pk]),
                act=_("Look and answer") if shown.asks_me or shown.may_refuse else _("Look"),
                due_at=None if shown.is_approved else shown.proposal.expires_at,
            )


@asks_for_voice
def people_who_came_back(visitor: Visitor) -> Iterator[Call]:
    """Who came back lately, on their own desk and on those of their colleagues."""
    if visitor.person is None:
        return
    for person in came_back_lately(visitor.at):
        if is_themselves(visitor, person):
            yield Call(
                title=_("You came back to your account"),
                sentence=why_confirms_nothing(person.pk, visitor.at),
                address=reverse("accounts:ways"),
                act=_("See your ways to sign in"),
            )
        elif may_be_told_of(visitor, person):
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
