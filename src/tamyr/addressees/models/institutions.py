import uuid
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q

from tamyr.addressees.logic.kinds import BODIES, LEVELS
from tamyr.addressees.models.known import DatedRow, DirectoryRow, SourcedRow, holds, in_order, known_by_a_page
from tamyr.network.models.members import best_of
from tamyr.shared.languages import language


class Institution(SourcedRow, DirectoryRow):
    """A public body to which demands go: never a person.

    A body that was merged into another keeps its rows; whoever asks for it is led to the other one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    form_key = models.UUIDField(unique=True)
    # Empty: of no country, as the secretariat of a convention is.
    iso3 = models.CharField(max_length=3, blank=True)
    level = models.CharField(max_length=13, choices=[(code, code) for code in LEVELS])
    kind = models.CharField(max_length=12, choices=[(code, code) for code in BODIES])
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    website = models.URLField(max_length=300, blank=True)
    # Codes of the languages in which it may be written to, by spaces.
    languages = models.CharField(max_length=60, blank=True)
    founded_on = models.DateField(null=True, blank=True)
    dissolved_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("iso3", "kind"), name="institutions_by_country"),)
        constraints = (
            known_by_a_page("an_institution_is_known_by_a_page"),
            models.CheckConstraint(
                condition=Q(iso3="", level="international") | ~Q(iso3="") & ~Q(level="international"),
                name="an_institution_is_of_a_country_or_between_them",
            ),
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True)
                | Q(dissolved_on__isnull=True)
                | Q(dissolved_on__gt=F("founded_on")),
                name="an_institution_ends_after_it_began",
            ),
            models.CheckConstraint(
                # A ring of several bodies no constraint sees: whoever merges asks ``family_of``.
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="no_institution_is_merged_into_itself",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="no_institution_is_its_own_parent"
            ),
        )

    def __str__(self) -> str:
        return str(self.number)

    @property
    def language_codes(self) -> list[str]:
        return self.languages.split()

    def names_on(self, day: date) -> dict[str, str]:
        """Return its name in each language on a day; the latest where none is known of that day."""
        # Chosen here and not by the database: lists have the names of all their bodies in hand already.
        rows = self.names.all()
        return called_on((DatedName(row.language, row.name, row.from_on, row.until_on) for row in rows), day)

    def name_on(self, day: date, code: str = "") -> str:
        return best_of(self.names_on(day), code or language())[0] or str(self.number)


class DatedName(NamedTuple):
    """A name in one language, and for what time."""

    language: str
    name: str
    from_on: date | None
    until_on: date | None


def called_on(names: Iterable[DatedName], day: date) -> dict[str, str]:
    """Return by language the name that holds on a day; the latest where none does."""
    # A name without a first day counts as the oldest, so that it hides no later one.
    rows = sorted(names, key=lambda row: row.from_on or date.min)
    latest = {row.language: row.name for row in rows}
    return latest | {row.language: row.name for row in rows if holds(row.from_on, row.until_on, day)}


class InstitutionName(DatedRow):
    """What a body is called in one language, for a time. ``found_as`` is what searching and likeness compare."""

    institution = models.ForeignKey(Institution, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=8)
    name = models.CharField(max_length=300)
    found_as = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        ordering = ("language", "id")
        constraints = (
            in_order("a_name_ends_after_it_began"),
            # Only of names without an end: whether two that end hold at one time, no constraint sees but
            # ``at_one_time``.
            models.UniqueConstraint(
                fields=("institution", "language"),
                condition=Q(until_on__isnull=True),
                name="one_name_at_a_time_per_language",
            ),
        )

    def __str__(self) -> str:
        return self.name
