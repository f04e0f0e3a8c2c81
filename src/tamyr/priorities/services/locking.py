"""What every act of the room asks anew under the lock: the window by the clock, the voice, the text it is about."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.priorities.models import Proposal, ProposalStage, Round, Stage
from tamyr.priorities.rules import may_keep_round
from tamyr.procedures.services import NotNow, check_heard, locked, record_voice

Clock = Callable[[], datetime]


class TextMoved(Exception):
    """The text changed since the form was opened; ``proposal`` is how it stands."""

    def __init__(self, proposal: Proposal) -> None:
        super().__init__(str(proposal.pk))
        self.proposal = proposal


def open_round(standing_round: Round, clock: Clock) -> tuple[Round, datetime]:
    """Lock a round and read the clock after it: whoever waited for the lock may be too late by now."""
    standing = locked(standing_round, *Stage)
    at = clock()
    if not standing.hears_voices_at(at):
        raise NotNow(standing)
    return standing, at


def standing_proposal(proposal: Proposal, clock: Clock) -> tuple[Proposal, datetime]:
    """Lock a proposal with its round, while both still take words."""
    # The round first, in every act: whoever holds it may lock its proposals in any order.
    standing_round, at = open_round(proposal.round, clock)
    standing = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if standing.stage != ProposalStage.STANDING:
        raise NotNow(standing_round)
    # The locked row, so that nothing asks the round as it was read before.
    standing.round = standing_round
    return standing, at


def check_author(proposal: Proposal, *, actor: UUID, at: datetime) -> Member:
    """Return the author that a person speaks for; refuse with ``MayNot`` whoever speaks for none."""
    visitor = visitor_with(actor, at)
    for member in authors_of(proposal):
        if visitor.acts_for(member.pk):
            return member
    raise MayNot(_("Only the organisation that proposed it may do this."))


def authors_of(proposal: Proposal) -> list[Member]:
    taken_up = proposal.taken_up.select_related("member")
    return [proposal.member, *(other.member for other in taken_up)]


def check_other(proposal: Proposal, member: Member, *, actor: UUID, at: datetime) -> None:
    """Refuse who does not speak for a member, or speaks on what that member proposed itself."""
    check_heard(proposal.round, member=member, actor=actor, at=at)
    if member.pk in {author.pk for author in authors_of(proposal)}:
        raise MayNot(_("Your organisation proposed this itself; answer the others, or change the text."))


def check_text(proposal: Proposal, read: str) -> None:
    """Refuse words about a text that is no longer there: its author changed it meanwhile."""
    if proposal.text_sha256 != read:
        raise TextMoved(proposal)


def check_keeper(standing: Round, actor: UUID, at: datetime) -> None:
    """Refuse with ``MayNot`` who does not keep a round, as the database has it now."""
    if not may_keep_round(visitor_with(actor, at), standing):
        raise MayNot


def record(
    act: str, proposal: Proposal, *, member: Member, actor: UUID, at: datetime, **details: str | int | bool
) -> None:
    """Leave the audit line of what an organisation did with a proposal."""
    about = proposal.round
    record_voice(
        act=act, about=about, member=member, actor=actor, at=at, proposal=str(proposal.pk), **details
    )
