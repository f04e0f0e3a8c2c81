from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from tests.shipped import DRAWN
from tests.worlds import FEW, NOW

from climate_pathways.figures import snapshot
from climate_pathways.figures.snapshot import Snapshot
from tamyr.accounts.models import Person
from tamyr.evidence.models import Judgement
from tamyr.evidence.pages import what_if
from tamyr.evidence.tests.judging import proposed
from tamyr.network.models import Member

__all__ = ["FEW", "NOW"]


@pytest.fixture(autouse=True)
def with_figures(figures: None) -> None:
    """Every test of this room finds the shipped figures and their assessments."""


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The site keeps no drawing of what anybody may ask; a test finds it under the hash of all it is made of."""
    monkeypatch.setattr(what_if, "draw_svg", DRAWN.svg)


@pytest.fixture
def running(aygul: Person, green_lake: Member) -> Judgement:
    return proposed(aygul, green_lake)


@pytest.fixture
def closed(aygul: Person, green_lake: Member) -> Judgement:
    return proposed(aygul, green_lake, timezone.now() - timedelta(days=15))


def other_snapshot() -> Snapshot:
    """The shipped figures under another digest, as after an update."""
    shipped = snapshot.region()
    tables = {name: {**entry, "sha256": "0" * 64} for name, entry in shipped.manifest["tables"].items()}
    return Snapshot({**shipped.manifest, "tables": tables, "edition": "2027-01-01"}, shipped.figures)
