"""Letters that are kept longer than they would be: by two of those who answer, until a day, as long as the writer lets them."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.network.models import Visitor
from tamyr.network.rules import MayNot
from tamyr.network.services.invitations import announce_proposal
from tamyr.network.services.two_persons.asking import proposer_for, visitor_with
from tamyr.notices.services import announce
from tamyr.protection.models import Case, Hold, Responder
from tamyr.protection.models.holds import FURTHEST
from tamyr.protection.rules import may_read_letters
from tamyr.protection.services.letters.cases import locked_case
from tamyr.safety.models import Proposal
from tamyr.safety.rules import Kind, ProposalWords, two_persons
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import hold_rows, propose

HOLD = "protection.hold-letter"


@transaction.atomic
def propose_hold(*, case: Case, days: int, why: str, by: Visitor) -> Proposal:
    """Propose to keep a letter so many days longer, or, by none, to let it be deleted in its own time again."""
    _responder, standing = locked_case(case, by)
    until = standing.kept_until + timedelta(days=days)
    if not days and standing.hold is None:
        raise MayNot(_("Nobody holds this letter."))
    if days and until > by.at + FURTHEST:
        raise MayNot(
            _("This is more than %(days)d days ahead. Hold it for less, and again later.")
            % {"days": FURTHEST.days}
        )
    # The day itself and not how many: however late it is agreed to, it is the day that the proposer saw.
    asked = {"until": until.isoformat() if days else ""}
    made = propose(key=uuid4(), kind=HOLD, about=standing, by=by.actor, at=by.at, words=why, asked=asked)
    announce_proposal(made, actor=by.actor, at=by.at)
    return made


@transaction.atomic
def let_go(*, case: Case, by: Visitor) -> Case:
    """End a hold because the writer says so: it is their letter. Whoever holds the receipt asks."""
    standing = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
    if end_hold(standing, at=by.at):
        record_act(act="letter.let_go", actor=None, about=standing, at=by.at)
        announce(kind="letter-let-go", about=standing, version=by.at, actor=None, at=by.at)
    return standing


def end_hold(case: Case, *, at: datetime) -> bool:
    """A step of holding anew, of lifting and of the writer's word; say whether there was a hold."""
    ended = case.holds.filter(ended_at=None).update(ended_at=at)
    case.keep()
    case.save()
    return bool(ended)


def held_until(proposal: Proposal) -> datetime | None:
    until = proposal.asked["until"]
    return datetime.fromisoformat(until) if until else None


def case_of(proposal: Proposal) -> Case | None:
    return Case.objects.filter(pk=proposal.about_key).first()


def answering_still(proposal: Proposal, by: UUID) -> tuple[Responder, Responder]:
    """Return the two, locked: either may have stepped down at this very moment."""
    # In the order of their keys, so that two approvals at once do not each wait for the other.
    found = Responder.objects.select_for_update(no_key=True).filter(ended_at=None).order_by("pk")
    both = {row.person_id: row for row in found.filter(person__in=[proposal.proposed_by, by])}
    if proposal.proposed_by is None or len(both) < 2:
        raise MayNot(_("Who proposed this may no longer do so."))
    return both[proposal.proposed_by], both[by]


@two_persons(HOLD)
class Holding(Kind):
    """A letter is to be kept longer, or no longer; only those who answer learn that there is one."""

    def stands(self, proposal: Proposal, at: datetime) -> bool:
        case, until = case_of(proposal), held_until(proposal)
        if case is None or case.kept_until <= at:
            return False
        # The writer may have written meanwhile, so that the letter is kept as long without anybody's hold.
        return proposal.waits_at(at) and (until > case.kept_until if until else case.hold is not None)

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> ProposalWords | None:
        case, reader = case_of(proposal), visitor_with(person, at)
        if case is None or not may_read_letters(reader):
            return None
        until = held_until(proposal)
        words = {
            "number": case.number,
            "day": date_format(until, "DATE_FORMAT") if until else "",
            "name": proposer_for(reader, proposal),
        }
        return ProposalWords(
            title=_("Letter %(number)s is to be kept until %(day)s") % words
            if until
            else _("Letter %(number)s is to be deleted in its own time again") % words,
            sentence=_("%(name)s proposes it. It takes the word of another who answers letters.") % words,
            facts=[
                (_("Proposed by"), words["name"]),
                (_("Is deleted now on"), date_format(case.kept_until, "DATE_FORMAT")),
            ],
            approve=_(
                "What is kept can be taken from us, and its writer reads that you hold it. Ask who needs it, and until "
                "when."
            )
            if until
            else _("What has run out by then is deleted within the hour."),
            done=_("Agreed: it is kept until %(day)s, unless its writer says no.") % words
            if until
            else _("Agreed: it is deleted in its own time again."),
        )

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        if not may_read_letters(visitor_with(person, at)):
            return _("Those who answer letters decide this.")
        if not may_read_letters(visitor_with(proposal.proposed_by, at)):
            return _("Who proposed this may no longer do so.")
        return ""

    def hold(self, proposal: Proposal) -> None:
        # Those who answer before the letter, as each of them takes both.
        hold_rows(Responder, *Responder.objects.filter(ended_at=None).values_list("pk", flat=True))
        hold_rows(Case, proposal.about_key)

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        until = held_until(proposal)
        both = answering_still(proposal, by)
        case = Case.objects.select_for_update(no_key=True).get(pk=proposal.about_key)
        end_hold(case, at=at)
        if until:
            Hold.objects.create(
                case=case,
                reason=proposal.words,
                proposed_by=both[0],
                agreed_by=both[1],
                from_at=at,
                until_at=until,
            )
            case.keep()
            case.save()
        details: dict[str, str | int | bool | None] = {"until": proposal.asked["until"]}
        record_act(
            act="letter.held" if until else "letter.hold_lifted", actor=by, about=case, at=at, details=details
        )
        announce_proposal(proposal, actor=by, at=at)
