"""What is hidden answers exactly like what never was: same status, same headers, same length."""

import pytest
from django.http import HttpResponse
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, Member
from tamyr.safety.models import ExposureLevel
from tests.house.cast import Cast
from tests.house.permissions import ROLES
from tests.house.routes import Route, routes

ASKED, SELDOM_ASKED = ("GET", "POST"), ("HEAD", "OPTIONS")
# Nobody, somebody of another member, and who sees most: each asks on each change, and in every way.
ON_EACH_CHANGE = ("visitor", "other delegate", "coordinator")
OF_MEMBERS = [route for route in routes() if "members/<slug:slug>" in route.pattern]
OF_PEOPLE = [route for route in routes() if "people/<slug:slug>" in route.pattern]
OF_CIRCLES = [route for route in routes() if "circles/<slug:slug>" in route.pattern]


def answer(client: Client, method: str, address: str) -> tuple[int, dict[str, str], int]:
    said = client.generic(method, address)
    assert isinstance(said, HttpResponse)
    # The way to the sign-in leads back to the address that was asked for. What no cache keeps runs out at once:
    # the two answers may lie on both sides of a second.
    headers = {name: value.split("?next=")[0] for name, value in said.headers.items() if name != "Expires"}
    return said.status_code, headers, len(said.content)


def never_was(slug: str) -> str:
    """Return a slug of the same length that nobody has."""
    return "z" * len(slug)


def differing(
    client: Client,
    cast: Cast,
    of: list[Route],
    key: str,
    hidden: str,
    *,
    methods: tuple[str, ...] = ASKED + SELDOM_ASKED,
) -> list[str]:
    found = []
    for route in of:
        for method in methods:
            cast.examples[key] = hidden
            there = answer(client, method, route.address(cast))
            cast.examples[key] = never_was(hidden)
            if there != answer(client, method, route.address(cast)):
                found.append(f"{method} {route.pattern}: {there}")
    return found


def in_ways(but_for: tuple[str, ...]) -> list[object]:
    """Return roles with the methods they ask by: of most roles, the methods no page uses are tried in a trial."""
    asking = [role for role in ROLES if role not in but_for]
    often = [role for role in asking if role in ON_EACH_CHANGE]
    others = [role for role in asking if role not in often]
    whole, trial = pytest.mark.whole, pytest.mark.trial
    return [
        *(pytest.param(role, ASKED, id=role) for role in often),
        *(pytest.param(role, SELDOM_ASKED, id=f"{role} seldom", marks=whole) for role in often),
        *(pytest.param(role, ASKED, id=role, marks=whole) for role in others),
        *(pytest.param(role, SELDOM_ASKED, id=f"{role} seldom", marks=trial) for role in others),
    ]


@pytest.mark.parametrize(("role", "methods"), in_ways(("hidden delegate",)))
def test_a_sealed_member_is_like_none(role: str, methods: tuple[str, ...], cast: Cast) -> None:
    hidden = Member.objects.get(exposure=ExposureLevel.SEALED).slug
    client = cast.client(role)
    assert differing(client, cast, OF_MEMBERS, "members/<slug:slug>", hidden, methods=methods) == []
    assert differing(client, cast, OF_PEOPLE, "people/<slug:slug>", hidden, methods=methods) == []


@pytest.mark.parametrize(
    "role",
    [
        pytest.param("visitor", marks=pytest.mark.whole),
        "guest",
        pytest.param("former", marks=pytest.mark.whole),
    ],
)
def test_a_member_of_the_network_level_is_like_none_outside_it(role: str, cast: Cast) -> None:
    hidden = Member.objects.get(exposure=ExposureLevel.NETWORK).slug
    client = cast.client(role)
    assert differing(client, cast, OF_MEMBERS, "members/<slug:slug>", hidden) == []
    assert differing(client, cast, OF_PEOPLE, "people/<slug:slug>", hidden) == []


@pytest.mark.alike
@pytest.mark.parametrize(("role", "methods"), in_ways(("circle", "hidden delegate", "coordinator")))
def test_a_circle_is_like_none_to_those_outside_it(role: str, methods: tuple[str, ...], cast: Cast) -> None:
    client = cast.client(role)
    hidden = Circle.objects.get().slug
    assert differing(client, cast, OF_CIRCLES, "circles/<slug:slug>", hidden, methods=methods) == []


@pytest.mark.parametrize(
    "role",
    ["delegate", *(pytest.param(role, marks=pytest.mark.whole) for role in ("editor", "coordinator"))],
)
def test_a_sealed_persons_way_back_is_like_none(role: str, cast: Cast) -> None:
    hidden = cast.people["hidden delegate"]
    Person.objects.filter(pk=hidden.pk).update(exposure=ExposureLevel.SEALED)
    of = [route for route in routes() if "<uuid:person_id>" in route.pattern]
    client, key = cast.client(role), "people/<uuid:person_id>"
    cast.examples[key] = hidden.pk
    there = [answer(client, "GET", route.address(cast)) for route in of]
    cast.examples[key] = "00000000-0000-4000-8000-000000000000"
    assert [answer(client, "GET", route.address(cast)) for route in of] == there


@pytest.mark.parametrize(
    "role",
    [
        "coordinator",
        *(pytest.param(role, marks=pytest.mark.whole) for role in ("deputy", "other delegate", "traveller")),
    ],
)
def test_a_locked_person_is_like_none(role: str, cast: Cast) -> None:
    client = cast.client(role)
    for key in ("people/<uuid:person_id>", "support/accounts/<uuid:key>"):
        of = [route for route in routes() if key in route.pattern]
        assert of
        cast.examples[key] = cast.people["locked"].pk
        there = [answer(client, method, route.address(cast)) for route in of for method in ("GET", "POST")]
        cast.examples[key] = "00000000-0000-4000-8000-000000000000"
        assert [
            answer(client, method, route.address(cast)) for route in of for method in ("GET", "POST")
        ] == there


def test_those_entitled_do_find_them(cast: Cast) -> None:
    hidden = Member.objects.get(exposure=ExposureLevel.SEALED).slug
    client = cast.client("hidden delegate")
    assert len(differing(client, cast, OF_MEMBERS, "members/<slug:slug>", hidden, methods=("GET",))) >= 2
