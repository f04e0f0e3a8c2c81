"""What the network's tables keep for a while only: see ``kept`` in fields.toml."""

import json
from datetime import datetime, timedelta

from django.db.models import Q

from tamyr.network.models import Admission, AdmissionDocument, Invitation, RegisterImport, WrongTries
from tamyr.network.models.sessions import forget_sessions

INVITATIONS_KEPT = timedelta(days=30)
ADMISSIONS_KEPT = timedelta(days=365)
ONLY_FOR_THE_DECISION = ("reason", "contact_name", "contact_address")


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete closed invitations, old imports, tries and sessions, and what an outcome no longer needs."""
    before, long_before = at - INVITATIONS_KEPT, at - ADMISSIONS_KEPT
    closed = Q(used_at__lt=before) | Q(revoked_at__lt=before) | Q(expires_at__lt=before)
    documents = AdmissionDocument.objects.filter(admission__ended_at__lt=long_before)
    forget_sessions(day=at.date())
    return {
        "invitations": Invitation.objects.filter(closed).delete()[0],
        "imports": RegisterImport.objects.filter(expires_at__lt=at).delete()[0],
        "tries": WrongTries.objects.filter(day__lt=at.date()).delete()[0],
        "documents": documents.delete()[0],
        "contacts": sum(
            _forget_contact(admission) for admission in Admission.objects.filter(ended_at__lt=long_before)
        ),
    }


def _forget_contact(admission: Admission) -> int:
    said = admission.applied
    if not any(said.get(name) for name in ONLY_FOR_THE_DECISION):
        return 0
    admission.application = json.dumps(
        {**said, **dict.fromkeys(ONLY_FOR_THE_DECISION, "")}, ensure_ascii=False
    )
    admission.save(update_fields=["application"])
    return 1
