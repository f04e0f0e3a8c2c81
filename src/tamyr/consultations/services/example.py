"""Four consultations of the example network: one that ends soon, a hearing, a call, and one with its outcome."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from tamyr.accounts.models import Person
from tamyr.addressees.logic.likeness import found_as
from tamyr.addressees.models import Institution, InstitutionName
from tamyr.consultations.logic import example as words
from tamyr.consultations.models import Comment, Consultation, UptakeReading
from tamyr.consultations.queries.comments import clauses_in
from tamyr.consultations.services import commenting, outcomes, recording, taking_part, two_persons
from tamyr.network.services.example import example_people, mark_example, member_of
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.positions.models import Stage as PositionStage
from tamyr.positions.models import Version
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services.proposals import approve

DAY = timedelta(days=1)
SITE = "https://consultation.example.org/"
Texts = Sequence[tuple[str, str, str, str]]


@transaction.atomic
def run_example_consultations(*, at: datetime) -> None:
    """Record four consultations; members take part in one, and one has come to its outcome."""
    people = {person.sign_in_name: person for person in example_people()}
    if not {"aygul", "bela", "cyra"} <= people.keys():
        return
    author, other = people["aygul"], people["bela"]
    bodies = {iso3: _body(iso3, at) for iso3 in words.BODIES}
    _past(bodies["KAZ"], people, at)
    _moved(bodies["KAZ"], people, at)
    _recorded(
        bodies["GEO"],
        words.HEARING,
        other,
        at - 2 * DAY,
        at + 20 * DAY,
        kind="hearing",
        theme="renewable-energy",
    )
    _recorded(
        bodies[""], words.CALL, author, at - 3 * DAY, at + 40 * DAY, kind="call", theme="just-transition"
    )


def _moved(body: Institution, people: dict[str, Person], at: datetime) -> None:
    """Record a consultation whose end was moved by two people, and in which a member takes part."""
    author, other = people["aygul"], people["bela"]
    draft = _recorded(body, words.DRAFT, author, at - 4 * DAY, at + 9 * DAY, kind="written", limit=5000)
    moved = two_persons.propose_to_move(
        consultation=draft,
        closes_at=_there(at + 12 * DAY),
        source_url=f"{SITE}moved/",
        member=member_of(author),
        form_key=uuid4(),
        by=visitor_with(author.pk, at - DAY),
    )
    mark_example(moved)
    # By a person of another member: two of the same one confirm nothing.
    approve(proposal=moved, by=other.pk, at=at - DAY)
    _take_part(draft, other, "comment", at - DAY)


def _take_part(consultation: Consultation, person: Person, how: str, at: datetime) -> None:
    member = member_of(person)
    taking_part.take_part(
        consultation=consultation, member=member, how=how, is_named=True, actor=person.pk, at=at
    )


def _body(iso3: str, at: datetime) -> Institution:
    body = Institution.objects.create(
        number=(Institution.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        form_key=uuid4(),
        iso3=iso3,
        level="national" if iso3 else "international",
        kind="ministry" if iso3 else "secretariat",
        website=SITE,
        status="seen",
        source_url=SITE,
        source_seen_on=at.date(),
        entered_at=at,
    )
    mark_example(body)
    for language, name in zip(("en", "ru"), words.BODIES[iso3], strict=True):
        InstitutionName.objects.create(
            institution=body, language=language, name=name, found_as=found_as(name)
        )
    return body


LAST_MINUTE, AFTERNOON = time(23, 59), time(15)


def _there(day: datetime, hour: time = LAST_MINUTE) -> datetime:
    return datetime.combine(day.date(), hour, ZoneInfo("Asia/Almaty")).astimezone(UTC)


def _recorded(
    body: Institution,
    texts: Texts,
    by: Person,
    at: datetime,
    ends: datetime,
    *,
    kind: str,
    theme: str = "clean-air",
    limit: int = 0,
) -> Consultation:
    way = "hearing" if kind == "hearing" else "form"
    address = "Example town hall, room 3" if kind == "hearing" else f"{SITE}{kind}/"
    facts = recording.Facts(
        institution=body, kind=kind, theme=theme, zone="Asia/Almaty", way=way, address=address, languages="ru en",
        source_url=f"{SITE}{kind}/announcement/", source_seen_on=at.date(), iso3=body.iso3, limit=limit,
        documents=f"{SITE}{kind}/draft.pdf",
    )  # fmt: skip
    english, russian = (recording.Words(*said) for said in texts)
    made = recording.record_consultation(
        facts=facts,
        closes_at=_there(ends, AFTERNOON if kind == "hearing" else LAST_MINUTE),
        words=english,
        language="en",
        member=member_of(by),
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )
    mark_example(made)
    recording.write_words(consultation=made, language="ru", words=russian, base_sha="", actor=by.pk, at=at)
    return made


def _past(body: Institution, people: dict[str, Person], at: datetime) -> None:
    """Let a member's comment be handed over, and people of two members read what was taken up."""
    author, other = people["aygul"], people["bela"]
    past = _recorded(body, words.PAST, author, at - 40 * DAY, at - 12 * DAY, kind="other")
    _take_part(past, author, "comment", at - 30 * DAY)
    _take_part(past, other, "together", at - 29 * DAY)
    comment = _handed_over(past, author, other, at)
    recording.note_outcome(
        consultation=past,
        on=(at - 3 * DAY).date(),
        source_url=f"{SITE}outcome/",
        actor=author.pk,
        at=at - 2 * DAY,
    )
    for person, reason, language in zip((author, other), words.READINGS, ("en", "ru"), strict=True):
        outcomes.say_what_was_taken(
            comment=comment,
            read=outcomes.Reading(UptakeReading.IN_PART, reason, language),
            member=member_of(person),
            form_key=uuid4(),
            actor=person.pk,
            at=at - DAY,
        )


def _handed_over(past: Consultation, author: Person, other: Person, at: datetime) -> Comment:
    """Let one person write a comment, another check it, and the first hand it over."""
    version = Version.objects.filter(stage=PositionStage.ADOPTED).order_by("position__number").first()
    clauses = clauses_in(version)[:1] if version else []
    comment = commenting.begin_comment(
        consultation=past,
        draft=commenting.Draft(clauses, "ru", ExposureLevel.PUBLIC),
        member=member_of(author),
        form_key=uuid4(),
        actor=author.pk,
        at=at - 30 * DAY,
    )
    mark_example(comment)
    row = comment.texts.get()
    text = f"{words.COMMENT}\n\n{row.text}".strip()
    row = commenting.write_comment(
        comment=comment, language="ru", text=text, base_sha=row.sha, actor=author.pk, at=at - 20 * DAY
    )
    commenting.check_comment(comment=comment, language="ru", sha=row.sha, actor=other.pk, at=at - 19 * DAY)
    handed = commenting.Handover("ru", "form", (at - 18 * DAY).date(), "EX-31")
    commenting.hand_over(comment=comment, handed=handed, actor=author.pk, at=at - 18 * DAY)
    return comment
