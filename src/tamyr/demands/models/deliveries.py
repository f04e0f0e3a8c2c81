import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.addressees.logic.kinds import LETTERS, WAYS
from tamyr.addressees.models import Institution, Office
from tamyr.demands.models.demands import Demand
from tamyr.network.models import Member

LETTER_CODES = [(code, code) for code in LETTERS]
WAY_CODES = [(code, code) for code in WAYS]


class Happening(models.TextChoices):
    """What can happen to a letter; ``VOID`` says only that the event it replaces never happened."""

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


class Delivery(models.Model):
    """A demand's way to one addressee: the kind of letter, the road, and the earlier one that it appeals."""

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

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
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
    letter under another law, ``to`` the body that took it over, ``ground`` what a refusal names.
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
    reason = models.TextField(blank=True)
    until = models.DateField(null=True, blank=True)
    number = models.CharField(max_length=60, blank=True)
    letter = models.CharField(max_length=12, choices=LETTER_CODES, blank=True)
    to = models.ForeignKey(Institution, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )

    class Meta:
        ordering = ("happened_on", "at", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(kind=Happening.VOID) | Q(replaces__isnull=False),
                name="what_did_not_happen_was_recorded",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(reason=""), name="a_correction_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Happening.REGIME) | ~Q(letter=""), name="another_law_has_its_letter"
            ),
            models.CheckConstraint(
                condition=~Q(kind=Happening.PUT_OFF) | Q(until__isnull=False),
                name="what_is_put_off_has_a_day",
            ),
        )
        indexes = (models.Index(fields=("delivery", "kind"), name="events_by_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
