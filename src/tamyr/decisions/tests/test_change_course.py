"""Recused from single options, open a little longer, decided again after it did not hold."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.entry import signed_in
from tests.news import tell_everybody
from tests.people import with_role

from tamyr.accounts.models import Person
from tamyr.decisions.logic.file.recount import recount
from tamyr.decisions.models import Ballot, Decision, SeatState, Stage
from tamyr.decisions.services.annulling import propose_annulment
from tamyr.decisions.services.extending import propose_extension
from tamyr.decisions.services.recusing import recuse_from
from tamyr.decisions.tests.decision import CLOSE, NOON, at, drafted, finished, form_of, opened, place_of, vote
from tamyr.decisions.tests.test_decide import filled
from tamyr.network.models import Member, Role
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.rules import MayNot
from tamyr.notices.models import Notice
from tamyr.procedures.services import NotNow
from tamyr.safety.models import AuditLine
from tamyr.safety.services.proposals import NotTheSecond, approve

DAY = timedelta(days=1)
WHY = "We applied for this ourselves."
ONCE: dict[str, Any] = {"extension": "outage", "extension_days": 3}


@pytest.fixture
def chingiz(db: None) -> Person:
    return with_role("chingiz", "Chingiz Example", Role.COORDINATOR)


def kinds_told(person: Person, moment: datetime) -> set[str]:
    tell_everybody(moment)
    return kinds_of(person)


def kinds_of(person: Person) -> set[str]:
    return set(Notice.objects.filter(person=person).values_list("happening__kind", flat=True))


def recused(decision: Decision, member: Member, person: Person, options: Sequence[str], **named: Any) -> None:
    given = {"reason": WHY, "actor": person.pk, "clock": at(NOON), **named}
    recuse_from(decision=decision, member=member, options=options, **given)


def test_a_ballot_loses_the_option_its_people_are_told_and_the_file_says_so(
    priorities: Decision,
    aygul: Person,
    dana: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
) -> None:
    vote(priorities, green_lake, aygul, ["p1", "p2"])
    delegate, place = signed_in(aygul), place_of(priorities)
    asked = {"member": str(green_lake.pk), "reason": WHY, "options": ["p1"]}
    page = delegate.post(f"{place}recuse/", asked, follow=True).content.decode()
    assert "takes no part in these options" in page and WHY in page
    assert Ballot.objects.get(member=green_lake).chosen == ["p2"]
    with pytest.raises(MayNot):
        vote(priorities, green_lake, aygul, ["p1"], replaces=2)
    form = form_of(green_lake, approved=["p1"], replaces="2")
    assert delegate.post(f"{place}cast/", form).status_code == 422
    assert "decision-recused-from" in kinds_told(dana, timezone.now()), "the others of it are told"
    vote(priorities, mountain_voice, bela, ["p1"])
    done = finished(priorities)
    inside, outside = (json.loads(text)["body"] for text in (done.file.inside, done.file.outside))
    assert [event["reason"] for event in inside["events"]] == [WHY]
    assert [event["reason"] for event in outside["events"]] == [""], "it could tell who it was"
    assert ["p1"] in [row["recused_from"] for row in inside["electorate"]]
    assert not recount(done.file.inside).differs


def test_a_second_reason_for_the_same_options_is_given_back(
    priorities: Decision, aygul: Person, dana: Person, green_lake: Member
) -> None:
    recused(priorities, green_lake, dana, ["p1"])
    form = {"member": str(green_lake.pk), "reason": WHY, "options": ["p1"]}
    client, address = signed_in(aygul), f"{place_of(priorities)}recuse/"
    assert client.post(address, form).status_code == 302
    late = client.post(address, {**form, "reason": "Our chair owns the boat."})
    read = late.content.decode()
    assert late.status_code == 409 and "Our chair owns the boat." in read and WHY in read
    assert priorities.seats.get(member=green_lake).reason == WHY


def test_a_form_whose_ballot_was_taken_away_asks_anew(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    first, delegate = form_of(green_lake), signed_in(aygul)
    delegate.post(f"{place_of(priorities)}cast/", first)
    vote(priorities, green_lake, aygul, ["p2"], replaces=1)
    recused(priorities, green_lake, aygul, ["p2"])
    answer = delegate.post(f"{place_of(priorities)}cast/", first)
    assert answer.status_code == 409 and "No ballot: it was taken back." in answer.content.decode()
    assert not priorities.ballots.exists()


def test_nothing_left_of_a_ballot_takes_it_away_and_all_options_are_the_whole_decision(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    recused(priorities, green_lake, aygul, ["p1"])
    assert not Ballot.objects.exists(), "it may vote for the others"
    assert priorities.seats.get(member=green_lake).state == SeatState.ENTITLED
    recused(priorities, green_lake, aygul, ["p2", "p3"])
    assert priorities.seats.get(member=green_lake).state == SeatState.RECUSED


def test_no_recusal_after_the_close_nor_from_parts_of_a_ranking(
    priorities: Decision, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    with pytest.raises(NotNow):
        recused(priorities, green_lake, aygul, ["p1"], clock=at(CLOSE))
    ranked = opened(cyra, {"name": "schulze", "version": 1})
    with pytest.raises(MayNot):
        recused(ranked, green_lake, aygul, ["p1"])


# --- longer ---------------------------------------------------------------------------------


def test_two_extend_it_once_for_the_reason_that_was_stated_and_all_are_told(
    cyra: Person, chingiz: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    decision = opened(cyra, **ONCE)
    assert (
        "the site could not be reached; 3 days" in signed_in(aygul).get(place_of(decision)).content.decode()
    )
    made = propose_extension(
        decision=decision, why="The site was away for a day.", by=visitor_on(cyra, NOON + DAY)
    )
    approve(proposal=made, by=chingiz.pk, at=NOON + DAY)
    decision.refresh_from_db()
    assert decision.closes_at == CLOSE + 3 * DAY
    tell_everybody(NOON + DAY)
    assert kinds_of(aygul) >= {"decision-extended"} <= kinds_of(bela)
    vote(decision, green_lake, aygul, ["p1"], moment=CLOSE + DAY)
    with pytest.raises(NotNow):
        propose_extension(decision=decision, why="Once more, please.", by=visitor_on(cyra, CLOSE))
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(closes_at=CLOSE + 9 * DAY)
    events = json.loads(finished(decision, CLOSE + 4 * DAY).file.outside)["body"]["events"]
    assert [(event["kind"], event["reason"]) for event in events] == [
        ("extended", "The site was away for a day.")
    ]


def test_it_is_extended_neither_late_nor_without_a_stated_reason_nor_once_enough_took_part(
    cyra: Person, chingiz: Person, aygul: Person, green_lake: Member
) -> None:
    plain, late = opened(cyra), opened(cyra, **ONCE)
    half = {"name": "equal-shares", "version": 1, "seats": 2, "quorum": "1/2"}
    few = opened(cyra, half, extension="quorum", extension_days=2)
    proposed = propose_extension(decision=few, why="Only few have voted.", by=visitor_on(cyra, NOON))
    vote(few, green_lake, aygul, ["p1"])
    with pytest.raises(NotTheSecond, match="no longer open"):
        approve(proposal=proposed, by=chingiz.pk, at=NOON + DAY)
    for decision, moment in ((plain, NOON), (late, CLOSE), (few, NOON)):
        with pytest.raises(NotNow):
            propose_extension(decision=decision, why="It would be nice.", by=visitor_on(cyra, moment))
        assert Decision.objects.get(pk=decision.pk).closes_at == CLOSE
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=plain.pk).update(closes_at=CLOSE + DAY)


# --- again ----------------------------------------------------------------------------------


def test_what_takes_the_place_of_an_annulled_decision_leads_to_it_and_back(
    decided_priorities: Decision, cyra: Person, chingiz: Person, aygul: Person, green_lake: Member
) -> None:
    first = decided_priorities
    with pytest.raises(NotNow):
        drafted(cyra, previous=first)
    made = propose_annulment(decision=first, why="An option was missing.", by=visitor_on(cyra, CLOSE))
    approve(proposal=made, by=chingiz.pk, at=CLOSE)
    keeper = signed_in(cyra)
    link = f"/en/decisions/new/equal-shares/?previous={first.number}"
    assert link in keeper.get(place_of(first)).content.decode()
    assert "Rivers" in keeper.get(link).content.decode(), "filled with what was asked"
    answer = keeper.post(link, filled(outside="ballots"))
    assert Decision.objects.get(previous=first).stage == Stage.DRAFT and answer.status_code == 302
    second = opened(cyra, previous=first)
    vote(second, green_lake, aygul, ["p2"])
    done = finished(second)
    assert json.loads(done.file.inside)["body"]["decision"]["previous"] == first.file.inside_sha256
    reader = signed_in(aygul)
    assert place_of(first) in reader.get(place_of(done)).content.decode()
    assert place_of(done) in reader.get(place_of(first)).content.decode()


# --- countries and themes -------------------------------------------------------------------


def test_a_limit_for_each_country_is_asked_with_the_countries_and_kept(cyra: Person) -> None:
    keeper = signed_in(cyra)
    asked = {"most_per_country": "1", "seats": "2", "option_countries": "Kazakhstan\nGeorgia\nAtlantis"}
    refused = keeper.post("/en/decisions/new/stv/", filled(**asked))
    assert refused.status_code == 422 and "Line 3: no country is called" in refused.content.decode()
    made = keeper.post(
        "/en/decisions/new/stv/", filled(**asked | {"option_countries": "Kazakhstan\nGeorgia\nГрузия"})
    )
    assert made.status_code == 302
    decision = Decision.objects.get()
    assert [option.country_id for option in decision.options.all()] == ["KAZ", "GEO", "GEO"]
    assert decision.rule_facts["most_per_country"] == 1


def test_the_result_says_what_each_theme_was_paid(
    cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    decision = opened(cyra, themes=("clean-air", "forests", "clean-air"))
    vote(decision, green_lake, aygul, ["p1"])
    vote(decision, mountain_voice, bela, ["p2"])
    finished(decision)
    page = signed_in(aygul).get(place_of(decision)).content.decode()
    assert "Other themes together: 2 of 2 places, paid by 2 organisations." in page, (
        "two of few are not told apart"
    )


# --- on paper -------------------------------------------------------------------------------


def test_a_keeper_enters_a_paper_both_are_named_and_the_member_may_change_it(
    priorities: Decision, cyra: Person, aygul: Person, dana: Person, green_lake: Member
) -> None:
    keeper, place = signed_in(cyra), place_of(priorities)
    assert "Example Green Lake" in keeper.get(f"{place}enter/").content.decode()
    address = f"{place}enter/?member={green_lake.pk}"
    assert keeper.post(address, form_of(green_lake)).status_code == 422, "nobody signed"
    keeper.post(address, form_of(green_lake, signed_by=str(dana.pk)))
    line = next(line for line in AuditLine.objects.all() if "decision.entered" in line.body)
    assert str(dana.pk) in line.body and str(cyra.pk) in line.body
    tell_everybody(timezone.now())
    for person in (aygul, dana):
        assert "decision-ballot-changed" in kinds_of(person)
    own = signed_in(aygul)
    assert "On paper, entered by whoever keeps the decision" in own.get(place).content.decode()
    vote(priorities, green_lake, aygul, ["p2"], replaces=1)
    form = form_of(green_lake, signed_by=str(dana.pk))
    assert keeper.post(address, form).status_code == 409, "what its own people cast stands"
    assert Ballot.objects.get().chosen == ["p2"]
    assert own.get(f"{place}enter/").status_code == 403


def test_a_ballot_from_paper_loses_an_option_like_any_other(
    priorities: Decision, cyra: Person, dana: Person, green_lake: Member
) -> None:
    form = form_of(green_lake, signed_by=str(dana.pk), approved=["p1", "p2"])
    signed_in(cyra).post(f"{place_of(priorities)}enter/?member={green_lake.pk}", form)
    recused(priorities, green_lake, dana, ["p1"])
    ballot = Ballot.objects.get()
    assert (ballot.chosen, ballot.way, ballot.cast_for) == (["p2"], "paper", None)
