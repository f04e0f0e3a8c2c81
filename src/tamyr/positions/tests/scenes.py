"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.databases import world
from tests.people import give_mandate, make_aygul, make_dana, make_green_lake, make_member, make_person, seal

from tamyr.accounts.models import Person
from tamyr.network.models import Member
from tamyr.positions.models import Position, Signature, Version
from tamyr.positions.services import signing
from tamyr.positions.tests import writing

LATER = writing.NOON + 30 * writing.DAY
UNTIL = LATER + 20 * writing.DAY


@dataclass(frozen=True)
class BegunPosition:
    """A position of Example Green Lake with three clauses, which Aygul facilitates."""

    green_lake: Member
    aygul: Person
    position: Position


@world("begun_position")
def fill_begun_position() -> BegunPosition:
    green_lake = make_green_lake()
    aygul = make_aygul(green_lake)
    return BegunPosition(green_lake, aygul, writing.begun(aygul, green_lake))


@dataclass(frozen=True)
class TranslatedPosition:
    """Who translated it, and who checked that."""

    bela: Person
    mountain_voice: Member
    dana: Person


def make_bela() -> tuple[Person, Member]:
    mountain_voice = make_member("Example Mountain Voice", "Пример Голос гор", "GEO")
    bela = make_person("bela", "Bela Example")
    give_mandate(bela, mountain_voice)
    return bela, mountain_voice


@world("translated_position", after="begun_position")
def fill_translated_position() -> TranslatedPosition:
    bela, mountain_voice = make_bela()
    dana = make_dana(Member.objects.get(country="KAZ"))
    writing.translated(Version.objects.get(), bela, dana)
    return TranslatedPosition(bela, mountain_voice, dana)


@world("adopted_position", after="begun_position")
def fill_adopted_position() -> Version:
    return writing.adopted(Position.objects.get(), Person.objects.get())


@world("position_to_sign", after="adopted_position")
def fill_position_to_sign() -> Version:
    version, aygul = Version.objects.get(), Person.objects.get()
    return signing.ask_for_signatures(version=version, until=UNTIL, actor=aygul.pk, at=LATER)


def signed(
    version: Version, member: Member, by: Person, at: datetime = LATER, *, sealed: bool = False
) -> Signature:
    said: dict[str, Any] = {"version": version, "member": member, "actor": by.pk, "at": at}
    approved = signing.approve_inside(approval="The board.", is_sealed=sealed, **said)
    return signing.sign(sha=approved.sha, **said)


def hidden_signers(count: int, iso3: str = "BLR") -> list[tuple[Member, Person]]:
    """Return members in hiding whose names are canaries, each with a delegate."""
    made = []
    for number in range(count):
        person = make_person(f"hidden-{iso3}-{number}", f"Hidden {number}")
        member = make_member(f"canary{number}-{iso3}", f"канарейка{number}-{iso3}", iso3)
        give_mandate(person, member)
        made.append((seal(member), person))
    return made


@world("signed_in_hiding", after="position_to_sign")
def fill_signed_in_hiding() -> list[tuple[Member, Person]]:
    """Return four in hiding, of whom three signed, as Green Lake did by name and Mountain Voice unnamed."""
    version = Version.objects.get()
    bela, mountain_voice = make_bela()
    signed(version, Member.objects.get(country="KAZ"), Person.objects.get(sign_in_name="aygul"))
    signed(version, mountain_voice, bela, sealed=True)
    signers = hidden_signers(4)
    for member, person in signers[:3]:
        assert signed(version, member, person).is_sealed, "whatever the form said"
    return signers
