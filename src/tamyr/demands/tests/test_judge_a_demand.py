"""Two members read what became of a demand; promises are followed, and the addressee has its own words."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.test import Client
from tests.databases import world
from tests.entry import browser_of, signed_in
from tests.people import give_mandate

from tamyr.accounts.models import Person
from tamyr.demands.models import Delivery, Demand, RightOfReply, Stage, Verdict
from tamyr.demands.services import backing, judging, making
from tamyr.demands.tests.asking import agreed, happens, letter, made, ministry
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.desk.record import record_of
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.procedures.services import AtAnotherStage, ReadAlready

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 4, 2, 12, tzinfo=UTC)


@world("answered_demand", after="addressed_demand")
def fill_answered_demand() -> None:
    sent, aygul = Delivery.objects.get(), Person.objects.get(sign_in_name="aygul")
    happens(sent, aygul, "delivered", date(2026, 3, 9))
    happens(sent, aygul, "answered", date(2026, 3, 20))


@pytest.fixture
def answered_demand(db: None) -> None:
    """The same demand, of which the ministry was sent a letter that it answered."""


@pytest.fixture
def demand(answered_demand: None, demand: Demand) -> Demand:
    return demand


def read(demand: Demand, by: Person, member: Member, reading: str, at: datetime = LATER) -> Verdict:
    return judging.give_verdict(
        demand=demand,
        member=member,
        reading=reading,
        reason="By its own page.",
        language="en",
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def page_of(demand: Demand) -> str:
    return Client().get(f"/en/demands/{demand.number}/").content.decode()


def test_two_members_make_a_verdict(
    demand: Demand, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    assert "Nobody has said yet" in page_of(demand)
    typed = {
        "reading": "partly",
        "reason": "The plan has no years.",
        "language": "en",
        "form_key": str(uuid4()),
    }
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/judge/"
    for _time in range(2):
        assert client.post(address, {**typed, "member": str(green_lake.pk)}).status_code == 302
    assert Verdict.objects.count() == 1
    # A colleague who had the form open before sees this reading first.
    other = {**typed, "member": str(green_lake.pk), "form_key": str(uuid4()), "reason": "It names no plant."}
    late = client.post(address, {**other, "base_sha": ""})
    told = late.content.decode()
    assert late.status_code == 409 and "The plan has no years." in told and "It names no plant." in told
    assert Verdict.objects.count() == 1
    assert "Two readings make a verdict" in page_of(demand)
    read(demand, bela, mountain_voice, "partly")
    page = page_of(demand)
    assert "2 organisations read it alike: partly met" in page and "The plan has no years." in page
    assert "Example Mountain Voice" not in page, "a member of the network is named to the network alone"


def test_dissent_is_shown_and_a_member_may_read_anew(
    demand: Demand, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    read(demand, aygul, green_lake, "met")
    read(demand, bela, mountain_voice, "evaded")
    assert "The readings differ" in page_of(demand)
    read(demand, bela, mountain_voice, "met")
    assert "2 organisations read it alike: met" in page_of(demand)
    assert Verdict.objects.filter(replaced_at=None).count() == 2


def test_nobody_reads_for_two_or_for_others(
    demand: Demand, aygul: Person, green_lake: Member, mountain_voice: Member
) -> None:
    with pytest.raises(MayNot):
        read(demand, aygul, mountain_voice, "met")
    give_mandate(aygul, mountain_voice)
    read(demand, aygul, green_lake, "met")
    with pytest.raises(ReadAlready):
        read(demand, aygul, mountain_voice, "met")


def test_nobody_says_silence_where_an_answer_is_recorded(
    demand: Demand, aygul: Person, dana: Person, green_lake: Member
) -> None:
    typed = {
        "reading": "silent",
        "reason": "We heard nothing.",
        "language": "en",
        "form_key": str(uuid4()),
        "member": str(green_lake.pk),
    }
    answer = signed_in(aygul).post(f"/en/demands/{demand.number}/judge/", typed)
    said = answer.content.decode()
    assert answer.status_code == 409 and "there was no silence" in said and "We heard nothing." in said
    unanswered = agreed(aygul, dana, green_lake)
    letter(unanswered, aygul, demand.deliveries.get().institution, green_lake)
    assert read(unanswered, aygul, green_lake, "silent").reading == "silent"


def test_a_draft_is_judged_by_nobody(aygul: Person, green_lake: Member) -> None:
    with pytest.raises(AtAnotherStage):
        read(made(aygul, green_lake), aygul, green_lake, "met")


def test_the_second_reviewer_is_asked_on_the_desk(
    demand: Demand, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    def asked(person: Person) -> list[str]:
        return [call.act for call in calls_for(visitor_on(person, LATER)) if call.act == "Read and judge"]

    backing.back_demand(demand=demand, member=mountain_voice, is_named=True, actor=bela.pk, at=LATER)
    assert asked(bela) == []
    read(demand, aygul, green_lake, "met")
    assert (asked(aygul), asked(bela)) == ([], ["Read and judge"])
    read(demand, bela, mountain_voice, "met")
    assert asked(bela) == []
    words = [deed.words for deed in record_of(visitor_on(bela, LATER), mountain_voice)]
    assert {"Stood behind it", "Said what became of it"} <= set(words)


def test_it_is_closed_once_two_have_read_it(
    demand: Demand, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    read(demand, aygul, green_lake, "refused")
    with pytest.raises(AtAnotherStage):
        making.close_demand(demand=demand, actor=aygul.pk, at=LATER)
    read(demand, bela, mountain_voice, "refused")
    assert signed_in(aygul).post(f"/en/demands/{demand.number}/close/").status_code == 302
    assert Demand.objects.get().stage == Stage.CLOSED
    with pytest.raises(AtAnotherStage):
        backing.back_demand(demand=demand, member=mountain_voice, is_named=True, actor=bela.pk, at=LATER)


def test_the_addressees_own_words_stand_beside_the_verdict(demand: Demand, aygul: Person) -> None:
    body, other = demand.deliveries.get().institution, ministry(90010, name="Example Agency")
    typed = {
        "words": "We see it otherwise.",
        "language": "en",
        "received_on": "2026-04-01",
        "form_key": str(uuid4()),
    }
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/reply/"
    assert client.post(address, {**typed, "institution": str(other.pk)}).status_code == 422, (
        "it was sent nothing"
    )
    assert client.post(address, {**typed, "institution": str(body.pk)}).status_code == 302
    assert RightOfReply.objects.count() == 1 and "We see it otherwise." in page_of(demand)


def test_who_answers_is_told_with_caution_for_few(
    demand: Demand, aygul: Person, dana: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    page = Client().get("/en/demands/answers/").content.decode()
    assert "too few" in page and "Example Ministry of Energy" in page
    body = demand.deliveries.get().institution
    for number in range(4):
        other = agreed(aygul, dana, green_lake)
        happens(letter(other, aygul, body, green_lake), aygul, "sent", date(2026, 3, 9 + number))
    read(demand, aygul, green_lake, "met")
    read(demand, bela, mountain_voice, "met")
    table = Client().get("/en/demands/answers/table.csv").content.decode("utf-8-sig").splitlines()
    assert table[1] == "Example Ministry of Energy,5,1,0,20,11,met: 1"
    wrong = demand.deliveries.get().events.get(kind="answered")
    happens(wrong.delivery, aygul, "refused", date(2026, 3, 16), replaces=wrong, reason="It was a refusal.")
    table = Client().get("/en/demands/answers/table.csv").content.decode("utf-8-sig").splitlines()
    assert table[1] == "Example Ministry of Energy,5,0,1,20,7,met: 1"


def test_a_reading_bears_no_name_that_hides_or_was_not_given(
    demand: Demand, hanna: Person, bela: Person, cyra: Person, quiet_garden: Member, mountain_voice: Member
) -> None:
    read(demand, hanna, quiet_garden, "met")
    backing.back_demand(demand=demand, member=mountain_voice, is_named=False, actor=bela.pk, at=LATER)
    read(demand, bela, mountain_voice, "partly")

    def said(reader: Person | None) -> str:
        client = browser_of(reader)
        page = client.get(f"/en/demands/{demand.number}/").content.decode()
        return page.split("What became of it")[1].split("<h2>")[0]

    for reader in (None, cyra, bela):
        assert said(reader).count("A member organisation") == 2, reader
    assert "Quiet Garden" in said(hanna), "its own people know it"


def test_who_acts_for_two_changes_the_reading_of_either(
    demand: Demand,
    aygul: Person,
    bela: Person,
    dana: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    give_mandate(aygul, mountain_voice)
    read(demand, dana, green_lake, "partly")
    read(demand, bela, mountain_voice, "evaded")
    client, address = signed_in(aygul), f"/en/demands/{demand.number}/judge/"
    page = client.get(address).content.decode()
    marks = {
        key: sha
        for form in page.split("<form")
        for key in re.findall(r'name="member" value="([^"]+)"', form)
        for sha in re.findall(r'name="base_sha" value="(\w{64})"', form)
    }
    assert set(marks) == {str(green_lake.pk), str(mountain_voice.pk)} and len(set(marks.values())) == 2
    typed = {"reading": "met", "reason": "It was built.", "language": "en", "form_key": str(uuid4())}
    own = str(mountain_voice.pk)
    assert client.post(address, {**typed, "member": own, "base_sha": marks[own]}).status_code == 302
    assert Verdict.objects.get(member=mountain_voice, replaced_at=None).reading == "met"
