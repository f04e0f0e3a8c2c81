from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.snapshot.snapshot import Snapshot
from tamyr.evidence.services import load_assessments, load_figures

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
# Enough draws for every number to be there, too few for its last digit.
FEW = Parameters(draws=200)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The shipped figures are loaded once; each test's own changes are rolled back."""
    with django_db_blocker.unblock():
        load_figures(snapshot=snapshot.region(), now=NOW)
        load_assessments(parameters=FEW, now=NOW)


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def other_snapshot() -> Snapshot:
    """The shipped figures under another digest, as after an update."""
    shipped = snapshot.region()
    tables = {name: {**entry, "sha256": "0" * 64} for name, entry in shipped.manifest["tables"].items()}
    return Snapshot({**shipped.manifest, "tables": tables, "edition": "2027-01-01"}, shipped.figures)
