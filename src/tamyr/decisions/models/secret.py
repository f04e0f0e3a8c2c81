"""A decision on persons, by secret ballot. No column here, and no order of rows, joins a seat and a ballot."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.decisions.models.decisions import Decision, Option, Stage
from tamyr.network.models.countries import Country
from tamyr.network.models.members import best_of_both
from tamyr.safety.models import EncryptedTextField, is_sealed


class Source(models.TextChoices):
    """Where ballots come from."""

    CODES = "codes", _("codes that this site gives out")
    BELENIOS = "belenios", _("an election on Belenios")


class Election(models.Model):
    """What a decision on persons has beside others.

    Codes are picked up until ``codes_until``. Then they are shuffled, once, and from ``shuffled_at`` on ballots are cast.
    ``codes`` are the hashes that were published at that moment. ``belenios`` is the fingerprint of the election there, ``raw``
    the rankings that were published there. ``is_swept`` says that no page of the database holds rows that were taken away.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.CASCADE, primary_key=True, related_name="election"
    )
    ballots_from = models.CharField(max_length=8, choices=Source.choices, default=Source.CODES)
    codes_until = models.DateTimeField(null=True, blank=True)
    shuffled_at = models.DateTimeField(null=True, blank=True)
    codes = models.TextField(blank=True)
    is_swept = models.BooleanField(default=True)
    belenios = models.CharField(max_length=43, blank=True)
    # Not sealed: Belenios has published these rankings.
    raw = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(ballots_from=Source.CODES) | Q(codes_until__isnull=False),
                name="codes_are_given_out_until_a_moment",
            ),
            models.CheckConstraint(
                # Nobody, whatever they write to the database, shuffles while others may still pick up a code.
                condition=Q(shuffled_at__isnull=True) | Q(shuffled_at__gte=models.F("codes_until")),
                name="no_ballot_before_the_last_code",
            ),
        )

    def __str__(self) -> str:
        return str(self.decision_id)

    @property
    def by_codes(self) -> bool:
        return self.ballots_from == Source.CODES

    @property
    def sha256s(self) -> list[str]:
        """The hashes of all codes, sorted, as they were published before anybody voted."""
        found: list[str] = json.loads(self.codes) if self.codes else []
        return found

    # The clock alone does not do: one that went back must not give codes after the shuffle.
    def gives_codes_at(self, decision: Decision, now: datetime) -> bool:
        return (
            decision.stage == Stage.OPEN
            and self.codes_until is not None
            and self.shuffled_at is None
            and now < self.codes_until
        )

    def hears_ballots_at(self, decision: Decision, now: datetime) -> bool:
        # Not by the stage alone: it is open from the first code on, and ballots come after the shuffle.
        return self.by_codes and self.shuffled_at is not None and decision.hears_voices_at(now)


class Candidate(models.Model):
    """Somebody who consented to stand, with what all voters read of them. From the opening on they are an option."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="candidates")
    # What voters have read of somebody stays, also when the account goes.
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    option = models.OneToOneField(Option, null=True, on_delete=models.CASCADE, related_name="candidate")
    name_en = models.CharField(max_length=120)
    name_ru = models.CharField(max_length=120)
    statement_en = models.TextField()
    statement_ru = models.TextField()
    consented_at = models.DateTimeField()

    class Meta:
        # By keys that chance gave: nobody stands first for having been quick, or for a name.
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("decision", "person"), name="one_candidacy_per_person"),
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def name(self) -> str:
        return best_of_both(self.name_en, self.name_ru)

    @property
    def statement(self) -> str:
        return best_of_both(self.statement_en, self.statement_ru)


class IssuedCode(models.Model):
    """The hash of a code that somebody picked up; gone at the shuffle, and in no copy of the data."""

    # It is the key, and there is no other and no time: a number or a day would tell
    # in which order codes were picked up.
    sha256 = models.CharField(max_length=64, primary_key=True)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return self.sha256


# A row for each code from the shuffle on, used or not: were rows made by voting,
# they would lie in the order of votes.
class SecretBallot(models.Model):
    """A code that may be used, and what was last cast with it; without a time, and gone once it is counted."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="secret_ballots")
    choice = EncryptedTextField(blank=True)

    class Meta:
        # Always sorted: else PostgreSQL may give rows in the order of their last change, which is that of
        # votes.
        ordering = ("sha256",)

    def __str__(self) -> str:
        return self.sha256

    @property
    def chosen(self) -> Any:
        """What was chosen; None where nothing was cast, the word "sealed" where it does not open."""
        if not self.choice:
            return None
        return self.choice if is_sealed(self.choice) else json.loads(self.choice)


def election_of(decision: Decision) -> Election | None:
    """Return what makes a decision a secret one; None for all others."""
    # Persons are chosen by this rule alone: of others the database is not asked.
    if '"stv"' not in decision.rule:
        return None
    return Election.objects.filter(decision=decision).first()
