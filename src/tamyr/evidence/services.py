from datetime import date, datetime

from django.db import IntegrityError, transaction

from climate_pathways.countries import COUNTRIES
from climate_pathways.naming import REGION
from climate_pathways.provenance import code_version
from climate_pathways.snapshot import Snapshot
from climate_pathways.standing import standing_of
from tamyr.evidence.models import Edition, Profile


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
