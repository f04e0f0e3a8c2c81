"""A second person releases what somebody prepared: exactly the letters that both have looked at, or none."""

from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.pages.words import changed_words
from tamyr.deliveries.queries.batches import BY_MAIL, missives_of
from tamyr.deliveries.rules import may_prepare, may_read, may_release
from tamyr.deliveries.services.preparing import BatchEnded, batch_sha, changes
from tamyr.demands.models import Demand, Happening, Stage
from tamyr.demands.queries.deliveries import day_there
from tamyr.demands.queries.texts import title_of
from tamyr.demands.services.delivering import Account, record_event
from tamyr.network.models import Visitor
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.procedures.services import locked_for
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import NotTheSecond, hold_rows, propose

RELEASE = "deliveries.release"


class PreviewChanged(Exception):
    """What was looked at is not what the letters say now: they have to be prepared anew. ``why`` is said to a person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@transaction.atomic
def propose_release(*, batch: Batch, sha: str, words: str, by: Visitor) -> Proposal:
    """Propose that the letters go out as they were previewed; ``sha`` is of what this person has looked at."""
    assert by.person is not None
    locked_for(may_prepare, batch.demand, Stage.AGREED, actor=by.person.pk, at=by.at)
    standing = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=batch.pk)
    if standing.released_at is not None or standing.ended_at is not None:
        raise BatchEnded(standing)
    if why := why_changed(standing, sha, by.at):
        raise PreviewChanged(why)
    made = propose(
        key=uuid4(), kind=RELEASE, about=standing, by=by.person.pk, at=by.at, words=words, asked={"sha": sha}
    )
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


def why_changed(batch: Batch, sha: str, at: datetime) -> str:
    """Say what changed since the preview; nothing where what was looked at is what goes out."""
    # What this person has looked at, what was previewed, and what the rows hold now are one.
    if sha != batch.sha or batch_sha(batch) != batch.sha:
        return _("These are not the letters that were looked at.")
    for missive, why in changes(batch, at):
        name = missive.delivery.institution.name_on(at.date())
        return f"{name}: {changed_words(why)}"
    return ""


@two_persons(RELEASE)
class Release(Kind):
    """Letters go out in the name of organisations: another person who may send them looks at the same ones."""

    def batch(self, proposal: Proposal) -> Batch | None:
        return Batch.objects.select_related("demand", "member").filter(pk=proposal.about_key).first()

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        found = self.batch(proposal)
        is_open = found is not None and found.released_at is None and found.ended_at is None
        return is_open and proposal.waits_at(at)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, found = visitor_with(person, at), self.batch(proposal)
        if found is None or not may_read(reader, found.demand):
            return None
        letters = missives_of(found)
        names = ", ".join(missive.delivery.institution.name_on(at.date()) for missive in letters)
        return ProposalWords(
            title=ngettext("%(count)s letter is to go out", "%(count)s letters are to go out", len(letters))
            % {"count": len(letters)},
            sentence=_("%(name)s proposes it. Look at every one first: exactly these go out.")
            % {"name": proposer_for(reader, proposal)},
            facts=[(_("Demand"), title_of(found.demand)), (_("To whom"), names), (_("Why"), proposal.words)],
            approve=_("What the mail server has taken cannot be called back."),
            done=_("Released."),
            look=reverse("deliveries:batch", args=[found.pk]),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        found = self.batch(proposal)
        # Before the right is asked, which ends with the demand: nobody is told that it is they who may not.
        if found is not None and found.demand.has_ended:
            return _("Nothing goes out any more: the demand was withdrawn or closed.")
        if found is None or not may_release(visitor_with(person, at), found.demand):
            return _("Somebody who may send this demand’s letters releases them.")
        # One person with the right and one without are not two.
        if not may_prepare(visitor_with(proposal.proposed_by, at), found.demand):
            return _("Who proposed this may no longer do so.")
        if why := why_changed(found, proposal.asked.get("sha", ""), at):
            return why + " " + _("Prepare the letters anew, and look at them again.")
        return ""

    def may_refuse(self, proposal: Proposal, person: UUID, at: datetime) -> bool:
        found = self.batch(proposal)
        return found is not None and bool(may_release(visitor_with(person, at), found.demand))

    def hold(self, proposal: Proposal) -> None:
        # The demand first, as every act on its letters does.
        found = self.batch(proposal)
        if found is not None:
            hold_rows(Demand, found.demand_id)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        found = self.batch(proposal)
        assert found is not None
        # Asked again with everything held: the demand first, as every act on it does.
        locked_for(may_release, found.demand, Stage.AGREED, actor=by, at=at)
        standing = Batch.objects.select_for_update(no_key=True, of=("self",)).get(pk=found.pk)
        if standing.released_at is not None or standing.ended_at is not None:
            raise NotTheSecond(_("This is no longer open: it was answered, taken back, or its time is over."))
        if why := why_changed(standing, proposal.asked.get("sha", ""), at):
            raise NotTheSecond(why)
        standing.released_by_id, standing.released_at = by, at
        standing.save()
        for missive in missives_of(standing):
            _release(missive, standing, by, at)
        record_act(act="delivery.released", actor=by, about=standing, at=at)
        announce_proposal(proposal, actor=by, at=at)


def _release(missive: Missive, batch: Batch, by: UUID, at: datetime) -> None:
    delivery = missive.delivery
    on = day_there(delivery.institution, at)
    record_event(
        delivery=delivery,
        account=Account(Happening.RELEASED, on),
        member=None,
        # Made of the letter’s own key: no letter is released twice in its history.
        form_key=uuid5(missive.pk, "released"),
        actor=by,
        at=at,
    )
    missive.state = State.WAITING if delivery.way == BY_MAIL else State.BY_HAND
    missive.due_at = max(at, batch.not_before or at)
    missive.save()
