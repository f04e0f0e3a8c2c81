"""A promise is kept or broken once two members read it so; what is public of it becomes evidence of the country."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.entry import browser_of, signed_in
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.demands.models import Commitment, Demand, Outcome, PromiseReading
from tamyr.demands.services import backing, promises
from tamyr.demands.tests.asking import DAY, agreed, letter, ministry
from tamyr.evidence.models import PromiseOutcome
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.procedures.services import ReadAlready

pytestmark = pytest.mark.django_db
JUNE = datetime(2026, 6, 2, 12, tzinfo=UTC)


def promised(by: Person, second: Person, member: Member, **changed: Any) -> Commitment:
    """Let a ministry promise a plan in its answer to a demand."""
    demand, body = agreed(by, second, member, **changed), ministry()
    letter(demand, by, body, member)
    said = promises.Promise(body, "The plan comes in May.", "en", date(2026, 3, 20), date(2026, 5, 31))
    return promises.note_commitment(
        demand=demand, promise=said, member=member, form_key=uuid4(), actor=by.pk, at=JUNE - 70 * DAY
    )


def read(
    promise: Commitment, by: Person, member: Member, outcome: str, at: datetime = JUNE
) -> PromiseReading:
    return promises.read_promise(
        commitment=promise,
        member=member,
        outcome=outcome,
        on=date(2026, 6, 1),
        source="https://example.org/plan",
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def country(reader: Person | None = None, language: str = "en") -> str:
    return browser_of(reader).get(f"/{language}/countries/kaz/").content.decode()


@pytest.fixture
def promise(aygul: Person, dana: Person, green_lake: Member) -> Commitment:
    return promised(aygul, dana, green_lake)


@pytest.mark.parametrize(
    ("kept", "broken", "together"),
    [
        (0, 0, "open"),
        (1, 0, "open"),
        (2, 0, "fulfilled"),
        (1, 1, "open"),
        (2, 1, "fulfilled"),
        (2, 2, "open"),
        (2, 3, "broken"),
    ],
)
def test_two_alike_and_more_than_otherwise_settle_it(kept: int, broken: int, together: str) -> None:
    assert Outcome.of([*["fulfilled"] * kept, *["broken"] * broken]) == together


def test_a_promise_is_followed_on_pages_and_becomes_evidence(
    figures: None,
    promise: Commitment,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    address = f"/en/demands/{promise.demand.number}/promises/{promise.pk}/"
    typed = {
        "outcome": "broken",
        "on": "2026-06-01",
        "source": "https://example.org/plan",
        "form_key": str(uuid4()),
    }
    client = signed_in(aygul)
    assert (
        client.post(address, {**typed, "on": "2999-01-01", "member": str(green_lake.pk)}).status_code == 422
    )
    for _time in range(2):
        assert client.post(address, {**typed, "member": str(green_lake.pk)}).status_code == 302
    assert Commitment.objects.get().outcome == "open" and PromiseReading.objects.count() == 1
    assert "What its public bodies promised" not in country()
    read(promise, bela, mountain_voice, "broken")
    page = Client().get(f"/en/demands/{promise.demand.number}/").content.decode()
    assert "<b>broken</b>" in page and "https://example.org/plan" in page
    page = country()
    for words in (
        "What its public bodies promised",
        "The plan comes in May.",
        "<b>Broken</b>",
        "Example Ministry",
    ):
        assert words in page
    assert f'href="/en/demands/{promise.demand.number}/#promise-{promise.pk}"' in page
    assert "Mountain Voice" not in page and "Mountain Voice" in country(bela)
    assert f'href="/ru/demands/{promise.demand.number}/#promise-' in country(language="ru")


def test_a_corrected_reading_takes_back_what_was_recorded_and_says_so(
    figures: None,
    promise: Commitment,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    third, other = make_person("third", "Third Example"), make_member("third", "Example Third", "UZB")
    give_mandate(third, other)
    for person, member in ((aygul, green_lake), (bela, mountain_voice)):
        read(promise, person, member, "broken")
    read(promise, third, other, "fulfilled")
    assert PromiseOutcome.objects.get().readings.count() == 3 and "Dissent" in country()
    read(promise, bela, mountain_voice, "fulfilled", JUNE + DAY)
    taken_back, standing = PromiseOutcome.objects.order_by("recorded_at")
    assert taken_back.withdrawn_at == JUNE + DAY and standing.is_kept and standing.withdrawn_at is None
    assert "Taken back" in country() and "<b>Kept</b>" in country()
    read(promise, third, other, "broken", JUNE + 2 * DAY)
    read(promise, bela, mountain_voice, "broken", JUNE + 2 * DAY)
    read(promise, aygul, green_lake, "fulfilled", JUNE + 2 * DAY)
    assert PromiseOutcome.objects.filter(withdrawn_at=None, is_kept=False).count() == 1


def test_what_is_not_public_is_no_evidence_and_an_unnamed_reader_is_not_named_there(
    figures: None, aygul: Person, dana: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    inner = promised(aygul, dana, green_lake, exposure="network")
    for person, member in ((aygul, green_lake), (bela, mountain_voice)):
        read(inner, person, member, "broken")
    assert Commitment.objects.get(pk=inner.pk).outcome == "broken" and not PromiseOutcome.objects.exists()
    Demand.objects.filter(pk=inner.demand_id).update(exposure="public")
    backing.back_demand(demand=inner.demand, member=mountain_voice, is_named=True, actor=bela.pk, at=JUNE)
    assert "Mountain Voice" in country(bela)
    backing.back_demand(demand=inner.demand, member=mountain_voice, is_named=False, actor=bela.pk, at=JUNE)
    assert "Mountain Voice" not in country(bela) and PromiseOutcome.objects.count() == 1


def test_nobody_reads_for_two_or_for_others(
    promise: Commitment, aygul: Person, green_lake: Member, mountain_voice: Member
) -> None:
    with pytest.raises(MayNot):
        read(promise, aygul, mountain_voice, "broken")
    give_mandate(aygul, mountain_voice)
    read(promise, aygul, green_lake, "broken")
    with pytest.raises(ReadAlready):
        read(promise, aygul, mountain_voice, "broken")


def test_who_noted_it_is_asked_and_then_who_stands_behind_it(
    promise: Commitment, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    def asked(person: Person) -> bool:
        return any(call.title.startswith("Promise") for call in calls_for(visitor_on(person, JUNE)))

    backing.back_demand(demand=promise.demand, member=mountain_voice, is_named=True, actor=bela.pk, at=JUNE)
    assert (asked(aygul), asked(bela)) == (True, False)
    read(promise, aygul, green_lake, "broken")
    assert (asked(aygul), asked(bela)) == (False, True)
    read(promise, bela, mountain_voice, "broken")
    assert (asked(aygul), asked(bela)) == (False, False)


def test_a_promise_is_noted_of_a_body_that_was_written_to(
    promise: Commitment, aygul: Person, bela: Person
) -> None:
    address = f"/en/demands/{promise.demand.number}/promises/new/"
    typed = {
        "institution": str(promise.institution_id),
        "words": "A second plan.",
        "language": "en",
        "said_on": "2026-03-20",
        "due_on": "2026-05-31",
        "form_key": str(uuid4()),
    }
    client = signed_in(aygul)
    assert client.post(address, {**typed, "due_on": "2026-03-01"}).status_code == 422
    too_long = f"https://example.org/{'a' * 181}"
    assert "at most 200" in client.post(address, {**typed, "source": too_long}).content.decode()
    assert client.post(address, {**typed, "institution": str(ministry(90010).pk)}).status_code == 422
    assert signed_in(bela).post(address, typed).status_code == 403
    assert client.post(address, typed).status_code == 302
    assert Commitment.objects.count() == 2
