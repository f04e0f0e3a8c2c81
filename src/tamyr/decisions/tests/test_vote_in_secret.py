"""A secret ballot on persons: codes are picked up, shuffled, used, and what is left leads from no ballot to a voter."""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.entry import signed_in
from tests.people import give_mandate, make_person

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.logic.secret import new_code
from tamyr.decisions.models import Decision, IssuedCode, SecretBallot, Stage
from tamyr.decisions.services.closing import see_to_decisions
from tamyr.decisions.services.entrusting import entrust, take_back
from tamyr.decisions.services.preparing import open_decision
from tamyr.decisions.services.recusing import recuse
from tamyr.decisions.services.secret.ballots import UnknownCode
from tamyr.decisions.services.secret.codes import AlreadyIssued
from tamyr.decisions.services.secret.standing import NoTimeLeft, TooFewCandidates, step_back
from tamyr.decisions.tests.decision import CLOSE, NOON, at, finished, vote
from tamyr.decisions.tests.elections import LAST_CODE, People, announced, issued, opened, put, take
from tamyr.network.models import Mandate, Member
from tamyr.network.rules import MayNot
from tamyr.notices.models import Happening, Notice
from tamyr.notices.queries.kinds import kind_named
from tamyr.procedures.services import NotNow
from tamyr.safety.models import AuditLine

HOUR = timedelta(hours=1)


@pytest.fixture
def election(secret_election: Decision) -> Decision:
    return secret_election


def shuffled(election: Decision) -> Decision:
    see_to_decisions(clock=at(LAST_CODE))
    return Decision.objects.get(pk=election.pk)


def test_from_codes_to_a_result_that_anybody_recounts(election: Decision, all_codes: list[str]) -> None:
    codes = all_codes
    shuffled(election)
    assert not IssuedCode.objects.exists() and SecretBallot.objects.count() == len(codes)
    for n, code in enumerate(codes[:-1]):
        put(election, code, [["p2"], ["p1"]])
        put(election, code, [[f"p{n % 2 + 1}"], ["p3"]] if n else "blank")
    done = finished(election)
    assert done.stage == Stage.ADOPTED and not SecretBallot.objects.exists()
    told = json.loads(done.file.inside)["body"]
    assert told["result"]["quorum"] == {"base": 7, "blank": 1, "cast": 6, "needed": 0}
    assert sum(row["picked_up"] for row in told["electorate"]) == 7 and len(told["secret"]["codes"]) == 7
    assert recount(done.file.inside, code=codes[1]).mine == (("p2",), ("p3",))
    world = json.loads(done.file.outside)["body"]
    assert world["electorate"] is None and len(world["ballots"]) == 6
    assert recount(done.file.outside, code=codes[0]).mine == "blank"


def test_phases_do_not_overlap(election: Decision, people: People) -> None:
    first, *rest = people
    code = take(election, *first)
    with pytest.raises(NotNow):
        put(election, code, "blank", NOON)
    for member, person in rest[:-1]:
        take(election, member, person)
    with pytest.raises(NotNow):
        take(election, *rest[-1], moment=LAST_CODE)
    see_to_decisions(clock=at(LAST_CODE - HOUR))
    assert not SecretBallot.objects.exists()
    shuffled(election)
    for moment in (LAST_CODE, NOON):
        with pytest.raises(NotNow):
            take(election, *rest[-1], moment=moment)
    with pytest.raises(NotNow):
        put(election, code, "blank", CLOSE)
    with pytest.raises(UnknownCode):
        put(election, new_code(), "blank")
    for row in (SecretBallot, IssuedCode):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.objects.create(sha256="0" * 64, decision=election)
    election.seats.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        election.seats.update(issued=False)


def test_one_voice_is_one_code_and_the_same_form_is_the_same_code(election: Decision, people: People) -> None:
    code = take(election, *people[0])
    assert take(election, *people[0], code=code) == code and issued(election) == 1
    with pytest.raises(AlreadyIssued):
        take(election, *people[0])
    colleague = make_person("colleague", "Colleague")
    give_mandate(colleague, people[0][0])
    with pytest.raises(AlreadyIssued):
        take(election, people[0][0], colleague)
    with pytest.raises(MayNot):
        take(election, people[1][0], people[0][1])
    with pytest.raises(MayNot):
        vote(election, *people[1], "blank")


def test_few_codes_hide_nobody(election: Decision, people: People) -> None:
    for member, person in people[:4]:
        take(election, member, person)
    ended = shuffled(election)
    assert (ended.stage, ended.reason) == (Stage.WITHDRAWN, "too-few-codes")
    assert not SecretBallot.objects.exists() and not IssuedCode.objects.exists()


@pytest.mark.parametrize("lost", [True, False], ids=["put back from a copy", "one more than picked up"])
def test_codes_that_do_not_fit_the_roll_end_the_vote(
    lost: bool, election: Decision, all_codes: list[str]
) -> None:
    if lost:
        IssuedCode.objects.all().delete()
    else:
        IssuedCode.objects.create(sha256="0" * 64, decision=election)
    assert shuffled(election).reason == "codes-lost"


def test_whoever_holds_a_voice_picks_up_its_own_code(election: Decision, people: People) -> None:
    (giver, own), (holder, theirs), *others = people
    entrust(decision=election, giver=giver, holder=holder, actor=own.pk, clock=at(NOON))
    with pytest.raises(MayNot, match="take it back"):
        take(election, giver, own)
    take(election, giver, theirs, speaker=holder)
    take(election, holder, theirs)
    assert issued(election) == 2
    for act, given in (
        (take_back, {"giver": giver}),
        (recuse, {"member": giver, "reason": "concerned"}),
        (entrust, {"giver": giver, "holder": others[0][0]}),
    ):
        with pytest.raises(MayNot, match="picked up already"):
            act(decision=election, actor=own.pk, clock=at(NOON), **given)
    # The code stays where it is, though its holder cannot speak for anybody any more.
    Mandate.objects.filter(member=holder).update(until_on=NOON.date() - timedelta(days=1))
    see_to_decisions(clock=at(NOON + HOUR))
    assert election.seats.get(member=giver).issued


def test_nobody_is_asked_for_a_held_voice_whose_code_is_out_or_cannot_be_had(
    election: Decision, people: People
) -> None:
    (giver, own), (holder, theirs), (late, third), *rest = people
    for member, person in ((giver, own), (late, third)):
        entrust(decision=election, giver=member, holder=holder, actor=person.pk, clock=at(NOON))
    desk = signed_in(theirs)
    take(election, holder, theirs)
    take(election, giver, theirs, speaker=holder)
    assert desk.get("/en/desk/").content.decode().count("entrusted its voice to yours. Vote for it too") == 1
    take(election, late, theirs, speaker=holder)
    assert "Vote for it too" not in desk.get("/en/desk/").content.decode()
    see_to_decisions(clock=at(LAST_CODE - HOUR))
    reminder = Happening.objects.get(kind="decision-reminder")
    asked = set(kind_named("decision-reminder").concerns(reminder, NOON))  # type: ignore[union-attr]
    assert asked == {person.pk for _member, person in rest}


def test_after_the_shuffle_no_voice_goes_back(election: Decision, people: People) -> None:
    (giver, own), (holder, theirs), *rest = people
    entrust(decision=election, giver=giver, holder=holder, actor=own.pk, clock=at(NOON))
    for member, person in rest:
        take(election, member, person)
    shuffled(election)
    Mandate.objects.filter(member=holder).update(until_on=NOON.date() - timedelta(days=1))
    see_to_decisions(clock=at(LAST_CODE + HOUR))
    assert election.seats.get(member=giver).entrusted_to == holder, "it could not vote any more"


def test_who_leaves_keeps_a_code_and_nobody_new_gets_one(election: Decision, people: People) -> None:
    (gone, own), (ended, former), *rest = people
    code = take(election, gone, own)
    Member.objects.filter(pk=gone.pk).update(status="observer")
    Mandate.objects.filter(person=former).update(until_on=NOON.date() - timedelta(days=1))
    with pytest.raises(MayNot):
        take(election, ended, former)
    for member, person in rest:
        take(election, member, person)
    shuffled(election)
    put(election, code, [["p1"]])
    assert json.loads(finished(election).file.inside)["body"]["result"]["quorum"]["cast"] == 1


def test_candidates_consent_and_nobody_is_made_to_stand(cyra: Person, people: People) -> None:
    made = announced(cyra, people)
    for _member, person in people[1:4]:
        step_back(decision=made, actor=person.pk, at=NOON)
    with pytest.raises(TooFewCandidates):
        open_decision(decision=made, actor=cyra.pk, clock=at(NOON))
    with pytest.raises(NoTimeLeft):
        opened(cyra, people, codes_until=CLOSE - timedelta(days=2))
    with pytest.raises(NoTimeLeft):
        opened(cyra, people, codes_until=NOON + HOUR)


def test_no_line_and_no_notice_tells_when_a_code_was_picked_up_or_used(
    election: Decision, people: People
) -> None:
    before = AuditLine.objects.count(), Notice.objects.count()
    codes = [take(election, member, person) for member, person in people]
    assert (AuditLine.objects.count(), Notice.objects.count()) == before
    shuffled(election)
    before = AuditLine.objects.count(), Notice.objects.count()
    for code in codes:
        put(election, code, [["p1"]])
    assert (AuditLine.objects.count(), Notice.objects.count()) == before
