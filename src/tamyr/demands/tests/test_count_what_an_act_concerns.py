"""Who answers is counted anew only where something happened, and is always what counting everything says."""

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.people import make_member

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.addressees.queries.directory import standing_to
from tamyr.addressees.services import two_persons
from tamyr.demands.models import Delivery, Demand, Verdict
from tamyr.demands.queries import answering
from tamyr.demands.queries.demands import demands_visible_to
from tamyr.demands.queries.letters.tallies import FOR_AN_HOUR, kept_tallies
from tamyr.demands.services import exposing, making
from tamyr.demands.services.recounting import bring_days_in_step
from tamyr.demands.tests.asking import agreed, happens, letter, ministry
from tamyr.demands.tests.test_judge_a_demand import read
from tamyr.network.models import Circle, Member, Visitor
from tamyr.network.queries.visitors import visitor_on
from tamyr.safety.models import AuditLine, Proposal
from tamyr.safety.queries import acts_since, chain_head
from tamyr.safety.services import record_act
from tamyr.safety.services.proposals import approve

pytestmark = pytest.mark.django_db
MAY = datetime(2026, 5, 4, 12, tzinfo=UTC)
Readers = list[Person | None]


@pytest.fixture
def readers(
    aygul: Person, bela: Person, cyra: Person, emin: Person, gita: Person, forest_circle: Circle
) -> Readers:
    """Nobody, those of one member and of another, who convenes, who edits, a guest."""
    return [None, aygul, bela, cyra, emin, gita]


def letters_known_to(visitor: Visitor) -> list[Delivery]:
    """Return all letters that a visitor may know of and that count."""
    seen = demands_visible_to(visitor).filter(agreed_at__isnull=False)
    rows = Delivery.objects.filter(demand__in=seen, is_out=True).select_related(
        "institution__merged_into", "demand"
    )
    return [sent for sent in rows if sent.ended_as or sent.demand.stage != "withdrawn"]


def everything(known: list[Delivery], key: Callable[[Institution], object]) -> list[answering.Answering]:
    """Count letters row by row."""
    groups: dict[object, list[Delivery]] = defaultdict(list)
    for sent in known:
        groups[key(sent.institution)].append(sent)
    readings: dict[object, list[str]] = defaultdict(list)
    for demand, reading in Verdict.objects.filter(replaced_at=None).values_list("demand", "reading"):
        readings[demand].append(reading)
    alike = {demand: said[0] for demand, said in readings.items() if len(said) > 1 and len(set(said)) == 1}
    found = []
    for name, letters in groups.items():
        days = sorted(sent.days_taken for sent in letters if sent.days_taken is not None)
        ended = Counter(sent.ended_as for sent in letters)
        read_so = Counter(alike[demand] for demand in {sent.demand_id for sent in letters} if demand in alike)
        median = days[(len(days) - 1) // 2] if days else None
        counts = (len(letters), ended["answered"], ended["refused"], median)
        found.append(answering.Answering(name, *counts, tuple(sorted(read_so.items()))))
    return sorted(found, key=lambda one: (-one.letters, str(one.key)))


def body_to(visitor: Visitor) -> Callable[[Institution], object]:
    return lambda body: standing_to(body, visitor).pk


def same_for_all(readers: Readers) -> list[tuple[int, int]]:
    """Say that kept counts and all counts are the same to each reader; return how many letters and readings they know of."""
    told = []
    for reader in readers:
        visitor = visitor_on(reader, MAY)
        known, countries = letters_known_to(visitor), answering.by_country(visitor)
        assert countries == everything(known, lambda body: body.iso3), reader
        assert answering.by_institution(visitor) == everything(known, body_to(visitor)), reader
        read_so = sum(number for country in countries for _reading, number in country.verdicts)
        told.append((sum(country.letters for country in countries), read_so))
    return told


# Three of them know of different letters; the others are told as one of these.
@pytest.mark.parametrize("most", [3, pytest.param(6, marks=pytest.mark.whole)])
def test_after_each_act_each_reader_is_told_what_counting_everything_says(
    readers: Readers,
    most: int,
    aygul: Person,
    dana: Person,
    bela: Person,
    green_lake: Member,
    mountain_voice: Member,
    forest_circle: Circle,
) -> None:
    readers, circles = readers[:most], {"circle": forest_circle}
    bodies = [ministry(90100), ministry(90101), ministry(90102, "GEO")]
    levels = ("public", "network", "sealed", "circle", "public")
    demands = [agreed(aygul, dana, green_lake, exposure=level, circle=circles.get(level)) for level in levels]
    assert same_for_all(readers) == [(0, 0)] * most
    whole = kept_tallies(MAY).at
    letters = [letter(demand, aygul, body, green_lake) for demand in demands for body in bodies]
    for place, sent in enumerate(letters):
        happens(sent, aygul, "sent", date(2026, 3, 4 + place % 3))
    assert same_for_all(readers) == [(6, 0), (15, 0), (9, 0), (9, 0), (9, 0), (6, 0)][:most]
    answers = [
        happens(sent, aygul, ("answered", "refused")[place % 2], date(2026, 3, 10 + place))
        for place, sent in enumerate(letters[::2])
    ]
    happens(answers[0].delivery, aygul, "refused", date(2026, 3, 12), replaces=answers[0], reason="Misread.")
    happens(answers[4].delivery, aygul, "void", date(2026, 4, 1), replaces=answers[4], reason="Another’s.")
    same_for_all(readers)
    for demand in (demands[0], demands[1], demands[4]):
        read(demand, aygul, green_lake, "met")
    assert same_for_all(readers)[0] == (6, 0), "one alone says nothing yet"
    for demand, reading in zip((demands[0], demands[1], demands[4]), ("met", "met", "partly"), strict=True):
        read(demand, bela, mountain_voice, reading)
    # In Kazakhstan two bodies have the letter, yet its demand is one.
    assert same_for_all(readers)[::2] == [(6, 2), (9, 4), (9, 4)][: (most + 1) // 2]
    read(demands[4], bela, mountain_voice, "met")
    read(demands[0], bela, mountain_voice, "evaded")
    same_for_all(readers)
    change: dict[str, Any] = {"circle": None, "actor": aygul.pk, "at": MAY}
    exposing.change_exposure(demand=demands[0], exposure="network", form_key=uuid4(), **change)
    assert [letters for letters, _read in same_for_all(readers)] == [3, 15, 9, 9, 9, 3][:most]
    exposing.change_exposure(demand=demands[4], exposure="sealed", form_key=uuid4(), **change)
    assert same_for_all(readers) == [(0, 0), (15, 4), (6, 2), (6, 2), (6, 2), (0, 0)][:most]
    asked = exposing.change_exposure(demand=demands[2], exposure="public", form_key=uuid4(), **change)
    assert answering.by_country(visitor_on(None, MAY)) == []
    exposing.agree_to_exposure(demand=demands[2], change=asked, actor=dana.pk, at=MAY)
    assert same_for_all(readers)[0][0] == 3
    making.withdraw_demand(demand=demands[2], why="The law was passed.", actor=aygul.pk, at=MAY)
    assert same_for_all(readers)[0][0] == 1, "the others were not answered by then"
    proposal: Proposal = two_persons.propose_merger(
        institution=bodies[0], into=bodies[1], why="Decree 1", by=visitor_on(aygul, MAY)
    )
    approve(proposal=proposal, by=bela.pk, at=MAY)
    assert Institution.objects.get(pk=bodies[0].pk).merged_into == bodies[1]
    # As after a law was corrected.
    Delivery.objects.filter(ended_as="").update(counted_by="former")
    bring_days_in_step()
    same_for_all(readers)
    assert kept_tallies(MAY).at == whole, "all of it was counted once"


def test_a_body_that_is_entered_under_another_country_has_all_counted(
    demand: Demand, readers: Readers, aygul: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    first, second = ministry(90100), ministry(90101, "GEO")
    for body in (first, second):
        happens(letter(demand, aygul, body, green_lake), aygul, "sent", date(2026, 3, 4))
    read(demand, aygul, green_lake, "met")
    read(demand, bela, mountain_voice, "met")
    assert same_for_all(readers)[0] == (2, 2)
    with transaction.atomic():
        Institution.objects.filter(pk=second.pk).update(iso3="KAZ")
        record_act(act="institution.corrected", actor=aygul.pk, about=second, at=MAY)
    assert same_for_all(readers)[0] == (2, 1)


def test_what_an_act_costs_does_not_follow_from_how_many_letters_there_are(
    aygul: Person, dana: Person, green_lake: Member
) -> None:
    stranger = visitor_on(None, MAY)
    sent = letter(agreed(aygul, dana, green_lake), aygul, ministry(), green_lake)
    answering.by_country(stranger)

    def asked(kind: str, on: date) -> int:
        happens(sent, aygul, kind, on)
        with CaptureQueriesContext(connection) as queries:
            answering.by_country(stranger)
            answering.by_institution(stranger)
        told = [query["sql"].replace("-", "") for query in queries]
        assert all(sent.institution_id.hex in query for query in told if "days_taken" in query), "of one body"
        return len(told)

    assert asked("sent", date(2026, 3, 4)) == 9
    for number in range(4):
        other = letter(agreed(aygul, dana, green_lake), aygul, ministry(90100 + number), green_lake)
        happens(other, aygul, "sent", date(2026, 3, 4))
    answering.by_country(stranger)
    assert asked("answered", date(2026, 3, 9)) == 9


def test_what_changed_without_an_act_is_counted_within_the_hour(
    aygul: Person, dana: Person, bela: Person, green_lake: Member, mountain_voice: Member
) -> None:
    demands = [agreed(aygul, dana, green_lake) for _ in range(2)]
    for demand, number in zip(demands, (90100, 90101), strict=True):
        happens(letter(demand, aygul, ministry(number), green_lake), aygul, "sent", date(2026, 3, 4))

    def told(reader: Person | None, at: datetime) -> int:
        return sum(country.letters for country in answering.by_country(visitor_on(reader, at)))

    def known(at: datetime) -> int:
        with transaction.atomic():
            record_act(act="test.done", actor=None, about=None, at=at)
        return told(None, at)

    assert known(MAY) == 2
    Demand.objects.filter(pk=demands[0].pk).update(exposure="sealed")
    assert known(MAY + FOR_AN_HOUR - timedelta(seconds=1)) == 2
    assert known(MAY + FOR_AN_HOUR) == 1
    Demand.objects.filter(pk=demands[1].pk).update(exposure="sealed")
    # Without any act, too; a stranger is told the last answer for a minute.
    assert told(bela, MAY + 2 * FOR_AN_HOUR - timedelta(seconds=1)) == 1
    assert told(bela, MAY + 2 * FOR_AN_HOUR) == 0


def test_of_another_chain_or_one_that_is_not_whole_nothing_is_known(db: None) -> None:
    about = make_member("Example Oak", "Пример: дуб", "KAZ")
    start = chain_head()

    def act() -> None:
        with transaction.atomic():
            record_act(act="test.done", actor=None, about=about, at=MAY)
            record_act(act="test.done", actor=None, about=None, at=MAY)

    act()
    middle = chain_head()
    act()
    named, bare = ("test.done", "network.member", str(about.pk)), ("test.done", "", "")
    assert acts_since(start, most=4) == [named, bare] * 2 and acts_since(middle, most=2) == [named, bare]
    assert acts_since(chain_head(), most=0) == []
    assert acts_since(start, most=3) is None and acts_since((start[0], "another"), most=9) is None
    assert acts_since((middle[0], start[1]), most=9) is None and acts_since((9, middle[1]), most=9) is None
    AuditLine.objects.filter(n=middle[0] + 1).delete()
    assert acts_since(middle, most=9) is None
