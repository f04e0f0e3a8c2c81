from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby, repeat
from typing import TypeVar

from django.apps import apps
from django.db import models, transaction
from django.utils import translation

from tamyr.accounts.logic.time_zones import usual_zone
from tamyr.accounts.models import Person
from tamyr.accounts.models.factors import TOTP
from tamyr.accounts.services.ways_in import app_code
from tamyr.network.logic import example_members as example
from tamyr.network.models import (
    Circle,
    CircleSeat,
    Country,
    ExampleRow,
    Mandate,
    MandateKind,
    Member,
    Partner,
    Role,
    RoleGrant,
    Theme,
)
from tamyr.network.models.circles import words_of
from tamyr.network.queries import visitor_on
from tamyr.network.services.members import MemberFacts, MemberProfile, register_member
from tamyr.network.signals import example_loaded
from tamyr.notices.models import MailPlan, Pace
from tamyr.notices.services.telling import tell
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services import record_act
from tamyr.safety.services.letters import forget_letters_to

Row = TypeVar("Row", bound=models.Model)

PASSWORD = "example-password-for-trying-only"  # noqa: S105
# A Base32 text known to everybody: these accounts open only on a machine in demo mode.
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105
STORY = {
    "en": "An invented organisation that shows how Tamyr works. In the example it works on {themes}.",
    "ru": "Вымышленная организация, которая показывает, как работает «Тамыр». В примере её темы: {themes}.",
}
# Sign-in name, name, and what the person is: a member's English name and a kind of mandate, or a role.
CAST: tuple[tuple[str, str, str, str], ...] = (
    ("aygul", "Aygul Example", "Example Green Lake", MandateKind.DELEGATE),
    ("dana", "Dana Example", "Example Green Lake", MandateKind.DEPUTY),
    ("bela", "Bela Example", "Example Mountain Voice", MandateKind.DELEGATE),
    ("hanna", "Hanna Example", "Example Stork Meadow", MandateKind.DELEGATE),
    ("cyra", "Cyra Example", "", Role.COORDINATOR),
    ("chingiz", "Chingiz Example", "", Role.COORDINATOR),
    ("emin", "Emin Example", "", Role.EDITOR),
    ("erika", "Erika Example", "", Role.EDITOR),
    ("gita", "Gita Example", "", Role.GUEST),
)


class RealNetworkHere(Exception):
    """The register holds members or people that are not of the example: it is left alone."""


def is_example_loaded() -> bool:
    return ExampleRow.objects.exists()


def outside_the_example() -> tuple[int, int]:
    """Return how many people and how many members are not of the example."""
    marks = {model: ExampleRow.objects.filter(label=model._meta.label) for model in (Person, Member)}
    known = {model: list(rows.values_list("key", flat=True)) for model, rows in marks.items()}
    people = Person.objects.exclude(pk__in=known[Person]).count()
    return people, Member.objects.exclude(pk__in=known[Member]).count()


def example_people() -> list[Person]:
    """Return the example people who can sign in, in the order of the cast."""
    by_name = {person.sign_in_name: person for person in _of(Person) if isinstance(person, Person)}
    return [by_name[name] for name, *_rest in CAST if name in by_name]


def code_at(now: datetime) -> str:
    """Return the code that an authenticator app shows for the example people."""
    return app_code(TOTP_SECRET, now)


@transaction.atomic
def load_example_network(*, at: datetime) -> bool:
    """Fill an empty register with the example network; say whether anything was to do."""
    if is_example_loaded():
        return False
    if any(outside_the_example()):
        raise RealNetworkHere
    members = {facts.profile.names["en"]: _keep(_registered(facts, at)) for facts in _members(at.date())}
    people = [_keep(person) for person in _people(members, at)]
    _hold_circles(people, members, at.date())
    _list_partners(at.date())
    record_act(act="example.loaded", actor=None, about=None, at=at)
    example_loaded.send(sender=ExampleRow, at=at)
    # As the task would have done meanwhile: desks and outbox show at once how people are told.
    for moment in (at - timedelta(minutes=30), at):
        tell(as_reader=visitor_on, clock=repeat(moment).__next__, draw=lambda: 0.5)
    return True


@transaction.atomic
def remove_example_network(*, at: datetime) -> int:
    """Take the example network out, with all that hangs on it; return how many rows were its own."""
    # First, while the marks still say who is of the example.
    forget_letters_to({person.email for person in example_people()})
    # The last made come first (``ordering`` of the marks): what protects another row goes before it.
    rows = list(ExampleRow.objects.all())
    for label, alike in groupby(rows, key=lambda row: row.label):
        apps.get_model(label)._default_manager.filter(pk__in=[row.key for row in alike]).delete()
    ExampleRow.objects.all().delete()
    if rows:
        record_act(act="example.removed", actor=None, about=None, at=at)
    return len(rows)


def member_of(person: Person) -> Member:
    """Return the organisation that an example person speaks for."""
    return person.mandates.select_related("member").order_by("from_on")[0].member


def mark_example(row: models.Model) -> None:
    """Let a row of a later room go when the example goes."""
    ExampleRow.objects.get_or_create(label=row._meta.label, key=str(row.pk))


def _keep(row: Row) -> Row:
    mark_example(row)
    return row


def _of(model: type[models.Model]) -> list[models.Model]:
    keys = ExampleRow.objects.filter(label=model._meta.label).values_list("key", flat=True)
    return list(model._default_manager.filter(pk__in=list(keys)))


def _members(today: date) -> Iterator[MemberFacts]:
    for n, (iso3, en, ru, themes, exposure) in enumerate(example.MEMBERS):
        yield MemberFacts(
            profile=MemberProfile(
                names={"en": en, "ru": ru},
                stories=example_story(themes.split()),
                site=f"https://member-{n + 1}.example.org/",
                themes=tuple(themes.split()),
            ),
            country=Country.objects.get(pk=iso3),
            # Steps of 37 weeks spread the years of joining without looking like anything real.
            joined_on=today - timedelta(weeks=52 + (n * 37) % 780),
            status="observer" if n % 17 == 16 else "inactive" if n % 23 == 22 else "active",
            exposure=exposure or ExposureLevel.PUBLIC,
        )


def example_story(themes: list[str]) -> dict[str, str]:
    told = {}
    for language, words in STORY.items():
        with translation.override(language):
            told[language] = words.format(themes=", ".join(str(Theme(code).label) for code in themes))
    return told


def _registered(facts: MemberFacts, at: datetime) -> Member:
    return register_member(facts=facts, actor=None, at=at)


def _people(members: dict[str, Member], at: datetime) -> Iterator[Person]:
    for sign_in_name, name, member, kind in CAST:
        person = _person(sign_in_name, name, at, can_sign_in=True)
        if member:
            person.time_zone = usual_zone(members[member].country_id)
            person.save()
            Mandate.objects.create(person=person, member=members[member], kind=kind, from_on=_year_ago(at))
        else:
            RoleGrant.objects.create(person=person, role=kind, from_on=_year_ago(at))
        yield person
    for n, member_row in enumerate(members.values()):
        person = _person(f"delegate-{n + 1}", f"{example.FIRST_NAMES[n]} Example", at)
        Mandate.objects.create(person=person, member=member_row, from_on=_year_ago(at))
        yield person


def _person(sign_in_name: str, name: str, at: datetime, *, can_sign_in: bool = False) -> Person:
    person = Person.objects.create_user(
        sign_in_name, PASSWORD if can_sign_in else None, name=name, made_at=at, language="en"
    )
    if can_sign_in:
        # Letters to them are shown in the outbox; a site for trying sends none.
        person.email = f"{sign_in_name}@example.org"
        person.save()
        MailPlan.objects.create(person=person, pace=Pace.ONCE)
        TOTP.activate(person, TOTP_SECRET)
    return person


def _year_ago(at: datetime) -> date:
    return at.date() - timedelta(weeks=52)


def _hold_circles(people: list[Person], members: dict[str, Member], today: date) -> None:
    for n, (slug, en, ru, purpose_en, purpose_ru) in enumerate(example.CIRCLES):
        circle = _keep(
            Circle.objects.create(
                slug=f"example-{slug}",
                words=words_of(
                    {"en": f"Example {en}", "ru": f"Пример: {ru}"}, {"en": purpose_en, "ru": purpose_ru}
                ),
                began_on=today - timedelta(weeks=40),
            )
        )
        # Of the nine of the cast, who can sign in, one convenes each circle; delegates sit there too.
        for seat, person in enumerate([people[n % 4], *people[9 + n :: 7]]):
            mandate = person.mandates.first()
            CircleSeat.objects.create(
                circle=circle,
                person=person,
                member=mandate.member if mandate else None,
                convenes=seat == 0,
                from_on=today - timedelta(weeks=30),
            )


def _list_partners(today: date) -> None:
    for en, ru, note_en, note_ru in example.PARTNERS:
        _keep(
            Partner.objects.create(
                names={"en": en, "ru": ru},
                notes={"en": note_en, "ru": note_ru},
                site="https://partner.example.org/",
                exposure=ExposureLevel.PUBLIC,
                since_on=today - timedelta(weeks=100),
            )
        )
