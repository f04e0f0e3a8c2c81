import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models.positions import Nature, Position
from tamyr.positions.models.versions import Version
from tamyr.priorities.logic.texts import hash_of
from tamyr.safety.models import EncryptedTextField


class Act(models.TextChoices):
    REPLACE = "replace", _("other words for this clause")
    AFTER = "after", _("a new clause after this one")
    DELETE = "delete", _("leave this clause out")


class Answer(models.TextChoices):
    PROPOSED = "proposed", _("proposed")
    ACCEPTED = "accepted", _("accepted")
    DECIDED = "decided", _("decided")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Amendment(models.Model):
    """A member's proposal to change one clause: a tracked difference to the wording it was written against.

    ``base_sha`` is the hash of that wording: where the clause has another one by now, the amendment has
    to be written anew against it.
    """

    Act = Act
    Answer = Answer

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="amendments")
    code = models.CharField(max_length=8)
    language = models.CharField(max_length=8)
    act = models.CharField(max_length=7, choices=Act.choices)
    nature = models.CharField(max_length=9, choices=Nature.choices)
    base_sha = models.CharField(max_length=64)
    # Kept beside its hash: the difference is shown against the words that its writer saw, whatever stands
    # there today.
    base_text = EncryptedTextField()
    text = EncryptedTextField(blank=True)
    reason = EncryptedTextField()
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    proposed_at = models.DateTimeField()
    # That the organisation which wrote the clause agrees.
    agreed_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=9, choices=Answer.choices, default=Answer.PROPOSED)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("proposed_at", "id")
        constraints = (
            models.CheckConstraint(
                # When, and not by whom: an account that is closed since leaves the answer without a person.
                condition=Q(answer=Answer.PROPOSED, answered_at__isnull=True)
                | ~Q(answer=Answer.PROPOSED) & Q(answered_at__isnull=False),
                name="an_answered_amendment_says_when",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def sha(self) -> str:
        """Of what it says, and of which words: whoever answers it answers exactly this."""
        return hash_of(self.base_sha, self.text)


class Comment(models.Model):
    """A member's words on a clause; they stay with it when it changes, marked as written on an earlier wording."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form_key = models.UUIDField(unique=True)
    # Of the position and not of a version: the clause keeps its code in the next one, and its comments stand
    # there too.
    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="comments")
    code = models.CharField(max_length=8)
    base_sha = models.CharField(max_length=64)
    words = EncryptedTextField()
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return str(self.id)
