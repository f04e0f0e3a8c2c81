from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.decisions.models import Decision
from tamyr.positions.models.positions import Position
from tamyr.procedures.models import Procedure


class Stage(models.TextChoices):
    DRAFT = "draft", _("being written")
    OPEN = "open", _("before the members")
    DECIDING = "deciding", _("before a vote")
    ADOPTED = "adopted", _("adopted")
    FAILED = "failed", _("not adopted")
    WITHDRAWN = "withdrawn", _("withdrawn")


RUNNING = (Stage.DRAFT, Stage.OPEN, Stage.DECIDING)
# Bound by their hash: nothing of them changes.
BOUND = (Stage.DECIDING, Stage.ADOPTED)


class Version(Procedure):
    """One version of a position, from its first clause to what became of it.

    While it is ``open`` members may object until ``closes_at``, which follows from the clocks of its
    languages. ``text_hash`` is set when its text is bound: nothing of it changes from then on, which
    triggers of the database keep. ``told_alone_at``: that members were told that the authoritative
    text runs alone.
    """

    Stage = Stage

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    told_alone_at = models.DateTimeField(null=True, blank=True)
    text_hash = models.CharField(max_length=64, blank=True)
    # The languages that the hash binds, by spaces: a translation finished later is no part of it.
    bound = models.CharField(max_length=40, blank=True)
    # Whose question carries the hash, where members vote on it.
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sign_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("position", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("position", "number"), name="one_version_per_number_of_a_position"
            ),
            models.UniqueConstraint(
                fields=("position",), condition=Q(stage__in=RUNNING), name="one_running_version_per_position"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.OPEN) | Q(closes_at__isnull=False, opened_at__isnull=False),
                name="an_open_version_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(decision__isnull=True) | ~Q(text_hash=""), name="what_is_voted_on_is_bound"
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=BOUND) | ~Q(text_hash="") & ~Q(bound=""),
                name="an_adopted_text_is_bound",
            ),
        )

    def __str__(self) -> str:
        return f"{self.position_id} {self.number}"

    @property
    def is_bound(self) -> bool:
        return bool(self.text_hash)

    # Compared code by code: as a piece of the text one code could be found in another.
    def binds(self, language: str) -> bool:
        return language in self.bound.split()

    def may_be_written_at(self, now: datetime) -> bool:
        """Whether its text may still change: until it is bound, and until members had their time."""
        if self.is_bound:
            return False
        return self.stage == Stage.DRAFT or self.hears_voices_at(now)


class Quote(models.Model):
    """What a position quotes of the evidence: a country's assessment in one version, which never changes."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="quotes")
    iso3 = models.CharField(max_length=3)
    assessment = models.CharField(max_length=40)

    class Meta:
        ordering = ("iso3",)
        constraints = (
            models.UniqueConstraint(fields=("version", "iso3"), name="one_quote_per_version_and_country"),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.assessment}"
