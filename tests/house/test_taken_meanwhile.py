"""Two who take the same name at the same moment: one has it, the other one is told and keeps what was typed."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Member, Role
from tamyr.network.services.members import MemberFacts, MemberProfile, register_member
from tamyr.safety.services.faults import is_taken
from tests.entry import form_key, join, sign_in
from tests.house.cast import INVITATION_SECRET, Cast
from tests.people import LONG_AGO, LONG_AGO_AT, with_role

OWN = {"origin": "http://testserver"}
WORDS = "Nobody asked the town before the pit was dug."


def taken_meanwhile(table: str, take: Callable[[], Any]) -> Any:
    """Let somebody else take a name after it was found free and before it is kept."""
    done: list[str] = []

    def race(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(f'INSERT INTO "{table}"') and not done:
            done.append(table)
            take()
        return execute(sql, *rest)

    return connection.execute_wrapper(race)


def test_a_circle_of_the_same_name(cast: Cast) -> None:
    client = cast.client("coordinator")
    typed = {
        "form_key": form_key(client, "/en/circles/start/"),
        "name_en": "Old woods",
        "exposure": "network",
        "purpose_en": WORDS,
    }

    def take() -> None:
        Circle.objects.create(slug="old-woods", began_on="2026-01-01")

    with taken_meanwhile("network_circle", take):
        answer = client.post("/en/circles/start/", typed, headers=OWN)
    text = answer.content.decode()
    assert answer.status_code == 409 and WORDS in text and "Somebody was faster" in text
    # What the other one did was undone with the rest, since a test is one transaction.
    take()
    assert client.post("/en/circles/start/", typed).status_code == 302
    assert Circle.objects.get(slug__startswith="old-woods-").name == "Old woods"


def test_a_sign_in_name(cast: Cast) -> None:
    def take() -> None:
        Person.objects.create_user("newcomer", made_at="2026-01-01T00:00:00Z")

    client = Client()
    with taken_meanwhile("network_person", take):
        join(client, f"/en/invitation/{INVITATION_SECRET}/", "newcomer")
    assert not Person.objects.filter(sign_in_name="newcomer") and client.get("/en/desk/").status_code == 302
    # The steps taken so far are kept: the last one is taken again, once the name is free.
    assert client.post("/en/joining/codes/", {"kept": "on"}).status_code == 302
    assert Person.objects.filter(sign_in_name="newcomer").count() == 1


def test_a_member_of_the_same_name(cast: Cast) -> None:
    lake = Member.objects.get(slug="example-green-lake")
    facts = MemberFacts(
        profile=MemberProfile(names={"en": "Old woods"}), country=lake.country, joined_on=LONG_AGO
    )

    def take() -> None:
        Member.objects.create(id=uuid4(), slug="old-woods", country=lake.country, joined_on=LONG_AGO)

    with (
        pytest.raises(IntegrityError, match="UNIQUE|unique") as told,
        taken_meanwhile("network_member", take),
    ):
        register_member(facts=facts, actor=None, at=LONG_AGO_AT)
    assert is_taken(told.value), "what the page says is the same for all"


def test_another_fault_of_a_row_is_none_of_these() -> None:
    assert not is_taken(ValueError("UNIQUE constraint failed"))


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("admissions/{admissions/<uuid:key>}/hold", marks=pytest.mark.whole),
        pytest.param("decisions/1/annul", marks=pytest.mark.whole),
        "addressees/56/part",
    ],
)
def test_a_proposal_that_somebody_else_made_a_moment_ago(address: str, cast: Cast) -> None:
    names = {name: str(example) for name, example in cast.examples.items()}
    place = re.sub(r"{(.+)}", lambda found: names[found[1]], f"/en/{address}/")
    other = with_role("olga", "Olga Example", Role.COORDINATOR)
    first, second = cast.client("coordinator"), sign_in(Client(), other)
    made = first.post(place, {"why": "The first one's reasons."}, headers=OWN)
    assert (made.status_code, "/proposals/" in made["Location"]) == (302, True)
    # One small word, too, where a reason may be as short.
    for words in (WORDS, "duplicate") if address.endswith("part") else (WORDS,):
        answer = second.post(place, {"why": words}, headers=OWN)
        page = answer.content.decode()
        assert answer.status_code == 409 and "Somebody else proposed this already" in page
        assert f"{words}</blockquote>" in page and f'href="{made["Location"]}"' in page
