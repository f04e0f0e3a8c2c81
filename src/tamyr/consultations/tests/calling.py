"""A consultation as it comes about in tests: an invented ministry asks, Aygul tells of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.consultations.models import Comment, CommentText, Consultation
from tamyr.consultations.queries.comments import Clause
from tamyr.consultations.services import commenting, recording, two_persons
from tamyr.demands.tests.asking import ministry
from tamyr.network.models import Member
from tamyr.network.queries.visitors import visitor_on
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.notices.models import Happening
from tamyr.notices.queries.kinds import kind_named
from tamyr.safety.models import Proposal
from tamyr.safety.services.proposals import approve

SOURCE = "https://ministry.example.org/moved/"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
# Pages ask the real clock: to them this one is open.
MUCH_LATER = datetime(2099, 5, 4, 18, tzinfo=UTC)
WORDS = recording.Words(
    "Example rules on methane", "What should mines measure?", "Everybody", "Example law, 12"
)


def facts(body: Institution, **changed: Any) -> recording.Facts:
    whole: dict[str, Any] = {
        "institution": body,
        "kind": "written",
        "theme": "clean-air",
        "zone": "Asia/Almaty",
        "way": "form",
        "address": "https://consultation.example.org/form/",
        "languages": "ru kk",
        "iso3": body.iso3,
        "source_url": "https://consultation.example.org/",
        "source_seen_on": date(2026, 3, 1),
        **changed,
    }
    return recording.Facts(**whole)


def told(
    by: Person,
    member: Member | None,
    *,
    at: datetime = NOON,
    ends: datetime = MUCH_LATER,
    body: Institution | None = None,
    **changed: Any,
) -> Consultation:
    found = body or Institution.objects.filter(number=90_001).first() or ministry()
    return recording.record_consultation(
        facts=facts(found, **changed),
        closes_at=ends,
        words=WORDS,
        language="en",
        member=member,
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def end_said(
    consultation: Consultation, by: Person, ends_at: datetime | None, at: datetime = NOON, **changed: Any
) -> Proposal:
    """Say that the body set another end, or none."""
    said = {"consultation": consultation, "source_url": SOURCE, "form_key": uuid4(), **changed}
    visitor = visitor_with(by.pk, at)
    if ends_at is None:
        return two_persons.propose_to_cancel(by=visitor, **said)
    return two_persons.propose_to_move(by=visitor, closes_at=ends_at, **{"member": None, **said})


def end_confirmed(
    consultation: Consultation, by: Person, second: Person, ends_at: datetime | None, at: datetime = NOON
) -> Proposal:
    return approve(proposal=end_said(consultation, by, ends_at, at), by=second.pk, at=at)


def begun(
    consultation: Consultation, by: Person, member: Member, *clauses: Clause, at: datetime = NOON, **more: Any
) -> Comment:
    return commenting.begin_comment(
        consultation=consultation,
        draft=commenting.Draft(clauses, "ru", **more),
        member=member,
        form_key=uuid4(),
        actor=by.pk,
        at=at,
    )


def written(
    comment: Comment, by: Person, text: str = "Измеряйте каждый час.", at: datetime = NOON
) -> CommentText:
    row = comment.texts.get()
    return commenting.write_comment(
        comment=comment, language="ru", text=text, base_sha=row.sha, actor=by.pk, at=at
    )


def checked(comment: Comment, by: Person, at: datetime = NOON) -> CommentText:
    sha = comment.texts.get().sha
    return commenting.check_comment(comment=comment, language="ru", sha=sha, actor=by.pk, at=at)


def handed(comment: Comment, by: Person, at: datetime = NOON, **changed: Any) -> Comment:
    whole: dict[str, Any] = {"language": "ru", "way": "form", "on": at.date(), "receipt": "EX-1", **changed}
    return commenting.hand_over(comment=comment, handed=commenting.Handover(**whole), actor=by.pk, at=at)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def move_form(member: Member, ends: datetime, **changed: Any) -> dict[str, Any]:
    return {
        "member": str(member.pk), "closes_on": f"{ends:%Y-%m-%d}", "closes_time": "18:00", "zone": "UTC",
        "source_url": SOURCE, "form_key": str(uuid4()), **changed,
    }  # fmt: skip


def news_of(kind: str, reader: Person, at: datetime = NOON) -> list[str]:
    """Return the sentences of what is announced, as far as they concern a reader who may know of it."""
    found, sentences = kind_named(kind), []
    assert found is not None
    for happening in Happening.objects.filter(kind=kind):
        true = set(found.still({happening.about}))
        things: Any = found.visible(visitor_on(reader, at), true)
        if reader.pk in set(found.concerns(happening, at)) and happening.about in things:
            sentences.append(found.news(happening, things[happening.about]).sentence)
    return sentences
