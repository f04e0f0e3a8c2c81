"""The cast: an example network small enough to know by heart.

Aygul acts for Example Green Lake (Kazakhstan) and Bela for Example Mountain Voice (Georgia);
Dana is Aygul's deputy; Cyra coordinates; Emin edits; Foma acted for Green Lake until last year;
Gita is a guest. Example Quiet Garden (Belarus) is sealed, and Hanna acts for it.

A test that needs others makes them with the functions below.
"""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tamyr.accounts.models import Person
from tamyr.network.models import Circle, CircleSeat, Country, Mandate, MandateKind, Member, Role, RoleGrant
from tamyr.network.models.circles import words_of
from tamyr.network.services.members import MemberFacts, MemberProfile, change_member, register_member
from tamyr.notices.models import MailPlan, Pace
from tamyr.safety.models import ExposureLevel
from tests.databases import Databases, world

LONG_AGO = date(2020, 1, 1)
LONG_AGO_AT = datetime(2020, 1, 1, 9, tzinfo=UTC)


def make_member(en: str, ru: str, iso3: str, **facts: Any) -> Member:
    profile = MemberProfile(names={"en": en, "ru": ru}, site="https://example.org", themes=("clean-air",))
    country = Country.objects.get(pk=iso3)
    whole = {"profile": profile, "country": country, "joined_on": LONG_AGO, **facts}
    return register_member(facts=MemberFacts(**whole), actor=None, at=LONG_AGO_AT)


def seal(member: Member, at: datetime = LONG_AGO_AT) -> Member:
    """Hide a member from all but its own; somebody must act for it already."""
    profile = MemberProfile(**{**member.profile, "themes": tuple(member.profile["themes"])})
    facts = MemberFacts(
        profile=profile, country=member.country, joined_on=member.joined_on, exposure=ExposureLevel.SEALED
    )
    return change_member(member=member, version=member.version, facts=facts, actor=None, at=at)


def make_person(sign_in_name: str, name: str, **fields: Any) -> Person:
    return Person.objects.create_user(sign_in_name, name=name, made_at=LONG_AGO_AT, language="en", **fields)


def give_mandate(person: Person, member: Member, kind: str = MandateKind.DELEGATE, **dates: date) -> Mandate:
    return Mandate.objects.create(person=person, member=member, kind=kind, **{"from_on": LONG_AGO, **dates})


def give_role(person: Person, role: str) -> RoleGrant:
    return RoleGrant.objects.create(person=person, role=role, from_on=LONG_AGO)


def give_pace(person: Person, pace: str = Pace.ONCE) -> Person:
    """Let a person be told by letter; they need an address for that."""
    MailPlan.objects.update_or_create(person=person, defaults={"pace": pace})
    return person


def with_role(sign_in_name: str, name: str, role: str, **fields: Any) -> Person:
    person = make_person(sign_in_name, name, **fields)
    give_role(person, role)
    return person


@world("green_lake", gives_way=True)
def make_green_lake() -> Member:
    return make_member("Example Green Lake", "Пример Зелёное озеро", "KAZ", exposure=ExposureLevel.PUBLIC)


def make_aygul(green_lake: Member) -> Person:
    person = make_person("aygul", "Aygul Example")
    give_mandate(person, green_lake)
    return person


def make_dana(green_lake: Member) -> Person:
    person = make_person("dana", "Dana Example")
    give_mandate(person, green_lake, MandateKind.DEPUTY)
    return person


@pytest.fixture
def green_lake(db: None, databases: Databases) -> Member:
    member: Member = databases.given_or_filled("green_lake")
    return member


@pytest.fixture
def mountain_voice(db: None) -> Member:
    return make_member("Example Mountain Voice", "Пример Голос гор", "GEO")


@pytest.fixture
def aygul(green_lake: Member) -> Person:
    return make_aygul(green_lake)


@pytest.fixture
def dana(green_lake: Member) -> Person:
    return make_dana(green_lake)


@pytest.fixture
def bela(mountain_voice: Member) -> Person:
    person = make_person("bela", "Bela Example")
    give_mandate(person, mountain_voice)
    return person


@pytest.fixture
def foma(green_lake: Member) -> Person:
    person = make_person("foma", "Foma Example")
    give_mandate(person, green_lake, until_on=date(2021, 1, 1))
    return person


@pytest.fixture
def hanna(db: None) -> Person:
    return make_person("hanna", "Hanna Example")


@pytest.fixture
def quiet_garden(hanna: Person) -> Member:
    member = make_member("Example Quiet Garden", "Пример Тихий сад", "BLR")
    give_mandate(hanna, member)
    return seal(member)


@pytest.fixture
def cyra(db: None) -> Person:
    return with_role("cyra", "Cyra Example", Role.COORDINATOR)


@pytest.fixture
def emin(db: None) -> Person:
    return with_role("emin", "Emin Example", Role.EDITOR)


@pytest.fixture
def gita(db: None) -> Person:
    return with_role("gita", "Gita Example", Role.GUEST)


@pytest.fixture
def forest_circle(aygul: Person, green_lake: Member) -> Circle:
    circle = Circle.objects.create(
        slug="forests",
        words=words_of({"en": "Forests", "ru": "Леса"}),
        exposure=ExposureLevel.CIRCLE,
        began_on=LONG_AGO,
    )
    CircleSeat.objects.create(circle=circle, person=aygul, member=green_lake, convenes=True, from_on=LONG_AGO)
    return circle
