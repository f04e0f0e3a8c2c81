"""Every role gets exactly the reviewed answer at every address, by every method, and reads in none of them,
page, file, feed or log line, a word that is not meant for it; and no date the American way."""

import logging
from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client

from tests.house.canaries import FINDS, guarded_words, kept_from, leaks, said_by
from tests.house.cast import Cast, canaries_in
from tests.house.dates import american_dates
from tests.house.permissions import METHODS, ROLES, STRANGERS, in_full, in_short, read_table, write_table
from tests.house.routes import Route, made_up_address, of_other_makers, ours
from tests.house.undrawn import undrawn

OURS = ours()


@pytest.fixture(scope="module")
def pages_of_one_test() -> Iterator[None]:
    """One role after another reads the same site, which keeps its pages for them as it does for any readers."""
    cache.clear()
    yield
    cache.clear()


def answer(client: Client, method: str, address: str) -> HttpResponseBase:
    """Ask, and take back whatever the answer changed, in the database and in the browser."""
    cookies = {name: cookie.value for name, cookie in client.cookies.items()}
    # The page that HEAD throws away was drawn for GET, by the same client of the same rows.
    with transaction.atomic(), undrawn() if method == "HEAD" else nullcontext():
        # One client for all: each new one would set up the whole site's middleware.
        given: HttpResponseBase = client.generic(method, address)
        transaction.set_rollback(True)
    client.cookies.clear()
    client.cookies.load(cookies)
    return given


# Who may do least and who may do most. HEAD is GET whose body is thrown away: on each change these two ask by it,
# and in a trial everybody.
TELLING = ("visitor", "coordinator")
BUT_HEAD = tuple(method for method in METHODS if method != "HEAD")
OTHERS = [role for role in ROLES if role not in TELLING]


@pytest.mark.whole
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("role", "methods"),
    [
        *(pytest.param(role, METHODS, id=role) for role in TELLING),
        *(pytest.param(role, BUT_HEAD, id=role) for role in OTHERS),
        *(pytest.param(role, METHODS, id=f"{role} by HEAD too", marks=pytest.mark.trial) for role in OTHERS),
    ],
)
def test_every_address_answers_a_role_as_reviewed_and_says_nothing_not_meant_for_it(
    role: str,
    methods: tuple[str, ...],
    cast: Cast,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
) -> None:
    is_written = request.config.getoption("write_permissions", default=False)
    if is_written and methods != METHODS:
        return
    secrets, client = guarded_words(), cast.client(role)
    found: dict[str, dict[str, int]] = {}
    said: dict[str, str] = {}
    with caplog.at_level(logging.DEBUG, logger="tamyr"):
        for route in OURS:
            answers = {method: answer(client, method, route.address(cast)) for method in methods}
            found[route.pattern] = {method: given.status_code for method, given in answers.items()}
            said[route.pattern] = said_by(answers["GET"])
    if is_written:
        in_words = {pattern: in_short(statuses) for pattern, statuses in found.items()}
        write_table({**read_table(), role: in_words})
        return
    print(f"{role}: {len(found) * len(methods)} cells")
    reviewed = {
        pattern: {method: in_full(answers)[method] for method in methods}
        for pattern, answers in read_table()[role].items()
    }
    assert found == reviewed, "run `make permissions` and read the difference"
    hidden = kept_from(role, cast, secrets)
    assert hidden or role == "coordinator"
    assert leaks(said, hidden, secrets) == set()
    assert canaries_in(caplog.text) == set()
    # These two are told nearly all that is said at all.
    if role in TELLING:
        assert [pattern for pattern, text in said.items() if american_dates(text)] == []
    shown = set().union(*map(canaries_in, said.values())) & secrets.keys()
    assert {secrets[word].label for word in shown} >= FINDS.get(role, set())


def test_every_address_is_in_the_reviewed_table(cast: Cast) -> None:
    assert cast.roles == ROLES
    listed = {address for answers in read_table().values() for address in answers}
    assert listed == {route.pattern for route in OURS}, "run `make permissions` and read the difference"
    assert len(listed) * len(ROLES) * len(METHODS) > 2_000
    said = {short for answers in read_table().values() for short in answers.values()}
    assert {short: in_short(in_full(short)) for short in said} == {short: short for short in said}


def test_an_argument_without_an_example_is_named(cast: Cast) -> None:
    with pytest.raises(LookupError, match=r"new/<uuid:thing>.* has no example"):
        Route("<language>/new/<uuid:thing>/", None).address(cast)


# One door stands before the whole editor: the same two, neither of them an editor, tell on each change.
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
    closed = 302 if role in STRANGERS else 404
    found = {
        (route.pattern, method): answer(client, method, made_up_address(route)).status_code
        for route in of_other_makers()
        for method in ("GET", "POST")
    }
    assert len(found) > 400
    assert {asked: answer for asked, answer in found.items() if answer != closed} == {}


@pytest.mark.whole
def test_what_is_not_there_is_told_in_the_readers_language_and_names_no_model(cast: Cast) -> None:
    client = cast.client("coordinator")
    told = {
        route.pattern: answer(client, "GET", made_up_address(route).replace("/<language>/", "/ru/", 1))
        for route in OURS
        if "<" in route.pattern.removeprefix("<language>/") and route.pattern.startswith("<language>/")
    }
    absent = {pattern: said_by(given) for pattern, given in told.items() if given.status_code == 404}
    assert len(absent) > 100
    assert [pattern for pattern, text in absent.items() if "given query" in text or "No " in text] == []
