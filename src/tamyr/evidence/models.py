from typing import Any

from django.db import models
from django.db.models import Q

from climate_pathways.assessment import Assessment
from climate_pathways.provenance import Source
from climate_pathways.snapshot import source_from
from climate_pathways.standing import Standing


class Edition(models.Model):
    """One set of figures as loaded: which snapshot, by which code, when."""

    digest = models.CharField(max_length=64)
    code_version = models.CharField(max_length=40)
    figures_on = models.DateField()
    loaded_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    sources = models.JSONField()
    variables = models.JSONField()

    class Meta:
        ordering = ("-loaded_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("digest", "code_version"), name="one_edition_per_snapshot_and_code"
            ),
            models.UniqueConstraint(
                fields=("is_current",), condition=Q(is_current=True), name="one_current_edition"
            ),
        )

    def __str__(self) -> str:
        return f"{self.figures_on:%Y-%m-%d} {self.digest[:12]}"

    def source_by_id(self) -> dict[str, Source]:
        return {entry["id"]: source_from(entry) for entry in self.sources}


class Profile(models.Model):
    """One country's frozen standing (or the region's) in one edition."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="profiles")
    iso3 = models.CharField(max_length=6)
    standing = models.JSONField()

    class Meta:
        ordering = ("iso3",)
        constraints = (
            models.UniqueConstraint(fields=("edition", "iso3"), name="one_profile_per_edition_and_place"),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.edition_id}"

    def read(self) -> Standing:
        data: dict[str, Any] = self.standing
        return Standing.from_dict(data)


class AssessmentVersion(models.Model):
    """One frozen assessment of a country. Pages quote it by its version, which never changes.

    ``inputs`` names everything it was made from, so that nobody computes the same one twice.
    """

    iso3 = models.CharField(max_length=3)
    version = models.CharField(max_length=40)
    inputs = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    is_current = models.BooleanField(default=False)
    content = models.TextField()

    class Meta:
        ordering = ("iso3", "-made_at")
        constraints = (
            models.UniqueConstraint(
                fields=("iso3", "version"), name="one_assessment_per_country_and_version"
            ),
            models.UniqueConstraint(
                fields=("iso3",), condition=Q(is_current=True), name="one_current_assessment_per_country"
            ),
        )

    def __str__(self) -> str:
        return f"{self.iso3} {self.version}"

    def read(self) -> Assessment:
        return Assessment.from_json(self.content)
