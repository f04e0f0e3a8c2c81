from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache

from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.figures.snapshot import snapshot
from tamyr.evidence.services import load_assessments, load_figures
from tests.house.cast import Cast, make_cast


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-permissions", action="store_true", help="write permissions.toml anew")


@pytest.fixture(scope="session")
def figures(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        load_figures(snapshot=snapshot.region(), now=now)
        load_assessments(parameters=Parameters(draws=200), now=now)


@pytest.fixture
def cast(figures: None, db: None) -> Iterator[Cast]:
    cache.clear()
    yield make_cast()
    cache.clear()
