"""Anybody reads the versions of an NDC side by side, with our demands and where they stand."""

from decimal import Decimal

import pytest
from django.test import Client
from tests.entry import signed_in

from climate_pathways.pledges import Commitment
from tamyr.accounts.models import Person
from tamyr.demands.logic.contradictions import DemandTarget
from tamyr.demands.models import Subject
from tamyr.demands.services.making import Words
from tamyr.demands.tests import asking
from tamyr.demands.tests.asking import agreed
from tamyr.evidence.queries.assessments import current_assessments
from tamyr.ndc.logic.alignment import (
    AWAY,
    DEPENDS,
    MET,
    NOT_READABLE,
    SHORT,
    TOWARDS,
    UNCHANGED,
    alignment_of,
)
from tamyr.ndc.logic.stated import AIMS, SUBJECTS, numbers_of
from tamyr.ndc.pages.moves import ALIGNMENT_WORDS, demand_beside
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
PAGE = "/en/ndc/kaz/"


def stands(subject: str, value: float, year: int | None = None, iso3: str = "KAZ") -> str:
    asked = DemandTarget("", subject, year, iso3, Decimal(str(value)))
    return alignment_of(asked, current_assessments()[iso3]).kind


def test_versions_stand_side_by_side_with_places(client: Client) -> None:
    page = client.get(PAGE).content.decode()
    assert "First NDC, updated" in page and "NDC 3.0" in page
    assert "Renewable sources grow from 7.2 to 20\u00a0% of electricity by 2035." in page
    assert "section 2.3.2, line 576: “20% by 2035”" in page
    assert "A target for methane" in page and "line 599" in page


def test_a_demand_stands_beside_its_subject(
    client: Client, aygul: Person, dana: Person, green_lake: Member
) -> None:
    agreed(aygul, dana, green_lake, subject="cut", target=Decimal(25), target_year=2035)
    page = client.get(PAGE).content.decode()
    assert "Publish the coal plan" in page
    assert "Not met, moved towards it" in page
    assert "With support it would be met" not in page


def test_the_words_of_a_demand_stand_there_as_they_were_agreed(
    client: Client, aygul: Person, dana: Person, green_lake: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = Words("Cut it by 25 % in time", "The ministry cuts it by 25 %.", "It is cut by 25 %.")
    monkeypatch.setattr(asking, "ENGLISH", words)
    agreed(aygul, dana, green_lake, subject="cut", target=Decimal(25), target_year=2035)
    page = client.get(PAGE).content.decode()
    assert f">{words.title}</a>" in page and "from 7.2 to 20\u00a0% of electricity" in page


def test_what_others_may_not_know_of_stays_away(
    client: Client, aygul: Person, dana: Person, green_lake: Member
) -> None:
    agreed(
        aygul,
        dana,
        green_lake,
        subject="cut",
        target=Decimal(25),
        target_year=2035,
        exposure=ExposureLevel.NETWORK,
    )
    assert "Publish the coal plan" not in client.get(PAGE).content.decode()
    client = signed_in(aygul)
    assert "Publish the coal plan" in client.get(PAGE).content.decode()


def test_every_number_follows_the_rule(db: None) -> None:
    assert stands("renewables", 20, 2035) == MET
    assert stands("renewables", 50, 2035) == TOWARDS
    assert stands("renewables", 15, 2030) == MET
    assert stands("renewables", 50, 2040) == NOT_READABLE
    assert stands("neutrality", 2060) == MET
    assert stands("neutrality", 2050) == UNCHANGED
    assert stands("cut", 17, 2035) == MET
    assert stands("emissions", 330, 2035) == DEPENDS
    assert stands("emissions", 400, 2035) == MET
    assert stands("methane", 30, 2035) == NOT_READABLE
    assert stands("coal-exit", 2040) == NOT_READABLE
    assert {MET, TOWARDS, UNCHANGED, AWAY, DEPENDS, SHORT, NOT_READABLE} == ALIGNMENT_WORDS.keys()


def test_no_working_contradicts_the_evidence(aygul: Person, dana: Person, green_lake: Member) -> None:
    demand = agreed(aygul, dana, green_lake, subject="emissions", target=Decimal(330), target_year=2035)
    beside = demand_beside(demand, current_assessments()["KAZ"], "en")
    assert beside.kind == DEPENDS
    assert "with land use 320" in " ".join(beside.working) and "without it 348" in " ".join(beside.working)


def test_every_subject_of_a_demand_is_looked_for(db: None) -> None:
    assert set(SUBJECTS) == set(Subject.values)
    found = current_assessments()
    read = {
        (iso3, number.entry.id)
        for subject in SUBJECTS
        for iso3, assessment in found.items()
        for number in numbers_of(subject, assessment)
        if isinstance(number.entry, Commitment)
    }
    assert read == set(AIMS)


def test_no_country_no_page(client: Client) -> None:
    assert client.get("/en/ndc/xxx/").status_code == 404
    assert "Kazakhstan" in client.get("/en/ndc/").content.decode()
