"""What an admission keeps for its decision only: see ``kept`` in fields.toml."""

import json
from datetime import datetime

from django.db.models import Q

from tamyr.admissions.models import Admission, AdmissionDocument
from tamyr.admissions.queries import ADMISSIONS_KEPT
from tamyr.safety.logic.field_encryption import UnreadableField
from tamyr.safety.models import is_sealed
from tamyr.safety.services.expiry import Forget
from tamyr.safety.services.faults import Faults

ONLY_FOR_THE_DECISION = ("reason", "contact_name", "contact_address")


def what_runs_out(*, at: datetime) -> dict[str, Forget]:
    """Return what deletes documents and contacts that an outcome no longer needs."""
    ended = Q(ended_at__lt=at - ADMISSIONS_KEPT, is_held=False)

    def documents(faults: Faults) -> int:
        of_ended = AdmissionDocument.objects.filter(admission__in=Admission.objects.filter(ended))
        return faults.delete("documents", of_ended)

    def contacts(faults: Faults) -> int:
        forgotten = 0
        for admission in Admission.objects.filter(ended):
            # Encrypted: one that no longer opens must not keep the others for ever.
            with faults.apart("contacts"):
                forgotten += _forget_contact(admission)
        return forgotten

    return {"documents": documents, "contacts": contacts}


def _forget_contact(admission: Admission) -> int:
    said = admission.applied
    # Said as a fault: written back without its contact, it would lose
    # for ever what the right key may still open.
    if is_sealed(admission.application):
        raise UnreadableField("an application does not open")
    # Encrypted, so the database cannot leave out those that were emptied at an earlier time.
    if not any(said.get(name) for name in ONLY_FOR_THE_DECISION):
        return 0
    # Two coordinators may have held it since the rows were read.
    if Admission.objects.select_for_update(no_key=True, of=("self",)).get(pk=admission.pk).is_held:
        return 0
    admission.application = json.dumps(
        {**said, **dict.fromkeys(ONLY_FOR_THE_DECISION, "")}, ensure_ascii=False
    )
    admission.save(update_fields=["application"])
    return 1
