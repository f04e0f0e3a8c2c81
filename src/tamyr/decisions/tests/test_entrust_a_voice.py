"""Another member casts for ours, two voices at most; or we take no part because it concerns us."""

import pytest
from django.utils import timezone
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.decisions.models import Ballot, Decision, SeatState, Stage
from tamyr.decisions.services.casting import Superseded
from tamyr.decisions.services.entrusting import CannotHold, entrust, take_back
from tamyr.decisions.services.recusing import recuse
from tamyr.decisions.tests.decision import NOON, at, finished, form_of, opened, place_of, vote
from tamyr.decisions.tests.test_change_course import kinds_told
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.services.telling import tell


@pytest.fixture
def three(cyra: Person, aygul: Person, bela: Person) -> list[tuple[Member, Person]]:
    made = []
    for name in ("Ana", "Ben", "Cem"):
        member, person = (
            make_member(f"Example {name}", f"Пример {name}", "KGZ"),
            make_person(name.lower(), name),
        )
        give_mandate(person, member)
        made.append((member, person))
    return made


def given(decision: Decision, giver: Member, holder: Member, person: Person) -> None:
    entrust(decision=decision, giver=giver, holder=holder, actor=person.pk, clock=at(NOON))


def test_a_voice_is_held_cast_and_taken_back(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    form = {"member": str(green_lake.pk), "holder": str(mountain_voice.pk)}
    giver, holder = signed_in(aygul), signed_in(bela)
    giver.post(f"{place_of(priorities)}entrust/", form)
    assert "whose voice you hold" in holder.get(place_of(priorities)).content.decode()
    holder.post(f"{place_of(priorities)}cast/", form_of(green_lake, approved=["p3"]))
    ballot = Ballot.objects.get()
    assert (ballot.member, ballot.way, ballot.cast_for) == (green_lake, "entrusted", mountain_voice)
    tell(as_reader=visitor_on, clock=timezone.now, draw=lambda: 0.5)
    assert "was cast or changed" in giver.get("/en/desk/").content.decode()
    holder.post(f"{place_of(priorities)}cast/", form_of(green_lake, replaces="1", on_paper="on"))
    page = giver.get(place_of(priorities)).content.decode()
    assert "On paper, entered by another member (Example Mountain Voice)" in page
    giver.post(f"{place_of(priorities)}cast/", form_of(green_lake, replaces="2"))
    assert priorities.seats.get(member=green_lake).entrusted_to is None, "one's own ballot takes it back"
    with pytest.raises(MayNot):
        vote(priorities, green_lake, bela, ["p3"], replaces=3, speaker=mountain_voice)


def test_what_its_own_delegate_signed_on_paper_takes_the_voice_back(
    priorities: Decision,
    cyra: Person,
    aygul: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    given(priorities, green_lake, mountain_voice, aygul)
    keeper, address = signed_in(cyra), f"{place_of(priorities)}enter/?member={green_lake.pk}"
    assert "takes the voice back" in keeper.get(address).content.decode()
    keeper.post(address, form_of(green_lake, signed_by=str(aygul.pk)))
    assert priorities.seats.get(member=green_lake).entrusted_to is None
    assert "decision-taken-back" in kinds_told(bela, timezone.now())
    over = form_of(green_lake, approved=["p3"], replaces="1")
    assert signed_in(bela).post(f"{place_of(priorities)}cast/", over).status_code == 403
    assert Ballot.objects.get().chosen == ["p1"]


def test_two_voices_at_most_and_none_handed_on(
    cyra: Person, aygul: Person, green_lake: Member, three: list[tuple[Member, Person]]
) -> None:
    decision = opened(cyra)
    (ana, a), (ben, b), (cem, c) = three
    given(decision, ana, green_lake, a)
    given(decision, ben, green_lake, b)
    with pytest.raises(CannotHold):
        given(decision, cem, green_lake, c)
    with pytest.raises(CannotHold):
        given(decision, cem, ana, c)
    with pytest.raises(CannotHold):
        given(decision, green_lake, cem, aygul)
    take_back(decision=decision, giver=ana, actor=a.pk, clock=at(NOON))
    given(decision, cem, green_lake, c)
    assert {seat.slot for seat in decision.seats.filter(entrusted_to=green_lake)} == {1, 2}


def test_who_takes_no_part_is_out_of_the_base_and_holds_nothing(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, mountain_voice, bela, ["p1"])
    given(priorities, green_lake, mountain_voice, aygul)
    named = {"decision": priorities, "member": mountain_voice, "reason": "We applied ourselves."}
    recuse(**named, actor=bela.pk, clock=at(NOON))  # type: ignore[arg-type]
    assert not Ballot.objects.exists()
    assert priorities.seats.get(member=mountain_voice).state == SeatState.RECUSED
    assert priorities.seats.get(member=green_lake).entrusted_to is None
    with pytest.raises(MayNot):
        vote(priorities, mountain_voice, bela, ["p1"])
    with pytest.raises(Superseded):
        vote(priorities, green_lake, aygul, ["p1"], replaces=1)
    vote(priorities, green_lake, aygul, ["p1"])
    assert finished(priorities).stage == Stage.ADOPTED


def test_a_page_that_was_open_before_takes_the_voice_from_nobody_who_holds_it(
    aygul: Person,
    green_lake: Member,
    mountain_voice: Member,
    three: list[tuple[Member, Person]],
    cyra: Person,
) -> None:
    decision, (third, _person) = opened(cyra), three[0]
    given(decision, green_lake, mountain_voice, aygul)
    client, form = signed_in(aygul), {"member": str(green_lake.pk), "holder": str(third.pk)}
    late = client.post(f"{place_of(decision)}entrust/", form)
    read = late.content.decode()
    assert late.status_code == 409 and "Its voice is entrusted to Example Mountain Voice." in read
    assert third.name in read, "whom they chose is given back"
    assert decision.seats.get(member=green_lake).entrusted_to == mountain_voice
    assert client.post(f"{place_of(decision)}take-back/", {"member": str(green_lake.pk)}).status_code == 302
    assert client.post(f"{place_of(decision)}entrust/", form).status_code == 302
    assert decision.seats.get(member=green_lake).entrusted_to == third
