"""Each act on an amendment in each of its states: by those who may, and by nobody else."""

from collections.abc import Callable

import pytest
from tests.people import give_mandate, make_member, make_person

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.positions import rules
from tamyr.positions.models import Amendment, Stage, Version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import amending
from tamyr.positions.tests.amending import in_mandate, of_substance, proposed
from tamyr.positions.tests.writing import DAY, NOON

pytestmark = pytest.mark.django_db
WHOLE = pytest.mark.whole
ACTS = {
    "accept": rules.may_accept,
    "agree": rules.may_agree,
    "withdraw": rules.may_take_back,
    "anew": rules.may_write_anew,
    "report": rules.may_report_decision,
}


@pytest.fixture
def people(aygul: Person, bela: Person, dana: Person, cyra: Person, gita: Person) -> dict[str, Person | None]:
    other = make_person("ruta", "Ruta Example")
    give_mandate(other, make_member("Example Reed", "Пример Камыш", "UZB"))
    return {
        "facilitator": aygul,
        "proposer": bela,
        "author": dana,  # Acts for the organisation that wrote the clause, and does not facilitate.
        "other": other,
        "coordinator": cyra,
        "guest": gita,
        "visitor": None,
    }


def not_agreed(draft: Version, by: Person, member: Member) -> Amendment:
    return proposed(draft, by, member, nature="agreed")


def agreed(draft: Version, by: Person, member: Member) -> Amendment:
    made = not_agreed(draft, by, member)
    made.agreed_at = NOON
    made.save()
    return made


def moved(draft: Version, by: Person, member: Member) -> Amendment:
    made = proposed(draft, by, member)
    row = places_of(draft)[1].authoritative.row
    assert row is not None
    row.put_words("Other words.", by=None)
    return made


def answered(draft: Version, by: Person, member: Member) -> Amendment:
    return amending.withdraw_amendment(amendment=proposed(draft, by, member), actor=by.pk, at=NOON)


def closed(draft: Version, by: Person, member: Member) -> Amendment:
    made = proposed(draft, by, member)
    Version.objects.filter(pk=draft.pk).update(stage=Stage.OPEN, opened_at=NOON - 2 * DAY, closes_at=NOON)
    return made


AUTHORS = {("facilitator", "agree"), ("author", "agree")}
PROPOSER = {("proposer", "withdraw")}
TABLE: dict[Callable[..., Amendment], set[tuple[str, str]]] = {
    in_mandate: {("facilitator", "accept"), ("facilitator", "report"), *PROPOSER},
    of_substance: {("facilitator", "report"), *PROPOSER},
    not_agreed: {("facilitator", "report"), *AUTHORS, *PROPOSER},
    agreed: {("facilitator", "accept"), ("facilitator", "report"), *PROPOSER},
    moved: {("proposer", "anew"), *PROPOSER},
    answered: set(),
    closed: set(),
}
# Those that tell more than the others are asked at each change.
ASKED = [
    state if state in (in_mandate, not_agreed, closed) else pytest.param(state, marks=WHOLE)
    for state in TABLE
]


@pytest.mark.parametrize("state", ASKED, ids=lambda state: state.__name__)
def test_who_may_do_what_with_an_amendment_in_each_state(
    state: Callable[..., Amendment],
    draft: Version,
    people: dict[str, Person | None],
    bela: Person,
    mountain_voice: Member,
) -> None:
    made = Amendment.objects.get(pk=state(draft, bela, mountain_voice).pk)
    visitors = {who: visitor_on(person, NOON) for who, person in people.items()}
    may = {
        (who, act) for who, visitor in visitors.items() for act, rule in ACTS.items() if rule(visitor, made)
    }
    assert may == TABLE[state]
