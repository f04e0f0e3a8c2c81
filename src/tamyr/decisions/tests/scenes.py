"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass
from typing import Any

from tests.databases import world
from tests.people import give_mandate, make_aygul, make_green_lake, make_member, make_person, seal, with_role

from tamyr.accounts.models import Person
from tamyr.decisions.models import Decision
from tamyr.decisions.tests import decision, elections
from tamyr.decisions.tests.elections import People
from tamyr.network.models import Mandate, Member, Role


@dataclass(frozen=True)
class OpenPriorities:
    """Two of three priorities, open to Green Lake and Mountain Voice."""

    cyra: Person
    aygul: Person
    bela: Person
    green_lake: Member
    mountain_voice: Member
    decision: Decision


@dataclass(frozen=True)
class Crowd:
    """Who keeps decisions, and members with a delegate each."""

    cyra: Person
    people: People


def make_cyra() -> Person:
    return with_role("cyra", "Cyra Example", Role.COORDINATOR)


@world("open_priorities")
def fill_open_priorities() -> OpenPriorities:
    cyra, green_lake = make_cyra(), make_green_lake()
    aygul = make_aygul(green_lake)
    mountain_voice = make_member("Example Mountain Voice", "Пример Голос гор", "GEO")
    bela = make_person("bela", "Bela Example")
    give_mandate(bela, mountain_voice)
    return OpenPriorities(cyra, aygul, bela, green_lake, mountain_voice, decision.opened(cyra))


@world("decided_priorities", after="open_priorities")
def fill_decided_priorities() -> Decision:
    """Rivers, by the one ballot of Green Lake."""
    made = Decision.objects.get()
    aygul, green_lake = Person.objects.get(sign_in_name="aygul"), Member.objects.get(country="KAZ")
    decision.vote(made, green_lake, aygul, ["p1"])
    return decision.finished(made)


@world("seven_members")
def fill_seven_members() -> Crowd:
    return Crowd(make_cyra(), elections.crowd())


def everybody() -> People:
    mandates = Mandate.objects.select_related("member", "person").order_by("person__sign_in_name")
    return [(mandate.member, mandate.person) for mandate in mandates]


def opened_to_all(**changed: Any) -> Decision:
    return elections.opened(Person.objects.get(sign_in_name="cyra"), everybody(), **changed)


@world("secret_election", after="seven_members")
def fill_secret_election() -> Decision:
    return opened_to_all()


@world("all_codes", after="secret_election")
def fill_all_codes() -> list[str]:
    """Return the codes of all seven, each picked up."""
    made = Decision.objects.get()
    return [elections.take(made, member, person) for member, person in everybody()]


@world("belenios_election", after="seven_members")
def fill_belenios_election() -> Decision:
    return opened_to_all(ballots_from="belenios", codes_until=None)


@world("one_hides")
def fill_one_hides() -> Crowd:
    """Six public members, three that the network knows of, and one that hides."""
    cyra, made = make_cyra(), []
    for n in range(10):
        exposure = "public" if n < 6 else "network"
        country = "KAZ" if n < 6 else "GEO" if n < 9 else "BLR"
        member = make_member(f"Example Member{n}", f"Пример {n}", country, exposure=exposure)
        person = make_person(f"person-{n}", f"Person{n}")
        give_mandate(person, member)
        made.append((member, person))
    made[9] = (seal(made[9][0]), made[9][1])
    return Crowd(cyra, made)


def decided(by: Person, people: People, **rule: Any) -> Decision:
    made = decision.opened(by, {**decision.PRIORITIES, **rule})
    for n, (member, person) in enumerate(people):
        decision.vote(made, member, person, ["p1"] if n % 2 else ["p2"])
    return decision.finished(made)


@world("decided_by_ten", after="one_hides")
def fill_decided_by_ten() -> Decision:
    """Adopted with the voices of six public members, of three that the network knows of, and of one that hides."""
    return decided(Person.objects.get(sign_in_name="cyra"), everybody())
