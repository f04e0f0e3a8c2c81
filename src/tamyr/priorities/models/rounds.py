from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, Outside
from tamyr.decisions.models import Stage as VoteStage
from tamyr.network.models.members import best_of_both
from tamyr.procedures.models import (
    MemberVoice,
    NamedMember,
    Procedure,
    ScopedRow,
    one_voice_per_member,
    scope_says_which,
)


class Stage(models.TextChoices):
    DRAFT = "draft", _("being prepared")
    OPEN = "open", _("open")
    CHOOSING = "choosing", _("being decided")
    ADOPTED = "adopted", _("priorities adopted")
    FAILED = "failed", _("ended without priorities")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Phase(models.TextChoices):
    """Where a round is by the clock: of an open one the stage does not say it."""

    DRAFT = "draft", _("being prepared")
    COLLECT = "collect", _("proposals are collected")
    DISCUSS = "discuss", _("proposals are discussed")
    PREPARE = "prepare", _("the vote is being prepared")
    CHOOSE = "choose", _("the members choose")
    ADOPTED = "adopted", _("priorities adopted")
    FAILED = "failed", _("ended without priorities")
    WITHDRAWN = "withdrawn", _("withdrawn")


OVER = (Stage.ADOPTED, Stage.FAILED, Stage.WITHDRAWN)


class Authors(models.TextChoices):
    """Whether readers know whose a proposal is; said before anybody writes, and never changed after."""

    SHOWN = "shown", _("shown at once")
    HIDDEN = "hidden", _("shown when the result is there")


class Proposers(models.TextChoices):
    ACTIVE = "active", _("active members")
    ALL = "all", _("all members, observers and inactive ones too")


class Balance(models.TextChoices):
    """How much of the choice each member has: the names of the decision file."""

    MEMBER = "member", _("each member has the same share")
    CAPPED = "country-capped", _("countries with few members weigh more, up to a limit")


class Round(Procedure, ScopedRow):
    """One collection of proposals ending in a decision.

    It is open until ``closes_at``: proposals come until ``collects_until``, arguments all the time.
    Then a decision is opened with the proposals as its options, and its outcome ends the round.
    """

    Stage = Stage

    number = models.PositiveIntegerField(unique=True)
    stage = models.CharField(max_length=9, choices=Stage.choices, default=Stage.DRAFT)
    title_en = models.CharField(max_length=200)
    title_ru = models.CharField(max_length=200)
    words_en = models.TextField(blank=True)
    words_ru = models.TextField(blank=True)
    authors = models.CharField(max_length=6, choices=Authors.choices, default=Authors.SHOWN)
    proposers = models.CharField(max_length=6, choices=Proposers.choices, default=Proposers.ACTIVE)
    is_public = models.BooleanField(default=False)
    most_per_member = models.PositiveSmallIntegerField(default=3)
    seats = models.PositiveSmallIntegerField(default=5)
    balance = models.CharField(max_length=14, choices=Balance.choices, default=Balance.CAPPED)
    # What people outside the network may read of the vote, as a decision says it.
    outside = models.CharField(max_length=7, choices=Outside.choices, default=Outside.RESULT)
    choose_days = models.PositiveSmallIntegerField(default=14)
    made_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    collects_until = models.DateTimeField()
    closes_at = models.DateTimeField()
    # Of all proposals that were put to the vote, as their texts were then.
    texts_sha256 = models.CharField(max_length=64, blank=True)
    choice = models.OneToOneField(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # The vote that was annulled or came to nothing, whose place the next one takes.
    former = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("collects_until")), name="a_round_is_discussed_after_it_collects"
            ),
            models.CheckConstraint(
                # A draft that is withdrawn was never opened.
                condition=Q(stage__in=(Stage.DRAFT, Stage.WITHDRAWN)) | Q(opened_at__lt=F("collects_until")),
                name="an_open_round_collects",
            ),
            models.CheckConstraint(
                condition=~Q(title_en="") & ~Q(title_ru=""), name="a_round_has_a_title_in_both_languages"
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, most_per_member__gte=1, choose_days__gte=1),
                name="a_round_has_seats",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=(Stage.CHOOSING, Stage.ADOPTED, Stage.FAILED))
                | Q(choice__isnull=False) & ~Q(texts_sha256=""),
                name="what_is_chosen_is_bound",
            ),
            # What is of a circle nobody else reads, neither the talk nor the vote.
            scope_says_which(name="a_round_says_whose", inside=Q(is_public=False, outside=Outside.NOTHING)),
        )

    @property
    def may_vote_again(self) -> bool:
        """Whether its vote came to nothing, so that the same proposals may be put to the vote once more."""
        return (
            self.stage == Stage.FAILED and self.choice is not None and self.choice.stage == VoteStage.FAILED
        )

    def __str__(self) -> str:
        return str(self.id)

    @property
    def title(self) -> str:
        return best_of_both(self.title_en, self.title_ru)

    @property
    def words(self) -> str:
        return best_of_both(self.words_en, self.words_ru)

    @property
    def hides_authors(self) -> bool:
        """Whether nobody but its own people may know whose a proposal is."""
        # A withdrawn round names nobody either: there is no result after which it was promised.
        return self.authors == Authors.HIDDEN and self.stage not in (Stage.ADOPTED, Stage.FAILED)

    def collects_at(self, now: datetime) -> bool:
        return self.hears_voices_at(now) and now < self.collects_until

    def phase_at(self, now: datetime) -> str:
        if self.stage == Stage.OPEN:
            if self.collects_at(now):
                return Phase.COLLECT
            return Phase.DISCUSS if self.hears_voices_at(now) else Phase.PREPARE
        return Phase.CHOOSE if self.stage == Stage.CHOOSING else Phase(self.stage)

    def next_end_at(self, now: datetime) -> datetime | None:
        """Return when the phase ends that runs now; None where no moment is set."""
        ends = {Phase.COLLECT: self.collects_until, Phase.DISCUSS: self.closes_at}
        return ends.get(Phase(self.phase_at(now)))


class NamedInRound(NamedMember):
    """A member that a round of a coalition names."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="named")

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("round", "member"), name="one_name_per_round_and_member"),
        )

    def __str__(self) -> str:
        return f"{self.round_id} {self.member_id}"


class Pass(MemberVoice):
    """A member's word that it has nothing to add in a phase: its desk need not ask it any more."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="passes")
    # Said of one phase: in the next one the desk asks again, and the row is written over.
    phase = models.CharField(max_length=9, choices=Phase.choices)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("given_at",)
        constraints = (one_voice_per_member("round", name="one_pass_per_member"),)

    def __str__(self) -> str:
        return f"{self.round_id} {self.member_id}"
