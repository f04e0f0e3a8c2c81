"""A demand with a letter to an invented ministry, and letters that come in, as the tests of this room need them."""

from datetime import UTC, date, datetime
from uuid import uuid4

from django.conf import settings

from tamyr.accounts.models import Person
from tamyr.addressees.models import Channel, Institution, InstitutionName
from tamyr.demands.models import Delivery, Demand, DemandText, Origin, Stage
from tamyr.network.models import Member
from tamyr.priorities.logic.texts import hash_of
from tamyr.replies.models import Arrival, Mailbox
from tamyr.replies.queries.candidates import address_of
from tamyr.replies.services.arriving import Envelope, take_in
from tamyr.replies.services.mailboxes import open_mailbox
from tamyr.replies.services.reading import read_arrival
from tamyr.replies.tests.corpus.making import MINISTRY, mail, words
from tamyr.safety.models import ExposureLevel

AT = datetime(2025, 3, 20, 12, tzinfo=UTC)
TITLE = "Publish the plan to cut methane"
ANSWER = "План сокращения метана утверждён, текст приложен."
QUOTED = f"{ANSWER}\n\n20.03.2025 10:00, Пример пишет:\n> Просим сообщить о плане.\n"


def ministry(number: int = 1, address: str = MINISTRY) -> Institution:
    made = Institution.objects.create(
        number=90_000 + number, form_key=uuid4(), iso3="KAZ", level="national", kind="ministry", entered_at=AT
    )
    InstitutionName.objects.create(institution=made, language="en", name=f"Example Ministry {number}")
    Channel.objects.create(institution=made, letter="demand", way="email", value=address, entered_at=AT)
    return made


def asked(member: Member, person: Person, exposure: str = ExposureLevel.PUBLIC, title: str = TITLE) -> Demand:
    """Return an agreed demand of a member."""
    number = Demand.objects.count() + 1
    demand = Demand.objects.create(
        number=number, form_key=uuid4(), stage=Stage.AGREED, exposure=exposure, iso3="KAZ",
        theme="national-climate-policy", origin=Origin.REQUEST, authoritative="en", due_on=date(2026, 1, 1),
        member=member, written_by=person, written_at=AT, agreed_at=AT,
    )  # fmt: skip
    for code in ("en", "ru"):
        DemandText.objects.create(
            demand=demand,
            language=code,
            title=title,
            ask="x",
            fulfilled_when="y",
            sha=hash_of(title, "x", "y"),
            source_sha="" if code == "en" else hash_of(title, "x", "y"),
            checked_at=AT if code == "ru" else None,
        )
    return demand


def letter_to(demand: Demand, institution: Institution) -> Delivery:
    return Delivery.objects.create(
        form_key=uuid4(),
        demand=demand,
        institution=institution,
        letter="demand",
        way="email",
        language="ru",
        added_at=AT,
    )


def box_for(delivery: Delivery, person: Person) -> Mailbox:
    return open_mailbox(delivery=delivery, actor=person.pk, at=AT)


def answer_to(
    box: Mailbox | None, text: str = ANSWER, *lines: bytes, subject: bytes = b"Re: x", sender: str = MINISTRY
) -> bytes:
    to = address_of(box) if box else f"info@{settings.ANSWERS_DOMAIN}"
    return mail(words(text), *lines, subject=subject, sender=sender.encode(), to=to)


def came(raw: bytes, *recipients: str, at: datetime = AT) -> Arrival:
    """Take a letter in and read it."""
    arrival = take_in(raw=raw, envelope=Envelope("pipe", "", recipients), at=at)
    read_arrival(key=arrival.pk, at=at)
    arrival.refresh_from_db()
    return arrival
