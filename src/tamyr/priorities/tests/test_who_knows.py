"""Hidden authors and hidden members are named nowhere that is not theirs: on no page, in no file, feed or notice."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from tests.entry import signed_in
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.priorities.models import Authors, Proposal, Round
from tamyr.priorities.tests.scenes import TalkedRound, begun
from tamyr.priorities.tests.writing import LATER, key, page_of

WHOLE = pytest.mark.whole
GREEN, QUIET, VOICE = "Green Lake", "Quiet Garden", "Mountain Voice"


@pytest.fixture(autouse=True)
def fresh_pages() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def talked(talked_round: TalkedRound) -> Round:
    return talked_round.round


def everything(client: Client, person: Person | None, number: int, *, is_coordinator: bool = False) -> str:
    """Return all that somebody can read of a round, and around it."""
    room = "/en/priorities/"
    own = f"{room}{number}/"
    addresses = [room, f"{room}feed.xml", own, f"{own}feed.xml", f"{own}table.csv"]
    for place in range(1, Proposal.objects.filter(round__number=number).count() + 1):
        addresses += [f"{own}proposals/{place}/", f"{own}proposals/{place}/texts/"]
    if person is not None:
        addresses += ["/en/desk/", f"{own}propose/"]
    if is_coordinator:
        addresses.append("/en/acts/")
        addresses += [
            f"{room}set-aside/{key}/"
            for key in Proposal.objects.filter(moderations__isnull=False).values_list(
                "moderations", flat=True
            )
        ]
    answers = [client.get(address) for address in addresses]
    told = " ".join(news_of(person, LATER)) if person else ""
    looked = "".join(
        client.post(
            f"{own}propose/",
            {
                "member": str(person.mandates.get().member_id),
                "title_ru": "Угольные города",
                "text_ru": "Переход.",
                "theme": "just-transition",
                "form_key": str(key()),
            },
        ).content.decode()
        if person is not None and person.mandates.exists()
        else ""
    )
    return told + looked + "".join(answer.content.decode() for answer in answers)


def read_by(who: str, talked: Round, request: pytest.FixtureRequest) -> str:
    person = None if who == "visitor" else request.getfixturevalue(who)
    client = signed_in(person) if person else Client()
    return everything(client, person, talked.number, is_coordinator=who in ("cyra", "chingiz"))


@pytest.mark.parametrize(
    "who",
    ["cyra", *(pytest.param(who, marks=WHOLE) for who in ("visitor", "gita", "bela", "chingiz", "emin"))],
)
def test_until_the_result_nobody_reads_who_proposed_what(
    talked: Round, who: str, request: pytest.FixtureRequest
) -> None:
    read = read_by(who, talked, request)
    assert "Справедливый переход" in read
    assert GREEN not in read, "the author"
    assert QUIET not in read, "a sealed member, who proposed, supported and argued"


@pytest.mark.parametrize(
    ("who", "named"),
    [
        # A public member is named to the world, one that the network knows to the network, a sealed one to its own.
        ("visitor", {GREEN: True, VOICE: False, QUIET: False}),
        ("bela", {GREEN: True, VOICE: True, QUIET: False}),
        pytest.param("cyra", {QUIET: False}, marks=WHOLE),
        pytest.param("hanna", {QUIET: True}, marks=WHOLE),
    ],
)
def test_when_the_result_is_there_authors_are_shown_to_those_who_may_know_them(
    talked: Round, decided_round: Round, who: str, named: dict[str, bool], request: pytest.FixtureRequest
) -> None:
    read = read_by(who, talked, request)
    assert {name: name in read for name in named} == named


def test_a_stranger_counts_no_supporter_that_they_may_not_know(talked: Round, bela: Person) -> None:
    member = signed_in(bela)
    for place in (1, 2):
        page = f"/en/priorities/{talked.number}/proposals/{place}/"
        assert "0 organisations support it." in Client().get(page).content.decode()
        assert "1 organisation supports it." in member.get(page).content.decode()
    feed = Client().get(f"/en/priorities/{talked.number}/table.csv").content.decode()
    assert ",1,0," not in feed


def test_a_round_of_the_network_is_not_there_for_strangers(mine: Proposal, gita: Person) -> None:
    own = f"/en/priorities/{mine.round.number}/"
    for client in (Client(), signed_in(gita)):
        assert "Priorities of the example" not in client.get("/en/priorities/").content.decode()
        assert "Priorities of the example" not in client.get("/en/priorities/feed.xml").content.decode()
        for address in (own, f"{own}proposals/1/", f"{own}table.csv", f"{own}feed.xml"):
            assert client.get(address).status_code == 404
    assert Client().get("/en/priorities/99/").content == Client().get(own).content.replace(
        f"/{mine.round.number}/".encode(), b"/99/"
    )


def test_the_page_of_decisions_shows_an_open_round_to_its_readers(
    collecting: Round, cyra: Person, aygul: Person
) -> None:
    hiding = begun(cyra, authors=Authors.HIDDEN, is_public=True)
    inside, outside = (page_of(reader, "/en/decisions/") for reader in (signed_in(aygul), Client()))
    assert inside.count("Propose until") == 2
    assert outside.count("Propose until") == 1 and f"/priorities/{hiding.number}/" in outside
