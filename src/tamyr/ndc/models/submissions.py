"""What the network says of an NDC to those who write it: sections, what each rests on, and who signs."""

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.network.models import Member
from tamyr.positions.models import Version
from tamyr.safety.models import EncryptedTextField, ExposureLevel


class Stage(models.TextChoices):
    DRAFT = "draft", _("being written")
    AGREED = "agreed", _("agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Kind(models.TextChoices):
    """What a section rests on."""

    WORDS = "words", _("words of its own")
    VERSIONS = "versions", _("what the versions say")
    CRITERION = "criterion", _("a criterion and what the network makes of it")
    DEMAND = "demand", _("a demand and where it stands")
    CLAUSE = "clause", _("a clause of an adopted position")


class Submission(models.Model):
    """A text about one version of a country's NDC, in English and Russian; ``sha`` is of what two persons agreed to.

    A draft for everybody may be opened for comments: by a second person, until a moment, in the words of ``open_sha``.
    """

    Stage = Stage

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
    iso3 = models.CharField(max_length=3)
    document = models.CharField(max_length=40)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.PUBLIC)
    title_en = EncryptedTextField()
    title_ru = EncryptedTextField()
    sha = models.CharField(max_length=64, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    open_until = models.DateTimeField(null=True, blank=True)
    open_sha = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(open_until__isnull=True, open_sha="")
                | Q(open_until__isnull=False, exposure=ExposureLevel.PUBLIC) & ~Q(open_sha=""),
                name="what_is_open_for_comments_is_bound_to_its_words",
            ),
            models.CheckConstraint(
                condition=Q(exposure__in=(ExposureLevel.PUBLIC, ExposureLevel.NETWORK)),
                name="a_submission_is_the_worlds_or_the_networks",
            ),
            models.CheckConstraint(
                # Who wrote the title stands in this row; who wrote sections the rule asks (``wrote_of_it``).
                condition=Q(agreed_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(agreed_by=F("written_by")),
                name="nobody_agrees_alone_to_a_submission",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True, sha="") | Q(agreed_at__isnull=False) & ~Q(sha=""),
                name="an_agreed_submission_is_bound_to_its_words",
            ),
            models.CheckConstraint(
                # Withdrawn it may have been agreed to or not: what was stays on its page, which says so.
                condition=Q(stage=Stage.DRAFT, agreed_at__isnull=True, ended_at__isnull=True)
                | Q(stage=Stage.AGREED, agreed_at__isnull=False, ended_at__isnull=True)
                | Q(stage=Stage.WITHDRAWN, ended_at__isnull=False),
                name="a_submission_says_how_far_it_is",
            ),
        )

    def __str__(self) -> str:
        return str(self.number)

    def hears_comments_at(self, now: datetime) -> bool:
        """Whether anybody may comment: until the moment, while it is a draft."""
        # By the clock and never by a task: what is agreed or withdrawn before hears nobody any more.
        return self.stage == Stage.DRAFT and self.open_until is not None and now < self.open_until

    @property
    def titles(self) -> Mapping[str, str]:
        return {"en": self.title_en, "ru": self.title_ru}


class Section(models.Model):
    """A part of a submission: what it rests on as it was quoted, and the members' own words about it.

    ``item`` names a criterion or a subject of the versions, ``code`` the clause of ``version``. ``source_sha`` is of the
    quoted words: where the source says others today, the page says so.
    """

    Kind = Kind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="sections")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=9, choices=Kind.choices)
    item = models.CharField(max_length=20, blank=True)
    demand = models.ForeignKey(Demand, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Kept against deletion, as the demand: a quote must lead to what it was taken from.
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, blank=True)
    assessment = models.CharField(max_length=40, blank=True)
    heading_en = EncryptedTextField(blank=True)
    heading_ru = EncryptedTextField(blank=True)
    quote_en = EncryptedTextField(blank=True)
    quote_ru = EncryptedTextField(blank=True)
    source_sha = models.CharField(max_length=64, blank=True)
    quoted_at = models.DateTimeField()
    words_en = EncryptedTextField(blank=True)
    words_ru = EncryptedTextField(blank=True)
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("place", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    kind=Kind.WORDS,
                    item="",
                    demand__isnull=True,
                    version__isnull=True,
                    code="",
                    source_sha="",
                )
                | Q(
                    kind__in=(Kind.VERSIONS, Kind.CRITERION),
                    demand__isnull=True,
                    version__isnull=True,
                    code="",
                )
                & ~Q(item="")
                & ~Q(source_sha="")
                | Q(kind=Kind.DEMAND, item="", demand__isnull=False, version__isnull=True, code="")
                & ~Q(source_sha="")
                | Q(kind=Kind.CLAUSE, item="", demand__isnull=True, version__isnull=False)
                & ~Q(code="")
                & ~Q(source_sha=""),
                name="a_section_says_what_it_rests_on",
            ),
        )

    def __str__(self) -> str:
        return f"{self.submission_id} {self.place}"

    @property
    def headings(self) -> Mapping[str, str]:
        return {"en": self.heading_en, "ru": self.heading_ru}

    @property
    def quotes(self) -> Mapping[str, str]:
        return {"en": self.quote_en, "ru": self.quote_ru}

    @property
    def words(self) -> Mapping[str, str]:
        return {"en": self.words_en, "ru": self.words_ru}


class Signatory(models.Model):
    """A member that signs a submission, by name or counted only; by day: the minute would tell who was on the site then."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="signatories")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # As it was signed; where the member hides since, whoever reads the rows names it to none who may not know
    # it.
    is_named = models.BooleanField()
    signed_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            # Also of one who signs no more: signed again the same row stands up, and nobody is counted twice.
            models.UniqueConstraint(
                fields=("submission", "member"), name="one_signature_per_submission_and_member"
            ),
        )

    def __str__(self) -> str:
        return str(self.pk)
