"""A proposal quotes numbers of stored assessments; what was quoted stays as it was."""

import json
from dataclasses import replace

import pytest
from django.utils import translation
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.evidence.models import AssessmentVersion
from tamyr.evidence.queries import assessments
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Proposal, Quote
from tamyr.priorities.queries.evidence import WHOLE, quotable, quotables
from tamyr.priorities.services.proposals import MOST_QUOTES, QuotesFull, drop_quote, quote
from tamyr.priorities.tests.scenes import MyProposal
from tamyr.priorities.tests.writing import LATER, NOON, OVER, at, page_of
from tamyr.procedures.services import NotNow


@pytest.fixture
def mine(proposal_with_figures: MyProposal) -> Proposal:
    """What Aygul proposed, beside the shipped figures and their assessments."""
    return proposal_with_figures.proposal


def number(name: str) -> str:
    """Return the key under which a number of Kazakhstan is offered."""
    return next(fact.key for fact in quotables("KAZ") if fact.facts and fact.number["name"]["en"] == name)


def test_a_number_is_quoted_with_all_that_belongs_to_it(mine: Proposal, aygul: Person) -> None:
    page, client = f"/en/priorities/{mine.round.number}/proposals/1/", signed_in(aygul)
    name = "Greenhouse gases without land use"
    offered = page_of(client, f"{page}evidence/?country=KAZ")
    assert name in offered and "National inventory (CRT)" in offered
    version = assessments.current_version("KAZ")
    sent = {"iso3": "KAZ", "version": version, "key": number(name)}
    read = client.post(f"{page}evidence/quote/", sent, follow=True).content.decode()
    assert "What it rests on" in read and "Mt" in read and "Source: National inventory (CRT)" in read
    assert f"/countries/kaz/assessment/{version}/" in read
    client.post(f"{page}evidence/quote/", sent)
    assert Quote.objects.count() == 1, "the same number twice is one"


def test_a_number_that_an_earlier_release_said_otherwise_is_quoted_once(
    mine: Proposal, aygul: Person
) -> None:
    whole, first, second = quotables("KAZ")[:3]
    former = {**first.number, "shown": {"en": "372", "ru": "372"}, "name": {"en": "Gases", "ru": "Газы"}}
    quoted = replace(
        first, facts=json.dumps({name: said for name, said in former.items() if name != "passage"})
    )
    made = [quote(proposal=mine, found=found, actor=aygul.pk, clock=at(NOON)) for found in (quoted, whole)]
    again = [quote(proposal=mine, found=found, actor=aygul.pk, clock=at(LATER)) for found in (first, whole)]
    assert again == made and again[0].facts == quoted.facts
    assert quote(proposal=mine, found=second, actor=aygul.pk, clock=at(LATER)) not in made
    newer = replace(first, version="2099-01-01-0000000000")
    assert quote(proposal=mine, found=newer, actor=aygul.pk, clock=at(LATER)) not in made


def test_a_quoted_number_stays_as_it_was_when_a_newer_version_comes(mine: Proposal, aygul: Person) -> None:
    found = quotable("KAZ", assessments.current_version("KAZ"), number("Greenhouse gases without land use"))
    assert found is not None
    made = quote(proposal=mine, found=found, actor=aygul.pk, clock=at(NOON))
    shown = json.loads(made.facts)["shown"]["en"]
    AssessmentVersion.objects.filter(iso3="KAZ").update(content="{}", is_current=False)
    page = f"/en/priorities/{mine.round.number}/proposals/1/"
    assert shown in page_of(signed_in(aygul), page)


def test_no_number_of_the_mixture_is_offered_without_its_span(figures: None) -> None:
    offered = [fact.number for fact in quotables("KAZ") if fact.facts]
    assert len(offered) > 30
    assert {number["principle"] for number in offered} & {"overall"} == set()
    with translation.override("ru"):
        assert all(number["name"]["ru"] and number["shown"]["ru"] for number in offered)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"key": "nothing"}, 404),
        pytest.param({"version": "2020-01-01-0000000000"}, 404, marks=pytest.mark.whole),
        ({"iso3": "FRA"}, 422),
        pytest.param({"key": "x" * 41}, 422, marks=pytest.mark.whole),
    ],
)
def test_what_is_no_number_is_refused(
    mine: Proposal, aygul: Person, said: dict[str, str], status: int
) -> None:
    sound = {"iso3": "KAZ", "version": assessments.current_version("KAZ"), "key": WHOLE}
    page = f"/en/priorities/{mine.round.number}/proposals/1/evidence/quote/"
    assert signed_in(aygul).post(page, {**sound, **said}).status_code == status
    assert not Quote.objects.exists()


def test_only_the_author_quotes_and_only_while_it_is_open(
    mine: Proposal, aygul: Person, bela: Person, mountain_voice: Member
) -> None:
    whole = quotables("KAZ")[0]
    with pytest.raises(MayNot):
        quote(proposal=mine, found=whole, actor=bela.pk, clock=at(NOON))
    with pytest.raises(NotNow):
        quote(proposal=mine, found=whole, actor=aygul.pk, clock=at(OVER))


def test_a_number_that_was_taken_away_is_kept(
    mine: Proposal, aygul: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = quotables("KAZ")[: MOST_QUOTES + 1]
    made = [quote(proposal=mine, found=fact, actor=aygul.pk, clock=at(NOON)) for fact in many[:MOST_QUOTES]]
    with pytest.raises(QuotesFull):
        quote(proposal=mine, found=many[-1], actor=aygul.pk, clock=at(NOON))
    drop_quote(quoted=made[0], actor=aygul.pk, clock=at(LATER))
    assert Quote.objects.get(pk=made[0].pk).dropped_at == LATER
    assert quote(proposal=mine, found=many[-1], actor=aygul.pk, clock=at(LATER))


def test_a_number_joined_of_several_sources_is_quoted_with_their_names(mine: Proposal, aygul: Person) -> None:
    joined = [fact for fact in quotables("KAZ") if fact.facts and "+" in fact.number["source"]]
    assert len(joined) > 1
    for fact in joined:
        assert all("+" not in said for said in fact.number["source_name"].values())
    found = joined[0]
    # An earlier release kept the keys for the names: what was quoted stays as it is kept, and is said in words.
    keys = {**found.number, "source_name": dict.fromkeys(("en", "ru"), found.number["source"])}
    quote(proposal=mine, found=replace(found, facts=json.dumps(keys)), actor=aygul.pk, clock=at(NOON))
    client, place = signed_in(aygul), f"priorities/{mine.round.number}/proposals/1/"
    for language in ("en", "ru"):
        page = page_of(client, f"/{language}/{place}")
        assert found.number["source_name"][language] in page and found.number["source"] not in page
