"""Every role gets exactly the reviewed answer at every address, by every method."""

import pytest
from django.db import transaction
from django.test import Client

from tests.house.cast import Cast
from tests.house.permissions import METHODS, ROLES, in_short, read_table, write_table
from tests.house.routes import Route, made_up_address, of_other_makers, ours

OURS = ours()


def status(client: Client, method: str, address: str) -> int:
    """Ask, and take back whatever the answer changed."""
    asker = Client(raise_request_exception=False)
    asker.cookies.load({name: cookie.value for name, cookie in client.cookies.items()})
    with transaction.atomic():
        answer = asker.generic(method, address)
        transaction.set_rollback(True)
    return answer.status_code


def answers_of(client: Client, route: Route, cast: Cast) -> str:
    address = route.address(cast)
    return in_short({method: status(client, method, address) for method in METHODS})


@pytest.mark.whole
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_a_role_as_reviewed(
    role: str, cast: Cast, request: pytest.FixtureRequest
) -> None:
    client = cast.client(role)
    found = {route.pattern: answers_of(client, route, cast) for route in OURS}
    reviewed = read_table()
    if request.config.getoption("write_permissions", default=False):
        write_table({**reviewed, role: found})
        return
    print(f"{role}: {len(found) * len(METHODS)} cells")
    assert found == reviewed[role], "run `make permissions` and read the difference"


def test_every_address_is_in_the_reviewed_table(cast: Cast) -> None:
    assert cast.roles == ROLES
    listed = {address for answers in read_table().values() for address in answers}
    assert listed == {route.pattern for route in OURS}, "run `make permissions` and read the difference"
    assert len(listed) * len(ROLES) * len(METHODS) > 2_000


def test_an_argument_without_an_example_is_named(cast: Cast) -> None:
    with pytest.raises(LookupError, match=r"new/<uuid:thing>.* has no example"):
        Route("<language>/new/<uuid:thing>/", None).address(cast)


# One door stands before the whole editor: three who come to it without being editors tell on each change.
TELLING = ("visitor", "delegate", "coordinator")


@pytest.mark.whole
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "role",
    [
        pytest.param(role, marks=() if role in TELLING else pytest.mark.trial)
        for role in ROLES
        if role != "editor"
    ],
)
def test_the_editor_opens_to_editors_alone(role: str, cast: Cast) -> None:
    client = cast.client(role)
    closed = 302 if role == "visitor" else 404
    found = {
        (route.pattern, method): status(client, method, made_up_address(route))
        for route in of_other_makers()
        for method in ("GET", "POST")
    }
    assert len(found) > 400
    assert {asked: answer for asked, answer in found.items() if answer != closed} == {}
