"""What the page of an admission shows to one visitor."""

from typing import Any

from tamyr.admissions.models import Admission
from tamyr.admissions.queries import ADMISSIONS_KEPT, objections_shown
from tamyr.admissions.rules import may_run_admissions
from tamyr.network.models import Member, Theme, Visitor
from tamyr.network.models.members import best_of
from tamyr.network.queries.desk.calls import members_without_voice
from tamyr.procedures.queries import organisations_of
from tamyr.shared.languages import language


def admission_shown(admission: Admission, visitor: Visitor) -> dict[str, Any]:
    said = admission.applied
    return {
        "admission": admission,
        "closed": admission.has_closed_at(visitor.at),
        "objections": objections_shown(admission, visitor),
        "voices": organisations_of(visitor),
        "assented": set(admission.assents.values_list("member_id", flat=True)),
        # The standing ones alone: an organisation that took its objection back is offered both forms again.
        "objecting": set(admission.objections.filter(withdrawn_at=None).values_list("member_id", flat=True)),
        "story": best_of(said["stories"], language()),
        "themes": [Theme(code).label for code in said["themes"]],
        "runs": may_run_admissions(visitor),
        "needs_delegate": needs_delegate(visitor, admission.member),
        "forgotten_at": admission.ended_at + ADMISSIONS_KEPT if admission.ended_at else None,
    }


def needs_delegate(visitor: Visitor, member: Member | None) -> bool:
    """Whether the way in is still to be finished: a member is admitted and nobody acts for it."""
    without = members_without_voice(visitor)
    return member is not None and without.filter(pk=member.pk).exists()
