"""Who may approve, refuse, take back and use a proposal, in each of its states and at the edge of its time."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from tamyr.safety import rules
from tamyr.safety.models import Proposal, Stage

AT = datetime(2026, 11, 29, 12, tzinfo=UTC)
MOMENT, HOUR = timedelta(microseconds=1), timedelta(hours=1)
PROPOSER, SECOND, OTHER = uuid4(), uuid4(), uuid4()
EVERYBODY = (PROPOSER, SECOND, OTHER)


class Example(rules.Kind):
    """Used twice within an hour; one person alone may be the second."""

    uses = 2
    usable_for = HOUR

    def told(self, proposal: Proposal, person: UUID, at: datetime) -> None:
        return None

    def why_not(self, proposal: Proposal, person: UUID, at: datetime) -> str:
        return "" if person == SECOND else "not yours"

    def carry_out(self, proposal: Proposal, by: UUID, at: datetime) -> None:
        raise NotImplementedError


@pytest.fixture(autouse=True)
def example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_kinds", {"example": Example()})
    monkeypatch.setattr(rules, "_bars", [])


def proposal(
    stage: Stage = Stage.WAITING, *, left: timedelta = HOUR, ago: timedelta = MOMENT, used: int = 0
) -> Proposal:
    made = Proposal(
        kind="example", proposed_by=PROPOSER, proposed_at=AT - HOUR, expires_at=AT + left, stage=stage
    )
    if stage != Stage.WAITING:
        made.answered_by, made.answered_at, made.used = SECOND, AT - ago, used
    return made


def acts_of(person: UUID, standing: Proposal) -> str:
    """Return the first letters of what a person may do: approve, refuse, withdraw, use."""
    may = {
        "a": not rules.why_not_approve(standing, person, AT),
        "r": rules.may_refuse(standing, person, AT),
        "w": rules.may_withdraw(standing, person, AT),
        "u": not rules.why_not_use(standing, person, AT),
    }
    return "".join(act for act, allowed in may.items() if allowed)


@pytest.mark.parametrize(
    ("standing", "proposer", "second"),
    [
        (proposal(), "w", "ar"),
        (proposal(left=MOMENT), "w", "ar"),
        (proposal(left=timedelta(0)), "", ""),
        (proposal(Stage.APPROVED, left=-HOUR), "wu", "r"),
        (proposal(Stage.APPROVED, ago=timedelta(0)), "wu", "r"),
        (proposal(Stage.APPROVED, ago=-MOMENT), "", ""),
        (proposal(Stage.APPROVED, ago=HOUR - MOMENT), "wu", "r"),
        (proposal(Stage.APPROVED, ago=HOUR), "", ""),
        (proposal(Stage.APPROVED, used=1), "wu", "r"),
        (proposal(Stage.APPROVED, used=2), "", ""),
        (proposal(Stage.REFUSED), "", ""),
        (proposal(Stage.WITHDRAWN), "", ""),
    ],
)
def test_each_may_what_is_theirs_while_it_is_open(standing: Proposal, proposer: str, second: str) -> None:
    assert acts_of(PROPOSER, standing) == proposer
    assert acts_of(SECOND, standing) == second
    assert acts_of(OTHER, standing) == ""


@pytest.mark.parametrize("barred", [PROPOSER, SECOND])
def test_whoever_is_barred_neither_approves_nor_uses_and_refuses_all_the_same(
    monkeypatch: pytest.MonkeyPatch, barred: UUID
) -> None:
    monkeypatch.setattr(
        rules, "_bars", [lambda _kind, _proposal, person, _at: "barred" if person == barred else ""]
    )
    assert acts_of(SECOND, proposal()) == ("r" if barred == SECOND else "ar")
    assert acts_of(PROPOSER, proposal(Stage.APPROVED)) == "w"


def test_what_the_server_proposed_is_used_by_the_server_alone() -> None:
    standing = proposal(Stage.APPROVED)
    standing.proposed_by = None
    assert rules.why_not_use(standing, None, AT) == ""
    assert {acts_of(person, standing) for person in EVERYBODY} == {"", "r"}


def test_a_kind_that_nobody_knows_is_for_nobody() -> None:
    standing = proposal()
    standing.kind = "former"
    assert {acts_of(person, standing) for person in EVERYBODY} == {""}
