import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from tamyr.protection.models.cases import Case
from tamyr.protection.models.sealed import Responder
from tamyr.safety.models import EncryptedTextField

# So many days longer at once, and never further ahead than a year: whoever needs it longer is asked again.
DAYS_LONGER, FURTHEST = (30, 90, 180), timedelta(days=365)


class Hold(models.Model):
    """Two of those who answer keep a letter longer than it would be; what is sealed they need not open for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="holds")
    reason = EncryptedTextField(retained="sealed")
    proposed_by = models.ForeignKey(Responder, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_by = models.ForeignKey(Responder, null=True, on_delete=models.SET_NULL, related_name="+")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("from_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("case",), condition=Q(ended_at=None), name="a_letter_is_held_once"
            ),
            # Who proposed or agreed and has left since is empty, which
            # the database takes for nobody in particular.
            models.CheckConstraint(
                condition=~Q(proposed_by=F("agreed_by")), name="nobody_holds_a_letter_alone"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
