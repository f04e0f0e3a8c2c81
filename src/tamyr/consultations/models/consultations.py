import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.addressees.logic.kinds import WAYS
from tamyr.addressees.models import Institution
from tamyr.consultations.logic.standing import standing_at
from tamyr.network.models import Member
from tamyr.network.models.vocabularies import Theme
from tamyr.safety.models import ExposureLevel

WAY_CODES = [(code, code) for code in WAYS]
# A call is public by its nature; one that only the invited hear of stays within the network.
READ_BY = (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)


class Kind(models.TextChoices):
    WRITTEN = "written", _("written consultation")
    HEARING = "hearing", _("public hearing")
    ASSESSMENT = "assessment", _("environmental assessment of a project or plan")
    GROUP = "group", _("working group")
    CALL = "call", _("call for submissions of a UN body")
    OTHER = "other", _("another way to take part")


class Consultation(models.Model):
    """Something that a public body asks the public about until a moment.

    ``iso3`` is empty where it is no single country's. ``closes_at`` is the last moment, of a hearing its beginning, as
    the clock of ``zone`` shows it. ``way`` and ``address``: how one takes part. ``languages``: codes by spaces.
    ``limit``: how many characters the body takes, 0 where no limit is known. ``documents``: web addresses, one a line.
    """

    Kind = Kind

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Counted under no lock: of two that are recorded at once this refuses one, and its words come back.
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.PUBLIC)
    iso3 = models.CharField(max_length=3, blank=True)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    theme = models.CharField(max_length=32, choices=Theme.choices)
    opens_on = models.DateField(null=True, blank=True)
    closes_at = models.DateTimeField()
    # Beside the moment, which is kept in UTC: by it pages say day and hour as the body announced them.
    zone = models.CharField(max_length=40)
    way = models.CharField(max_length=12, choices=WAY_CODES)
    address = models.CharField(max_length=300)
    languages = models.CharField(max_length=60)
    limit = models.PositiveIntegerField(default=0)
    documents = models.TextField(blank=True)
    source_url = models.URLField(max_length=500)
    source_seen_on = models.DateField()
    # Beside the end, which stays: calendars show on its day that it was called off.
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_url = models.URLField(max_length=500, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_url = models.URLField(max_length=500, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("closes_at", "number")
        constraints = (
            models.CheckConstraint(
                condition=Q(exposure__in=READ_BY), name="a_consultation_is_read_by_all_or_the_network"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_url="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_url=""),
                name="a_cancelled_consultation_says_by_which_page",
            ),
            models.CheckConstraint(
                condition=Q(outcome_on__isnull=True, outcome_url="")
                | Q(outcome_on__isnull=False) & ~Q(outcome_url=""),
                name="an_outcome_says_on_which_page",
            ),
        )
        indexes = (
            models.Index(fields=("exposure", "closes_at"), name="consultations_by_closing"),
            models.Index(fields=("iso3", "theme"), name="consultations_by_place"),
        )

    def __str__(self) -> str:
        return str(self.number)

    @property
    def opens_at(self) -> datetime | None:
        """The beginning of its first day by its own clock; None where that day is not known."""
        if self.opens_on is None:
            return None
        day = self.opens_on
        # Not midnight of UTC: east of it a consultation opens hours before.
        return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(self.zone))

    @property
    def closes_there(self) -> datetime:
        """Its last moment by the clock of the place."""
        return self.closes_at.astimezone(ZoneInfo(self.zone))

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    @property
    def document_addresses(self) -> list[str]:
        return self.documents.split()

    def standing_at(self, now: datetime) -> str:
        """Return how it stands, from the clock: nothing of it is kept."""
        return standing_at(
            now,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            is_cancelled=self.cancelled_at is not None,
            has_outcome=self.outcome_on is not None,
        )


class ConsultationText(models.Model):
    """A consultation in one language: what it is about, who may take part, and by which law."""

    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=200)
    summary = models.TextField()
    who_may = models.TextField(blank=True)
    ground = models.TextField(blank=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(
                fields=("consultation", "language"), name="one_text_per_consultation_and_language"
            ),
        )

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.language}"


class Move(models.Model):
    """That the body moved the last moment: from when to when, and the page that says so. Never written over.

    To the same moment: what was called off is on again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The key of the proposal that was confirmed: confirmed twice, it is one move.
    form_key = models.UUIDField(unique=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="moves")
    was_at = models.DateTimeField()
    now_at = models.DateTimeField()
    source_url = models.URLField(max_length=500)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.was_at} {self.now_at}"

    @property
    def is_same_end(self) -> bool:
        return self.was_at == self.now_at
