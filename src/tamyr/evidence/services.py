from collections.abc import Callable
from datetime import date, datetime

from django.db import IntegrityError, transaction

from climate_pathways.assessment import Assessment, inputs_of, workshop
from climate_pathways.choices import Parameters
from climate_pathways.countries import COUNTRIES
from climate_pathways.naming import REGION
from climate_pathways.provenance import code_version
from climate_pathways.snapshot import Snapshot
from climate_pathways.standing import standing_of
from tamyr.evidence.models import AssessmentVersion, Edition, Profile


def load_figures(*, snapshot: Snapshot, now: datetime) -> tuple[Edition, bool]:
    """Assess every country and make the result what the pages show.

    Returns the edition and whether it is new. Doing it again, or twice at once, changes
    nothing: a snapshot and a code version make exactly one edition.
    """
    known = Edition.objects.filter(
        digest=snapshot.digest, code_version=code_version(), is_current=True
    ).first()
    if known:
        return known, False
    places = {place: standing_of(place, snapshot).as_dict() for place in (*COUNTRIES, REGION)}
    try:
        with transaction.atomic():
            return _store(snapshot, places, now), True
    except IntegrityError:
        # Another start was faster with the same figures: its edition is as good as ours.
        return Edition.objects.get(digest=snapshot.digest, code_version=code_version()), False


def _store(snapshot: Snapshot, places: dict[str, dict[str, object]], now: datetime) -> Edition:
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
    wanted = {iso3: inputs_of(iso3, parameters, as_of=now.year) for iso3 in COUNTRIES}
    current = AssessmentVersion.objects.filter(is_current=True)
    known = {one.iso3 for one in current.only("iso3", "inputs") if one.inputs == wanted[one.iso3]}
    missing = [iso3 for iso3 in COUNTRIES if iso3 not in known]
    if not missing:
        return 0
    shop = workshop(missing, as_of=now.year, parameters=parameters)
    for iso3 in missing:
        _store_assessment(shop.assess(iso3), wanted[iso3], now)
        progress(iso3)
    return len(missing)


@transaction.atomic
def _store_assessment(found: Assessment, inputs: str, now: datetime) -> None:
    AssessmentVersion.objects.filter(iso3=found.iso3, is_current=True).update(is_current=False)
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
