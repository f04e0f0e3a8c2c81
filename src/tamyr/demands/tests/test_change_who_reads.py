"""An agreed demand is shown to fewer by one person at once, to others by two; what was public is told as such."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand, ExposureChange
from tamyr.demands.queries.demands import public_times
from tamyr.demands.services import exposing
from tamyr.demands.tests.asking import DAY, agreed, made
from tamyr.demands.tests.test_follow_promises import country, promised, read
from tamyr.demands.tests.test_read_demands import finds
from tamyr.evidence.models import PromiseOutcome
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.procedures.services import AtAnotherStage

pytestmark = pytest.mark.django_db
APRIL = datetime(2026, 4, 5, 12, tzinfo=UTC)


def shown_to(demand: Demand, exposure: str, by: Person, at: datetime = APRIL) -> ExposureChange:
    return exposing.change_exposure(
        demand=demand, exposure=exposure, circle=None, form_key=uuid4(), actor=by.pk, at=at
    )


def test_fewer_read_it_at_once_everywhere(demand: Demand, aygul: Person, bela: Person) -> None:
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/readers/"
    typed = {"exposure": "network", "circle": "", "form_key": str(uuid4())}
    assert client.post(address, {**typed, "exposure": "public"}).status_code == 409
    assert client.post(address, {**typed, "exposure": "circle"}).status_code == 422
    for _time in range(2):
        assert client.post(address, typed).status_code == 302
    assert [finds(demand, reader) for reader in (None, bela)] == [False, True]
    assert "Publish the coal plan" not in Client().get("/en/demands/feed.xml").content.decode()
    assert f"/demands/{demand.number}/" not in Client().get("/sitemap.xml").content.decode()
    page = signed_in(bela).get(f"/en/demands/{demand.number}/").content.decode()
    assert "Anybody could read it from" in page and "copies may exist elsewhere" in page and "noindex" in page


def test_what_others_are_to_read_takes_a_second_person(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake, exposure="network")
    change = shown_to(demand, "public", aygul)
    assert not finds(demand, None)
    address = f"/en/demands/{demand.number}/readers/{change.pk}/"
    for stranger in (aygul, bela):
        with pytest.raises(MayNot):
            exposing.agree_to_exposure(demand=demand, change=change, actor=stranger.pk, at=APRIL)

    def asked(person: Person) -> bool:
        found = calls_for(visitor_on(person, APRIL))
        return any(call.sentence.startswith("Others are to read it") for call in found)

    assert [asked(person) for person in (aygul, bela, dana, cyra)] == [False, False, True, True]
    assert "Agree to it" in signed_in(dana).get(f"/en/demands/{demand.number}/").content.decode()
    assert signed_in(dana).post(address, {"agree": "1"}).status_code == 302
    assert finds(demand, None)
    assert signed_in(dana).post(address, {"agree": "1"}).status_code == 409
    assert "Anybody could read it from" not in Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_what_was_asked_for_falls_by_a_word_or_by_another_change(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    demand = agreed(aygul, dana, green_lake, exposure="network")
    change = shown_to(demand, "public", aygul)
    exposing.drop_exposure(demand=demand, change=change, actor=dana.pk, at=APRIL)
    with pytest.raises(AtAnotherStage):
        exposing.agree_to_exposure(demand=demand, change=change, actor=dana.pk, at=APRIL)
    other = shown_to(demand, "public", aygul)
    shown_to(demand, "sealed", dana)
    with pytest.raises(AtAnotherStage):
        exposing.agree_to_exposure(demand=demand, change=other, actor=dana.pk, at=APRIL)
    assert Demand.objects.get().exposure == "sealed"


def test_a_draft_or_anothers_demand_is_not_changed_so(
    aygul: Person, dana: Person, bela: Person, cyra: Person, green_lake: Member
) -> None:
    for person in (bela, cyra):
        with pytest.raises(MayNot):
            shown_to(agreed(aygul, dana, green_lake), "sealed", person)
    with pytest.raises(AtAnotherStage):
        shown_to(made(aygul, green_lake), "sealed", aygul)


def test_evidence_of_its_promises_goes_with_it_and_comes_back(
    figures: None, aygul: Person, dana: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    promise = promised(aygul, dana, green_lake)
    for person, member in ((aygul, green_lake), (bela, mountain_voice)):
        read(promise, person, member, "broken")
    shown_to(promise.demand, "network", aygul, datetime(2026, 7, 1, 12, tzinfo=UTC))
    assert not PromiseOutcome.objects.exists() and "The plan comes in May." not in country(bela)
    change = shown_to(promise.demand, "public", aygul, datetime(2026, 7, 2, 12, tzinfo=UTC))
    exposing.agree_to_exposure(
        demand=promise.demand, change=change, actor=dana.pk, at=datetime(2026, 7, 2, 13, tzinfo=UTC)
    )
    assert "The plan comes in May." in country()


def test_times_at_which_it_was_public_are_those_that_are_over(
    demand: Demand, aygul: Person, dana: Person
) -> None:
    first, second, third = (APRIL + days * DAY for days in (0, 3, 9))
    shown_to(demand, "network", aygul, first)
    change = shown_to(demand, "public", aygul, second)
    exposing.agree_to_exposure(demand=demand, change=change, actor=dana.pk, at=second)
    assert list(public_times(demand)) == [(demand.agreed_at, first)]
    shown_to(demand, "sealed", aygul, third)
    assert list(public_times(demand)) == [(demand.agreed_at, first), (second, third)]
