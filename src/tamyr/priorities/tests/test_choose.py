"""A round's proposals are put to the vote, and what was chosen stands as priorities, each with what carried it."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from tests.entry import signed_in
from tests.news import news_of

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, DecisionFile
from tamyr.decisions.models import Stage as DecisionStage
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.network.models import Member
from tamyr.network.queries.desk.calls import calls_for
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.priorities.models import Merger, Proposal, Round, Stage, Wording
from tamyr.priorities.queries.texts import draft_sha, texts_stand
from tamyr.priorities.services.choosing import TooFew, put_to_vote, see_to_rounds
from tamyr.priorities.services.merging import propose_merger
from tamyr.priorities.services.proposals import Words, change_proposal
from tamyr.priorities.services.rounds import begin_round, draft_round
from tamyr.priorities.tests.voting import VOTED, decided, opened
from tamyr.priorities.tests.writing import COLLECT, DRAFT, NOON, OVER, at, key, page_of, plan, proposed
from tamyr.procedures.services import NotNow


def test_from_the_vote_to_priorities_with_what_carried_them(
    round_at_vote: Decision,
    mine: Proposal,
    theirs: Proposal,
    aygul: Person,
    bela: Person,
    cyra: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    place = f"/en/priorities/{mine.round.number}/"
    decision = round_at_vote
    assert "To the ballot" in page_of(signed_in(aygul), place)
    ballots = [(green_lake, aygul, ["p1"]), (mountain_voice, bela, ["p1", "p2"])]
    decided(decision, ballots)
    read = page_of(signed_in(aygul), place)
    assert "These are the priorities." in read and "Who carried what, and why" in read
    assert [
        proposal.place for proposal in Proposal.objects.filter(chosen__isnull=False).order_by("chosen")
    ] == [1, 2]
    assert DecisionFile.objects.get().inside_sha256 in read, "anybody of the network counts it again"
    assert any("example" in title for title in news_of(bela, VOTED))


def test_the_question_binds_the_texts_behind_the_titles(
    round_at_vote: Decision, mine: Proposal, theirs: Proposal, cyra: Person, aygul: Person
) -> None:
    decision = round_at_vote
    titles = [option.title_en for option in decision.options.all()]
    assert titles == [
        "1. Справедливый переход для угольных городов (only in: Russian)",
        "2. Early warning for glacier lakes",
    ]
    standing = Round.objects.get()
    assert standing.texts_sha256 in decision.words_en and standing.texts_sha256 in decision.words_ru
    assert json.loads(decision.rule)["cap"] == "2/1" and texts_stand(standing)
    with pytest.raises(NotNow):
        change_proposal(
            proposal=mine, draft=COLLECT, base_sha=draft_sha(mine), actor=aygul.pk, clock=at(OVER)
        )
    forged = Wording.objects.get(proposal=mine)
    forged.words = Words("Forged", "Forged.").as_json()
    forged.save()
    assert not texts_stand(standing)
    assert "Tell all coordinators." in page_of(signed_in(aygul), f"/en/priorities/{standing.number}/")


def test_while_the_talk_goes_on_there_is_no_vote(mine: Proposal, theirs: Proposal, cyra: Person) -> None:
    with pytest.raises(NotNow):
        put_to_vote(
            standing_round=mine.round, zone="UTC", actor=cyra.pk, clock=at(OVER - timedelta(seconds=1))
        )
    answer = signed_in(cyra).post(f"/en/priorities/{mine.round.number}/vote/")
    assert answer.status_code == 409 and not Decision.objects.exists()


def test_two_who_press_at_once_open_one_vote(
    round_at_vote: Decision, mine: Proposal, theirs: Proposal, cyra: Person, chingiz: Person
) -> None:
    with pytest.raises(NotNow):
        put_to_vote(standing_round=mine.round, zone="UTC", actor=chingiz.pk, clock=at(OVER))
    assert Decision.objects.count() == 1


def test_only_coordinators_put_to_the_vote_and_not_a_single_proposal(
    mine: Proposal, bela: Person, cyra: Person
) -> None:
    with pytest.raises(MayNot):
        put_to_vote(standing_round=mine.round, zone="UTC", actor=bela.pk, clock=at(OVER))
    with pytest.raises(TooFew):
        opened(mine.round, cyra)


def test_what_still_waited_for_an_answer_comes_too_late(
    mine: Proposal, theirs: Proposal, aygul: Person, cyra: Person
) -> None:
    propose_merger(
        kept=mine,
        other=theirs,
        words=Words("Both", "Both."),
        language="en",
        form_key=key(),
        actor=aygul.pk,
        clock=at(NOON),
    )
    opened(mine.round, cyra)
    assert Merger.objects.get().stage == "withdrawn"


def test_without_ballots_nothing_becomes_a_priority(
    round_at_vote: Decision, mine: Proposal, theirs: Proposal, cyra: Person, aygul: Person
) -> None:
    decided(round_at_vote, [])
    assert Round.objects.get().stage == Stage.FAILED
    assert "The round ended without priorities." in page_of(
        signed_in(aygul), f"/en/priorities/{mine.round.number}/"
    )


def test_an_annulled_vote_can_be_held_again(
    round_at_vote: Decision, mine: Proposal, theirs: Proposal, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    first = round_at_vote
    decided(first, [(green_lake, aygul, ["p1"])])
    Decision.objects.update(stage=DecisionStage.ANNULLED)
    see_to_rounds(clock=at(VOTED))
    standing = Round.objects.get()
    assert standing.stage == Stage.OPEN and standing.choice is None
    assert not Proposal.objects.exclude(chosen=None).exists()
    again = opened(standing, cyra, VOTED)
    assert (again.previous, first.successors.get()) == (first, again)
    reader = signed_in(aygul)
    assert f"/en/decisions/{first.number}/" in page_of(reader, f"/en/priorities/{standing.number}/")
    for vote, other in ((first, again), (again, first)):
        assert f"/en/decisions/{other.number}/" in page_of(reader, f"/en/decisions/{vote.number}/")
    call = next(
        call for call in calls_for(visitor_on(aygul, VOTED)) if call.address.endswith(f"/{again.number}/")
    )
    assert "once more" in call.sentence
    see_to_decisions(clock=at(VOTED + timedelta(days=30)))
    again.refresh_from_db()
    told = json.loads(again.file.inside)["body"]["decision"]
    assert told["previous"] == first.file.inside_sha256


@pytest.mark.whole
def test_a_vote_that_came_to_nothing_is_held_again_on_the_same_texts_and_ends_the_round(
    round_at_vote: Decision,
    mine: Proposal,
    theirs: Proposal,
    cyra: Person,
    bela: Person,
    aygul: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    first = round_at_vote
    decided(first, [])
    standing = Round.objects.get()
    place = f"/en/priorities/{standing.number}/"
    assert standing.stage == Stage.FAILED
    assert "to the vote again" in page_of(signed_in(cyra), place)
    assert "to the vote again" not in page_of(signed_in(aygul), place)
    assert signed_in(bela).post(f"{place}vote/").status_code == 403
    texts = standing.texts_sha256
    again = opened(standing, cyra, VOTED)
    assert again.previous == first and Round.objects.get().texts_sha256 == texts
    for member, person in ((green_lake, aygul), (mountain_voice, bela)):
        cast(
            decision=again,
            member=member,
            paper=Paper(["p1"]),
            replaces=0,
            form_key=key(),
            actor=person.pk,
            clock=at(VOTED + timedelta(days=1)),
        )
    see_to_decisions(clock=at(VOTED + timedelta(days=30)))
    see_to_rounds(clock=at(VOTED + timedelta(days=30)))
    standing.refresh_from_db()
    assert standing.stage == Stage.ADOPTED and standing.choice == again
    with pytest.raises(NotNow):
        opened(standing, cyra, VOTED + timedelta(days=31))
    assert f"/en/decisions/{first.number}/" in page_of(signed_in(aygul), place)


def test_a_stranger_reads_the_result_of_a_public_round_and_counts_it_again(
    cyra: Person, aygul: Person, green_lake: Member, bela: Person, mountain_voice: Member
) -> None:
    made = draft_round(plan=plan(is_public=True), form_key=key(), actor=cyra.pk, at=NOON)
    public = begin_round(standing_round=made, actor=cyra.pk, clock=at(NOON))
    proposed(public, green_lake, aygul, DRAFT)
    proposed(public, mountain_voice, bela, COLLECT)
    decided(opened(public, cyra), [(green_lake, aygul, ["p1"]), (mountain_voice, bela, ["p1"])])
    read = page_of(Client(), f"/en/priorities/{public.number}/")
    kept = DecisionFile.objects.get()
    assert "These are the priorities." in read and kept.outside_sha256 in read
    assert kept.inside_sha256 not in read and "Mountain Voice" not in read


def test_the_database_refuses_every_change_of_what_is_voted_on(
    round_at_vote: Decision,
    mine: Proposal,
    theirs: Proposal,
    cyra: Person,
    aygul: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    wording = mine.wordings.get()
    standing = Round.objects.get(pk=mine.round_id)
    refused = (
        lambda: Proposal.objects.filter(pk=mine.pk).update(text_sha256="0" * 64),
        lambda: Proposal.objects.filter(pk=mine.pk).update(member=mountain_voice),
        lambda: Proposal.objects.filter(pk=theirs.pk).update(code="p1"),
        lambda: Wording.objects.filter(pk=wording.pk).update(sha256="0" * 64),
        lambda: Wording.objects.create(
            proposal=mine,
            language="en",
            version=1,
            words="{}",
            sha256="0",
            of_sha256="0",
            member=green_lake,
            made_by=aygul,
            made_at=OVER,
        ),
        lambda: Round.objects.filter(pk=standing.pk).update(seats=1),
    )
    for change in refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
