"""What happens after the last second, who is told, and what nobody may learn before it or at all."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.entry import signed_in

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision, DecisionFile, SeatState, Stage
from tamyr.decisions.services import closing
from tamyr.decisions.services.entrusting import entrust
from tamyr.decisions.services.preparing import announce_decision, open_decision
from tamyr.decisions.tests.decision import CLOSE, NOON, PRIORITIES, at, drafted, finished, opened, vote
from tamyr.network.models import Member
from tamyr.network.queries import visitor_on
from tamyr.notices.models import Notice
from tamyr.notices.services.telling import tell
from tamyr.safety.models import AuditLine
from tamyr.safety.services.faults import PartlyDone

DAY = timedelta(days=1)


def told(person: Person, kind: str) -> int:
    return Notice.objects.filter(person=person, happening__kind=kind).count()


def tell_all(moment: Any) -> None:
    tell(as_reader=visitor_on, clock=lambda: moment, draw=lambda: 0.5)


# --- the close --------------------------------------------------------------------------------


def test_open_is_read_from_the_clock_and_not_from_a_task(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    assert priorities.hears_voices_at(CLOSE - timedelta(seconds=1))
    assert not priorities.hears_voices_at(CLOSE) and priorities.stage == Stage.OPEN


def test_closing_before_the_time_does_nothing_and_twice_is_once(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    assert not closing.close(decision=priorities, clock=at(CLOSE - DAY))
    assert not closing.count(decision=priorities, clock=at(CLOSE - DAY))
    done = [finished(priorities, CLOSE + n * DAY) for n in range(2)]
    assert done[0].ended_at == done[1].ended_at and DecisionFile.objects.count() == 1
    assert sum('"decision.counted"' in line.body for line in AuditLine.objects.all()) == 1


def test_a_clock_that_steps_back_opens_nothing_again(
    priorities: Decision, aygul: Person, green_lake: Member
) -> None:
    done = finished(priorities)
    assert done.closed_at is not None and done.closed_at >= done.closes_at
    assert not done.hears_voices_at(NOON)


APPROVAL = {"name": "approval", "version": 1, "share": "2/3"}
SCHULZE = {"name": "schulze", "version": 1}


@pytest.mark.parametrize(
    ("rule", "ballots"),
    [
        pytest.param(PRIORITIES, [], id="equal-shares-no ballots"),
        pytest.param(APPROVAL, ["blank"], id="approval-all blank", marks=pytest.mark.whole),
        pytest.param(PRIORITIES, ["blank"], id="equal-shares-all blank", marks=pytest.mark.whole),
        pytest.param(APPROVAL, [], id="approval-no ballots", marks=pytest.mark.whole),
        pytest.param(SCHULZE, [], id="schulze-no ballots", marks=pytest.mark.whole),
        pytest.param(SCHULZE, ["blank"], id="schulze-all blank", marks=pytest.mark.whole),
    ],
)
def test_without_a_word_nothing_is_adopted(
    ballots: list[str], rule: dict[str, Any], cyra: Person, aygul: Person, green_lake: Member
) -> None:
    decision = opened(cyra, rule)
    for choice in ballots:
        vote(decision, green_lake, aygul, choice)
    done = finished(decision)
    page = signed_in(aygul).get(f"/en/decisions/{done.number}/").content.decode()
    assert done.stage == Stage.FAILED and "Nobody cast a ballot that says something." in page


def test_a_file_that_counts_otherwise_is_not_announced(
    priorities: Decision, cyra: Person, aygul: Person, green_lake: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    closing.close(decision=priorities, clock=at(CLOSE))
    closing.count(decision=priorities, clock=at(CLOSE))
    kept = DecisionFile.objects.get()
    kept.inside = kept.inside.replace('"p1"', '"p2"')
    kept.save()
    with pytest.raises(PartlyDone):
        closing.see_to_decisions(clock=at(CLOSE))
    assert Decision.objects.get().stage == Stage.COUNTED
    assert "does not count to the same" in signed_in(cyra).get("/en/desk/").content.decode()
    assert signed_in(aygul).get(f"/en/decisions/{priorities.number}/members.json").status_code == 404


# --- nobody knows before ----------------------------------------------------------------------


PAGES = ("", "/en/decisions/", "/en/desk/", "paper/")


@pytest.mark.parametrize(
    "who",
    ["bela", pytest.param("cyra", marks=pytest.mark.whole), pytest.param("emin", marks=pytest.mark.whole)],
)
def test_how_anybody_voted_is_told_nowhere_before_the_close(
    who: str,
    cyra: Person,
    aygul: Person,
    green_lake: Member,
    mountain_voice: Member,
    request: pytest.FixtureRequest,
) -> None:
    """A choice that only one ballot made, and the number of ballots for it, stand on no page of others."""
    reader = signed_in(request.getfixturevalue(who))
    decision = opened(cyra, APPROVAL)
    place = f"/en/decisions/{decision.number}/"
    before = CHANGING.sub("", reader.get(place).content.decode())
    vote(decision, green_lake, aygul, "no")
    tell_all(NOON + DAY)
    addresses = [page if page.startswith("/") else place + page for page in PAGES]
    with_no = pages_of(reader, addresses)
    vote(decision, green_lake, aygul, "yes", replaces=1)
    assert with_no == pages_of(reader, addresses), "that it voted is shown, and not how"
    assert with_no[0] != before
    for name in ("members.json", "file.json"):
        assert signed_in(cyra).get(f"{place}{name}").status_code == 404


CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value|form_key" value|nonce)="[^"]*"|<time.*?</time>|\d+ (hours?|days?) left'
)


def pages_of(client: Client, addresses: Iterable[str]) -> list[str]:
    return [CHANGING.sub("", client.get(address).content.decode()) for address in addresses]


# --- who is told ------------------------------------------------------------------------------


def test_reminders_come_once_each_and_not_to_who_voted(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, green_lake, aygul, ["p1"])
    for moment in (CLOSE - 3 * DAY, CLOSE - 3 * DAY, CLOSE - DAY, CLOSE - DAY):
        closing.see_to_decisions(clock=at(moment))
        tell_all(moment)
    assert told(bela, "decision-reminder") == 2 and told(aygul, "decision-reminder") == 0
    vote(priorities, mountain_voice, bela, ["p1"], moment=CLOSE - DAY)
    assert "has not voted yet" not in signed_in(bela).get("/en/desk/").content.decode()


def test_whoever_holds_a_voice_is_reminded_of_it(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    vote(priorities, mountain_voice, bela, ["p1"])
    given = {"giver": green_lake, "holder": mountain_voice, "actor": aygul.pk, "clock": at(NOON)}
    entrust(decision=priorities, **given)  # type: ignore[arg-type]
    closing.see_to_decisions(clock=at(CLOSE - DAY))
    tell_all(CLOSE - DAY)
    assert told(bela, "decision-reminder") == 1 and told(aygul, "decision-reminder") == 0


def test_a_voice_comes_back_from_who_cannot_cast_it_any_more(
    priorities: Decision, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    given = {"giver": green_lake, "holder": mountain_voice, "actor": aygul.pk, "clock": at(NOON)}
    entrust(decision=priorities, **given)  # type: ignore[arg-type]
    closing.see_to_decisions(clock=at(NOON + DAY))
    assert priorities.seats.get(member=green_lake).entrusted_to == mountain_voice
    Person.objects.filter(pk=bela.pk).update(is_active=False, locked_at=NOON)
    closing.see_to_decisions(clock=at(NOON + DAY))
    tell_all(NOON + DAY)
    assert priorities.seats.get(member=green_lake).entrusted_to is None
    assert told(aygul, "decision-lapsed") == 1 and told(bela, "decision-lapsed") == 0


def test_the_result_is_told_with_its_hash(decided_priorities: Decision, bela: Person) -> None:
    tell_all(CLOSE)
    assert decided_priorities.file.inside_sha256 in signed_in(bela).get("/en/desk/").content.decode()


@pytest.fixture
def silent(cyra: Person, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member) -> Member:
    """Mountain Voice, which said nothing in three decisions."""
    for _time in range(3):
        one = opened(cyra)
        vote(one, green_lake, aygul, ["p1"])
        finished(one)
    return mountain_voice


def test_who_was_silent_for_long_is_out_of_the_quorum_is_told_and_may_vote(
    silent: Member, cyra: Person, aygul: Person, bela: Person, green_lake: Member
) -> None:
    fourth = drafted(cyra, {**PRIORITIES, "quorum": "1/1"})
    announce_decision(decision=fourth, actor=cyra.pk, at=NOON)
    tell_all(NOON)
    assert told(bela, "decision-passive") and not told(aygul, "decision-passive")
    fourth = open_decision(decision=fourth, actor=cyra.pk, clock=at(NOON))
    tell_all(NOON)
    assert told(bela, "decision-inactive") and not told(aygul, "decision-inactive")
    assert fourth.seats.get(member=silent).state == SeatState.INACTIVE
    vote(fourth, green_lake, aygul, ["p1"])
    assert finished(fourth).stage == Stage.ADOPTED, "one of one took part"


@pytest.mark.whole
def test_who_speaks_after_a_long_silence_is_asked_again(silent: Member, cyra: Person, bela: Person) -> None:
    fourth = opened(cyra)
    assert fourth.seats.get(member=silent).state == SeatState.INACTIVE
    vote(fourth, silent, bela, ["p2"])
    finished(fourth)
    assert opened(cyra).seats.get(member=silent).state == SeatState.ENTITLED
