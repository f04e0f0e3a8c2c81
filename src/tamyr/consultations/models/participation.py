import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.consultations.models.consultations import WAY_CODES, Consultation
from tamyr.network.models import Member
from tamyr.positions.models import Version
from tamyr.procedures.models import MemberReading, one_reading_each
from tamyr.safety.models import EncryptedTextField, ExposureLevel


class How(models.TextChoices):
    COMMENT = "comment", _("we write a comment")
    SPEAK = "speak", _("we speak there")
    TOGETHER = "together", _("we take part with others")
    NOT = "not", _("we do not take part")


class Participation(models.Model):
    """That a member takes part, by name or counted only, or has said that it does not; by day, as backing is."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="participations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    how = models.CharField(max_length=8, choices=How.choices)
    is_named = models.BooleanField()
    said_on = models.DateField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "member"), name="one_participation_per_consultation_and_member"
            ),
            # That a member stays away is nobody’s business but its own.
            models.CheckConstraint(
                condition=~Q(how=How.NOT) | Q(is_named=False), name="who_does_not_take_part_is_not_named"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class Stage(models.TextChoices):
    DRAFT = "draft", _("being written")
    HANDED_OVER = "handed_over", _("handed over")
    WITHDRAWN = "withdrawn", _("withdrawn")


# Whose eyes it may have besides its own organisation's: nobody's, the network's, or anybody's once it is handed over.
SEEN_BY = (ExposureLevel.SEALED, ExposureLevel.NETWORK, ExposureLevel.PUBLIC)


class Comment(models.Model):
    """What a member writes to a consultation, from clauses of adopted positions.

    ``way``, ``handed_on``, ``language`` and ``receipt`` say how it was handed over, and what proves it.
    """

    Stage = Stage

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="comments")
    # What was handed over stays as it went, also when its member is gone.
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.NETWORK)
    stage = models.CharField(max_length=11, choices=Stage.choices, default=Stage.DRAFT)
    begun_at = models.DateTimeField()
    language = models.CharField(max_length=8, blank=True)
    way = models.CharField(max_length=12, choices=WAY_CODES, blank=True)
    handed_on = models.DateField(null=True, blank=True)
    receipt = EncryptedTextField(blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("begun_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(exposure__in=SEEN_BY), name="a_comment_is_its_own_the_networks_or_everybodys"
            ),
            models.CheckConstraint(
                condition=Q(stage=Stage.HANDED_OVER, handed_on__isnull=False, ended_at__isnull=False)
                & ~Q(way="")
                & ~Q(language="")
                | Q(stage=Stage.DRAFT, handed_on__isnull=True, ended_at__isnull=True)
                | Q(stage=Stage.WITHDRAWN, ended_at__isnull=False),
                name="a_comment_handed_over_says_when_and_how",
            ),
            # What was withdrawn leaves room for another, and comments whose member is gone do not meet here.
            models.UniqueConstraint(
                fields=("consultation", "member"),
                condition=~Q(stage=Stage.WITHDRAWN),
                name="one_comment_per_consultation_and_member",
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)


class CommentText(models.Model):
    """A comment in one language. It counts once somebody else than whoever wrote it last has checked it."""

    # A key that is there before the row: encrypted texts are bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    text = EncryptedTextField()
    sha = models.CharField(max_length=64)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(fields=("comment", "language"), name="one_text_per_comment_and_language"),
            models.CheckConstraint(
                # Of an account that is gone nothing can be compared: the check that was made stays.
                condition=Q(checked_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(checked_by=F("written_by")),
                name="nobody_checks_their_own_comment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.comment_id} {self.language}"


class ClauseQuote(models.Model):
    """A clause of an adopted version that a comment is drafted from; the version's hash binds its words."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="quotes")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("comment", "version", "code"), name="one_quote_of_a_clause_per_comment"
            ),
        )

    def __str__(self) -> str:
        return self.code


class UptakeReading(models.TextChoices):
    TAKEN = "taken", _("taken up")
    IN_PART = "in_part", _("taken up in part")
    NOT = "not", _("not taken up")
    SILENT = "silent", _("no answer")


class Uptake(MemberReading):
    """What one member reads of the outcome: whether a comment was taken up. Two that read alike settle it.

    A later reading of that member takes the place of its earlier one.
    """

    subject: ClassVar[str] = "comment"

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="uptakes")
    reading = models.CharField(max_length=7, choices=UptakeReading.choices)
    reason = models.TextField()
    language = models.CharField(max_length=8)

    class Meta(MemberReading.Meta):
        constraints = one_reading_each(
            "comment",
            of_member="one_reading_per_comment_and_member",
            of_person="nobody_reads_a_comment_twice",
        )

    def __str__(self) -> str:
        return self.reading
