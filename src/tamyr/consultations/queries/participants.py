"""Who takes part, as one visitor may know it: named where that is theirs to know, else counted."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tamyr.consultations.models import Consultation, How, Participation
from tamyr.network.logic.country_names import country_name
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.desk.news import acting_for
from tamyr.network.queries.members import members_visible_to, whole
from tamyr.procedures.logic.groups import UnnamedSignatures
from tamyr.procedures.queries import own_sha, without_names
from tamyr.shared.languages import language

# Who does not take part stands in no list: there are no words for it.
HOW_WORDS = {
    How.COMMENT: _("writes a comment"),
    How.SPEAK: _("speaks there"),
    How.TOGETHER: _("takes part with others"),
}


@dataclass(frozen=True)
class ParticipantsShown:
    """Names with how each takes part, and counts of the unnamed with countries' names; None where all are named."""

    named: tuple[tuple[Member, str], ...]
    unnamed: UnnamedSignatures | None
    by_country: tuple[tuple[str, int], ...]


def participants_of(consultation: Consultation, visitor: Visitor) -> ParticipantsShown:
    """Return who takes part; whoever is counted only is named to nobody, not to its own people."""
    rows = list(_taking_part(consultation).values_list("member", "is_named", "how"))
    # Whoever is counted only is not even looked up: its own people would read themselves as named.
    known = whole(members_visible_to(visitor)).in_bulk([key for key, is_named, _how in rows if is_named])
    how = {key: HOW_WORDS[How(said)] for key, _named, said in rows}
    hidden = [key for key, _named, _how in rows if key not in known]
    counted = without_names(visitor, hidden, list(known))
    countries = counted.by_country if counted else ()
    named = sorted(known.values(), key=lambda member: (member.country_id, member.name))
    return ParticipantsShown(
        named=tuple((member, str(how[member.pk])) for member in named),
        unnamed=counted,
        by_country=tuple(sorted((country_name(code, language()), count) for code, count in countries)),
    )


def _taking_part(consultation: Consultation) -> QuerySet[Participation]:
    return Participation.objects.filter(consultation=consultation).exclude(how=How.NOT)


def is_somebody_known_there(consultation: Consultation, visitor: Visitor) -> bool:
    """Whether a member takes part of whom this visitor may know: that somebody hidden does changes nothing."""
    # Named in its own words and not only visible: a member in the open may be counted only as well.
    named = _taking_part(consultation).filter(is_named=True).values("member")
    return members_visible_to(visitor).filter(pk__in=named).exists()


def own_participation(consultation: Consultation, visitor: Visitor) -> dict[UUID, Participation]:
    """Return by member what the organisations that a visitor acts for have said."""
    rows = Participation.objects.filter(consultation=consultation, member__in=visitor.members)
    return {row.member_id: row for row in rows}


def participation_sha(row: Participation | None) -> str:
    """Return by what a form knows whether an organisation says what it said when it was opened; of none nothing."""
    return own_sha(row, ("how", "is_named"))


def is_for(consultation: Consultation, member: Member) -> bool:
    """Whether a member hears of a consultation: of its country; of no single country's, one that works on its theme."""
    if consultation.iso3:
        return consultation.iso3 == member.country_id
    # From the profile: themes of a member that hides stand in no table.
    return consultation.theme in member.profile["themes"]


def people_taking_part(consultation: Consultation, on: date) -> set[UUID]:
    """Return who acts for the members that take part."""
    members = _taking_part(consultation).values_list("member", flat=True)
    return {person for member in members for person in acting_for(member, on)}
