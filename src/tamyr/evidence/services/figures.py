"""To make loaded figures, and the assessments made of them, what the pages show."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from climate_pathways.assessment import Assessment, assessments
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import REGION
from climate_pathways.core.provenance import code_version
from climate_pathways.fair_shares import Parameters
from climate_pathways.figures import standing_of
from climate_pathways.figures.snapshot import Snapshot
from tamyr.evidence.models import (
    AssessmentVersion,
    Edition,
    Profile,
)
from tamyr.evidence.queries.assessments import to_be_assessed


def load_figures(*, snapshot: Snapshot, now: datetime) -> tuple[Edition, bool]:
    """Assess every country and make the result what the pages show.

    Returns the edition and whether it is new. Doing it again, or twice at once, changes
    nothing: a snapshot and a code version make exactly one edition.
    """
    # The current one alone: an earlier edition that is wanted again still has to be put in its place.
    known = Edition.objects.filter(
        digest=snapshot.digest, code_version=code_version(), is_current=True
    ).first()
    if known:
        return known, False
    # Before the transaction: one that has begun to write lets nobody else write on SQLite until it ends.
    places = {place: standing_of(place, snapshot).as_dict() for place in (*COUNTRIES, REGION)}
    try:
        with transaction.atomic():
            return _store(snapshot, places, now), True
    except IntegrityError:
        # Another start was faster with the same figures: its edition is as good as ours.
        return Edition.objects.get(digest=snapshot.digest, code_version=code_version()), False


def _store(snapshot: Snapshot, places: dict[str, dict[str, object]], now: datetime) -> Edition:
    # First, for the database allows one current edition at a time.
    Edition.objects.filter(is_current=True).update(is_current=False)
    edition, created = Edition.objects.get_or_create(
        digest=snapshot.digest,
        code_version=code_version(),
        defaults={
            "figures_on": date.fromisoformat(snapshot.edition),
            "loaded_at": now,
            "sources": snapshot.manifest["sources"],
            "variables": snapshot.manifest["variables"],
        },
    )
    if created:
        Profile.objects.bulk_create(
            Profile(edition=edition, iso3=place, standing=data) for place, data in places.items()
        )
    edition.is_current = True
    edition.save(update_fields=["is_current"])
    return edition


def load_assessments(
    *, parameters: Parameters, now: datetime, progress: Callable[[str], None] = lambda _iso3: None
) -> int:
    """Assess the twelve countries and make the results what the pages show; return how many are new.

    Earlier versions stay: what somebody cited can be read for ever. Doing it again with the same
    figures, pledges, parameters, code and year computes nothing. Countries are stored one by one,
    so that an interrupted run goes on where it stopped.
    """
    # By the year and not by the day: what lies ahead is judged anew
    # when a year begins, and not at every start.
    missing = to_be_assessed(parameters, as_of=now.year)
    made = assessments(list(missing), as_of=now.year, parameters=parameters)
    for (iso3, inputs), assessment in zip(missing.items(), made, strict=True):
        _store_assessment(assessment, inputs, now)
        progress(iso3)
    return len(missing)


@transaction.atomic
def _store_assessment(found: Assessment, inputs: str, now: datetime) -> None:
    # First, for the database allows one current assessment of a country at a time.
    AssessmentVersion.objects.filter(iso3=found.iso3, is_current=True).update(is_current=False)
    # A version that is there keeps its content and its date: somebody may have cited it.
    AssessmentVersion.objects.update_or_create(
        iso3=found.iso3,
        version=found.version,
        defaults={"inputs": inputs, "is_current": True},
        create_defaults={
            "inputs": inputs,
            "is_current": True,
            "made_at": now,
            "content": found.as_json(),
        },
    )
