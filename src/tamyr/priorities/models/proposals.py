import json
import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.network.models.countries import Country
from tamyr.network.models.members import Member
from tamyr.network.models.vocabularies import Theme
from tamyr.priorities.models.rounds import Round
from tamyr.procedures.models import one_voice_per_member
from tamyr.safety.models import EncryptedTextField, opened_json

LANGUAGES = (("en", _("English")), ("ru", _("Russian")))


class ProposalStage(models.TextChoices):
    STANDING = "standing", _("stands")
    MERGED = "merged", _("taken up in another one")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")
    SET_ASIDE = "set aside", _("set aside by a coordinator")


class Proposal(models.Model):
    """What a member puts into a round.

    ``text_sha256`` is of what the author wrote, as it is now: support and arguments keep the one
    they were given for, so that a changed text does not carry them silently. What another translated
    is no part of it. ``code`` names it in ballots once it is put to the vote.
    """

    Stage = ProposalStage

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="proposals")
    # Counted over all that were ever made, so that a number in a talk never comes to mean another proposal.
    place = models.PositiveIntegerField()
    form_key = models.UUIDField(unique=True)
    stage = models.CharField(max_length=9, choices=ProposalStage.choices, default=ProposalStage.STANDING)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    theme = models.CharField(max_length=32, choices=Theme.choices)
    country = models.ForeignKey(Country, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text_sha256 = models.CharField(max_length=64)
    changed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_up"
    )
    code = models.CharField(max_length=8, blank=True)
    # Its place among the priorities.
    chosen = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("place",)
        constraints = (
            models.UniqueConstraint(fields=("round", "place"), name="one_proposal_per_place"),
            models.CheckConstraint(
                condition=Q(stage=ProposalStage.MERGED) ^ Q(merged_into__isnull=True),
                name="a_merged_proposal_says_into_which",
            ),
            models.CheckConstraint(
                condition=Q(chosen__isnull=True) | ~Q(code=""), name="what_is_chosen_was_put_to_the_vote"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def is_standing(self) -> bool:
        return self.stage == ProposalStage.STANDING


class Wording(models.Model):
    """A proposal's words in one language, in one version: nothing is written over.

    ``member`` is who translated, null for the author; ``of_sha256`` the author's text a translation was made from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    version = models.PositiveIntegerField()
    words = EncryptedTextField()
    sha256 = models.CharField(max_length=64)
    of_sha256 = models.CharField(max_length=64, blank=True)
    member = models.ForeignKey(Member, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        # ``last()`` goes by this: of a language the newest wording is the one that stands.
        ordering = ("version",)
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "language", "version"), name="one_wording_per_version"
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True) | ~Q(of_sha256=""), name="a_translation_says_of_what"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def said(self) -> dict[str, Any]:
        return opened_json(self.words, {"title": str(self.words), "text": str(self.words)})

    @property
    def title(self) -> str:
        return str(self.said["title"])

    @property
    def text(self) -> str:
        return str(self.said["text"])

    @property
    def is_translation(self) -> bool:
        return bool(self.of_sha256)

    @property
    def is_of_earlier_text(self) -> bool:
        """Whether the author changed the text since it was translated."""
        return self.is_translation and self.of_sha256 != self.proposal.text_sha256


class Quote(models.Model):
    """A number of a stored assessment, or the assessment whole, as it was when it was quoted.

    ``facts``: JSON of the number with unit, source, year and method, named in both languages; empty
    for a whole assessment. Neither a newer version nor a newer release changes it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="quotes")
    iso3 = models.CharField(max_length=3)
    version = models.CharField(max_length=40)
    # Not encrypted: these numbers are published, and a trigger compares them once they are voted on.
    facts = models.TextField(blank=True)
    facts_sha256 = models.CharField(max_length=64)
    quoted_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("quoted_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "facts_sha256"),
                # What was taken away may be quoted again, as a row of its own.
                condition=Q(dropped_at__isnull=True),
                name="each_number_is_quoted_once",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def number(self) -> dict[str, Any] | None:
        found: dict[str, Any] | None = json.loads(self.facts) if self.facts else None
        return found


class Support(models.Model):
    """A member likes a proposal while it is discussed. It is no vote, and binds to the text it was given for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="supports")
    text_sha256 = models.CharField(max_length=64)
    given_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("given_at",)
        # Of those taken back too: given again the same row stands up, and nobody is counted twice.
        constraints = (one_voice_per_member("proposal", name="one_support_per_member"),)

    def __str__(self) -> str:
        return str(self.id)
