import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from wagtail.models import Page

from tamyr.accounts.models import Person
from tamyr.safety.models import EncryptedTextField

# The editor is told of “two weeks” in words.
OPEN_FOR = timedelta(days=14)


class Withdrawal(models.Model):
    """One editor's wish to take a public page back, which another editor agrees to or refuses.

    ``revision`` is what was public then: agreed to is that this goes, not what came later.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="withdrawals")
    # A number and no key: it is compared, never followed, and a revision deleted takes no proposal with it.
    revision = models.PositiveBigIntegerField(null=True)
    reason = EncryptedTextField(retained="month")
    proposed_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="withdrawals_proposed"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="withdrawals_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_agreed = models.BooleanField(default=False)

    class Meta:
        ordering = ("made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("page",), condition=Q(decided_at__isnull=True), name="one_open_withdrawal_per_page"
            ),
            models.CheckConstraint(
                # Refused it may be by whoever proposed it, which takes it back.
                condition=Q(is_agreed=False) | ~Q(decided_by=F("proposed_by")),
                name="withdrawal_agreed_to_by_another_editor",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)

    def is_open_at(self, now: datetime) -> bool:
        return self.decided_at is None and now < self.expires_at

    def decide(self, *, editor: Person | None, is_agreed: bool, at: datetime) -> None:
        self.decided_by, self.decided_at, self.is_agreed = editor, at, is_agreed
