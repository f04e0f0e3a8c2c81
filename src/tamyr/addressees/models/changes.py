import uuid

from django.db import models

from tamyr.accounts.models import Person
from tamyr.addressees.models.institutions import Institution
from tamyr.network.models import Member
from tamyr.safety.models import EncryptedTextField


class Change(models.Model):
    """What somebody changed of a body, before and after: added to, never written over.

    ``before`` and ``after`` hold codes, days and words of the row by field; of a holder everything but
    the name, which stands in one place, where it can be taken away.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="changes")
    act = models.CharField(max_length=20)
    subject = models.CharField(max_length=12)
    # A text and no foreign key: rows of five tables are meant, and of these a name has a number for its key.
    subject_key = models.CharField(max_length=36)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = EncryptedTextField(blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "id")

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"
