import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from tamyr.accounts.models import Person
from tamyr.network.models import Member

MOST = 2


class Contact(models.Model):
    """Whom a person, or a member by its delegates, trusts to lock the account or hide the member.

    It counts once ``trusted`` has said yes. Taken back, it counts on until ``ends_at``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.CASCADE, related_name="trusted_contacts"
    )
    member = models.ForeignKey(
        Member, null=True, blank=True, on_delete=models.CASCADE, related_name="trusted_contacts"
    )
    trusted = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="trusted_by")
    named_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        ordering = ("named_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(member__isnull=True), name="contact_of_one"
            ),
            models.CheckConstraint(
                condition=Q(person=None) | ~Q(trusted=F("person")), name="nobody_is_their_own_contact"
            ),
            models.UniqueConstraint(
                fields=("person", "trusted"),
                # Only the open one is unique: who was taken back counts on
                # for a while, and may be named anew meanwhile.
                condition=Q(ends_at=None, member=None),
                name="one_open_contact_of_a_person",
            ),
            models.UniqueConstraint(
                fields=("member", "trusted"),
                condition=Q(ends_at=None, person=None),
                name="one_open_contact_of_a_member",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def subject(self) -> Person | Member:
        subject = self.person or self.member
        assert subject is not None
        return subject

    @property
    def subject_name(self) -> str:
        return self.subject.shown_name if isinstance(self.subject, Person) else self.subject.name

    def counts_at(self, now: datetime) -> bool:
        return self.accepted_at is not None and (self.ends_at is None or now < self.ends_at)


def counting_at(now: datetime) -> Q:
    # The same as ``counts_at``; that the contact's own account is in
    # their hands is asked beside it by ``acting_at``.
    return Q(accepted_at__lte=now) & (Q(ends_at=None) | Q(ends_at__gt=now))
