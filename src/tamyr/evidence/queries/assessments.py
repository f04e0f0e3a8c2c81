"""The frozen assessments: the current ones, and every earlier version by its name."""

from functools import lru_cache

from django.http import Http404
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment, inputs_of
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.provenance import Source
from climate_pathways.fair_shares import Parameters
from tamyr.evidence.logic.choices import Measure
from tamyr.evidence.models import AssessmentVersion, Edition
from tamyr.evidence.queries.standing import Stamp


class AssessmentsAbsent(Exception):
    """No assessment has been computed yet."""


def current_versions() -> dict[str, str]:
    """Return country → version of the current assessments; empty before the first computing."""
    current = AssessmentVersion.objects.filter(is_current=True).values_list("iso3", "version")
    return dict(sorted(current))


def current_version(iso3: str) -> str:
    """Return the name of a country's current assessment; raise ``AssessmentsAbsent`` where there is none."""
    version = current_versions().get(iso3)
    if version is None:
        raise AssessmentsAbsent
    return version


# A version is frozen, so each process reads it once.
@lru_cache(maxsize=2 * len(COUNTRIES))
def assessment(iso3: str, version: str) -> Assessment:
    """Return one version of a country's assessment; a version that never was is not found."""
    return stored(iso3, version).read()


# All at once, since a page of one country leads to the others.
@lru_cache(maxsize=2)
def assessments_at(versions: tuple[tuple[str, str], ...]) -> dict[str, Assessment]:
    """Return several assessments by country, asking the database once."""
    names = [version for _iso3, version in versions]
    by_name = {
        (version.iso3, version.version): version
        for version in AssessmentVersion.objects.filter(version__in=names)
    }
    return {iso3: by_name[iso3, version].read() for iso3, version in versions}


def to_be_assessed(parameters: Parameters, *, as_of: int) -> dict[str, str]:
    """Return the countries whose current assessment is made of other inputs than today's, with these."""
    wanted = {iso3: inputs_of(iso3, parameters, as_of=as_of) for iso3 in COUNTRIES}
    known = dict(AssessmentVersion.objects.filter(is_current=True).values_list("iso3", "inputs"))
    return {iso3: inputs for iso3, inputs in wanted.items() if known.get(iso3) != inputs}


def assessed_for(stamp: Stamp, measure: Measure) -> dict[str, Assessment]:
    """Return the current assessments where a map shows an axis of the rating; none for a figure."""
    return assessments_at(stamp.assessments) if measure.axis and stamp.assessments else {}


def current_assessments() -> dict[str, Assessment]:
    """Return the current assessments by country; raise ``AssessmentsAbsent`` where there are none."""
    versions = current_versions()
    if not versions:
        raise AssessmentsAbsent
    return {iso3: assessment(iso3, version) for iso3, version in versions.items()}


def versions_of(iso3: str) -> list[AssessmentVersion]:
    """Return a country's versions without their content, newest first."""
    return list(AssessmentVersion.objects.filter(iso3=iso3).defer("content"))


def stored(iso3: str, version: str) -> AssessmentVersion:
    """Return a version as it was stored, readable also where this release cannot calculate with it."""
    version_row = AssessmentVersion.objects.filter(iso3=iso3, version=version).first()
    if version_row is None:
        raise Http404(
            _("There is no version “%(version)s” of this country’s assessment.") % {"version": version[:40]}
        )
    return version_row


def sources_of(found: Assessment) -> tuple[Source, ...]:
    """Return where the figures of an assessment come from, as loaded with them."""
    # Several releases may have loaded the same figures: the last of them says best where they come from.
    edition = Edition.objects.filter(digest=found.standing.digest).order_by("-loaded_at").first()
    return tuple(edition.source_by_id().values()) if edition else ()


def version_before(iso3: str, version: str) -> str | None:
    """Return the version made before another one; ``None`` for the first."""
    names = [version_row.version for version_row in versions_of(iso3)]
    # The newest stands first, so that what was made before comes after it.
    later = names[names.index(version) + 1 :] if version in names else []
    return later[0] if later else None
