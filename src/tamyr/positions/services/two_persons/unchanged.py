"""What the facilitator and one more person say together: that a change did not touch a clause's meaning,
and that members decided on an amendment elsewhere."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.positions.models import Amendment, ClauseText, Version
from tamyr.positions.models.amendments import Answer
from tamyr.positions.queries.positions import follows
from tamyr.positions.queries.texts import place_of
from tamyr.positions.rules import (
    facilitates,
    has_moved,
    may_help,
    may_report_decision,
    may_translate,
    waits,
)
from tamyr.positions.services.amending import apply_amendment, record_answer
from tamyr.positions.services.clocks import set_clocks
from tamyr.positions.services.locking import record_change
from tamyr.procedures.services import locked
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services.proposals import hold_rows, propose

UNCHANGED, DECIDED = "positions.unchanged", "positions.decided"


def _proposed(
    kind: str, about: ClauseText | Amendment, words: str, asked: Mapping[str, str | bool], by: Visitor
) -> Proposal:
    assert by.person is not None
    made = propose(key=uuid4(), kind=kind, about=about, by=by.person.pk, at=by.at, words=words, asked=asked)
    announce_proposal(made, actor=by.person.pk, at=by.at)
    return made


@transaction.atomic
def propose_unchanged(*, text: ClauseText, why: str, by: Visitor) -> Proposal:
    """Say as the facilitator that a translation still says what the changed clause says; another agrees."""
    version = locked(text.clause.version, *Version.Stage.values)
    if not facilitates(by, version.position) or not may_translate(by, version, text.language):
        raise MayNot
    source = place_of(text.clause, version.position.authoritative).authoritative
    # The hashes of both: another agrees to these two wordings, and to none that stand there by then.
    return _proposed(UNCHANGED, text, why, {"sha": text.sha, "source": source.sha}, by)


@transaction.atomic
def propose_decided(*, amendment: Amendment, is_carried: bool, how: str, by: Visitor) -> Proposal:
    """Say as the facilitator how members decided on an amendment; another one agrees that it was so."""
    locked(amendment.version, *Version.Stage.values)
    if not may_report_decision(by, amendment):
        raise MayNot
    return _proposed(DECIDED, amendment, how, {"carried": is_carried, "sha": amendment.base_sha}, by)


class PositionKind(Kind):
    """A proposal that those who help with the position may agree to."""

    def version_of(self, proposal: Proposal) -> Version | None:
        raise NotImplementedError

    def hold(self, proposal: Proposal) -> None:
        version = self.version_of(proposal)
        if version is not None:
            # As whoever changes the text locks it, before anything that hangs on it.
            hold_rows(Version, version.pk)

    def is_open(self, proposal: Proposal, at: datetime) -> bool:
        raise NotImplementedError

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        return proposal.waits_at(at) and self.is_open(proposal, at)

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        version = self.version_of(proposal)
        if version is None or not may_help(visitor_with(person, at), version.position):
            return _("Somebody of a member that is heard on this position agrees to it, or a coordinator.")
        if not facilitates(visitor_with(proposal.proposed_by, at), version.position):
            return _("Who proposed this may no longer do so.")
        return ""

    def reader(self, proposal: Proposal, person: UUID, at: datetime) -> Visitor | None:
        """Return who reads, where they may follow the position."""
        version, visitor = self.version_of(proposal), visitor_with(person, at)
        return visitor if version is not None and follows(visitor, version.position) else None


@two_persons(UNCHANGED)
class UnchangedMeaning(PositionKind):
    def row(self, proposal: Proposal) -> ClauseText | None:
        rows = ClauseText.objects.select_related("clause__version__position")
        return rows.filter(pk=proposal.about_key).first()

    def version_of(self, proposal: Proposal) -> Version | None:
        row = self.row(proposal)
        return row.clause.version if row else None

    def is_open(self, proposal: Proposal, at: datetime) -> bool:
        row, asked = self.row(proposal), proposal.asked
        if row is None or row.clause.removed_at is not None or row.sha != asked["sha"]:
            return False
        source = place_of(row.clause, row.clause.version.position.authoritative).authoritative
        # A translation that counts again by then needs no word of two.
        return bool(source.sha == asked["source"] != row.source_sha)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, row = self.reader(proposal, person, at), self.row(proposal)
        if reader is None or row is None:
            return None
        name = proposer_for(reader, proposal)
        source = place_of(row.clause, row.clause.version.position.authoritative).authoritative
        return ProposalWords(
            title=_("Does the translation of a clause still say the same?"),
            sentence=_("%(name)s says that the change of the clause did not touch its meaning.")
            % {"name": name},
            facts=[(_("The clause now"), source.text), (_("The translation"), row.text)],
            approve=_("The translation counts as up to date then. Read both first."),
            done=_("Agreed: the translation is up to date."),
            look=clause_address(row.clause.version, row.clause.code),
        )

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        row = self.row(proposal)
        assert row is not None, "asked under the same lock"
        version = locked(row.clause.version, *Version.Stage.values)
        row.source_sha = proposal.asked["source"]
        row.save(update_fields=["source_sha"])
        record_change(
            row.clause, row, act="unchanged", before=row.text, actor=by, at=at, reason=proposal.words
        )
        # No words changed: the clock of this language begins, and no other one is set back.
        set_clocks(version, changed=(), actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at)


@two_persons(DECIDED)
class DecisionReport(PositionKind):
    def amendment(self, proposal: Proposal) -> Amendment | None:
        found = Amendment.objects.select_related("version__position", "member")
        return found.filter(pk=proposal.about_key).first()

    def version_of(self, proposal: Proposal) -> Version | None:
        amendment = self.amendment(proposal)
        return amendment.version if amendment else None

    def is_open(self, proposal: Proposal, at: datetime) -> bool:
        amendment = self.amendment(proposal)
        return (
            amendment is not None
            and amendment.base_sha == proposal.asked["sha"]
            # Asked for a stranger: of its visitor this rule takes the clock alone.
            and bool(waits(Visitor(at=at), amendment))
            # What is rejected may be about words that are gone; what is taken in has to fit.
            and not (proposal.asked["carried"] and has_moved(amendment))
        )

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        reader, amendment = self.reader(proposal, person, at), self.amendment(proposal)
        if reader is None or amendment is None:
            return None
        name = proposer_for(reader, proposal)
        is_carried = proposal.asked["carried"]
        return ProposalWords(
            title=_("Was this amendment carried?") if is_carried else _("Was this amendment rejected?"),
            sentence=_("%(name)s says that members decided so. It takes the word of one more who knows.")
            % {"name": name},
            facts=[(_("The clause"), amendment.base_text), (_("Proposed"), amendment.text or "–")],
            approve=_("The text is changed then.") if is_carried else _("The text stays as it is then."),
            done=_("Agreed: it is recorded as decided."),
            look=clause_address(amendment.version, amendment.code),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        amendment = self.amendment(proposal)
        if amendment is not None and amendment.proposed_by_id == person:
            return _("Somebody else than who wrote the amendment agrees to it.")
        return super().why_not(proposal, person, at)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        found = self.amendment(proposal)
        assert found is not None, "asked under the same lock"
        version = locked(found.version, *Version.Stage.values)
        amendment = Amendment.objects.select_for_update(no_key=True, of=("self",)).get(pk=found.pk)
        if proposal.asked["carried"]:
            apply_amendment(version, amendment, actor=by, at=at)
        amendment.version = version
        record_answer(amendment, Answer.DECIDED, actor=by, at=at)
        announce_proposal(proposal, actor=by, at=at)


def clause_address(version: Version, code: str) -> str:
    return reverse("positions:clause", args=[version.position.number, code])
