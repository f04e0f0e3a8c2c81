import uuid

from django.db import models
from django.db.models import Q

from tamyr.addressees.logic.kinds import OFFICES
from tamyr.addressees.models.institutions import Institution
from tamyr.addressees.models.known import DatedRow, DirectoryRow, SourcedRow, in_order, known_by_a_page
from tamyr.network.models.members import best_of
from tamyr.shared.languages import language


class Office(SourcedRow, DirectoryRow, DatedRow):
    """A post in a body, whoever holds it: a minister, a focal point. Titles by language."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    institution = models.ForeignKey(Institution, on_delete=models.PROTECT, related_name="offices")
    kind = models.CharField(max_length=12, choices=[(code, code) for code in OFFICES])
    titles = models.JSONField(default=dict)

    class Meta:
        ordering = ("kind", "id")
        constraints = (
            known_by_a_page("an_office_is_known_by_a_page"),
            in_order("an_office_ends_after_it_began"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return best_of(self.titles, language())[0]


class Holder(SourcedRow, DirectoryRow, DatedRow):
    """Who holds an office in public: a name, days, and the public page that says so. Nothing else of a person.

    A name that was taken away leaves the days on which somebody held the office.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="holders")
    name = models.CharField(max_length=200, blank=True)
    taken_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-from_on", "id")
        constraints = (
            in_order("a_holder_ends_after_they_began"),
            models.CheckConstraint(
                # With a name that is taken away its page goes, too: the name stands on it.
                condition=~Q(source_url="") & Q(source_seen_on__isnull=False) & ~Q(status="unverified")
                | Q(taken_away_at__isnull=False),
                name="no_holder_without_a_public_source",
            ),
            models.CheckConstraint(
                condition=Q(name="", taken_away_at__isnull=False)
                | ~Q(name="") & Q(taken_away_at__isnull=True),
                name="a_name_stands_or_was_taken_away",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
