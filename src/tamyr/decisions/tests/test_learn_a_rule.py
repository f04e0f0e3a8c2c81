"""A reader changes a small example and sees it counted; a coordinator answers questions and gets a rule."""

import re

import pytest
from django.test import Client

from tamyr.accounts.models import Person
from tamyr.decisions.pages.words import RULES
from tamyr.decisions.tests.decision import signed_in

ON_ONE_TEXT = ("approval", "consent", "gradients")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_counts_an_example_before_the_readers_eyes(rule: str, client: Client, db: None) -> None:
    page = client.get(f"/en/decisions/how/{rule}/").content.decode()
    assert "How it was counted" in page
    assert ("adopted." in page, "Chosen:" in page) == (rule in ON_ONE_TEXT, rule not in ON_ONE_TEXT)


def test_what_the_reader_changes_is_counted(client: Client, db: None) -> None:
    told = client.get("/en/decisions/how/schulze/", {"ballots": "3 × x > y\ny > x"}).content.decode()
    assert "Chosen: x." in told


@pytest.mark.parametrize("ballots", ["99 × a", "a > > b", "x" * 300], ids=["many", "gap", "long"])
def test_what_cannot_be_counted_is_said(ballots: str, client: Client, db: None) -> None:
    answer = client.get("/en/decisions/how/stv/", {"ballots": ballots})
    assert answer.status_code == 422 and "Not counted" in answer.content.decode()


def test_what_a_reader_types_is_shown_as_text(client: Client, db: None) -> None:
    page = client.get("/en/decisions/how/phragmen/", {"ballots": "<b>x</b>"}).content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in page and "<b>x</b>" not in page


def test_three_questions_at_most_lead_to_a_filled_draft(cyra: Person, aygul: Person) -> None:
    keeper, place = signed_in(cyra), "/en/decisions/new/"
    assert "What do you decide?" in keeper.get(place).content.decode()
    said = {"subject": "several", "money": "no", "balance": "country"}
    page = keeper.get(place, said).content.decode()
    assert "Several of many, in proportion" in page
    draft = keeper.get(f"{place}equal-shares/", said).content.decode()
    assert re.search(r'value="country-capped"[^>]* checked', draft)
    assert keeper.get(place, {"subject": "weather"}).status_code == 404
    assert signed_in(aygul).get(place).status_code == 403


@pytest.mark.parametrize(
    ("ballots", "said"),
    [("a b c\nd e", "takes the least of its supporters, 1 place each"), ("3 × a b", "is 1 place.")],
    ids=["price", "share"],
)
def test_whole_places_are_counted_and_parts_of_one_are_not(
    ballots: str, said: str, client: Client, db: None
) -> None:
    told = client.get("/en/decisions/how/equal-shares/", {"ballots": ballots}).content.decode()
    assert said in told and "1 of a place" not in told
    parts = client.get("/en/decisions/how/equal-shares/").content.decode()
    assert "1/2 of a place." in parts and "1/4 of a place each" in parts
