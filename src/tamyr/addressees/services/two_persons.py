"""What two persons say together: that two bodies are one, that they are two again, that a name goes.

Merging moves no row: the merged body points at the other one, and pages and letters ask for both. So it
can be undone, and what is undone is again as it was.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.addressees.models import Change, Holder, Institution
from tamyr.addressees.queries.directory import family_of, standing_for
from tamyr.addressees.rules import may_keep, may_merge, may_part
from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import hold_rows, propose

MERGE, PART, TAKE_AWAY = "addressees.merge", "addressees.part", "addressees.take_away"


class NotMergeable(Exception):
    """The two are one already, or one would be merged into itself."""


class NotAlike(NotMergeable):
    """The two are of another country, level or kind: one of them is another body, or was entered wrongly."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(*fields)
        self.fields = tuple(fields)


def unlike(one: Institution, other: Institution) -> list[str]:
    """Return by which facts two bodies cannot be the same."""
    return [name for name in ("iso3", "level", "kind") if getattr(one, name) != getattr(other, name)]


@transaction.atomic
def propose_merger(*, institution: Institution, into: Institution, why: str, by: Visitor) -> Proposal:
    """Propose that a body is the same as another, which stands for both then."""
    locked = Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    if not may_merge(visitor_with(by.actor, by.at), locked):
        raise MayNot
    target = standing_for(into)
    # Merged into one that stands below it, either would lead to the other without end.
    if target.pk == locked.pk or target.pk in family_of(locked):
        raise NotMergeable
    if fields := unlike(locked, target):
        raise NotAlike(fields)
    return _proposed(MERGE, locked, why, {"into": str(target.pk)}, by)


@transaction.atomic
def propose_parting(*, institution: Institution, why: str, by: Visitor) -> Proposal:
    """Propose that a merged body stands for itself again."""
    locked = Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
    if not may_part(visitor_with(by.actor, by.at), locked):
        raise MayNot
    return _proposed(PART, locked, why, {"from": str(locked.merged_into_id)}, by)


@transaction.atomic
def propose_to_take_away(*, holder: Holder, why: str, by: Visitor) -> Proposal:
    """Propose that the name of somebody who holds or held an office is taken away for good."""
    locked = Holder.objects.select_for_update(no_key=True).get(pk=holder.pk)
    if not may_keep(visitor_with(by.actor, by.at)) or locked.taken_away_at is not None:
        raise MayNot
    return _proposed(TAKE_AWAY, locked, why, {}, by)


def _proposed(
    kind: str, about: Institution | Holder, why: str, asked: dict[str, str], by: Visitor
) -> Proposal:
    assert by.person is not None
    made = propose(key=uuid4(), kind=kind, about=about, by=by.person.pk, at=by.at, words=why, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


class DirectoryKind(Kind):
    """A proposal that any other keeper of the directory may agree to."""

    def row(self, proposal: Proposal) -> Institution | Holder | None:
        return Institution.objects.filter(pk=proposal.about_key).first()

    def is_open(self, proposal: Proposal) -> bool:
        raise NotImplementedError

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        return proposal.waits_at(at) and self.row(proposal) is not None and self.is_open(proposal)

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not may_keep(visitor_with(person, at)):
            return _("Somebody who speaks for a member agrees to it, or a coordinator.")
        # Two have to want it when it is done, not only when it was proposed.
        if not may_keep(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return ""

    def reader(self, person: UUID, at: datetime) -> Visitor | None:
        visitor = visitor_with(person, at)
        return visitor if may_keep(visitor) else None


def _named(institution: Institution, at: datetime) -> str:
    # With its number: two of one name are just what is merged.
    return f"{institution.name_on(at.date())} ({institution.number})"


def _recorded(
    proposal: Proposal, body: Institution, act: str, after: dict[str, object], by: UUID, at: datetime
) -> None:
    Institution.objects.filter(pk=body.pk).update(changed_at=at)
    Change.objects.create(
        institution=body,
        act=act,
        subject="body",
        subject_key=str(body.pk),
        after=after,
        reason=proposal.words,
        # Who wanted it; who agreed is named by the line of the audit chain.
        by_id=proposal.proposed_by,
        at=at,
    )
    record_act(act=f"institution.{act}", actor=by, about=body, at=at)
    announce_proposal(proposal, actor=by, at=at)


@two_persons(MERGE)
class Merge(DirectoryKind):
    def into(self, proposal: Proposal) -> Institution | None:
        return Institution.objects.filter(pk=proposal.asked["into"]).first()

    def is_open(self, proposal: Proposal) -> bool:
        body, into = self.row(proposal), self.into(proposal)
        return (
            isinstance(body, Institution)
            and into is not None
            # A body that was merged itself meanwhile stands for nobody any more.
            and body.merged_into_id is None
            and into.merged_into_id is None
            and into.pk not in family_of(body)
            # Either may have been corrected since.
            and not unlike(body, into)
        )

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, body, into = self.reader(person, at), self.row(proposal), self.into(proposal)
        if reader is None or into is None or not isinstance(body, Institution):
            return None
        name = proposer_for(reader, proposal)
        return ProposalWords(
            title=_("Two bodies of the directory are one"),
            sentence=_("%(name)s proposes it. From then on demands to either go to the second.")
            % {"name": name},
            facts=[
                (_("The body"), _named(body, at)),
                (_("Merged into"), _named(into, at)),
                (_("Why"), proposal.words),
            ],
            approve=_(
                "Both histories stay, and the old address leads to the other one. Two persons can undo it."
            ),
            done=_("Agreed: the two are one now."),
            look=reverse("addressees:institution", args=[body.number]),
        )

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Institution, proposal.about_key, proposal.asked["into"])

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        into = self.into(proposal)
        assert into is not None, "asked under the same lock"
        rows = Institution.objects.select_for_update(no_key=True).filter(pk__in=[proposal.about_key, into.pk])
        body = next(row for row in rows if row.pk != into.pk)
        Institution.objects.filter(pk=body.pk).update(merged_into=into)
        _recorded(proposal, body, "merged", {"merged_into": str(into.number)}, by, at)


@two_persons(PART)
class Part(DirectoryKind):
    def is_open(self, proposal: Proposal) -> bool:
        body = self.row(proposal)
        # Merged into another one since, it would be parted from a body that nobody spoke of.
        return isinstance(body, Institution) and str(body.merged_into_id) == proposal.asked["from"]

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, body = self.reader(person, at), self.row(proposal)
        if reader is None or not isinstance(body, Institution):
            return None
        name = proposer_for(reader, proposal)
        return ProposalWords(
            title=_("A merged body stands for itself again"),
            sentence=_("%(name)s proposes it.") % {"name": name},
            facts=[(_("The body"), _named(body, at)), (_("Why"), proposal.words)],
            approve=_("Its rows were never moved: it is again as it was."),
            done=_("Agreed: it stands for itself again."),
        )

    def hold(self, proposal: Proposal) -> None:
        hold_rows(Institution, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        body = Institution.objects.select_for_update(no_key=True).get(pk=proposal.about_key)
        Institution.objects.filter(pk=body.pk).update(merged_into=None)
        _recorded(proposal, body, "parted", {"merged_into": ""}, by, at)


@two_persons(TAKE_AWAY)
class TakeAway(DirectoryKind):
    def row(self, proposal: Proposal) -> Holder | None:
        rows = Holder.objects.select_related("office__institution")
        return rows.filter(pk=proposal.about_key).first()

    def is_open(self, proposal: Proposal) -> bool:
        holder = self.row(proposal)
        return holder is not None and holder.taken_away_at is None

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, holder = self.reader(person, at), self.row(proposal)
        if reader is None or holder is None:
            return None
        name = proposer_for(reader, proposal)
        body = holder.office.institution
        return ProposalWords(
            title=_("A name is to be taken out of the directory"),
            sentence=_("%(name)s proposes it. The days in office stay, the name and its page go for good.")
            % {"name": name},
            facts=[
                (_("Office"), f"{holder.office.title}, {_named(body, at)}"),
                (_("Name"), holder.name),
                (_("Why"), proposal.words),
            ],
            approve=_("This cannot be undone."),
            done=_("Agreed: the name is gone."),
            look=reverse("addressees:institution", args=[body.number]),
        )

    def hold(self, proposal: Proposal) -> None:
        holder = self.row(proposal)
        if holder is not None:
            # The body before its rows, as whoever corrects one of them takes them.
            hold_rows(Institution, holder.office.institution_id)
            hold_rows(Holder, holder.pk)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        holder = Holder.objects.select_for_update(no_key=True).get(pk=proposal.about_key)
        holder.name, holder.source_url, holder.source_seen_on, holder.status = "", "", None, "unverified"
        holder.taken_away_at = holder.changed_at = at
        holder.save()
        # Nothing of before: the name stood in one place, or it would not be gone now.
        _recorded(proposal, holder.office.institution, "name_taken", {}, by, at)
