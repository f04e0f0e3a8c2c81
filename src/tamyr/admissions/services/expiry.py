"""What an admission keeps for its decision only: see ``kept`` in fields.toml."""

import json
from datetime import datetime, timedelta

from django.db.models import Q

from tamyr.admissions.models import Admission, AdmissionDocument

ADMISSIONS_KEPT = timedelta(days=365)
ONLY_FOR_THE_DECISION = ("reason", "contact_name", "contact_address")


def forget_what_ran_out(*, at: datetime) -> dict[str, int]:
    """Delete documents and contacts that an outcome no longer needs."""
    ended = Q(ended_at__lt=at - ADMISSIONS_KEPT)
    documents = AdmissionDocument.objects.filter(admission__in=Admission.objects.filter(ended))
    return {
        "documents": documents.delete()[0],
        "contacts": sum(_forget_contact(admission) for admission in Admission.objects.filter(ended)),
    }


def _forget_contact(admission: Admission) -> int:
    said = admission.applied
    # Encrypted, so the database cannot leave out those that were emptied at an earlier time.
    if not any(said.get(name) for name in ONLY_FOR_THE_DECISION):
        return 0
    admission.application = json.dumps(
        {**said, **dict.fromkeys(ONLY_FOR_THE_DECISION, "")}, ensure_ascii=False
    )
    admission.save(update_fields=["application"])
    return 1
