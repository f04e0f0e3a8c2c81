"""A coordinator sets something aside with a reason; the author may appeal to another one. Nothing is deleted."""

import pytest
from tests.entry import signed_in
from tests.news import news_of
from tests.people import give_mandate

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Argument, Moderation, Outcome, Proposal
from tamyr.priorities.services.merging import accept_merger, propose_merger
from tamyr.priorities.services.moderation import appeal, decide_moderation, set_aside
from tamyr.priorities.tests.scenes import BOTH
from tamyr.priorities.tests.writing import LATER, NOON, argued, at, key, page_of
from tamyr.procedures.services import NotNow
from tamyr.safety.models import AuditLine
from tamyr.safety.queries import chain_faults

REASON = "It names a private person."


@pytest.fixture
def aside(mine: Proposal, cyra: Person) -> Moderation:
    return set_aside(proposal=mine, argument=None, reason=REASON, actor=cyra.pk, clock=at(NOON))


def decided(moderation: Moderation, person: Person, outcome: str = Outcome.RESTORED) -> Moderation:
    return decide_moderation(
        moderation=moderation, outcome=outcome, reason="No person is named.", actor=person.pk, clock=at(LATER)
    )


def test_from_setting_aside_to_the_decision_of_another(
    mine: Proposal, cyra: Person, chingiz: Person, aygul: Person, bela: Person
) -> None:
    page = f"/en/priorities/{mine.round.number}/proposals/1/"
    first, second, author, other = map(signed_in, (cyra, chingiz, aygul, bela))
    first.post(f"{page}set-aside/", {"reason": REASON})
    hidden = page_of(other, page)
    assert REASON in hidden and "угольных городов" not in hidden
    assert "угольных городов" in page_of(author, page), "its author reads on"
    place = f"/en/priorities/set-aside/{Moderation.objects.get().pk}/"
    assert other.get(place).status_code == 404
    author.post(f"{place}appeal/", {"words": "No person is named there."})
    verdict = {"outcome": "restored", "reason": "The author is right."}
    assert first.post(f"{place}decide/", {**verdict, "outcome": "upheld"}).status_code == 403
    assert "An appeal: proposal no. 1" in page_of(second, "/en/desk/")
    second.post(f"{place}decide/", verdict)
    shown = page_of(other, page)
    assert "угольных городов" in shown and "The author is right." in shown
    acts = [line.body for line in AuditLine.objects.all()]
    assert sum("moderation." in body for body in acts) == 3 and list(chain_faults()) == []


def test_the_author_is_told_and_others_are_not(aside: Moderation, aygul: Person, bela: Person) -> None:
    assert any("no. 1" in title for title in news_of(aygul, LATER))
    assert not any("no. 1" in title for title in news_of(bela, LATER))


@pytest.mark.parametrize(
    "who",
    [
        "aygul",
        pytest.param("emin", marks=pytest.mark.whole),
        pytest.param("bela", marks=pytest.mark.whole),
        pytest.param("gita", marks=pytest.mark.whole),
    ],
)
def test_nobody_else_sets_aside(mine: Proposal, who: str, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    address = f"/en/priorities/{mine.round.number}/proposals/1/set-aside/"
    assert signed_in(person).post(address, {"reason": REASON}).status_code == 403
    with pytest.raises(MayNot):
        set_aside(proposal=mine, argument=None, reason=REASON, actor=person.pk, clock=at(NOON))


def test_neither_who_did_it_nor_one_of_the_author_turns_an_appeal_down(
    aside: Moderation, aygul: Person, cyra: Person, chingiz: Person, green_lake: Member
) -> None:
    appeal(moderation=aside, words="No.", actor=aygul.pk, clock=at(NOON))
    give_mandate(chingiz, green_lake)
    for person in (cyra, chingiz):
        with pytest.raises(MayNot):
            decided(aside, person, Outcome.UPHELD)


def test_who_set_it_aside_may_see_the_mistake(aside: Moderation, cyra: Person, chingiz: Person) -> None:
    with pytest.raises(MayNot):
        decided(aside, chingiz)
    assert decided(aside, cyra).decided_by is None and Proposal.objects.get().is_standing


def test_an_appeal_is_made_once_by_the_author(aside: Moderation, aygul: Person, bela: Person) -> None:
    with pytest.raises(MayNot):
        appeal(moderation=aside, words="No.", actor=bela.pk, clock=at(NOON))
    appeal(moderation=aside, words="No.", actor=aygul.pk, clock=at(NOON))
    with pytest.raises(NotNow):
        appeal(moderation=aside, words="No!", actor=aygul.pk, clock=at(NOON))


def test_of_one_text_for_two_both_are_the_author(
    mine: Proposal, theirs: Proposal, aygul: Person, bela: Person, cyra: Person, chingiz: Person
) -> None:
    mountain_voice = theirs.member
    offer = propose_merger(
        kept=mine, other=theirs, words=BOTH, language="ru", form_key=key(), actor=aygul.pk, clock=at(NOON)
    )
    kept = accept_merger(merger=offer, actor=bela.pk, clock=at(NOON))
    made = set_aside(proposal=kept, argument=None, reason=REASON, actor=cyra.pk, clock=at(NOON))
    assert any("no. 1" in title for title in news_of(bela, LATER))
    appeal(moderation=made, words="No.", actor=bela.pk, clock=at(NOON))
    give_mandate(chingiz, mountain_voice)
    with pytest.raises(MayNot):
        decided(made, chingiz, Outcome.UPHELD)


def test_an_argument_is_set_aside_without_its_proposal(
    mine: Proposal, bela: Person, mountain_voice: Member, cyra: Person, aygul: Person
) -> None:
    made = argued(mine, mountain_voice, bela, "He lives in Green Street 5.")
    page = f"/en/priorities/{mine.round.number}/proposals/1/"
    signed_in(cyra).post(f"{page}set-aside/?argument={made.pk}", {"reason": REASON})
    read = page_of(signed_in(aygul), page)
    assert "Green Street" not in read and REASON in read and "угольных городов" in read
    assert "Green Street" in page_of(signed_in(bela), page)
    assert Argument.objects.count() == 1


@pytest.mark.parametrize(
    "named", ["x", pytest.param("0", marks=pytest.mark.whole), "00000000-0000-0000-0000-000000000000"]
)
def test_an_argument_that_is_not_there_is_not_found(mine: Proposal, cyra: Person, named: str) -> None:
    address = f"/en/priorities/{mine.round.number}/proposals/1/set-aside/?argument={named}"
    assert signed_in(cyra).post(address, {"reason": REASON}).status_code == 404
