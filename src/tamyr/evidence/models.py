import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from climate_pathways.assessment import Assessment
from climate_pathways.core.provenance import Source
from climate_pathways.figures import Standing
from climate_pathways.figures.snapshot import source_from
from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.procedures.models import MemberVoice, Procedure, one_voice_per_member
from tamyr.safety.models import EncryptedTextField


class Edition(models.Model):
    """One set of figures as loaded: which snapshot, by which code, when."""

    digest = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    figures_on = models.DateField()
    loaded_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    # As they were when the figures were loaded: a page of old figures names the editions that they came from.
    sources = models.JSONField()
    variables = models.JSONField()

    class Meta:
        ordering = ("-loaded_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("digest", "code_version"), name="one_edition_per_snapshot_and_code"
            ),
            # All rows that it looks at have one value: so there is one at most, also of two loaded at once.
            models.UniqueConstraint(
                fields=("is_current",), condition=Q(is_current=True), name="one_current_edition"
            ),
        )

    def __str__(self) -> str:
        return f"{self.figures_on:%Y-%m-%d} {self.digest[:12]}"

    def source_by_id(self) -> dict[str, Source]:
        return {entry["id"]: source_from(entry) for entry in self.sources}


class Profile(models.Model):
    """One country's frozen standing (or the region's) in one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="profiles")
    # Six letters, for the region as well.
    iso3 = models.CharField(max_length=6)
    standing = models.JSONField()

    class Meta:
        ordering = ("iso3",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "iso3"), name="one_profile_per_edition_and_place"),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.edition_id}"

    def read(self) -> Standing:
        data: dict[str, Any] = self.standing
        return Standing.from_dict(data)


class AssessmentVersion(models.Model):
    """One frozen assessment of a country. Pages quote it by its version, which never changes.

    ``inputs`` names everything it was made from, so that nobody computes the same one twice.
    """

    iso3 = models.CharField(max_length=3)
    version = models.CharField(max_length=40)
    inputs = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    # As text: PostgreSQL writes JSON anew in an order of its own, and the digest of these bytes is published.
    content = models.TextField()

    class Meta:
        ordering = ("iso3", "-made_at")
        constraints = (
            models.UniqueConstraint(
                fields=("iso3", "version"), name="one_assessment_per_country_and_version"
            ),
            models.UniqueConstraint(
                fields=("iso3",), condition=Q(is_current=True), name="one_current_assessment_per_country"
            ),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.version}"

    def read(self) -> Assessment:
        return Assessment.from_json(self.content)


class Stage(models.TextChoices):
    OPEN = "open", _("members may support it or dissent")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Judgement(Procedure):
    """What the network makes of a country beside its rating: people's words, never part of the number.

    A member proposes it about one version of the assessment. ``axis_step``: a step on one axis of the
    rating, as ``fair-share:beyond``, empty where it gives words alone; ``step``: of the one scale of the
    first rule, in judgements of before the axes. It speaks of one criterion of one version of an NDC where
    ``document`` and ``criterion`` name them; ``answer`` is then the network's own. Once published its text
    does not change; a newer one takes its place.
    """

    Stage = Stage

    # Never deleted under it: what a judgement was said of has to stay readable.
    assessment = models.ForeignKey(AssessmentVersion, on_delete=models.PROTECT, related_name="judgements")
    # The assessment’s own, said again: a constraint of the database sees no row but this one.
    iso3 = models.CharField(max_length=3)
    step = models.PositiveSmallIntegerField(null=True, blank=True)
    axis_step = models.CharField(max_length=60, blank=True, default="")
    # Empty and never NULL, which equals nothing: a country could else have two judgements open at once.
    document = models.CharField(max_length=40, blank=True, default="")
    criterion = models.CharField(max_length=20, blank=True, default="")
    answer = models.CharField(max_length=6, blank=True, default="")
    text_en = models.TextField(blank=True)
    text_ru = models.TextField(blank=True)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.OPEN)
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="judgements")
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    # Never empty, unlike an admission's: a judgement is open from the moment it is proposed.
    closes_at = models.DateTimeField()
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-proposed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("iso3", "document", "criterion"),
                condition=Q(stage=Stage.OPEN),
                name="one_open_judgement_of_a_subject",
            ),
            models.CheckConstraint(
                # Beside a criterion no step: it would be read as a word on the country's rating.
                condition=Q(document="", criterion="", answer="")
                | ~Q(document="") & ~Q(criterion="") & Q(axis_step="", step__isnull=True),
                name="a_judgement_speaks_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(step__gte=1, step__lte=5),
                name="a_judgement_has_five_steps",
            ),
            models.CheckConstraint(
                condition=Q(step__isnull=True) | Q(axis_step=""), name="a_judgement_speaks_by_one_rule"
            ),
            models.CheckConstraint(
                condition=~Q(text_en="") | ~Q(text_ru=""), name="a_judgement_says_something"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("proposed_at")), name="a_judgement_closes_after_it_opens"
            ),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.id}"

    @property
    def texts(self) -> dict[str, str]:
        """Return what it says by language; a language without words is absent."""
        return {code: text for code, text in (("en", self.text_en), ("ru", self.text_ru)) if text}


class Stance(models.TextChoices):
    SUPPORT = "support", _("supports it")
    DISSENT = "dissent", _("dissents")


class Voice(MemberVoice):
    """One organisation's word on a judgement, changeable until it closes. Dissent has a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="voices")
    stance = models.CharField(max_length=7, choices=Stance.choices)
    # Sealed without a key of the month: published dissent stands for as long as the judgement does.
    reason = EncryptedTextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("given_at",)
        constraints = (one_voice_per_member("judgement", name="one_voice_per_organisation"),)

    def __str__(self) -> str:
        return str(self.id)


class PromiseOutcome(models.Model):
    """What became of a public body's promise, once two organisations read it alike.

    ``key`` is of the promise, ``address`` of the page that shows it whole, without its language: which room that is,
    this one does not know. Another outcome is another row, and the one before it is withdrawn. Only what everybody may
    read comes here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # No foreign key: the promise is a row of a later room, to which nothing of this one may point.
    key = models.UUIDField()
    address = models.CharField(max_length=200)
    iso3 = models.CharField(max_length=3)
    body_en = models.CharField(max_length=300)
    body_ru = models.CharField(max_length=300)
    words = models.TextField()
    language = models.CharField(max_length=8)
    said_on = models.DateField()
    due_on = models.DateField()
    source = models.URLField(blank=True)
    is_kept = models.BooleanField()
    became_on = models.DateField()
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-became_on", "-recorded_at")
        constraints = (
            models.UniqueConstraint(
                fields=("key",), condition=Q(withdrawn_at__isnull=True), name="one_outcome_per_promise"
            ),
        )
        indexes = (models.Index(fields=("iso3",), name="outcomes_by_country"),)

    def __str__(self) -> str:
        return f"{self.iso3} {self.key}"


class OutcomeReading(models.Model):
    """How one organisation reads what became of a promise; nobody is named who gave no name where it did."""

    outcome = models.ForeignKey(PromiseOutcome, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_kept = models.BooleanField()
    read_on = models.DateField()
    source = models.URLField(blank=True)

    class Meta:
        ordering = ("read_on", "id")
        constraints = (
            # Those without a name are not compared with each other, as each is of another organisation.
            models.UniqueConstraint(fields=("outcome", "member"), name="one_reading_per_outcome_and_member"),
        )

    def __str__(self) -> str:
        return str(self.pk)
