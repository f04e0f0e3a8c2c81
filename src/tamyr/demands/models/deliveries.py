import uuid

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.addressees.logic.kinds import LETTERS, WAYS
from tamyr.addressees.models import Institution, Office
from tamyr.demands.models.demands import Demand
from tamyr.network.models import Member
from tamyr.safety.models import EncryptedTextField

LETTER_CODES = [(code, code) for code in LETTERS]
WAY_CODES = [(code, code) for code in WAYS]


class Happening(models.TextChoices):
    """What can happen to a letter; ``VOID`` says only that the event it replaces never happened."""

    # Each has its place in ``history.KINDS`` too, by which the events of one day are put in order.
    RELEASED = "released", _("released to be sent")
    SENT = "sent", _("sent")
    RETURNED = "returned", _("came back undelivered")
    DELIVERED = "delivered", _("came in, with proof")
    REGISTERED = "registered", _("registered by the body")
    FORWARDED = "forwarded", _("passed on to another body")
    CLARIFICATION = "clarification", _("the body asks for more")
    CLARIFIED = "clarified", _("what the body asked for was given")
    PUT_OFF = "put_off", _("the body puts its answer off")
    REGIME = "regime", _("the body answers by another law")
    IN_PART = "in_part", _("answered in part")
    ANSWERED = "answered", _("answered")
    REFUSED = "refused", _("refused")
    APPEALED = "appealed", _("appealed")
    TAKEN_BACK = "taken_back", _("the letter is taken back")
    VOID = "void", _("did not happen")


ENDS = [(kind.value, kind.label) for kind in (Happening.ANSWERED, Happening.REFUSED)]


class Delivery(models.Model):
    """A demand's way to one addressee: the kind of letter, the road, and the earlier one that it appeals.

    ``is_out``, ``ended_as`` and ``days_taken`` sum its events up, so that many letters are counted without reading theirs:
    they are written with each event, by the same service. So is ``awaited_until``, after which day the letter is late: it
    finds what is late and is nobody's truth. ``counted_by`` stands for what it was counted by; where that was corrected, it
    is counted anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    demand = models.ForeignKey(Demand, on_delete=models.PROTECT, related_name="deliveries")
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    letter = models.CharField(max_length=12, choices=LETTER_CODES)
    way = models.CharField(max_length=12, choices=WAY_CODES)
    language = models.CharField(max_length=8)
    follows = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="appeals"
    )
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    added_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    is_out = models.BooleanField(default=False)
    ended_as = models.CharField(max_length=8, choices=ENDS, blank=True)
    # Nothing, too, where it ended on days that cannot be: no median counts it, and it waits to be corrected.
    days_taken = models.IntegerField(null=True, blank=True)
    awaited_until = models.DateField(null=True, blank=True)
    counted_by = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("added_at", "id")
        indexes = (
            # What ``queries.letters.tallies`` adds up by body, of letters that went out alone.
            models.Index(
                fields=("institution", "ended_as", "days_taken"),
                condition=Q(is_out=True),
                name="letters_that_went_out",
            ),
            # By day: what is late lies together.
            models.Index(
                fields=("awaited_until", "demand"),
                condition=Q(awaited_until__isnull=False),
                name="letters_by_awaited_day",
            ),
            # Asked whenever late letters are: whether any open one was counted by something else.
            models.Index(
                fields=("ended_as", "institution", "counted_by"),
                condition=Q(is_out=True),
                name="open_letters_by_counting",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_as="", days_taken__isnull=True) | ~Q(ended_as="") & Q(is_out=True),
                name="what_ended_went_out",
            ),
            # Appeals may be several: each follows another letter. Two bodies that were merged afterwards may
            # have one each: only ``add_delivery`` looks for that.
            models.UniqueConstraint(
                fields=("demand", "institution", "letter"),
                condition=Q(follows__isnull=True),
                name="one_letter_of_a_kind_per_demand_and_addressee",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Event(models.Model):
    """Something that happened to a letter. Never changed or deleted, which triggers of the database keep.

    ``happened_on`` is the day it happened, ``at`` the moment it was recorded. A mistake is corrected by another
    event that ``replaces`` it. ``number`` is the body's own, ``until`` the day it names, ``letter`` the kind of
    letter under another law, ``to`` the body that took it over, ``ground`` what a refusal names. The last four say
    when an answer was due by what was recorded then, and by which row of the law and which days off it was counted.
    """

    Kind = Happening

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=13, choices=Happening.choices)
    happened_on = models.DateField()
    at = models.DateTimeField()
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = EncryptedTextField(blank=True)
    until = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    letter = models.CharField(max_length=12, choices=LETTER_CODES, blank=True)
    to = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = EncryptedTextField(blank=True)
    # Of both texts: whatever key they are encrypted with, they do not change.
    words_sha = models.CharField(max_length=64, blank=True)
    # An event is replaced once; what replaced it may be replaced in turn.
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    expected_by = models.DateField(null=True, blank=True)
    late_after = models.DateField(null=True, blank=True)
    by_law = models.CharField(max_length=16, blank=True)
    by_calendar = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("happened_on", "at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind=Happening.VOID) | Q(replaces__isnull=False),
                name="what_did_not_happen_was_recorded",
            ),
            models.CheckConstraint(
                # An encrypted text is not searched; that it is empty can be seen.
                condition=Q(replaces__isnull=True) | ~Q(Exact(F("reason"), Value(""))),
                name="a_correction_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind=Happening.REGIME) | ~Q(letter=""), name="another_law_has_its_letter"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Happening.PUT_OFF) | Q(until__isnull=False),
                name="what_is_put_off_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(expected_by__isnull=True, late_after__isnull=True, by_law="", by_calendar="")
                | Q(expected_by__isnull=False, late_after__isnull=False) & ~Q(by_law="") & ~Q(by_calendar=""),
                name="a_counted_day_says_by_what",
            ),
        )
        indexes = (models.Index(fields=("delivery", "kind"), name="events_by_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
