"""Assessments are computed once, stored one by one, and every version can be read for ever."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from climate_pathways.assessment import assessment_inputs
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.fair_shares import Parameters
from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.queries import assessments
from tamyr.evidence.services import load_assessments
from tamyr.evidence.tests.conftest import FEW, NOW

pytestmark = pytest.mark.django_db


def test_every_country_has_one_current_assessment() -> None:
    assert set(assessments.current_versions()) == set(COUNTRIES)


def test_doing_it_again_computes_nothing() -> None:
    assert load_assessments(parameters=FEW, now=NOW + timedelta(hours=1)) == 0


def test_what_is_stored_is_what_anybody_computes_to_the_byte() -> None:
    stored = AssessmentVersion.objects.get(iso3="UZB", is_current=True)
    again = assessment_inputs(["UZB"], as_of=NOW.year, parameters=FEW).assess("UZB")
    assert stored.content == again.as_json()
    assert stored.version == again.version


@pytest.mark.whole
def test_a_new_year_makes_new_versions_and_keeps_the_old_ones() -> None:
    before = assessments.current_versions()
    later = NOW.replace(year=NOW.year + 1)
    assert load_assessments(parameters=FEW, now=later) == len(COUNTRIES)
    after = assessments.current_versions()
    assert not set(before.values()) & set(after.values())
    assert assessments.assessment("KAZ", before["KAZ"]).as_of == NOW.year
    assert [version.version for version in assessments.versions_of("KAZ")] == [after["KAZ"], before["KAZ"]]


@pytest.mark.whole
def test_an_interrupted_run_goes_on_where_it_stopped() -> None:
    AssessmentVersion.objects.exclude(iso3__in=("ARM", "AZE")).delete()
    told: list[str] = []
    assert load_assessments(parameters=FEW, now=NOW, progress=told.append) == len(COUNTRIES) - 2
    assert told == [iso3 for iso3 in COUNTRIES if iso3 not in ("ARM", "AZE")]


def test_parameters_out_of_bounds_change_nothing() -> None:
    before = assessments.current_versions()
    with pytest.raises(CommandError, match="50,000"):
        call_command("load_assessments", draws=60_000, stdout=StringIO())
    assert assessments.current_versions() == before


@pytest.mark.whole
def test_other_parameters_are_another_version() -> None:
    before = assessments.current_version("TJK")
    load_assessments(parameters=Parameters(draws=150), now=NOW)
    assert assessments.current_version("TJK") != before
