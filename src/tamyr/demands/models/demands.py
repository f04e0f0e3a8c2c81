import uuid
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Member
from tamyr.network.models.vocabularies import Theme
from tamyr.positions.models import Version
from tamyr.safety.models import EncryptedTextField, ExposureLevel


class Stage(models.TextChoices):
    DRAFT = "draft", _("being written")
    AGREED = "agreed", _("agreed")
    WITHDRAWN = "withdrawn", _("withdrawn")
    CLOSED = "closed", _("closed")


class Origin(models.TextChoices):
    POSITION = "position", _("a clause of an adopted position")
    ASSESSMENT = "assessment", _("a suggestion of an assessment")
    REQUEST = "request", _("a request for information")


class Subject(models.TextChoices):
    """What a number is asked of, so that two demands can be found to ask for different ones."""

    NEUTRALITY = "neutrality", _("year of climate neutrality")
    COAL_EXIT = "coal-exit", _("year of the end of coal power")
    EMISSIONS = "emissions", _("emissions in a year, Mt CO₂e")
    CUT = "cut", _("emissions below those of 1990 in a year, percent")
    RENEWABLES = "renewables", _("share of renewables in electricity in a year, percent")
    METHANE = "methane", _("cut of methane in a year, percent")
    FORESTS = "forests", _("share of forest in the country’s area in a year, percent")


@dataclass(frozen=True)
class Source:
    """Where a demand comes from: a clause of an adopted position, a suggestion, or nothing but a question."""

    version: Version | None = None
    code: str = ""
    assessment: str = ""
    suggestion: str = ""

    @property
    def origin(self) -> str:
        if self.version is not None:
            return Origin.POSITION
        return Origin.ASSESSMENT if self.assessment else Origin.REQUEST


# Of these the number is itself a year: no other year belongs to it.
YEARS_THEMSELVES = (Subject.NEUTRALITY, Subject.COAL_EXIT)
IN_THE_OPEN = (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)


class Demand(models.Model):
    """One measurable ask that members bring to decision-makers.

    ``iso3`` is empty where it is no single country's. ``version`` and ``code`` name the clause it comes from,
    ``assessment`` and ``suggestion`` the suggestion of a frozen assessment. ``subject``, ``target`` and
    ``target_year`` are what other demands may contradict.
    """

    Stage = Stage
    Origin = Origin

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.PUBLIC)
    # Protected: without its circle the constraint below refuses the row, and nobody is left who may read it.
    circle = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    iso3 = models.CharField(max_length=3, blank=True)
    theme = models.CharField(max_length=32, choices=Theme.choices)
    origin = models.CharField(max_length=10, choices=Origin.choices)
    version = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=8, blank=True)
    assessment = models.CharField(max_length=40, blank=True)
    suggestion = models.CharField(max_length=60, blank=True)
    authoritative = models.CharField(max_length=8)
    due_on = models.DateField()
    subject = models.CharField(max_length=10, choices=Subject.choices, blank=True)
    target = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    written_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    written_at = models.DateTimeField()
    # Who last said what it is about and who reads it.
    planned_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Why it was withdrawn, in the words of whoever did.
    ended_why = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(origin=Origin.POSITION, version__isnull=False, assessment="", suggestion="")
                & ~Q(code="")
                | Q(origin=Origin.ASSESSMENT, version__isnull=True, code="") & ~Q(assessment="") & ~Q(iso3="")
                | Q(origin=Origin.REQUEST, version__isnull=True, code="", assessment="", suggestion=""),
                name="a_demand_says_where_it_comes_from",
            ),
            models.CheckConstraint(
                condition=Q(exposure=ExposureLevel.CIRCLE, circle__isnull=False)
                | ~Q(exposure=ExposureLevel.CIRCLE) & Q(circle__isnull=True),
                name="a_circles_demand_names_its_circle",
            ),
            models.CheckConstraint(
                condition=Q(subject="", target__isnull=True, target_year__isnull=True)
                | Q(subject__in=YEARS_THEMSELVES, target__isnull=False, target_year__isnull=True)
                | ~Q(subject__in=("", *YEARS_THEMSELVES))
                & Q(target__isnull=False, target_year__isnull=False),
                name="a_demands_number_says_of_what",
            ),
            models.CheckConstraint(
                # A draft may be withdrawn as well: then it was never agreed.
                condition=Q(stage__in=(Stage.DRAFT, Stage.WITHDRAWN)) | Q(agreed_at__isnull=False),
                name="an_agreed_demand_says_when",
            ),
            models.CheckConstraint(
                # Whoever is forgotten leaves either column empty, which must not refuse the row.
                condition=Q(agreed_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(agreed_by=F("written_by")),
                name="nobody_agrees_alone_to_a_demand",
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True)
                | Q(planned_by__isnull=True)
                | ~Q(agreed_by=F("planned_by")),
                name="nobody_agrees_to_their_own_plan",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=(Stage.DRAFT, Stage.AGREED), ended_at__isnull=True)
                | Q(stage__in=(Stage.WITHDRAWN, Stage.CLOSED), ended_at__isnull=False),
                name="an_ended_demand_says_when",
            ),
        )
        indexes = (
            # Wide, so that a list is chosen, counted and paged by any reader without one look at the rows.
            models.Index(
                fields=(
                    "-number", "exposure", "agreed_at", "stage", "iso3", "theme", "subject", "member", "circle", "id",
                ),
                name="demands_as_listed",
            ),
            # In the order of the feed (``newest_public``).
            models.Index(fields=("-agreed_at", "-number"), name="demands_as_fed"),
            # For ``contradicted_by``, which every page of a demand with a number asks.
            models.Index(
                fields=("subject", "target_year", "-number", "iso3"), name="demands_by_what_they_ask"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return str(self.number)

    @property
    def number_asked(self) -> Decimal | None:
        # Without the noughts of its column, and not as ``normalize`` alone has it, which makes 4E+1 of 40.00.
        return None if self.target is None else Decimal(f"{self.target.normalize():f}")

    @property
    def has_ended(self) -> bool:
        return self.stage in (Stage.WITHDRAWN, Stage.CLOSED)


class DemandText(models.Model):
    """A demand in one language; a translation counts once a second speaker has checked it.

    ``source_sha``: of the authoritative words that a translation was made from.
    """

    # A key that is there before the row: encrypted texts are bound to it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = EncryptedTextField()
    ask = EncryptedTextField()
    fulfilled_when = EncryptedTextField()
    sha = models.CharField(max_length=64)
    source_sha = models.CharField(max_length=64, blank=True)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(fields=("demand", "language"), name="one_text_per_demand_and_language"),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | Q(made_by__isnull=True) | ~Q(checked_by=F("made_by")),
                name="nobody_checks_their_own_demand",
            ),
        )

    def __str__(self) -> str:
        return f"{self.demand_id} {self.language}"


class Quote(models.Model):
    """What a demand quotes of the evidence: a frozen assessment, and the words as they were shown that day."""

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="quotes")
    iso3 = models.CharField(max_length=3)
    assessment = models.CharField(max_length=40)
    # Plain, unlike a demand's own words: anybody may read a frozen assessment.
    words_en = models.TextField()
    words_ru = models.TextField()
    quoted_at = models.DateTimeField()

    class Meta:
        ordering = ("iso3",)
        constraints = (
            models.UniqueConstraint(fields=("demand", "iso3"), name="one_quote_per_demand_and_country"),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.assessment}"


class Backer(models.Model):
    """A member that stands behind a demand, by name or counted only; one that left is behind it no more.

    By day: the minute would tell who was on the site then.
    """

    demand = models.ForeignKey(Demand, on_delete=models.CASCADE, related_name="backers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    is_named = models.BooleanField()
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            # Whoever leaves keeps the row: by it their earlier words bear no name, where they stood there
            # without one.
            models.UniqueConstraint(fields=("demand", "member"), name="one_backing_per_demand_and_member"),
        )

    def __str__(self) -> str:
        return str(self.pk)
