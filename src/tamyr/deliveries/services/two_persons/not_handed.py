"""That a letter was handed over is taken back: by who said it while nothing rests on it, else by two organisations."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.deliveries.models import Missive, State
from tamyr.deliveries.pages.handed import in_the_way_words, rests_words
from tamyr.deliveries.queries.batches import is_held_elsewhere
from tamyr.deliveries.queries.handed import (
    behind_beside,
    in_the_way,
    is_carried,
    may_alone,
    said_of,
    was_said,
)
from tamyr.deliveries.rules import may_decide, may_read
from tamyr.deliveries.services.deciding import DecidedMeanwhile, decided, held_for_decision
from tamyr.deliveries.services.two_persons.letters import LetterKind
from tamyr.demands.models import Demand, Event, Happening, Stage
from tamyr.demands.queries.texts import title_of
from tamyr.demands.rules import is_in_the_open
from tamyr.demands.services.delivering import Account, record_event
from tamyr.network.models import Visitor
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.safety.models import Proposal
from tamyr.safety.rules import ProposalWords, two_persons
from tamyr.safety.services.proposals import NotTheSecond, propose

NOT_HANDED = "deliveries.not_handed"


class TakesTwo(Exception):
    """Something rests on it by now, or somebody else said it: another organisation decides with this one."""


class StillAway(Exception):
    """Other events say that the letter is away: ``why`` names what has to be corrected first."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def take_back(*, missive: Missive, words: str, form_key: UUID, actor: UUID, at: datetime) -> Missive:
    """Take back at once what one said oneself, as long as nothing rests on it; the same form twice is once."""
    standing = held_for_decision(missive, (State.SENT, State.BY_HAND), actor, at)
    if was_said(form_key):
        if standing.state == State.SENT:
            # Taken back by this form, and handed over since.
            raise DecidedMeanwhile(standing)
        return standing
    _check(standing)
    if not may_alone(visitor_with(actor, at), standing):
        raise TakesTwo
    return _put_back(standing, words, form_key, actor, at)


@transaction.atomic
def propose_not_handed(*, missive: Missive, words: str, by: Visitor) -> Proposal:
    """Propose that a letter was not handed over; ``words`` say how that is known, for everybody who reads the demand."""
    assert by.person is not None
    standing = held_for_decision(missive, (State.SENT,), by.person.pk, by.at)
    _check(standing)
    made = propose(key=uuid4(), kind=NOT_HANDED, about=standing, by=by.person.pk, at=by.at, words=words)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


def _check(standing: Missive) -> None:
    if not is_carried(standing) or is_held_elsewhere(standing):
        raise DecidedMeanwhile(standing)
    if found := in_the_way(standing):
        raise StillAway(in_the_way_words(found))


def _put_back(standing: Missive, words: str, form_key: UUID, actor: UUID, at: datetime) -> Missive:
    """Take the event out and let the letter wait for a person again; of a demand that has ended it is called off."""
    said = said_of(standing)
    is_open = standing.batch.demand.stage == Stage.AGREED
    standing.state = State.BY_HAND if is_open else State.DROPPED
    standing.sent_at = standing.told_at = None
    # Before the event goes: as long as a letter says that it was handed over, none is taken out by which it was.
    standing.save()
    # Somebody may have taken the event out by its own page: then only the letter is put back.
    if said is not None and said.now is not None:
        account = Account(Happening.VOID, said.now.happened_on, reason=words, replaces=said.now)
        record_event(
            delivery=standing.delivery, account=account, member=None, form_key=form_key, actor=actor, at=at
        )
    # By the moment: handed over and taken back again, it is news again.
    announce(kind="letters-not-handed", about=standing.batch, version=at, actor=actor, at=at)
    return decided(standing, "not_handed", actor, at)


@two_persons(NOT_HANDED)
class NotHanded(LetterKind):
    """What is proved or was answered is said not to have been: somebody of another organisation looks into it as well."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        found = self.missive(proposal)
        return found is not None and is_carried(found) and proposal.waits_at(at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, found = visitor_with(person, at), self.missive(proposal)
        if found is None or not may_read(reader, found.batch.demand):
            return None
        said = said_of(found)
        facts = [
            (_("Demand"), title_of(found.batch.demand)),
            (_("To whom"), found.delivery.institution.name_on(at.date())),
            *([(_("What was said"), _event_words(said.now))] if said and said.now else []),
            *([(_("What rests on it"), rests)] if (rests := rests_words(found, said, at)) else []),
        ]
        return ProposalWords(
            title=_("It is said that a letter was not handed over"),
            sentence=_("%(name)s proposes to take back that it was handed over.")
            % {"name": proposer_for(reader, proposal)},
            facts=facts,
            approve=_("Ask who carried it, or the body, first. Its clock ends, and its page says why."),
            done=_("Taken back: it waits to be handed over."),
            look=reverse("deliveries:letter", args=[found.pk]),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        second, proposer = visitor_with(person, at), visitor_with(proposal.proposed_by, at)
        found = self.missive(proposal)
        if found is None or not may_decide(second, found.batch.demand):
            return _("Somebody who records what happens to this demand’s letters decides.")
        if not may_decide(proposer, found.batch.demand):
            return _("Who proposed this may no longer do so.")
        if not _is_of_another(second, proposer, found.batch.demand):
            return _(
                "Somebody of another organisation that stands behind the demand decides, or a coordinator."
            )
        blocked = in_the_way(found)
        return in_the_way_words(blocked) if blocked else ""

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        """Whoever knows better says so at once, also of the same organisation."""
        found = self.missive(proposal)
        return found is not None and bool(may_decide(visitor_with(person, at), found.batch.demand))

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        found = self.missive(proposal)
        assert found is not None
        try:
            # Asked again with everything held.
            standing = held_for_decision(found, (State.SENT,), by, at)
            _check(standing)
        except DecidedMeanwhile as meanwhile:
            closed = _("This is no longer open: it was answered, taken back, or its time is over.")
            raise NotTheSecond(closed) from meanwhile
        except StillAway as blocked:
            raise NotTheSecond(blocked.why) from blocked
        _put_back(standing, str(proposal.words), uuid5(proposal.pk, "not handed"), by, at)
        announce_proposal(proposal, actor=by, at=at)


def _event_words(event: Event) -> str:
    return f"{event.get_kind_display()}, {date_format(event.happened_on)}"


def _is_of_another(second: Visitor, proposer: Visitor, demand: Demand) -> bool:
    """Whether the second speaks for another organisation; of what one alone handles, another of its people does."""
    if second.is_coordinator:
        return True
    others = behind_beside(proposer.members, demand)
    return bool(others & second.members) or not (others or is_in_the_open(second, demand))
