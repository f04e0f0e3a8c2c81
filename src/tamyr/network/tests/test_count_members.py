"""Somebody asks how many members there are, and learns of no single one by it."""

import re
from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from tests.entry import signed_in
from tests.people import LONG_AGO_AT, make_member

from tamyr.accounts.models import Person
from tamyr.network.logic.dated_counts import quarter_begin, rounded
from tamyr.network.models import Member
from tamyr.network.services.members import MemberFacts, MemberProfile, change_member
from tamyr.safety.models import ExposureLevel

pytestmark = pytest.mark.django_db
PUBLIC_PAGES = ("", "?country=KAZ", "count/", "count/?on=2024-05-17", "members.csv", "feed.xml")


def page(client: Client, address: str) -> str:
    return client.get(f"/en/members/{address}").content.decode()


def fill(count: int, **facts: object) -> list[Member]:
    return [make_member(f"Example {n:02}", f"Пример {n:02}", "KAZ", **facts) for n in range(count)]


def change(member: Member, **facts: object) -> Member:
    profile = MemberProfile(**{**member.profile, "themes": tuple(member.profile["themes"])})
    now = {"joined_on": member.joined_on, "left_on": member.left_on, "exposure": member.exposure, **facts}
    whole = MemberFacts(profile=profile, country=member.country, **now)  # type: ignore[arg-type]
    return change_member(member=member, version=member.version, facts=whole, actor=None, at=LONG_AGO_AT)


def test_visitors_are_told_a_rounded_number_for_the_begin_of_a_quarter(client: Client) -> None:
    fill(12)
    shown = page(client, "count/?on=2024-05-17")
    assert "On 1 April 2024 the network had about 10 members." in shown
    assert "12" not in re.sub(
        r"<select.*?</select>|<(?:svg|head).*?</(?:svg|head)>", "", shown, flags=re.DOTALL
    )
    assert "Kazakhstan" not in shown


def test_below_ten_nothing_is_said(client: Client) -> None:
    fill(9)
    assert "no number is given" in page(client, "count/")
    assert "about" not in re.findall(r'<p class="reading">(.*?)</p>', page(client, ""), re.DOTALL)[0]


@pytest.mark.alike
@pytest.mark.parametrize(
    ("changed", "many"),
    [
        # Where the number falls below ten, and where it rounds to another one.
        ({"left_on": date(2021, 1, 1)}, 10),
        ({"exposure": ExposureLevel.CIRCLE}, 13),
        *(
            pytest.param({"left_on": date(2021, 1, 1)}, many, marks=pytest.mark.whole)
            for many in (11, 12, 13, 17, 18)
        ),
        *(
            pytest.param({"exposure": ExposureLevel.CIRCLE}, many, marks=pytest.mark.whole)
            for many in (10, 11, 12, 17, 18)
        ),
    ],
)
def test_no_change_of_one_hidden_member_shows(client: Client, many: int, changed: dict[str, object]) -> None:
    members = fill(many)
    before = [page(client, address) for address in PUBLIC_PAGES]
    change(members[0], **changed)
    assert [page(client, address) for address in PUBLIC_PAGES] == before


def test_ten_at_once_are_counted_anew(client: Client) -> None:
    fill(12)
    assert "about 10 members" in page(client, "count/?on=2024-05-17")
    fill(22, exposure=ExposureLevel.NETWORK, joined_on=date(2021, 1, 1))
    assert "about 35 members" in page(client, "count/?on=2024-05-17")


def test_people_of_the_network_are_told_exactly_what_they_may_see(bela: Person, quiet_garden: Member) -> None:
    fill(4, joined_on=date(2022, 1, 1))
    client = signed_in(bela)
    assert "On 1 March 2021 there was 1 member that you may see." in page(client, "count/?on=2021-03-01")
    later = page(client, "count/?on=2023-03-01")
    assert "there were 5 members that you may see" in later
    assert '<th scope="row">Kazakhstan</th><td>4</td><td>4</td><td>0</td>' in later
    assert "Belarus" not in later


def test_a_status_is_counted_as_it_was_on_that_day(bela: Person, green_lake: Member) -> None:
    change(green_lake, status="inactive", status_from_on=date(2023, 1, 1))
    client = signed_in(bela)
    assert "Kazakhstan</th><td>1</td><td>1</td><td>0</td>" in page(client, "count/?on=2022-12-31")
    assert "Kazakhstan</th><td>1</td><td>0</td><td>1</td>" in page(client, "count/?on=2023-01-01")


def test_guests_are_told_what_visitors_are(gita: Person, green_lake: Member) -> None:
    client = signed_in(gita)
    assert "that you may see" not in page(client, "count/")


@pytest.mark.parametrize("day", ["2024-13-01", "yesterday", "2024-02-30"])
def test_a_day_that_never_was_is_refused(client: Client, day: str) -> None:
    assert client.get(f"/en/members/count/?on={day}").status_code == 404


def test_a_day_to_come_is_answered_with_today(client: Client) -> None:
    fill(12)
    assert page(client, "count/?on=2999-01-01") == page(client, "count/").replace("canonical", "canonical")


def test_rounding_moves_by_a_step_at_most() -> None:
    numbers = [rounded(count) for count in range(10, 200)]
    assert all(b - a in (0, 5) for a, b in pairwise(numbers) if a is not None and b is not None)
    assert rounded(9) is None and quarter_begin(date(2026, 11, 23)) == date(2026, 10, 1)
