"""Several ballots in one moment, on a database server that has to do them one after another."""

from uuid import uuid4

from tests.house.test_concurrent_writers import AT_ONCE, all_at_once, on_a_server
from tests.people import give_mandate, make_member, make_person, with_role

from tamyr.decisions.models import Ballot, BallotVersion
from tamyr.decisions.services.casting import Superseded
from tamyr.decisions.services.closing import close, count, publish
from tamyr.decisions.services.entrusting import CannotHold, entrust
from tamyr.decisions.tests.decision import CLOSE, NOON, at, opened, vote
from tamyr.network.models import Role


@on_a_server
def test_several_delegates_of_one_member_at_once_are_one_ballot(transactional_db: None) -> None:
    keeper, member = with_role("k", "K", Role.COORDINATOR), make_member("Example", "Пример", "KAZ")
    people = [make_person(f"d{n}", f"D{n}") for n in range(AT_ONCE)]
    for person in people:
        give_mandate(person, member)
    decision, waiting = opened(keeper), iter(people)
    done = all_at_once(lambda: vote(decision, member, next(waiting), ["p1"]))
    assert sum(isinstance(outcome, Superseded) for outcome in done) == AT_ONCE - 1
    assert Ballot.objects.get().seq == 1 and BallotVersion.objects.count() == 1


@on_a_server
def test_one_form_sent_several_times_at_once_is_one_ballot(transactional_db: None) -> None:
    keeper, member = with_role("k", "K", Role.COORDINATOR), make_member("Example", "Пример", "KAZ")
    person, key = make_person("d", "D"), uuid4()
    give_mandate(person, member)
    decision = opened(keeper)
    done = all_at_once(lambda: vote(decision, member, person, ["p1"], form_key=key))
    assert done == [Ballot.objects.get()] * AT_ONCE and BallotVersion.objects.count() == 1


@on_a_server
def test_of_several_voices_entrusted_at_once_two_are_held(transactional_db: None) -> None:
    keeper, holder = with_role("k", "K", Role.COORDINATOR), make_member("Example", "Пример", "KAZ")
    givers = []
    for n in range(AT_ONCE):
        member, person = make_member(f"Example {n}", f"Пример {n}", "GEO"), make_person(f"d{n}", f"D{n}")
        give_mandate(person, member)
        givers.append((member, person))
    decision, waiting = opened(keeper), iter(givers)

    def give() -> object:
        giver, person = next(waiting)
        return entrust(decision=decision, giver=giver, holder=holder, actor=person.pk, clock=at(NOON))

    done = all_at_once(give)
    assert sum(isinstance(outcome, CannotHold) for outcome in done) == AT_ONCE - 2
    assert decision.seats.filter(entrusted_to=holder).count() == 2


@on_a_server
def test_several_workers_close_count_and_publish_once(transactional_db: None) -> None:
    keeper, member = with_role("k", "K", Role.COORDINATOR), make_member("Example", "Пример", "KAZ")
    person = make_person("d", "D")
    give_mandate(person, member)
    decision = opened(keeper)
    vote(decision, member, person, ["p1"])
    for step in (close, count, publish):
        done = all_at_once(lambda step=step: step(decision=decision, clock=at(CLOSE)))  # type: ignore[misc]
        assert sorted(map(str, done)) == ["False"] * (AT_ONCE - 1) + ["True"]
