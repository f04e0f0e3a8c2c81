"""The assessments and standings that tests share and only read: each is made when it is first asked for."""

from collections.abc import Iterator, Mapping
from functools import cache

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.making import AssessmentInputs, assessment_inputs
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares.choices import Parameters
from climate_pathways.figures.snapshot import snapshot
from climate_pathways.figures.standing import Standing, standing_of

FEW = Parameters(draws=300)
# Turkmenistan's last inventory is of 2010: its target is not set beside fair shares.
JUDGED = frozenset(COUNTRIES) - {"TKM"}


class Assessments(Mapping[str, Assessment]):
    """All twelve countries, assessed as of 2026 with few draws."""

    def __getitem__(self, iso3: str) -> Assessment:
        return _assessed(iso3)

    def __iter__(self) -> Iterator[str]:
        return iter(COUNTRIES)

    def __len__(self) -> int:
        return len(COUNTRIES)


@cache
def shared_inputs() -> AssessmentInputs:
    return assessment_inputs(as_of=2026, parameters=FEW)


@cache
def _assessed(iso3: str) -> Assessment:
    return shared_inputs().assess(iso3)


@cache
def standing_today(place: str) -> Standing:
    """Return where one of the twelve countries or their region stands by the shipped figures."""
    return standing_of(place, snapshot.region())
