"""What somebody says of an end and no second person has confirmed yet: what is recorded stands until then."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from tamyr.accounts.queries import moment_by
from tamyr.consultations.models import Consultation
from tamyr.consultations.rules import has_a_voice_of_its_own, is_cancelled, is_to_come
from tamyr.network.models import Visitor
from tamyr.network.services.two_persons.asking import proposer_for
from tamyr.safety.models import Proposal, Stage, name_of
from tamyr.safety.rules import kind_of

END = "consultations.end"


@dataclass(frozen=True)
class EndReport:
    """``ends_at`` is None where it is said that the body called it off."""

    proposal: Proposal
    ends_at: datetime | None
    source: str

    @classmethod
    def of(cls, proposal: Proposal) -> "EndReport":
        said = proposal.asked
        ends_at = datetime.fromisoformat(said["ends_at"]) if said["ends_at"] else None
        return cls(proposal, ends_at, said["source"])


def ends_said(at: datetime, consultations: Iterable[Consultation] | None = None) -> dict[UUID, EndReport]:
    """Return by consultation what is said of its end and waits for a second person; of all, or of these."""
    waiting = Proposal.objects.filter(kind=END, stage=Stage.WAITING)
    if consultations is not None:
        waiting = waiting.filter(about__in=[name_of(consultation) for consultation in consultations])
    # What does not open or does not fit any more is said by nobody.
    return {UUID(row.about_key): EndReport.of(row) for row in waiting if kind_of(row).stands(row, at)}


def end_as_recorded(consultation: Consultation) -> str:
    """Return what an end that is said takes the place of: where this is another one, nobody can confirm it."""
    # As the database gives it, in UTC: by another zone the same moment would be another text.
    return f"{consultation.closes_at.isoformat()} {'off' if consultation.cancelled_at else 'on'}"


def earliest_end(consultation: Consultation, said: EndReport | None, at: datetime) -> datetime:
    """Return the end that people are reminded of: nobody misses it, whichever of the two holds."""
    # An end that is over already warns nobody, and ends nothing before it is confirmed.
    if said is None or said.ends_at is None or said.ends_at <= at:
        return consultation.closes_at
    return said.ends_at if consultation.closes_at <= at else min(consultation.closes_at, said.ends_at)


def still_going_on(at: datetime, said: Mapping[UUID, EndReport]) -> Q:
    """Find what people of the network still go to: an end that is to come, as it is recorded or as it is said."""
    later = [key for key, report in said.items() if report.ends_at is not None and report.ends_at > at]
    return Q(Q(closes_at__gt=at) | Q(pk__in=later), cancelled_at=None, outcome_on=None)


def goes_on(visitor: Visitor, consultation: Consultation) -> bool:
    """Whether people of the network still go to it: for want of a second person nobody finds the door closed."""
    if is_to_come(visitor, consultation):
        return True
    if is_cancelled(visitor, consultation) or consultation.outcome_on is not None:
        return False
    said = ends_said(visitor.at, [consultation]).get(consultation.pk)
    return said is not None and said.ends_at is not None and said.ends_at > visitor.at


def may_take_part(visitor: Visitor, consultation: Consultation) -> bool:
    return bool(has_a_voice_of_its_own(visitor, consultation)) and goes_on(visitor, consultation)


def said_words(visitor: Visitor, consultation: Consultation, said: EndReport) -> str:
    """Say who says what of an end, as far as a visitor may know of them."""
    words = {"name": proposer_for(visitor, said.proposal)}
    if said.ends_at is None:
        return (
            _(
                "%(name)s says that the body called it off. No second person has confirmed it yet; until then its end "
                "stands."
            )
            % words
        )
    words["moment"] = moment_by(consultation.zone, said.ends_at)
    if consultation.cancelled_at is not None:
        return (
            _(
                "%(name)s says that it is on again: %(moment)s. No second person has confirmed it yet; "
                "until then it stays called off."
            )
            % words
        )
    if consultation.closes_at <= visitor.at < said.ends_at:
        return (
            _(
                "%(name)s says that the end is another one: %(moment)s. No second person has confirmed it yet; until "
                "then it is over for the public, and people of the network can go on."
            )
            % words
        )
    return (
        _(
            "%(name)s says that the end is another one: %(moment)s. No second person has confirmed it yet; "
            "until then both ends stand, and you are reminded of the earlier one."
        )
        % words
    )
