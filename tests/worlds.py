"""What stands in the databases that tests are given."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.figures.snapshot import snapshot
from tests.databases import Databases, world
from tests.house.cast import Cast, make_cast, number_canaries_from

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LONG_AGO = date(2020, 1, 1)
LONG_AGO_AT = datetime(2020, 1, 1, 9, tzinfo=UTC)
# Enough draws for every number to be there, too few for its last digit.
FEW = Parameters(draws=200)


@world("figures")
def fill_figures() -> None:
    from tamyr.evidence.services import load_assessments, load_figures

    load_figures(snapshot=snapshot.region(), now=NOW)
    load_assessments(parameters=FEW, now=NOW)


@world("site")
def fill_site() -> None:
    from tamyr.publishing.services import set_up_site

    set_up_site(at=LONG_AGO_AT)


@world("two_versions", after="figures")
def fill_two_versions() -> tuple[str, str]:
    from tamyr.evidence.queries import assessments
    from tamyr.evidence.services import load_assessments

    before = assessments.current_version("KAZ")
    load_assessments(parameters=FEW, now=NOW.replace(year=NOW.year + 1))
    return before, assessments.current_version("KAZ")


@world("site_with_figures", after="site")
def fill_site_with_figures() -> None:
    from tamyr.evidence.services import load_figures

    load_figures(snapshot=snapshot.region(), now=LONG_AGO_AT)


@world("example_network", after="figures")
def fill_example_network() -> None:
    from tamyr.network.services.example import load_example_network

    load_example_network(at=datetime(2026, 11, 20, 9, tzinfo=UTC))


@world("example_of_today", after="figures")
def fill_example_of_today() -> None:
    from tamyr.network.services.example import load_example_network

    load_example_network(at=timezone.now() - timedelta(hours=1))


@world("cast", after="figures")
def fill_cast() -> Cast:
    return make_cast()


@pytest.fixture
def figures(db: None) -> None:
    """The shipped figures and their assessments with few draws."""


@pytest.fixture
def site(db: None) -> None:
    """The editor's pages, still empty."""


@pytest.fixture
def site_with_figures(db: None) -> None:
    """The editor's pages with the shipped figures, without assessments."""


@pytest.fixture
def example_network(db: None) -> None:
    """The network that one command invents, beside the shipped figures."""


@pytest.fixture
def example_of_today(db: None) -> None:
    """The same network, invented an hour ago: what runs in it is still open."""


@pytest.fixture
def two_versions(db: None, databases: Databases) -> tuple[str, str]:
    """Two versions of every assessment, a year apart: Kazakhstan's older and newer one."""
    older, newer = databases.given_by("two_versions")
    return older, newer


@pytest.fixture
def cast(db: None, databases: Databases, pages_of_one_test: None) -> Cast:
    """One network with every role and one example of every thing."""
    number_canaries_from(500_000)
    made: Cast = databases.given_by("cast")
    return made


@pytest.fixture
def pages_of_one_test() -> Iterator[None]:
    """The site keeps finished pages, and forgets those of other tests."""
    cache.clear()
    yield
    cache.clear()
