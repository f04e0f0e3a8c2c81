"""Letters are prepared, looked at and released by a second person: exactly those that were looked at."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from tests.entry import signed_in
from tests.people import seal

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Holder, Institution, Office
from tamyr.deliveries.models import Batch, Missive, State
from tamyr.deliveries.services.preparing import NotReady, Plan, call_off, prepare
from tamyr.deliveries.services.releasing import PreviewChanged
from tamyr.deliveries.tests.releasing import PrepareBatch, proposed, released
from tamyr.demands.models import Delivery, Demand, Event
from tamyr.demands.services.backing import back_demand
from tamyr.demands.services.delivering import SendingIsOff, Unlawful
from tamyr.demands.services.making import withdraw_demand
from tamyr.demands.tests.asking import NOON, letter, ministry
from tamyr.network.models import Member
from tamyr.positions.models import Version
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.tests.writing import adopted, begun
from tamyr.safety.services.proposals import AlreadyAnswered, NotTheSecond, approve

pytestmark = pytest.mark.django_db


def office_of(body: Institution, name: str, since: date) -> Holder:
    office = Office.objects.create(
        institution=body,
        kind="head",
        titles={"ru": "Министр", "en": "Minister"},
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=since,
        entered_at=NOON,
    )
    Channel.objects.filter(institution=body).update(office=office)
    return holder_from(office, name, since)


def holder_from(office: Office, name: str, since: date) -> Holder:
    return Holder.objects.create(
        office=office,
        name=name,
        from_on=since,
        source_url="https://ministry.example.org/",
        source_seen_on=since,
        status="seen",
        entered_at=NOON,
    )


def test_two_persons_release_what_both_looked_at(prepared_letter: Batch, aygul: Person, dana: Person) -> None:
    batch = prepared_letter
    page = signed_in(dana).get(f"/en/deliveries/batches/{batch.pk}/").content.decode()
    assert "Опубликуйте план по углю" in page and "Пример Зелёное озеро" in page and "TAMYR-1" in page
    missive = released(batch, aygul, dana)
    assert missive.state == State.WAITING and Event.objects.get().kind == "released"


def test_nobody_releases_their_own_and_no_stranger(
    prepared_letter: Batch, aygul: Person, bela: Person
) -> None:
    proposal = proposed(prepared_letter, aygul)
    for person in (aygul, bela):
        with pytest.raises(NotTheSecond):
            approve(proposal=proposal, by=person.pk, at=NOON)
    assert Missive.objects.get().state == State.PREVIEW


def test_of_two_who_release_at_once_one_does(
    prepared_letter: Batch, aygul: Person, dana: Person, cyra: Person
) -> None:
    proposal = proposed(prepared_letter, aygul)
    approve(proposal=proposal, by=dana.pk, at=NOON)
    with pytest.raises((AlreadyAnswered, NotTheSecond)):
        approve(proposal=proposal, by=cyra.pk, at=NOON)
    assert Event.objects.filter(kind="released").count() == 1


def test_another_holder_of_the_office_is_told_and_asked_again(
    prepared: PrepareBatch, aygul: Person, dana: Person, body: Institution
) -> None:
    first = office_of(body, "Example Holder", date(2026, 1, 1))
    batch = prepared()
    assert "Example Holder" in batch.missives.get().words["to"]
    proposal = proposed(batch, aygul)
    holder_from(first.office, "Another Holder", date(2026, 3, 1))
    with pytest.raises(NotTheSecond, match="another person holds the office"):
        approve(proposal=proposal, by=dana.pk, at=NOON)
    with pytest.raises(PreviewChanged):
        proposed(batch, aygul)
    page = signed_in(aygul).get(f"/en/deliveries/batches/{batch.pk}/").content.decode()
    assert "another person holds the office" in page
    call_off(batch=batch, actor=aygul.pk, at=NOON)
    released(prepared(), aygul, dana)


def test_what_became_of_the_demand_meanwhile_is_told_to_the_second_person(
    prepared: PrepareBatch, delivery: Delivery, aygul: Person, dana: Person, green_lake: Member
) -> None:
    position = begun(aygul, green_lake)
    Demand.objects.filter(pk=delivery.demand_id).update(
        origin="position", version=adopted(position, aygul), code="1", assessment="", suggestion=""
    )
    proposal = proposed(prepared(), aygul)
    version = newest_version(position)
    Version.objects.create(
        form_key=uuid4(),
        position=position,
        number=version.number + 1,
        stage="adopted",
        made_at=NOON,
        text_hash="0" * 64,
        bound="en",
        ended_at=NOON + timedelta(seconds=1),
    )
    with pytest.raises(NotTheSecond, match="adopted anew or annulled"):
        approve(proposal=proposal, by=dana.pk, at=NOON)
    withdraw_demand(demand=delivery.demand, why="No more.", actor=aygul.pk, at=NOON)
    with pytest.raises(NotTheSecond, match="withdrawn or closed"):
        approve(proposal=proposal, by=dana.pk, at=NOON)


def test_the_paper_is_a_pdf_under_a_latin_name(prepared_letter: Batch, aygul: Person, bela: Person) -> None:
    missive = prepared_letter.missives.get()
    address = f"/ru/deliveries/letters/{missive.pk}/letter.pdf"
    answer = signed_in(aygul).get(address)
    assert answer.content.startswith(b"%PDF-") and answer.content == missive.pdf
    assert answer["Content-Disposition"] == 'attachment; filename="tamyr-1.pdf"'
    assert signed_in(bela).get(address).status_code == 404


def test_a_hidden_organisation_is_counted_and_writes_nothing_in_its_name(
    prepared: PrepareBatch, delivery: Delivery, aygul: Person, green_lake: Member
) -> None:
    back_demand(demand=delivery.demand, member=green_lake, is_named=False, actor=aygul.pk, at=NOON)
    batch = prepared(member=None)
    assert "Зелёное озеро" not in batch.missives.get().content
    call_off(batch=batch, actor=aygul.pk, at=NOON)
    seal(green_lake)
    with pytest.raises(NotReady) as refused:
        prepared(at=NOON)
    assert refused.value.why == "member"


def test_a_dangerous_country_is_off_until_somebody_says_that_they_know(
    demand: Demand, aygul: Person, green_lake: Member
) -> None:
    body = ministry(90002, "BLR")
    made = letter(demand, aygul, body, green_lake, knows_the_danger=True)
    with pytest.raises(SendingIsOff):
        prepare(demand=demand, plan=Plan([made]), form_key=uuid4(), actor=aygul.pk, at=NOON)
    plan = Plan([made], knows_the_danger=True)
    assert prepare(demand=demand, plan=plan, form_key=uuid4(), actor=aygul.pk, at=NOON).missives.count() == 1


def test_a_road_that_became_unlawful_is_refused_with_the_lawful_ones(
    prepared: PrepareBatch, body: Institution, aygul: Person, delivery: Delivery
) -> None:
    Channel.objects.filter(institution=body).update(is_lawful=False)
    with pytest.raises(Unlawful) as refused:
        prepared()
    assert refused.value.way == "email" and "email" not in refused.value.lawful
    typed = {"letters": str(delivery.pk), "form_key": str(uuid4()), "member": "", "zone": "UTC"}
    answer = signed_in(aygul).post(f"/en/deliveries/{delivery.demand.number}/prepare/", typed)
    assert answer.status_code == 409 and "takes no such letter by this road" in answer.content.decode()


def test_a_signer_who_withdraws_is_shown_and_the_letter_stays(
    prepared: PrepareBatch, delivery: Delivery, aygul: Person, dana: Person, green_lake: Member
) -> None:
    back_demand(demand=delivery.demand, member=green_lake, is_named=True, actor=aygul.pk, at=NOON)
    missive = released(prepared(), aygul, dana)
    kept = missive.paper
    delivery.demand.backers.update(left_on=NOON.date() + timedelta(days=2))
    page = signed_in(dana).get(f"/en/deliveries/batches/{missive.batch_id}/").content.decode()
    assert "withdrew on 4 March 2026" in page.replace("March 4, 2026", "4 March 2026")
    missive.refresh_from_db()
    assert missive.paper == kept
    Missive.objects.update(state=State.SENT, sent_at=NOON, told_at=NOON)
    address = f"/en/demands/{delivery.demand.number}/letters/{delivery.pk}/"
    assert (
        "Named in it and withdrawn since: Example Green Lake" in signed_in(dana).get(address).content.decode()
    )


def test_a_portal_s_fields_are_counted(
    demand: Demand, aygul: Person, dana: Person, body: Institution, green_lake: Member
) -> None:
    Channel.objects.create(
        institution=body,
        letter="demand",
        way="portal",
        value="https://portal.example.org/",
        entered_at=NOON,
        fields=[{"name": "Тема", "limit": 10}, {"name": "Текст", "limit": 5000}],
    )
    made = letter(demand, aygul, body, green_lake, way="portal")
    batch = prepare(demand=demand, plan=Plan([made]), form_key=uuid4(), actor=aygul.pk, at=NOON)
    missive = released(batch, aygul, dana)
    assert missive.state == State.BY_HAND
    address = f"/en/deliveries/letters/{missive.pk}/fields/"
    page = signed_in(aygul).get(address).content.decode()
    assert "24 of 10 characters" in page and "too long by 14" in page
    again = signed_in(aygul).post(address, {"field-0": "План", "field-1": "x"}).content.decode()
    assert "4 of 10 characters" in again and "too long" not in again


def test_letters_are_prepared_and_proposed_on_pages(delivery: Delivery, aygul: Person, bela: Person) -> None:
    client, address = signed_in(aygul), f"/en/deliveries/{delivery.demand.number}/"
    assert "Example Ministry of Energy" in client.get(address).content.decode()
    typed = {"letters": str(delivery.pk), "form_key": str(uuid4()), "member": "", "zone": "UTC"}
    assert client.post(f"{address}prepare/", {**typed, "letters": ""}).status_code == 422
    for _time in range(2):
        assert client.post(f"{address}prepare/", typed).status_code == 302
    batch = Batch.objects.get()
    told = {"sha": batch.sha, "words": "The session begins on Monday."}
    assert client.post(f"/en/deliveries/batches/{batch.pk}/propose/", told).status_code == 302
    assert client.post(f"/en/deliveries/batches/{batch.pk}/propose/", {**told, "sha": "x"}).status_code == 409
    assert signed_in(bela).get(address).status_code == 404
    assert signed_in(bela).get(f"/en/deliveries/batches/{batch.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("zone", "typed", "said"),
    [
        ("Asia/Almaty", "2040-03-03T09:00", "2040-03-03T04:00+00:00"),
        pytest.param("UTC", "2040-03-03T09:00", "2040-03-03T09:00+00:00", marks=pytest.mark.whole),
        # Twice that morning the clocks of Kyiv show it: nothing goes before the second.
        ("Europe/Kyiv", "2040-10-28T03:30", "2040-10-28T01:30+00:00"),
        ("Europe/Kyiv", "2040-03-25T03:30", "put forward over this time"),
        pytest.param("Asia/Almaty", "0001-01-01T00:00", "goes out in that year", marks=pytest.mark.whole),
        ("UTC", "9999-12-31T23:59", "goes out in that year"),
    ],
)
def test_an_embargo_is_by_the_clock_of_the_place_that_the_form_names(
    zone: str, typed: str, said: str, delivery: Delivery, aygul: Person
) -> None:
    client, address = signed_in(aygul), f"/en/deliveries/{delivery.demand.number}/prepare/"
    told = {"letters": str(delivery.pk), "form_key": str(uuid4()), "member": "", "zone": zone}
    answer = client.post(address, {**told, "not_before": typed})
    if not said.startswith("2040"):
        assert answer.status_code == 422 and said in answer.content.decode()
        return
    assert Batch.objects.get().not_before == datetime.fromisoformat(said)
