"""Two demands of the example network: one answered and judged, one that waits for an answer too long."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from tamyr.accounts.models import Person
from tamyr.addressees.logic.likeness import found_as
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.demands.logic import example as words
from tamyr.demands.models import Commitment, Delivery, Demand, Event, Outcome, Reading, Source
from tamyr.demands.queries.texts import draft_sha, words_sha
from tamyr.demands.services import backing, delivering, judging, making, promises
from tamyr.evidence.models import PromiseOutcome
from tamyr.network.services.example import example_people, mark_example, member_of
from tamyr.positions.models import Stage as PositionStage
from tamyr.positions.models import Version
from tamyr.positions.queries.texts import places_of

DAY = timedelta(days=1)
Texts = Sequence[tuple[str, str, str]]


@transaction.atomic
def run_example_demands(*, at: datetime) -> None:
    """Write two demands, send their letters, and let members read what became of one."""
    people = {person.sign_in_name: person for person in example_people()}
    if not {"aygul", "bela", "cyra"} <= people.keys():
        return
    version = Version.objects.filter(stage=PositionStage.ADOPTED).order_by("position__number").first()
    if version is not None:
        _answered(people, version, at)
    _late(people, at)


def _agreed(
    texts: Texts, plan: making.Plan, source: Source, people: dict[str, Person], at: datetime
) -> Demand:
    author, second = people["aygul"], people["cyra"]
    english, russian = (making.Words(*said) for said in texts)
    demand = making.make_demand(
        plan=plan,
        source=source,
        words=english,
        language="en",
        member=member_of(author),
        form_key=uuid4(),
        actor=author.pk,
        at=at,
    )
    mark_example(demand)
    row = making.write_words(
        demand=demand, language="ru", words=russian, base_sha=words_sha(demand, "ru"), actor=author.pk, at=at
    )
    making.check_words(demand=demand, language="ru", sha=row.sha, actor=people["bela"].pk, at=at)
    return making.agree_to_demand(demand=demand, sha=draft_sha(demand), actor=second.pk, at=at + DAY)


def _body(iso3: str, at: datetime) -> Institution:
    body = Institution.objects.create(
        number=(Institution.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=uuid4(),
        iso3=iso3,
        level="national",
        kind="ministry",
        website="https://ministry.example.org/",
        status="seen",
        source_url="https://ministry.example.org/",
        source_seen_on=at.date(),
        entered_at=at,
    )
    mark_example(body)
    for language, name in zip(("en", "ru"), words.BODIES[iso3], strict=True):
        InstitutionName.objects.create(
            institution=body, language=language, name=name, found_as=found_as(name)
        )
    return body


def _letter(demand: Demand, by: Person, at: datetime, letter: str, way: str) -> Delivery:
    address = delivering.Address(_body(demand.iso3, at), letter, way, "ru")
    made = delivering.add_delivery(
        demand=demand, address=address, member=member_of(by), form_key=uuid4(), actor=by.pk, at=at
    )
    mark_example(made)
    return made


def _happens(delivery: Delivery, by: Person, kind: str, at: datetime, **more: Any) -> Event:
    made = delivering.record_event(
        delivery=delivery,
        account=delivering.Account(kind, at.date(), **more),
        member=member_of(by),
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )
    # By this mark alone triggers let an event go again, with the example.
    mark_example(made)
    return made


def _answered(people: dict[str, Person], version: Version, at: datetime) -> None:
    author, other = people["aygul"], people["bela"]
    clause = next(place for place in places_of(version) if not place.is_title and not place.is_heading)
    plan = making.Plan(
        iso3="KAZ",
        theme="fossil-fuel-phase-out",
        due_on=_in_a_year(at),
        subject="coal-exit",
        target=Decimal(2040),
    )
    demand = _agreed(words.PLAN, plan, Source(version=version, code=clause.code), people, at - 23 * DAY)
    # The numbers are those of today: none was computed three weeks ago.
    demand.quotes.update(quoted_at=at)
    backing.back_demand(
        demand=demand, member=member_of(other), is_named=True, actor=other.pk, at=at - 22 * DAY
    )
    letter = _letter(demand, author, at - 22 * DAY, "demand", "post")
    for days, kind, number in (
        (21, "sent", "EX-1"),
        (19, "delivered", ""),
        (18, "registered", "17-04"),
        (4, "answered", "17-04/2"),
    ):
        _happens(letter, author, kind, at - days * DAY, number=number)
    _promised(demand, letter, words.PROMISE, _in_a_year(at), author, at)
    _kept(_promised(demand, letter, words.KEPT, (at + 3 * DAY).date(), author, at), (author, other), at)
    _judged(demand, letter, (author, other), at)


def _judged(demand: Demand, letter: Delivery, readers: Sequence[Person], at: datetime) -> None:
    """Let two members read what became of a demand, and its addressee reply to them."""
    for person, reason in zip(readers, words.READINGS, strict=True):
        judging.give_verdict(
            demand=demand,
            member=member_of(person),
            reading=Reading.PARTLY,
            reason=reason,
            language="ru",
            form_key=uuid4(),
            actor=person.pk,
            at=at - 2 * DAY,
        )
    reply = judging.note_reply(
        demand=demand,
        institution=letter.institution,
        words=words.REPLY,
        language="ru",
        received_on=(at - DAY).date(),
        form_key=uuid4(),
        actor=readers[0].pk,
        at=at - DAY,
    )
    mark_example(reply)


def _promised(
    demand: Demand, letter: Delivery, said: str, due_on: date, by: Person, at: datetime
) -> Commitment:
    promise = promises.Promise(letter.institution, said, "ru", (at - 4 * DAY).date(), due_on, "")
    noted = promises.note_commitment(
        demand=demand,
        promise=promise,
        member=member_of(by),
        form_key=uuid4(),
        actor=by.pk,
        at=at - 3 * DAY,
    )
    # Marked too: it is of a body that goes before the demand does.
    mark_example(noted)
    return noted


def _kept(promise: Commitment, readers: Sequence[Person], at: datetime) -> None:
    """Let two members read that a promise was kept: by that it is evidence, on the page of its country."""
    for person in readers:
        promises.read_promise(
            commitment=promise,
            member=member_of(person),
            outcome=Outcome.FULFILLED,
            on=(at - DAY).date(),
            source="https://ministry.example.org/stations/",
            form_key=uuid4(),
            actor=person.pk,
            at=at - DAY,
        )
    mark_example(PromiseOutcome.objects.get(key=promise.pk))


def _late(people: dict[str, Person], at: datetime) -> None:
    author = people["aygul"]
    plan = making.Plan(iso3="UKR", theme="clean-air", due_on=_in_a_year(at))
    demand = _agreed(words.ASKED, plan, Source(), people, at - 30 * DAY)
    letter = _letter(demand, author, at - 28 * DAY, "information", "email")
    _happens(letter, author, "delivered", at - 28 * DAY, number="EX-2")


def _in_a_year(at: datetime) -> date:
    return (at + 365 * DAY).date()
