import json
import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.decisions.models.decisions import Decision
from tamyr.network.models.members import Member
from tamyr.procedures.models import MemberVoice, one_voice_per_member
from tamyr.safety.models import EncryptedTextField, is_sealed, opened_json


class Way(models.TextChoices):
    """By whom a ballot was cast."""

    DELEGATE = "delegate", _("by its delegate")
    DEPUTY = "deputy", _("by its deputy")
    ENTRUSTED = "entrusted", _("by the member that holds its voice")
    PAPER = "paper", _("on paper, entered by another member")


class BallotContent(models.Model):
    """What a ballot says: ``choice`` as the file has it, ``words`` of an objection."""

    choice = EncryptedTextField()
    words = EncryptedTextField(blank=True)
    way = models.CharField(max_length=9, choices=Way.choices)
    # The voice is its member’s: it stands, whatever becomes of the account that cast it.
    cast_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    # Whose delegate cast it: another member than the voter's where its voice is held.
    cast_for = models.ForeignKey(Member, null=True, on_delete=models.PROTECT, related_name="+")
    # A number and no moment: versions have an order, and nobody learns when anybody voted.
    seq = models.PositiveIntegerField()

    class Meta:
        abstract = True

    @property
    def way_words(self) -> str:
        """Say by whom it was cast: without a member that cast it, a coordinator copied it from paper."""
        if self.way == Way.PAPER and self.cast_for_id is None:
            return str(_("on paper, entered by whoever keeps the decision"))
        return str(Way(self.way).label)

    @property
    def chosen(self) -> Any:
        """What was chosen; the word "sealed" where it does not open, which no rule takes for an answer."""
        return self.choice if is_sealed(self.choice) else json.loads(self.choice)

    @property
    def objection(self) -> dict[str, str]:
        return opened_json(self.words, {})


class Ballot(MemberVoice, BallotContent):
    """One member's voice as it stands; changeable until the close. When it was cast is not kept with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="ballots")

    class Meta:
        # By keys of chance: in the order in which they came, rows would tell who voted first.
        ordering = ("id",)
        constraints = (one_voice_per_member("decision", name="one_ballot_per_member"),)

    def __str__(self) -> str:
        return str(self.id)


class BallotVersion(BallotContent):
    """Each version of a ballot, under the key of the form that brought it: the same form twice is one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="versions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    form_key = models.UUIDField()

    class Meta:
        ordering = ("seq",)
        constraints = (
            # Services ask under the lock, and answer the same form with its ballot; this backs them.
            models.UniqueConstraint(fields=("decision", "form_key"), name="one_version_per_form"),
            # Backs the numbers that are given under the lock: receipts are made of them.
            models.UniqueConstraint(fields=("decision", "member", "seq"), name="one_version_per_number"),
        )

    def __str__(self) -> str:
        return str(self.id)
