import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models.countries import Country
from tamyr.network.models.members import Member, best_of
from tamyr.procedures.models import MemberVoice, Procedure, one_voice_per_member
from tamyr.safety.models import EncryptedTextField, opened_json
from tamyr.shared.languages import language


class Stage(models.TextChoices):
    RECEIVED = "received", _("received")
    OPEN = "open", _("objections may be raised")
    STOPPED = "stopped", _("the clock is stopped by an objection")
    ADMITTED = "admitted", _("admitted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn by the applicant")


RUNNING = (Stage.OPEN, Stage.STOPPED)


class Admission(Procedure):
    """An organisation's way into the network, from its application to a recorded outcome.

    ``application`` is a JSON text: names, stories, site, themes, reason, contact. While the
    window runs, ``closes_at`` is set; while an objection stands, ``time_left`` is.
    """

    Stage = Stage
    CLOCK_STOPPED: ClassVar[tuple[str, ...]] = (Stage.STOPPED,)

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="admissions")
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.RECEIVED)
    # The secret is made of ``form_key`` by the site's own key, so that neither of the two columns opens an
    # applicant's page to whoever has a copy of the database.
    secret_hash = models.CharField(max_length=64, unique=True)
    application = EncryptedTextField(retained="process")
    received_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    time_left = models.DurationField(null=True, blank=True)
    explanation = EncryptedTextField(retained="process", blank=True)
    member = models.OneToOneField(
        Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="admission"
    )

    # By two persons: its documents and contact are not forgotten while it is held.
    is_held = models.BooleanField(default=False)

    # What the encrypted fields are sealed under; by another name none of those that are stored would open.
    kept_as = "network.admission"

    class Meta:
        db_table = "network_admission"
        ordering = ("-received_at",)
        constraints = (
            # Openness is read from the clock: an open one without an end would hear no voice, and nobody
            # could record its outcome.
            models.CheckConstraint(
                condition=~Q(stage=Stage.OPEN) | Q(closes_at__isnull=False), name="an_open_window_has_an_end"
            ),
            models.CheckConstraint(
                # An objection sets the end aside, and only this says how long the members still have.
                condition=~Q(stage=Stage.STOPPED) | Q(time_left__isnull=False),
                name="a_stopped_clock_has_time_left",
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(opened_at__gte=F("received_at")),
                name="a_window_opens_after_receipt",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def applied(self) -> dict[str, Any]:
        word = str(self.application)
        nothing = {"names": {"en": word}, "stories": {}, "site": "", "themes": [], "language": "en"}
        # Stands for what does not open; a level that nobody grants.
        contact = {"contact_name": word, "contact_address": word}
        return opened_json(self.application, {**nothing, **contact, "reason": word, "exposure": "sealed"})

    @property
    def name(self) -> str:
        return best_of(self.applied["names"], language())[0]


class AdmissionDocument(models.Model):
    """A document of an application, encrypted like its words (``content`` is base64)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    admission = models.ForeignKey(Admission, on_delete=models.CASCADE, related_name="documents")
    filename = EncryptedTextField(retained="process")
    content = EncryptedTextField(retained="process")
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    is_cleaned = models.BooleanField(default=False)

    kept_as = "network.admissiondocument"

    class Meta:
        db_table = "network_admissiondocument"
        ordering = ("id",)

    def __str__(self) -> str:
        return str(self.id)


class Objection(MemberVoice):
    """A member's reasoned objection; it stops the clock until it is withdrawn or the matter decided."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    admission = models.ForeignKey(Admission, on_delete=models.CASCADE, related_name="objections")
    # Empties when a person's account is closed: the objection is the organisation's and goes on standing.
    raised_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="objections")
    reason = EncryptedTextField(retained="process")
    raised_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    kept_as = "network.objection"

    class Meta:
        db_table = "network_objection"
        ordering = ("raised_at",)
        constraints = (
            # Among the standing ones alone, so that who took one back may
            # object again; each of them stays to be read.
            one_voice_per_member(
                "admission", name="one_standing_objection_per_member", among=Q(withdrawn_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Assent(MemberVoice):
    """A member's word that it has no objection. Silence has the same effect; this only says it was read."""

    admission = models.ForeignKey(Admission, on_delete=models.CASCADE, related_name="assents")
    given_at = models.DateTimeField()

    kept_as = "network.assent"

    class Meta:
        db_table = "network_assent"
        ordering = ("given_at",)
        constraints = (one_voice_per_member("admission", name="one_assent_per_member"),)

    def __str__(self) -> str:
        return f"{self.admission_id} {self.member_id}"
