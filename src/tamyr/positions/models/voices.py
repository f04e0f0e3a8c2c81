import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.network.models import Member
from tamyr.positions.models.versions import Version
from tamyr.priorities.logic.texts import hash_of
from tamyr.procedures.models import MemberVoice, one_voice_per_member
from tamyr.safety.models import EncryptedTextField


class Stance(models.TextChoices):
    ASSENT = "assent", _("no objection")
    ASIDE = "aside", _("stands aside: it does not join, and does not hold the others up")
    OBJECTION = "objection", _("objects")


class Word(MemberVoice):
    """One organisation's word while members may object, changeable until then.

    An objection names the clause, a reason and what would have to change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="words")
    stance = models.CharField(max_length=9, choices=Stance.choices)
    code = models.CharField(max_length=8, blank=True)
    reason = EncryptedTextField(blank=True)
    change = EncryptedTextField(blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("given_at",)
        constraints = (
            one_voice_per_member("version", name="one_word_per_member_and_version"),
            models.CheckConstraint(
                condition=~Q(stance=Stance.OBJECTION) | ~Q(code=""), name="an_objection_names_its_clause"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Step(models.TextChoices):
    APPROVED = "approved", _("approved inside")
    SIGNED = "signed", _("signed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Signature(models.Model):
    """A member's adherence to an adopted position: approved inside the organisation, then signed.

    A sealed one is counted and never named. ``approval``: who approved it inside, in the
    organisation's own words.
    """

    Step = Step

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="signatures")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=9, choices=Step.choices, default=Step.APPROVED)
    # Kept with the row: a member that comes into the open later is not named by what it signed in hiding.
    is_sealed = models.BooleanField(default=False)
    # Kept, since the moment until which members are asked can be set anew.
    is_late = models.BooleanField(default=False)
    approval = EncryptedTextField(blank=True)
    # By day: the minute of a sealed signature would tell who was on the site then.
    signed_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("version", "member"), name="one_signature_per_member_and_version"
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.SIGNED) | Q(signed_on__isnull=False), name="a_signature_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(step=Step.WITHDRAWN) | Q(signed_on__isnull=False, withdrawn_on__isnull=False),
                name="only_a_signature_is_withdrawn",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sha(self) -> str:
        """Of what was approved inside, by name or without: whoever signs signs exactly this."""
        return hash_of(self.approval, str(self.is_sealed))
