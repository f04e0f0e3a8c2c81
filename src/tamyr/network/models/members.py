import uuid
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tamyr.network.logic.member_entry import NAME_LETTERS, SITE_LETTERS
from tamyr.network.models.countries import Country
from tamyr.network.models.vocabularies import Theme
from tamyr.safety.models import EncryptedTextField, ExposureLevel, is_sealed, opened_json
from tamyr.shared.languages import language

IN_THE_OPEN = (ExposureLevel.PUBLIC, ExposureLevel.NETWORK)


class Status(models.TextChoices):
    ACTIVE = "active", _("active")
    INACTIVE = "inactive", _("inactive")
    OBSERVER = "observer", _("observer")


class Member(models.Model):
    """A member organisation. It acts through delegates; it is never a person.

    A member at circle or sealed level is ``guarded``: its words, site and themes are kept
    encrypted in one field, nothing readable is left beside it, and its slug says nothing.
    """

    Status = Status

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="members")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.ACTIVE)
    exposure = models.CharField(max_length=7, choices=ExposureLevel.choices, default=ExposureLevel.NETWORK)
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    site = models.URLField(max_length=SITE_LETTERS, blank=True)
    guarded = EncryptedTextField(blank=True)
    # Its contacts have hidden it: until that ends it is not shown to more people, whoever proposes it.
    locked_at = models.DateTimeField(null=True, blank=True, editable=False)
    # While it is hidden by them: the level that its people want for afterwards.
    returns_as = models.CharField(max_length=7, choices=ExposureLevel.choices, blank=True, editable=False)
    # A count and no moment: of two changes within one moment the second would look like the first.
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("joined_on")),
                name="member_leaves_after_joining",
            ),
            models.CheckConstraint(
                # Hidden by its contacts is sealed in fact: no question of
                # any room has to know of a further state.
                condition=Q(locked_at=None) | Q(exposure=ExposureLevel.SEALED),
                name="locked_member_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(returns_as="") | Q(locked_at__isnull=False),
                name="only_a_locked_member_returns",
            ),
            models.CheckConstraint(
                # Its names, stories and themes lie in tables of their own, into which a constraint of this
                # row cannot look: ``write_entry`` empties those.
                condition=Q(exposure__in=IN_THE_OPEN) | Q(site=""),
                name="guarded_member_shows_no_site",
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def is_guarded(self) -> bool:
        return self.exposure not in IN_THE_OPEN

    @property
    def chosen_exposure(self) -> str:
        """The level that its people chose: of a locked member the one for afterwards."""
        return self.returns_as or self.exposure

    @property
    def membership(self) -> dict[str, str]:
        """Its status and dates, as codes: what is changed by proposal and kept with its history."""
        left = self.left_on.isoformat() if self.left_on else ""
        return {"status": self.status, "joined_on": self.joined_on.isoformat(), "left_on": left}

    def belonged_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)

    @property
    def names(self) -> dict[str, str]:
        """What it is called, by language: lists ask for nothing else of a profile."""
        if not self.is_guarded:
            return {row.language: row.name for row in self.words.all()}
        # Under English, to which a name in any other language falls back.
        if is_sealed(self.guarded):
            return {"en": str(self.guarded)}
        kept: dict[str, str] = opened_json(self.guarded, {}).get("names", {})
        return kept

    @property
    def profile(self) -> dict[str, Any]:
        """Its words, site and themes, wherever they are kept: names, stories, site, themes."""
        if self.is_guarded:
            empty = {"names": self.names, "stories": {}, "site": "", "themes": []}
            # What does not open leaves an entry without words, and no list that fails.
            return {**empty, **opened_json(self.guarded, {})}
        words = list(self.words.all())
        return {
            "names": {row.language: row.name for row in words},
            "stories": {row.language: row.story for row in words if row.story},
            "site": self.site,
            "themes": [row.theme for row in self.themes.all()],
        }

    @property
    def name(self) -> str:
        """Its name in the reader's language, else in English, else in any."""
        return best_of(self.names, language())[0] or self.slug


class MemberWords(models.Model):
    """What a member in the open is called and says of itself, in one language.

    ``sorted_as`` is the name as lists sort and search it, alike on every database.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="words")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=NAME_LETTERS)
    story = models.TextField(blank=True)
    sorted_as = models.CharField(max_length=200, editable=False)

    class Meta:
        ordering = ("language",)
        constraints = (
            models.UniqueConstraint(fields=("member", "language"), name="one_name_per_member_and_language"),
        )

    def __str__(self) -> str:
        return f"{self.member_id} {self.language}"


class MemberTheme(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=32, choices=Theme.choices)

    class Meta:
        ordering = ("theme",)
        constraints = (models.UniqueConstraint(fields=("member", "theme"), name="one_theme_once_per_member"),)

    def __str__(self) -> str:
        return self.theme


class MembershipStatus(models.Model):
    """A member's status from a day on; the last one not in the future is today's."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="statuses")
    status = models.CharField(max_length=8, choices=Status.choices)
    from_on = models.DateField()

    kept_as = "network.standing"

    class Meta:
        db_table = "network_standing"
        ordering = ("from_on",)
        constraints = (
            # Of two statuses from one day on nobody could say which of them holds.
            models.UniqueConstraint(fields=("member", "from_on"), name="one_standing_per_member_and_day"),
        )

    def __str__(self) -> str:
        return f"{self.status} {self.from_on}"


class MembershipChange(models.Model):
    """A member's status and dates before and after a change; who proposed it and who confirmed it.

    A coordinator's own change has nobody who confirmed it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="membership_changes")
    at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    status_before = models.CharField(max_length=8, choices=Status.choices)
    joined_on_before = models.DateField()
    left_on_before = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=Status.choices)
    status_from_on = models.DateField(null=True)
    joined_on = models.DateField()
    left_on = models.DateField(null=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return str(self.id)


def best_of_both(english: str, russian: str) -> str:
    """Return the one of two texts that is in the reader's language, else the other where that one is empty."""
    return best_of({"en": english, "ru": russian}, language())[0]


def best_of(texts: dict[str, str], language: str) -> tuple[str, str]:
    """Return the text in ``language``, else in English, Russian or any other; and its language."""
    # Sorted, so that a name in other languages alone is the same in each list and on each database.
    for code in (language, "en", "ru", *sorted(texts)):
        if texts.get(code):
            return texts[code], code
    return "", language
