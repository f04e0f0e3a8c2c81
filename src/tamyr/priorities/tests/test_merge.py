"""Two proposals become one only when both authors have said yes to the same words."""

import pytest
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Merger, MergerStage, Proposal, ProposalStage
from tamyr.priorities.queries.texts import draft_sha
from tamyr.priorities.services.locking import TextMoved
from tamyr.priorities.services.merging import AlreadyAsked, accept_merger, propose_merger, refuse_merger
from tamyr.priorities.services.proposals import Draft, Words, change_proposal, withdraw_proposal
from tamyr.priorities.tests.scenes import BOTH
from tamyr.priorities.tests.writing import COLLECT, LATER, NOON, OVER, at, key, page_of, proposed
from tamyr.procedures.services import NotNow


@pytest.fixture
def offered(offered_merger: Merger) -> Merger:
    return offered_merger


def state(*proposals: Proposal) -> list[str]:
    return [Proposal.objects.get(pk=proposal.pk).stage for proposal in proposals]


def test_nothing_changes_until_the_other_author_agrees(
    mine: Proposal, theirs: Proposal, aygul: Person, bela: Person
) -> None:
    author, other = signed_in(aygul), signed_in(bela)
    page = f"/en/priorities/{mine.round.number}/proposals/1/merge/2/"
    assert "Early warning for glacier lakes" in page_of(author, page)
    typed = {"language": "ru", "title": BOTH.title, "text": BOTH.text, "keep": "1", "form_key": key()}
    place = author.post(page, typed)["Location"]
    assert state(mine, theirs) == ["standing", "standing"]
    assert "Say yes or no to exactly these words." in page_of(other, place)
    assert "Merge your proposal no. 2" in page_of(other, "/en/desk/")
    assert author.post(f"{place}accept/").status_code == 403, "who offered does not agree for the other"
    other.post(f"{place}accept/")
    assert state(mine, theirs) == ["standing", "merged"]
    kept = page_of(other, f"/en/priorities/{mine.round.number}/proposals/1/")
    assert BOTH.title in kept and "Your organisation proposed it." in kept, "both are its authors now"
    gone = page_of(other, f"/en/priorities/{mine.round.number}/proposals/2/")
    assert "proposal no. 1" in gone and "Early warning for glacier lakes" in gone


def test_nobody_else_sees_or_answers_an_offer(offered: Merger, hanna: Person, quiet_garden: Member) -> None:
    client, place = signed_in(hanna), f"/en/priorities/mergers/{offered.pk}/"
    assert client.get(place).status_code == 404
    assert client.post(f"{place}accept/").status_code == 404
    with pytest.raises(MayNot):
        accept_merger(merger=offered, actor=hanna.pk, clock=at(NOON))


@pytest.mark.parametrize(("who", "stage"), [("bela", MergerStage.REFUSED), ("aygul", MergerStage.TAKEN_BACK)])
def test_a_refused_or_withdrawn_offer_leaves_both(
    offered: Merger, who: str, stage: str, request: pytest.FixtureRequest, bela: Person
) -> None:
    person = request.getfixturevalue(who)
    assert refuse_merger(merger=offered, actor=person.pk, clock=at(NOON)).stage == stage
    assert state(offered.kept, offered.other) == ["standing", "standing"]
    with pytest.raises(NotNow):
        accept_merger(merger=offered, actor=bela.pk, clock=at(NOON))


@pytest.mark.parametrize(
    ("who", "stage"),
    [
        ("bela", MergerStage.REFUSED),
        pytest.param("aygul", MergerStage.TAKEN_BACK, marks=pytest.mark.whole),
    ],
)
def test_an_offer_for_what_was_set_aside_is_still_answered(
    offered: Merger, who: str, stage: str, request: pytest.FixtureRequest
) -> None:
    Proposal.objects.filter(pk=offered.kept_id).update(stage=ProposalStage.SET_ASIDE)
    page, place = signed_in(request.getfixturevalue(who)), f"/en/priorities/mergers/{offered.pk}/"
    assert f"{place}refuse/" in page_of(page, place)
    page.post(f"{place}refuse/")
    assert Merger.objects.get().stage == stage
    assert state(offered.kept, offered.other) == ["set aside", "standing"]


def test_a_text_that_changed_since_the_offer_is_not_merged(
    offered: Merger, theirs: Proposal, bela: Person
) -> None:
    other = Draft({"en": Words("Another title", "Another text.")}, theirs.theme, "")
    change_proposal(proposal=theirs, draft=other, base_sha=draft_sha(theirs), actor=bela.pk, clock=at(NOON))
    with pytest.raises(TextMoved):
        accept_merger(merger=offered, actor=bela.pk, clock=at(LATER))
    answer = signed_in(bela).post(f"/en/priorities/mergers/{offered.pk}/accept/")
    assert answer.status_code == 409 and state(theirs) == [ProposalStage.STANDING]


def test_two_offers_of_one_pair_are_one(
    offered: Merger, mine: Proposal, theirs: Proposal, bela: Person
) -> None:
    with pytest.raises(AlreadyAsked):
        propose_merger(
            kept=theirs, other=mine, words=BOTH, language="ru", form_key=key(), actor=bela.pk, clock=at(NOON)
        )
    page = f"/en/priorities/{mine.round.number}/proposals/2/merge/1/"
    typed = {"language": "en", "title": "Mine", "text": "My words.", "keep": "2", "form_key": key()}
    answer = signed_in(bela).post(page, typed)
    told = answer.content.decode()
    assert answer.status_code == 409 and "A merger of no. 1 and no. 2 waits for an answer." in told
    assert BOTH.text in told and "My words." in told, "the offer that waits, and the words that came after it"


def test_after_the_close_nothing_is_merged(offered: Merger, bela: Person) -> None:
    with pytest.raises(NotNow):
        accept_merger(merger=offered, actor=bela.pk, clock=at(OVER))


def test_ones_own_two_are_not_merged_by_oneself(mine: Proposal, aygul: Person, green_lake: Member) -> None:
    second = proposed(mine.round, green_lake, aygul, COLLECT)
    with pytest.raises(MayNot, match="same organisation"):
        propose_merger(
            kept=mine, other=second, words=BOTH, language="ru", form_key=key(), actor=aygul.pk, clock=at(NOON)
        )


def test_what_is_anothers_too_is_not_withdrawn_by_one(offered: Merger, aygul: Person, bela: Person) -> None:
    kept = accept_merger(merger=offered, actor=bela.pk, clock=at(NOON))
    with pytest.raises(MayNot):
        withdraw_proposal(proposal=kept, actor=aygul.pk, clock=at(NOON))
