"""Members say whether they take part, by name or not; desks, letters and calendars remind them in time."""

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.entry import signed_in
from tests.people import seal

from tamyr.accounts.models import Person
from tamyr.consultations.models import Consultation, Participation
from tamyr.consultations.queries.participants import participation_sha
from tamyr.consultations.services.locking import NotAnyMore
from tamyr.consultations.services.taking_part import remind, take_part
from tamyr.consultations.tests.calling import DAY, NOON, begun, end_confirmed, page, told
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import Call, calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import kind_named

pytestmark = pytest.mark.django_db


def takes_part(
    consultation: Any, by: Person, member: Member, at: datetime = NOON, **said: Any
) -> Participation:
    whole = {"how": "speak", "is_named": True, **said}
    return take_part(consultation=consultation, member=member, actor=by.pk, at=at, **whole)


def calls(person: Person, at: datetime) -> list[Call]:
    return [call for call in calls_for(visitor_on(person, at)) if "/consultations/" in call.address]


def concerned(kind: str, at: datetime = NOON) -> set[Any]:
    found = kind_named(kind)
    assert found is not None
    return {key for happening in Happening.objects.filter(kind=kind) for key in found.concerns(happening, at)}


def test_a_member_takes_part_by_name_or_counted_only(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    made = told(aygul, green_lake)
    address = f"/en/consultations/{made.number}/"
    form = {"member": str(green_lake.pk), "how": "speak", "is_named": "on"}
    client, other = signed_in(aygul), signed_in(bela)
    assert client.post(f"{address}take-part/", form).status_code == 302
    takes_part(made, bela, mountain_voice, is_named=False)
    read = page(Client(), address)
    assert "Example Green Lake" in read and "speaks there" in read and "Example Mountain Voice" not in read
    assert "not named" in read
    assert "counted and named nowhere" in page(other, address)
    assert client.post(f"{address}take-part/", {**form, "how": "tea"}).status_code == 422
    assert other.post(f"{address}take-part/", form).status_code == 403


def test_how_a_member_takes_part_comes_back_from_a_door_in_its_words(
    aygul: Person, green_lake: Member
) -> None:
    address = f"/ru/consultations/{told(aygul, green_lake).number}/"
    read = page(signed_in(aygul), address)
    along = re.findall(r'name="listed" value="([^"]+)"', read)
    form = {"member": str(green_lake.pk), "how": "not", "listed": along}
    assert "<legend>Как вы участвуете?</legend>" in read and "<span>Не участвуем</span>" in read
    refused = Client().post(f"{address}take-part/", form, headers={"origin": "http://testserver"})
    assert refused.status_code == 403 and "Как вы участвуете? Не участвуем" in refused.content.decode()


@pytest.mark.parametrize(
    "who",
    ["cyra", pytest.param("nobody", marks=pytest.mark.whole), pytest.param("aygul", marks=pytest.mark.whole)],
)
def test_a_hidden_member_is_named_to_nobody_whatever_its_form_says(
    who: str,
    aygul: Person,
    hanna: Person,
    cyra: Person,
    green_lake: Member,
    quiet_garden: Member,
) -> None:
    client = {"nobody": Client(), "cyra": signed_in(cyra), "aygul": signed_in(aygul)}[who]
    made = told(aygul, green_lake, at=timezone.now(), ends=timezone.now() + 5 * DAY)
    takes_part(made, hanna, quiet_garden, at=timezone.now())
    comment = begun(made, hanna, quiet_garden, at=timezone.now(), exposure="public")
    assert comment.exposure == "sealed"
    for place in ("", "table.csv", "consultations.json", "feed.xml", "calendar.ics", f"{made.number}/"):
        answer = client.get(f"/en/consultations/{place}").getvalue().decode()
        assert "Quiet Garden" not in answer and str(comment.pk) not in answer
    assert client.get(f"/en/consultations/{made.number}/comments/{comment.pk}/").status_code == 404
    # The call on a coordinator's desk would end by what they may not know.
    assert [call.act for call in calls(cyra, timezone.now())] == ["See whom to ask"]


def test_where_signing_is_dangerous_nobody_is_named_by_default(aygul: Person, green_lake: Member) -> None:
    safe, there = (
        told(aygul, green_lake),
        told(aygul, green_lake, iso3="RUS", address="https://b.example.org/"),
    )
    ticked, client = 'name="is_named" value="on" checked', signed_in(aygul)
    assert ticked in page(client, f"/en/consultations/{safe.number}/")
    read = page(client, f"/en/consultations/{there.number}/")
    assert ticked not in read and "Dangerous for who signs" in read


def test_a_desk_says_how_long_it_is_until_the_member_has_spoken(
    aygul: Person, bela: Person, cyra: Person, green_lake: Member, mountain_voice: Member
) -> None:
    made = told(aygul, green_lake, ends=NOON + 40 * DAY)
    assert not calls(aygul, NOON)
    at = NOON + 35 * DAY
    (call,) = calls(aygul, at)
    assert call.sentence == "It ends in 5 days. Nobody of your organisation takes part yet."
    assert (call.due_at, call.member, call.may_leave) == (made.closes_at, green_lake, True)
    assert not calls(bela, at), "it is of another country"
    assert [call.act for call in calls(cyra, at)] == ["See whom to ask"]
    takes_part(made, aygul, green_lake, at, how="comment")
    assert [call.act for call in calls(aygul, at)] == ["Begin the comment"] and not calls(cyra, at)
    takes_part(made, aygul, green_lake, at, how="not")
    assert not calls(aygul, at) and not Participation.objects.get().is_named
    assert not calls(cyra, NOON + 41 * DAY), "it is over"


def test_those_who_take_part_are_reminded_once_each_and_again_of_a_moved_end(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    made = told(aygul, green_lake, ends=NOON + 20 * DAY)
    assert concerned("consultation-opened") == {aygul.pk}
    takes_part(made, bela, mountain_voice)
    for days in (10, 13, 14, 18, 18.5, 19, 21):
        for _twice in range(2):
            remind(at=NOON + days * DAY)
    kinds = list(Happening.objects.exclude(kind="consultation-opened").values_list("kind", flat=True))
    assert kinds == ["consultation-ends-7", "consultation-ends-2"]
    assert concerned("consultation-ends-2") == {bela.pk}
    end_confirmed(made, aygul, bela, NOON + 60 * DAY, NOON + 19 * DAY)
    assert concerned("consultation-moved") == {aygul.pk, bela.pk}
    remind(at=NOON + 54 * DAY)
    assert Happening.objects.filter(kind="consultation-ends-7").count() == 2


def test_the_people_of_a_hidden_member_are_told_of_what_concerns_its_theme(
    aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    seal(mountain_voice)
    made = told(aygul, green_lake)
    Consultation.objects.filter(pk=made.pk).update(iso3="")
    assert concerned("consultation-opened") == {aygul.pk, bela.pk}


def test_nobody_joins_what_is_over_or_called_off(
    aygul: Person, bela: Person, foma: Person, green_lake: Member
) -> None:
    made = told(aygul, green_lake, ends=NOON + DAY)
    with pytest.raises(NotAnyMore):
        takes_part(made, aygul, green_lake, NOON + 2 * DAY)
    with pytest.raises(MayNot):
        takes_part(made, foma, green_lake)
    end_confirmed(made, aygul, bela, None)
    with pytest.raises(NotAnyMore):
        takes_part(made, aygul, green_lake)
    form = {"member": str(green_lake.pk), "how": "speak"}
    answer = signed_in(aygul).post(f"/en/consultations/{made.number}/take-part/", form)
    assert answer.status_code == 409 and "Not recorded" in answer.content.decode()


def test_a_page_that_was_open_before_names_no_organisation_whose_colleague_left_its_name_unsaid(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    made, client = told(aygul, green_lake), signed_in(aygul)
    address = f"/en/consultations/{made.number}/"
    form = {"member": str(green_lake.pk), "how": "comment", "is_named": "on", "base_sha": ""}
    takes_part(made, dana, green_lake, is_named=False)
    late = client.post(f"{address}take-part/", form)
    read = late.content.decode()
    assert late.status_code == 409 and "Read it as it stands now, then decide." in read
    assert "It is counted and named nowhere." in read and not Participation.objects.get().is_named
    known = re.findall(r'name="base_sha" value="(\w{64})"', read)
    assert known == [participation_sha(Participation.objects.get())]
    for _time in range(2):
        assert client.post(f"{address}take-part/", {**form, "base_sha": known[0]}).status_code == 302
    assert Participation.objects.get().is_named
