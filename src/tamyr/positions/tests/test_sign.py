"""Organisations sign what was adopted: by name, late, or counted and named nowhere."""

import json
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.entry import signed_in
from tests.people import seal

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.models.members import Status
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.desk.record import record_of
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.positions.models import Position, Signature, Step, Version
from tamyr.positions.queries.desk import signature_calls
from tamyr.positions.queries.signatures import signatures_of
from tamyr.positions.services import signing
from tamyr.positions.tests.scenes import LATER, UNTIL, hidden_signers, signed
from tamyr.positions.tests.writing import adopted, begun
from tamyr.procedures.services import MovedMeanwhile, NotNow
from tamyr.safety.models import AuditLine, ExposureLevel

pytestmark = pytest.mark.django_db
Signers = list[tuple[Member, Person]]


@pytest.fixture
def asked(position_to_sign: Version) -> Version:
    return position_to_sign


def test_it_is_signed_once_it_was_approved_inside(
    asked: Version, bela: Person, mountain_voice: Member
) -> None:
    by: dict[str, Any] = {"version": asked, "member": mountain_voice, "actor": bela.pk, "at": LATER}
    with pytest.raises(NotNow):
        signing.sign(sha="", **by)
    first, again = signed(asked, mountain_voice, bela), signing.sign(sha="", **by)
    assert first == again and (first.step, first.is_late) == (Step.SIGNED, False)


def test_nobody_signs_by_name_what_they_read_as_unnamed(
    asked: Version, bela: Person, mountain_voice: Member
) -> None:
    by: dict[str, Any] = {"version": asked, "member": mountain_voice, "actor": bela.pk, "at": LATER}
    read = signing.approve_inside(approval="The board.", is_sealed=True, **by).sha
    signing.approve_inside(approval="The board.", is_sealed=False, **by)
    with pytest.raises(MovedMeanwhile):
        signing.sign(sha=read, **by)
    assert Signature.objects.get().step == Step.APPROVED


def test_a_late_signature_is_taken_and_marked(asked: Version, bela: Person, mountain_voice: Member) -> None:
    assert signed(asked, mountain_voice, bela, UNTIL).is_late


def test_nobody_signs_for_others_or_before_members_are_asked(
    position: Position, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    version = adopted(position, aygul)
    with pytest.raises(NotNow):
        signed(version, mountain_voice, bela)
    signing.ask_for_signatures(version=version, until=UNTIL, actor=aygul.pk, at=LATER)
    with pytest.raises(MayNot):
        signed(version, green_lake, bela)
    with pytest.raises(MayNot):
        signing.ask_for_signatures(version=version, until=UNTIL, actor=bela.pk, at=LATER)


def test_a_desk_asks_until_the_organisation_has_signed(
    asked: Version, bela: Person, mountain_voice: Member
) -> None:
    def asks() -> list[str]:
        return [call.act for call in calls_for(visitor_on(bela, LATER)) if call.title.startswith("Sign")]

    assert asks() == ["Read and sign"]
    signed(asked, mountain_voice, bela)
    assert asks() == []


def test_who_has_signed_is_asked_once_for_all_that_is_to_be_signed(
    asked: Version, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    visitor = visitor_on(bela, LATER)

    def questions() -> list[str]:
        with CaptureQueriesContext(connection) as sent:
            assert list(signature_calls(visitor))
        return [query["sql"] for query in sent if "positions_signature" in query["sql"]]

    assert len(questions()) == 1
    other = adopted(begun(aygul, green_lake), aygul)
    signing.ask_for_signatures(version=other, until=UNTIL, actor=aygul.pk, at=LATER)
    assert len(list(signature_calls(visitor))) == 2 and len(questions()) == 1


def test_a_signature_that_was_taken_back_is_shown_as_such(
    asked: Version, aygul: Person, green_lake: Member
) -> None:
    signed(asked, green_lake, aygul)
    signing.withdraw_signature(version=asked, member=green_lake, actor=aygul.pk, at=LATER)
    page = Client().get(f"/en/positions/{asked.position.number}/").content.decode()
    assert "<s>Example Green Lake</s>" in page and "signature withdrawn on" in page
    shown = signatures_of(asked, visitor_on(None, LATER))
    assert (shown.total, shown.named) == (0, ())
    told = [deed.words for deed in record_of(visitor_on(aygul, LATER), green_lake)]
    assert {"Signed", "Withdrew its signature"} <= set(told)


def test_an_organisation_that_is_not_active_any_more_can_still_withdraw(
    asked: Version, aygul: Person, green_lake: Member
) -> None:
    signed(asked, green_lake, aygul)
    green_lake.status = Status.INACTIVE
    green_lake.save()
    client, address = signed_in(aygul), f"/en/positions/{asked.position.number}/signing/"
    assert "Withdraw our signature" in client.get(address).content.decode()
    client.post(f"{address}withdraw/", {"member": str(green_lake.pk)})
    assert Signature.objects.get().step == Step.WITHDRAWN
    with pytest.raises(MayNot):
        signing.sign(version=asked, member=green_lake, sha="", actor=aygul.pk, at=LATER)


@pytest.mark.parametrize(
    "who",
    ["nobody", 0, *(pytest.param(who, marks=pytest.mark.whole) for who in ("cyra", "aygul", 3))],
)
def test_whoever_hides_is_counted_and_named_nowhere(
    who: str | int, asked: Version, signed_in_hiding: Signers, request: pytest.FixtureRequest
) -> None:
    reader: Person | None = None
    if who != "nobody":
        reader = signed_in_hiding[who][1] if isinstance(who, int) else request.getfixturevalue(who)
    own = {member.pk for member, person in signed_in_hiding if person == reader}
    names = [member.profile["names"]["en"] for member, _person in signed_in_hiding if member.pk not in own]
    client, place = signed_in(reader) if reader else Client(), f"/en/positions/{asked.position.number}/"
    addresses = [
        place,
        f"{place}position.txt",
        f"{place}position.pdf",
        "/en/positions/",
        "/en/positions/feed.xml",
    ]
    if reader:
        addresses += [f"{place}making/", "/en/desk/"]
    said = "".join(client.get(address).content.decode("utf-8", "replace") for address in addresses)
    assert names and not [name for name in names if name in said]
    assert "Signed by 5 organisations." in said


def test_a_stranger_reads_how_many_are_not_named_and_no_line_of_the_chain_tells_who(
    asked: Version, signed_in_hiding: Signers, green_lake: Member
) -> None:
    page = Client().get(f"/en/positions/{asked.position.number}/").content.decode()
    assert "Example Mountain Voice" not in page and "Example Green Lake" in page
    assert "And 4 organisations that are not named." in page and "Belarus" not in page
    lines = [json.loads(line.body) for line in AuditLine.objects.all() if "signature" in line.body]
    told = str([line for line in lines if str(green_lake.pk) not in str(line)])
    for member, person in signed_in_hiding:
        assert str(member.pk) not in told and str(person.pk) not in told


def test_what_is_handed_over_names_only_whom_the_world_may_know(
    asked: Version, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    mountain_voice.exposure = ExposureLevel.NETWORK
    mountain_voice.save()
    for member, person in ((green_lake, aygul), (mountain_voice, bela)):
        signed(asked, member, person)
    client, address = signed_in(aygul), f"/en/positions/{asked.position.number}/"
    page, text = (client.get(address).content.decode() for address in (address, f"{address}position.txt"))
    assert "Example Mountain Voice" in page and "Example Green Lake" in text
    assert "Example Mountain Voice" not in text


@pytest.mark.whole
def test_a_country_is_told_apart_only_where_that_reveals_nobody(asked: Version) -> None:
    for member, person in hidden_signers(4)[:3]:
        signed(asked, member, person)
    for member, person in hidden_signers(5, "RUS")[:4]:
        signed(asked, member, person)
    page = Client().get(f"/en/positions/{asked.position.number}/").content.decode()
    assert "And 7 organisations that are not named. Belarus: 3, Russia: 4." in page


def test_one_or_two_unnamed_signatures_are_not_even_counted(
    asked: Version, bela: Person, mountain_voice: Member
) -> None:
    signed(asked, mountain_voice, bela, sealed=True)
    page = Client().get(f"/en/positions/{asked.position.number}/").content.decode()
    assert "And a few organisations that are not named." in page and "Signed by 1" not in page


def test_a_member_that_goes_into_hiding_later_is_counted_from_then_on(
    asked: Version, bela: Person, mountain_voice: Member, aygul: Person
) -> None:
    signed(asked, mountain_voice, bela)
    assert [shown.member for shown in signatures_of(asked, visitor_on(aygul, LATER)).named] == [
        mountain_voice
    ]
    seal(mountain_voice, timezone.now())
    shown = signatures_of(asked, visitor_on(aygul, LATER))
    assert shown.named == () and shown.unnamed is not None


def test_a_delegate_signs_in_two_screens(asked: Version, bela: Person, mountain_voice: Member) -> None:
    client = signed_in(bela)
    place = f"/en/positions/{asked.position.number}/signing/"
    own = {"member": str(mountain_voice.pk)}
    approved = client.post(f"{place}approve/", {**own, "approval": "The board, on 3 March"}, follow=True)
    assert "One step is left" in approved.content.decode()
    own["sha"] = Signature.objects.get().sha
    assert own["sha"] in approved.content.decode()
    signed_page = client.post(f"{place}sign/", own, follow=True).content.decode()
    assert "Your organisation has signed." in signed_page
    assert Signature.objects.get().signed_on == timezone.now().date()


def test_a_colleague_records_over_no_approval_and_no_name_that_is_to_stay_unsaid(
    asked: Version, aygul: Person, dana: Person, green_lake: Member
) -> None:
    client, place = signed_in(aygul), f"/en/positions/{asked.position.number}/signing/"
    typed = {"member": str(green_lake.pk), "approval": "The chair, by telephone"}
    assert 'name="base_sha"' in client.get(place).content.decode()
    by: dict[str, Any] = {"version": asked, "member": green_lake, "actor": dana.pk, "at": LATER}
    signing.approve_inside(approval="The board, on 3 March", is_sealed=True, **by)
    late = client.post(f"{place}approve/", {**typed, "base_sha": ""})
    read = late.content.decode()
    assert late.status_code == 409 and "The chair, by telephone" in read
    assert "The board, on 3 March<br>You sign without your name." in read and "Put both together" in read
    assert Signature.objects.get().is_sealed
    known = re.findall(r'name="base_sha" value="(\w{64})"', read)
    assert len(known) == 1
    both = {**typed, "is_sealed": "on", "base_sha": known[0]}
    assert client.post(f"{place}approve/", both).status_code == 302
    read_by_all = Signature.objects.get()
    assert (read_by_all.approval, read_by_all.is_sealed) == ("The chair, by telephone", True)
    signing.sign(sha=read_by_all.sha, **by)
    over = client.post(f"{place}approve/", both)
    assert over.status_code == 409 and "It is not open to this now" in over.content.decode()
