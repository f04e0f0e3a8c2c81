"""How a row is known: what every row of the directory says of itself."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from tamyr.addressees.logic.kinds import STATUSES


class SourcedRow(models.Model):
    """A status, the public page that says so, and the day on which it was read."""

    status = models.CharField(
        max_length=12, choices=[(code, code) for code in STATUSES], default="unverified"
    )
    source_url = models.URLField(max_length=500, blank=True)
    source_seen_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def holds(from_on: date | None, until_on: date | None, day: date) -> bool:
    # The day on which it ends is no day of it, so that one row can begin on the day on which another ends.
    return (from_on is None or from_on <= day) and (until_on is None or day < until_on)


class DatedRow(models.Model):
    """True from a day on and until another one, both open where they are not known."""

    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        return holds(self.from_on, self.until_on, day)


class DirectoryRow(models.Model):
    """A row that the site came with, by its ``key``, until somebody of the network changes it."""

    # NULL for whatever the network enters: of empty keys only one could be.
    key = models.SlugField(max_length=80, null=True, blank=True, unique=True)
    entered_at = models.DateTimeField()
    # From then on it is the network's: a later release writes nothing over it.
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


def known_by_a_page(name: str) -> models.CheckConstraint:
    """Return the constraint that whatever counts as known names the page that says so, and its day."""
    is_named = ~Q(source_url="") & Q(source_seen_on__isnull=False)
    return models.CheckConstraint(condition=Q(status="unverified") | is_named, name=name)


def in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that what ends has begun before."""
    open_ended = Q(from_on__isnull=True) | Q(until_on__isnull=True)
    return models.CheckConstraint(condition=open_ended | Q(until_on__gt=F("from_on")), name=name)


def holding_on(day: date) -> Q:
    """Return the condition that a dated row holds on a day."""
    # The same as ``holds``, asked of the database.
    begun = Q(from_on__isnull=True) | Q(from_on__lte=day)
    return begun & (Q(until_on__isnull=True) | Q(until_on__gt=day))
