"""One voice each: cast, changed, entrusted, recused; two delegates at once; the last second."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.reading import from_file
from tamyr.decisions.models import Ballot, BallotVersion, Decision, Stage
from tamyr.decisions.queries.counting import receipt_for
from tamyr.decisions.services.casting import Paper, cast
from tamyr.decisions.tests.decision import CLOSE, NOON, finished, form_of, opened, place_of, vote
from tamyr.network.models import Mandate, Member
from tamyr.network.rules import MayNot
from tamyr.procedures.services import NotNow

SECOND = timedelta(seconds=1)


def test_from_desk_to_receipt_in_three_screens(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    delegate = signed_in(aygul)
    assert place_of(priorities) in delegate.get("/en/desk/").content.decode()
    assert "Cast our ballot" in delegate.get(place_of(priorities)).content.decode()
    page = delegate.post(f"{place_of(priorities)}cast/", form_of(green_lake), follow=True).content.decode()
    ballot = Ballot.objects.get()
    seat = priorities.seats.get(member=green_lake)
    assert receipt_for(priorities, seat, ballot) in page and seat.label in page


def test_the_same_form_twice_is_one_ballot(priorities: Decision, aygul: Person, green_lake: Member) -> None:
    form, delegate = form_of(green_lake), signed_in(aygul)
    for _time in range(2):
        assert delegate.post(f"{place_of(priorities)}cast/", form).status_code == 302
    assert Ballot.objects.get().seq == 1 and BallotVersion.objects.count() == 1


def test_nothing_ticked_is_asked_again_and_blank_is_a_ballot(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    delegate = signed_in(aygul)
    empty = delegate.post(f"{place_of(priorities)}cast/", form_of(green_lake, approved=[]))
    assert empty.status_code == 422 and "or cast a blank ballot" in empty.content.decode()
    delegate.post(f"{place_of(priorities)}cast/", form_of(green_lake, approved=[], blank="1"))
    assert Ballot.objects.get().chosen == "blank"


@pytest.mark.parametrize(
    ("rule", "said", "kept"),
    [
        pytest.param(
            {"name": "approval", "share": "2/3"}, {"choice_made": "yes"}, "yes", marks=pytest.mark.whole
        ),
        pytest.param(
            {"name": "gradients", "share": "1/2"}, {"choice_made": "3"}, "3", marks=pytest.mark.whole
        ),
        ({"name": "schulze"}, {"rank_p1": "2", "rank_p3": "1", "rank_p2": "2"}, [["p3"], ["p1", "p2"]]),
        pytest.param(
            {"name": "stv", "seats": 1},
            {"rank_p1": "2", "rank_p3": "1"},
            [["p3"], ["p1"]],
            marks=pytest.mark.whole,
        ),
        pytest.param({"name": "consent"}, {"choice_made": "aside"}, "aside", marks=pytest.mark.whole),
    ],
    ids=lambda value: value.get("name", "") if isinstance(value, dict) else "",
)
def test_each_rule_has_its_ballot_and_counts(  # type: ignore[no-untyped-def]
    rule, said, kept, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, {"version": 1, **rule})
    form = {"member": str(green_lake.pk), "replaces": "0", "form_key": str(uuid4()), **said}
    delegate = signed_in(aygul)
    answer = delegate.post(f"{place_of(decision)}cast/", form)
    assert answer.status_code == 302, answer.content.decode()
    assert Ballot.objects.get().chosen == kept
    assert finished(decision).stage in (Stage.ADOPTED, Stage.FAILED)
    assert delegate.get(place_of(decision)).status_code == 200


def test_one_place_is_given_once_where_places_pass_votes_on(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, {"name": "stv", "version": 1, "seats": 1})
    form = form_of(green_lake, rank_p1="1", rank_p2="1")
    answer = signed_in(aygul).post(f"{place_of(decision)}cast/", form)
    assert answer.status_code == 422 and "Give each place once" in answer.content.decode()


def test_an_objection_says_what_why_and_what_instead(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    decision = opened(cyra, {"name": "consent", "version": 1, "silence": True})
    delegate, bare = signed_in(aygul), form_of(green_lake, choice_made="objection")
    assert delegate.post(f"{place_of(decision)}cast/", bare).status_code == 422
    whole = {**bare, "clause": "Second line", "reason": "Too costly.", "change": "Half of it."}
    delegate.post(f"{place_of(decision)}cast/", whole)
    assert "Too costly." in signed_in(bela).get(place_of(decision)).content.decode()
    back = form_of(green_lake, choice_made="answered", replaces="1")
    assert delegate.post(f"{place_of(decision)}cast/", back).status_code == 302
    assert finished(decision).stage == Stage.ADOPTED


def test_an_open_objection_at_the_close_stops_it(cyra: Person, aygul: Person, green_lake: Member) -> None:
    decision = opened(cyra, {"name": "consent", "version": 1, "silence": True})
    vote(decision, green_lake, aygul, "objection")
    assert finished(decision).stage == Stage.FAILED


# --- two at once, the last second -------------------------------------------------------------


def test_the_second_of_two_delegates_sees_both_ballots_first(
    priorities: Decision, aygul: Person, dana: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, dana, ["p2"])
    deputy = signed_in(aygul)
    both = deputy.post(f"{place_of(priorities)}cast/", form_of(green_lake))
    page = both.content.decode()
    assert both.status_code == 409 and "Rivers" in page and "Coal" in page
    assert Ballot.objects.get().chosen == ["p2"], "nothing was replaced yet"
    deputy.post(f"{place_of(priorities)}cast/", form_of(green_lake, replaces="1"))
    assert Ballot.objects.get().chosen == ["p1"] and BallotVersion.objects.count() == 2


def test_the_last_second_counts_and_the_close_does_not(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"], moment=CLOSE - SECOND)
    with pytest.raises(NotNow):
        vote(priorities, mountain_voice, bela, ["p1"], moment=CLOSE)
    assert Ballot.objects.count() == 1


def test_the_clock_is_read_after_the_lock_and_not_before(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    """Whoever waits for the lock over the close comes too late, whenever they pressed."""
    read: list[str] = []

    def clock():  # type: ignore[no-untyped-def]
        read.append("clock")
        return CLOSE

    with CaptureQueriesContext(connection) as asked, pytest.raises(NotNow):
        cast(
            decision=priorities,
            member=green_lake,
            paper=Paper(["p1"]),
            replaces=0,
            form_key=uuid4(),
            actor=aygul.pk,
            clock=clock,
        )
    assert read == ["clock"] and "decisions_decision" in asked[1]["sql"]


def test_a_repeated_form_is_answered_after_the_close_as_well(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    key = uuid4()
    vote(priorities, green_lake, aygul, ["p1"], form_key=key)
    again = vote(priorities, green_lake, aygul, ["p1"], form_key=key, moment=CLOSE + SECOND)
    assert again == Ballot.objects.get()


@pytest.mark.whole
def test_too_late_says_what_was_chosen(priorities: Decision, aygul: Person, green_lake: Member) -> None:
    finished(priorities)
    page = signed_in(aygul).post(f"{place_of(priorities)}cast/", form_of(green_lake))
    assert page.status_code == 409 and "Rivers" in page.content.decode()
    assert not Ballot.objects.exists()


def test_an_objection_that_comes_too_late_is_given_back_in_full(
    cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, {"name": "consent", "version": 1, "silence": True})
    finished(decision)
    words = {"clause": "Second line", "reason": "Too costly.", "change": "Half of it."}
    form = form_of(green_lake, choice_made="objection", **words)
    late = signed_in(aygul).post(f"{place_of(decision)}cast/", form)
    page = late.content.decode()
    assert late.status_code == 409 and all(said in page for said in ("we object", *words.values()))


# --- who may ----------------------------------------------------------------------------------


def test_nobody_votes_for_another(
    priorities: Decision,
    aygul: Person,
    foma: Person,
    cyra: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    for person, member in ((aygul, mountain_voice), (foma, green_lake), (cyra, green_lake)):
        with pytest.raises(MayNot):
            vote(priorities, member, person, ["p1"])
        assert signed_in(person).post(f"{place_of(priorities)}cast/", form_of(member)).status_code == 403
    stranger = Client().post(f"{place_of(priorities)}cast/", form_of(green_lake))
    assert stranger.status_code == 403 and "You are no longer signed in" in stranger.content.decode()
    assert not Ballot.objects.exists()


def test_a_mandate_that_ends_leaves_the_ballot_to_the_deputy(
    priorities: Decision, aygul: Person, dana: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    Mandate.objects.filter(person=aygul).update(until_on=NOON.date())
    with pytest.raises(MayNot):
        vote(priorities, green_lake, aygul, ["p2"], replaces=1)
    assert vote(priorities, green_lake, dana, ["p2"], replaces=1).way == "deputy"


def test_who_leaves_meanwhile_keeps_the_ballot_that_was_cast(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    Member.objects.update(status="observer")
    with pytest.raises(MayNot):
        vote(priorities, mountain_voice, bela, ["p2"])
    done = finished(priorities)
    assert done.stage == Stage.ADOPTED
    file = from_file(str(done.file.inside))
    assert len(file.ballots) == 1 and len(file.body["electorate"]) == 2, "nobody shapes it by expelling"


def test_a_locked_account_does_not_vote_and_its_ballot_stands(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    Person.objects.filter(pk=aygul.pk).update(is_active=False, locked_at=NOON)
    with pytest.raises(MayNot):
        vote(priorities, green_lake, aygul, ["p2"], replaces=1)
    assert Ballot.objects.get().chosen == ["p1"]
