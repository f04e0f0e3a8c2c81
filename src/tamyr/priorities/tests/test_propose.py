"""An organisation puts proposals into a round, in one language or two, while proposals are collected."""

from datetime import timedelta
from typing import Any

import pytest
from tests.entry import signed_in
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Mandate, Member
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Phase, Proposal, Proposers, Round, Wording
from tamyr.priorities.services.proposals import (
    TooMany,
    withdraw_proposal,
)
from tamyr.priorities.services.rounds import begin_round, draft_round
from tamyr.priorities.tests.writing import (
    CLOSES_AT,
    COLLECT,
    COLLECTS_UNTIL,
    DRAFT,
    NOON,
    at,
    key,
    page_of,
    plan,
    proposed,
)
from tamyr.procedures.services import NotNow

SECOND = timedelta(seconds=1)


def form(member: Member, **typed: str) -> dict[str, str]:
    words = {"title_ru": "Тёплые школы", "text_ru": "Утеплить сельские школы.", "theme": "energy-efficiency"}
    return {"member": str(member.pk), "form_key": str(key()), **words, **typed}


# --- by the page --------------------------------------------------------------------------------


def test_a_delegate_proposes_and_sees_first_what_is_like_it(
    collecting: Round, mine: Proposal, bela: Person, mountain_voice: Member
) -> None:
    page, client = f"/en/priorities/{collecting.number}/propose/", signed_in(bela)
    assert "Who proposed what is shown at once." in page_of(client, page)
    typed = form(
        mountain_voice,
        title_ru="",
        text_ru="",
        title_en="New jobs for coal miners",
        text_en="Retraining in Karaganda before 2030.",
    )
    looked = client.post(page, typed).content.decode()
    assert "Справедливый переход" in looked and "Both: " in looked and "Kazakhstan" in looked
    assert "Retraining in Karaganda" in looked and Proposal.objects.count() == 1, "nothing is sent yet"
    sent = client.post(page, {**typed, "send": "1"}, follow=True)
    assert "Your proposal is in the round." in sent.content.decode()
    assert Proposal.objects.get(place=2).member == mountain_voice
    client.post(page, {**typed, "send": "1"})
    assert Proposal.objects.count() == 2, "the same form sent twice is one proposal"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title_ru": "", "text_ru": ""}, "Write a title and a text in Russian or in English."),
        pytest.param(
            {"text_ru": ""}, "This title needs a text in the same language.", marks=pytest.mark.whole
        ),
        pytest.param(
            {"text_en": "A text alone."},
            "This text needs a title in the same language.",
            marks=pytest.mark.whole,
        ),
        pytest.param({"theme": "everything"}, "everything", marks=pytest.mark.whole),
        pytest.param({"country": "XYZ"}, "XYZ", marks=pytest.mark.whole),
        pytest.param({"text_ru": "уголь " * 4000}, "6000", marks=pytest.mark.whole),
        ({"form_key": "no key"}, "Not saved yet"),
    ],
)
def test_a_form_that_is_not_sound_is_given_back(
    collecting: Round, aygul: Person, green_lake: Member, typed: dict[str, str], said: str
) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    answer = signed_in(aygul).post(page, {**form(green_lake, send="1"), **typed})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert not Proposal.objects.exists()


def test_a_proposal_that_comes_too_late_gives_its_words_back(
    collecting: Round, aygul: Person, green_lake: Member
) -> None:
    Round.objects.update(opened_at=NOON.replace(year=2020), collects_until=NOON.replace(year=2021))
    page = f"/en/priorities/{collecting.number}/propose/"
    answer = signed_in(aygul).post(page, form(green_lake, send="1"))
    assert answer.status_code == 409
    assert "Утеплить сельские школы." in answer.content.decode() and not Proposal.objects.exists()


def test_control_characters_are_taken_out(collecting: Round, aygul: Person, green_lake: Member) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    typed = form(green_lake, title_ru="Тёплые\u0000 \u202eшколы\u200b", send="1")
    assert signed_in(aygul).post(page, typed).status_code == 302
    assert Wording.objects.get().title == "Тёплые школы"


def test_nobody_proposes_for_another(collecting: Round, bela: Person, green_lake: Member) -> None:
    page = f"/en/priorities/{collecting.number}/propose/"
    assert signed_in(bela).post(page, form(green_lake, send="1")).status_code == 403


# --- who and when -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "phase", "is_heard"),
    [
        (NOON, Phase.COLLECT, True),
        (COLLECTS_UNTIL - SECOND, Phase.COLLECT, True),
        (COLLECTS_UNTIL, Phase.DISCUSS, False),
        pytest.param(CLOSES_AT - SECOND, Phase.DISCUSS, False, marks=pytest.mark.whole),
        (CLOSES_AT, Phase.PREPARE, False),
    ],
)
def test_the_clock_says_whether_proposals_are_heard(
    collecting: Round, aygul: Person, green_lake: Member, moment: Any, phase: str, is_heard: bool
) -> None:
    assert collecting.phase_at(moment) == phase
    if is_heard:
        assert proposed(collecting, green_lake, aygul, DRAFT, moment).place == 1
    else:
        with pytest.raises(NotNow):
            proposed(collecting, green_lake, aygul, DRAFT, moment)


def test_a_mandate_that_ended_meanwhile_proposes_nothing(
    collecting: Round, aygul: Person, green_lake: Member
) -> None:
    Mandate.objects.filter(person=aygul).update(until_on=NOON.date())
    with pytest.raises(MayNot):
        proposed(collecting, green_lake, aygul, DRAFT)


@pytest.mark.parametrize("proposers", Proposers.values)
def test_an_observer_proposes_where_the_round_hears_all(cyra: Person, proposers: str) -> None:
    watcher = make_member("Example Watcher", "Пример Наблюдатель", "MDA", status="observer")
    person = make_person("watcher", "Watcher Example")
    give_mandate(person, watcher)
    made = draft_round(plan=plan(proposers=proposers), form_key=key(), actor=cyra.pk, at=NOON)
    begun = begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))
    page = signed_in(person).get(f"/en/priorities/{begun.number}/propose/")
    if proposers == Proposers.ALL:
        assert page.status_code == 200 and proposed(begun, watcher, person, DRAFT)
    else:
        assert page.status_code == 403
        with pytest.raises(MayNot, match="only active members"):
            proposed(begun, watcher, person, DRAFT)


def test_no_organisation_proposes_more_than_the_round_says(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    made = draft_round(plan=plan(most_per_member=1), form_key=key(), actor=cyra.pk, at=NOON)
    begun = begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))
    first = proposed(begun, green_lake, aygul, DRAFT)
    with pytest.raises(TooMany):
        proposed(begun, green_lake, aygul, COLLECT)
    withdraw_proposal(proposal=first, actor=aygul.pk, clock=at(NOON))
    assert proposed(begun, green_lake, aygul, COLLECT).place == 2
