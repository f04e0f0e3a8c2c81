import json
import uuid
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models.countries import Country
from tamyr.network.models.members import Member, best_of_both
from tamyr.procedures.models import NamedMember, Procedure, ScopedRow, scope_says_which
from tamyr.safety.models import EncryptedTextField


class Stage(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    ANNOUNCED = "announced", _("announced")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed, being counted")
    COUNTED = "counted", _("counted, being checked")
    ADOPTED = "adopted", _("adopted")
    FAILED = "failed", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ANNULLED = "annulled", _("annulled")


DECIDED = (Stage.ADOPTED, Stage.FAILED)
# Of these there is a file; an annulled one keeps it.
COUNTED = (Stage.COUNTED, *DECIDED)
# What does not hold, so that another decision may take its place.
NOT_HELD = (Stage.FAILED, Stage.ANNULLED)
FINISHED = (*DECIDED, Stage.WITHDRAWN, Stage.ANNULLED)
# What was frozen when it opened.
FROZEN = (Stage.OPEN, Stage.CLOSED, *COUNTED)


class Outside(models.TextChoices):
    """What people outside the network may read once a decision is made; said before anybody votes."""

    NOTHING = "nothing", _("nothing")
    RESULT = "result", _("the result, without ballots")
    BALLOTS = "ballots", _("the result and the ballots, by name where a member is public")


class Extension(models.TextChoices):
    """For which reason it may be open longer, once; said before anybody votes."""

    NEVER = "", _("for none")
    OUTAGE = "outage", _("the site could not be reached")
    QUORUM = "quorum", _("too few have taken part")


class Recusal(models.TextChoices):
    """Who takes no part by itself; said before anybody votes."""

    NOBODY = "", _("nobody")
    CONCERNED = "concerned", _("a member that an option concerns: it does not vote on that option")


class Decision(Procedure, ScopedRow):
    """A question that member organisations decide together, with one voice each.

    ``rule`` and ``question_sha256`` are what the decision file holds: JSON, and the hash of the
    question with its options in both languages. From its opening on nothing of them changes,
    which triggers of the database keep. ``tie_committed`` is published at the opening,
    ``tie_secret`` is revealed in the file.
    """

    Stage = Stage

    # Counted under no lock: of two drafts at once this refuses one, and whoever wrote it has the words back.
    number = models.PositiveIntegerField(unique=True)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    question_en = models.TextField()
    question_ru = models.TextField()
    words_en = models.TextField(blank=True)
    words_ru = models.TextField(blank=True)
    authoritative = models.CharField(max_length=8, default="en")
    rule = models.TextField()
    outside = models.CharField(max_length=7, choices=Outside.choices, default=Outside.RESULT)
    is_practice = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    # As it was announced: the moment does not move when a country changes its clocks.
    zone = models.CharField(max_length=40, default="UTC")
    extension = models.CharField(max_length=7, choices=Extension.choices, default=Extension.NEVER, blank=True)
    extension_days = models.PositiveSmallIntegerField(default=0)
    extended_at = models.DateTimeField(null=True, blank=True)
    recusal = models.CharField(max_length=9, choices=Recusal.choices, default=Recusal.NOBODY, blank=True)
    # What was annulled or not adopted, and this takes the place of.
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    question_sha256 = models.CharField(max_length=64, blank=True)
    electorate_sha256 = models.CharField(max_length=64, blank=True)
    tie_committed = models.CharField(max_length=64, blank=True)
    # Sealed: whoever knew it before the close could cast the ballot by which ties fall as they wish.
    tie_secret = EncryptedTextField(blank=True)
    reason = EncryptedTextField(blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(closes_at__gt=F("opened_at")),
                name="a_decision_closes_after_it_opens",
            ),
            models.CheckConstraint(
                # Triggers keep these from changing; that they are there at all is kept here.
                condition=~Q(stage__in=FROZEN)
                | Q(opened_at__isnull=False)
                & ~Q(question_sha256="")
                & ~Q(electorate_sha256="")
                & ~Q(tie_committed=""),
                name="an_open_decision_is_bound",
            ),
            # Also what waits for its count: nobody, whatever they write to the database, ends a vote early.
            models.CheckConstraint(
                condition=~Q(stage__in=(Stage.CLOSED, *COUNTED)) | Q(closed_at__gte=F("closes_at")),
                name="a_closed_decision_had_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(question_en="") & ~Q(question_ru=""), name="a_question_in_both_languages"
            ),
            models.CheckConstraint(
                condition=Q(extension="", extension_days=0, extended_at__isnull=True)
                | ~Q(extension="") & Q(extension_days__gte=1),
                name="an_extension_has_its_reason",
            ),
            # What is of a circle the world does not read, whatever a form or a release says.
            scope_says_which(name="a_decision_says_whose", inside=Q(outside=Outside.NOTHING)),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def question(self) -> str:
        return best_of_both(self.question_en, self.question_ru)

    @property
    def words(self) -> str:
        return best_of_both(self.words_en, self.words_ru)

    @property
    def rule_facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.rule)
        return facts

    @property
    def is_frozen(self) -> bool:
        # Not by the stage: what was withdrawn or annulled may have been open, and has its seats.
        return self.opened_at is not None


class StaysOut(NamedMember):
    """A member that is not in the open and wants no line among the voters: its own choice, forgotten at the opening."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="staying_out")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "member"), name="one_stays_out_once_per_decision"),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.member_id}"


class NamedVoter(NamedMember):
    """A member that a decision of a coalition names; once it is open, its seats say who votes."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="named")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "member"), name="one_name_per_decision_and_member"),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.member_id}"


class Option(models.Model):
    """One of the things to choose from, in both languages; ``code`` names it in ballots and the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="options")
    code = models.CharField(max_length=8)
    place = models.PositiveSmallIntegerField()
    title_en = models.CharField(max_length=300)
    title_ru = models.CharField(max_length=300)
    # What it works on, and where whom it names is from: both only where the decision asks for it.
    theme = models.CharField(max_length=32, blank=True)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The member that applied for it or is named in it; only where the decision says who recuses by itself.
    concerns = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Whole units: the file holds no decimals, which programs round each in their own way.
    cost = models.PositiveBigIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "code"), name="one_code_per_option"),
            models.UniqueConstraint(fields=("decision", "place"), name="one_place_per_option"),
            models.CheckConstraint(
                condition=~Q(title_en="") & ~Q(title_ru=""), name="an_option_in_both_languages"
            ),
            models.CheckConstraint(condition=Q(cost__isnull=True) | Q(cost__gt=0), name="no_option_is_free"),
        )

    def __str__(self) -> str:
        return f"{self.decision_id} {self.code}"

    @property
    def title(self) -> str:
        return best_of_both(self.title_en, self.title_ru)


class EventKind(models.TextChoices):
    RECUSED = "recused", _("an organisation takes no part")
    RECUSED_FROM = "recused-from", _("an organisation takes no part in single options")
    EXTENDED = "extended", _("it stays open longer")


class Event(models.Model):
    """What happened while it was open, as the file tells it: no organisation is named, people outside read no reason of one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    at = models.DateTimeField()
    reason = EncryptedTextField(blank=True)

    class Meta:
        # The file lists them in this order, and its hash is made of it: two of one moment need the key.
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"{self.decision_id} {self.kind}"


class DecisionFile(models.Model):
    """Everything needed to recount a decision: for members, and for the world where it was so announced.

    A hash beside each, because only a hash that stands outside of a file tells a forgery of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Backs the lock of the count: no decision has two files, whatever counts it twice.
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="file")
    inside = EncryptedTextField()
    inside_sha256 = models.CharField(max_length=64)
    # Not sealed: it is made to be read by everybody.
    outside = models.TextField(blank=True)
    outside_sha256 = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
