import uuid
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models.members import Member
from tamyr.priorities.models.proposals import Proposal
from tamyr.safety.models import EncryptedTextField, opened_json


class ArgumentKind(models.TextChoices):
    FOR = "for", _("for it")
    AGAINST = "against", _("against it")
    IMPROVEMENT = "improve", _("what would make it better")


class Argument(models.Model):
    """What a member says of a proposal as its text was then, and what the author answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="arguments")
    form_key = models.UUIDField(unique=True)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=7, choices=ArgumentKind.choices)
    language = models.CharField(max_length=2)
    words = EncryptedTextField()
    text_sha256 = models.CharField(max_length=64)
    answer = EncryptedTextField(blank=True)
    answer_language = models.CharField(max_length=2, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    # Beside the moderations, so that lists count by one column what is shown.
    is_set_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ("made_at",)

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_of_earlier_text(self) -> bool:
        return self.text_sha256 != self.proposal.text_sha256


class MergerStage(models.TextChoices):
    WAITING = "waiting", _("waits for the other author")
    ACCEPTED = "accepted", _("accepted by both authors")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "withdrawn", _("taken back")


class Merger(models.Model):
    """Two proposals shall become one: nothing changes until both authors agree to the same words.

    ``kept`` goes on with ``words``, ``other`` is taken up in it. The hashes say which texts it was proposed for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    kept = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="mergers")
    other = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="mergers_into")
    kept_sha256 = models.CharField(max_length=64)
    other_sha256 = models.CharField(max_length=64)
    # Whose word it still needs: the author of this one did not propose it.
    asked = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    words = EncryptedTextField()
    stage = models.CharField(max_length=9, choices=MergerStage.choices, default=MergerStage.WAITING)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(condition=~Q(kept=F("other")), name="nothing_is_merged_with_itself"),
            models.CheckConstraint(
                condition=Q(asked=F("kept")) | Q(asked=F("other")), name="an_author_of_both_is_asked"
            ),
            # The same pair the other way round is another row: ``propose_merger`` looks for both.
            models.UniqueConstraint(
                fields=("kept", "other"), condition=Q(stage="waiting"), name="one_waiting_merger_per_pair"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def said(self) -> dict[str, Any]:
        # Where no key opens it any more, the sentence that says so stands in both places, and the page goes
        # on.
        return opened_json(self.words, {"title": str(self.words), "text": str(self.words)})


class Outcome(models.TextChoices):
    RESTORED = "restored", _("shown again")
    UPHELD = "upheld", _("stays set aside")


class Moderation(models.Model):
    """A proposal or an argument was set aside, with a reason. Nothing is deleted, and the author may appeal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moderations")
    argument = models.ForeignKey(
        Argument, null=True, blank=True, on_delete=models.CASCADE, related_name="moderations"
    )
    reason = EncryptedTextField()
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField()
    appeal = EncryptedTextField(blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    outcome_reason = EncryptedTextField(blank=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-done_at",)
        constraints = (
            models.CheckConstraint(
                # An outcome leaves no further appeal: upheld before anybody appealed, the author would have
                # none.
                condition=~Q(outcome=Outcome.UPHELD) | Q(appealed_at__isnull=False),
                name="only_an_appeal_is_turned_down",
            ),
            models.CheckConstraint(
                # ``decide_moderation`` leaves ``decided_by`` empty for whoever lifts what they set aside
                # themselves: so this lets them.
                condition=Q(decided_by__isnull=True)
                | Q(appealed_at__isnull=True)
                | ~Q(decided_by=F("done_by")),
                name="an_appeal_goes_to_another",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
