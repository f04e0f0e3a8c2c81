"""What others say of a draft: who was asked by a private link, what came in, and what was answered."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.ndc.models.submissions import Section, Submission
from tamyr.safety.models import EncryptedTextField


class CommentRequest(models.Model):
    """A request for a comment, to a local government by a private link. The secret is shown once and kept as a hash."""

    kept_as = "ndc.asked"  # What it was called first: sealed values and audit lines name it so.

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="asked")
    body = EncryptedTextField()
    secret_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "ndc_asked"
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return str(self.id)


class State(models.TextChoices):
    WAITING = "waiting", _("nobody has answered it yet")
    ANSWERED = "answered", _("answered")
    PUBLISHED = "published", _("published with its answer")
    ASIDE = "aside", _("set aside")


class Comment(models.Model):
    """What somebody without an account, or a local government, says of a draft.

    It is kept for a while only; what a second person publishes of it, where whoever wrote it agreed, is a
    ``PublishedComment``. ``taken_up``: whether the text follows it; ``section``: where.
    """

    State = State

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="comments")
    # A link that somebody commented by is taken back and never deleted.
    asked = models.ForeignKey(
        CommentRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    language = models.CharField(max_length=8)
    words = EncryptedTextField(retained="process")
    name = EncryptedTextField(retained="process", blank=True)
    may_be_published = models.BooleanField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    taken_up = models.BooleanField(null=True, blank=True)
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_en = EncryptedTextField(retained="process", blank=True)
    why_ru = EncryptedTextField(retained="process", blank=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("arrived_at", "id")
        constraints = (
            models.CheckConstraint(
                # To set aside is an answer too: somebody did it at a moment.
                condition=Q(state=State.WAITING, answered_at__isnull=True)
                | ~Q(state=State.WAITING) & Q(answered_at__isnull=False),
                name="an_answered_comment_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED) & Q(published_at__isnull=True)
                | Q(state=State.PUBLISHED, published_at__isnull=False, may_be_published=True),
                name="a_comment_is_published_with_consent",
            ),
            models.CheckConstraint(
                # Where an account is closed since, there is nobody left to compare with.
                condition=Q(published_by__isnull=True)
                | Q(answered_by__isnull=True)
                | ~Q(published_by=F("answered_by")),
                name="nobody_publishes_a_comment_alone",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class PublishedComment(models.Model):
    """A comment as it was published with its answer, by consent of whoever wrote it: it stays with the submission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # No key leads to the comment, which is deleted half a year after it came in.
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="published_comments")
    language = models.CharField(max_length=8)
    words = EncryptedTextField()
    name = EncryptedTextField(blank=True)
    taken_up = models.BooleanField()
    section = models.ForeignKey(Section, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_en = EncryptedTextField()
    why_ru = EncryptedTextField()
    arrived_at = models.DateTimeField()
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("arrived_at", "id")

    def __str__(self) -> str:
        return str(self.id)
