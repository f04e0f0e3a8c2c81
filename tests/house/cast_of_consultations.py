"""A consultation for the cast of the house: every thing that the room of consultations keeps, once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from tamyr.accounts.models import Person
from tamyr.addressees.models import Institution
from tamyr.consultations.models import ClauseQuote, Consultation
from tamyr.consultations.services import commenting, outcomes, recording, taking_part, two_persons
from tamyr.network.models import Member
from tamyr.network.services.two_persons.asking import visitor_with
from tamyr.positions.models import Version
from tamyr.safety.models import ExposureLevel
from tamyr.safety.services.proposals import approve

DAY = timedelta(days=1)


def add_consultation(
    lake: Member, quiet: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Let the network know of a call that is over: a comment went out and was read; a hidden member took part."""
    by, second = people["delegate"].pk, people["deputy"].pk
    began, body = now - 60 * DAY, Institution.objects.get(number=90_777)
    made = recording.record_consultation(
        facts=_facts(body, began, word),
        closes_at=began + 20 * DAY,
        words=_words(word),
        language="en",
        member=lake,
        form_key=uuid4(),
        actor=by,
        at=began,
    )
    moved = two_persons.propose_to_move(
        consultation=made,
        closes_at=began + 30 * DAY,
        source_url=f"https://{word()}.example.org/",
        member=lake,
        form_key=uuid4(),
        by=visitor_with(by, began),
    )
    approve(proposal=moved, by=people["other delegate"].pk, at=began).delete()
    hidden = people["hidden delegate"].pk
    taking_part.take_part(consultation=made, member=quiet, how="speak", is_named=True, actor=hidden, at=began)
    comment = _comment(made, lake, people, began, word)
    recording.note_outcome(
        consultation=made, on=now.date(), source_url=f"https://{word()}.example.org/", actor=second, at=now
    )
    outcomes.say_what_was_taken(
        comment=comment,
        read=outcomes.Reading("in_part", word(), "en"),
        member=lake,
        form_key=uuid4(),
        actor=second,
        at=now,
    )
    _to_come(lake, people, now, word)
    one = "consultations/<int:number>"
    return {
        one: made.number,
        f"{one}/words/<slug:language>": "ru",
        f"{one}/comments/<uuid:key>": comment.pk,
        f"{one}/comments/<uuid:key>/text/<slug:language>": "ru",
        "consultations/how/<slug:place>": "kaz",
    }


def _facts(body: Institution, at: datetime, word: Callable[[], str]) -> recording.Facts:
    return recording.Facts(
        institution=body, kind="written", theme="clean-air", zone="Asia/Almaty", way="form",
        address=f"https://{word()}.example.org/", languages="ru", source_url=f"https://{word()}.example.org/",
        source_seen_on=at.date(), iso3="KAZ", documents=f"https://{word()}.example.org/",
        exposure=ExposureLevel.NETWORK,
    )  # fmt: skip


def _words(word: Callable[[], str]) -> recording.Words:
    return recording.Words(word(), word(), word(), word())


def _comment(
    made: Consultation, lake: Member, people: dict[str, Person], at: datetime, word: Callable[[], str]
) -> Any:
    by, second = people["delegate"].pk, people["deputy"].pk
    comment = commenting.begin_comment(
        consultation=made, draft=commenting.Draft((), "ru"), member=lake, form_key=uuid4(), actor=by, at=at
    )
    version = Version.objects.filter(stage="adopted").order_by("made_at")[0]
    ClauseQuote.objects.create(comment=comment, version=version, code=version.clauses.get(place=1).code)
    sha = comment.texts.get().sha
    row = commenting.write_comment(comment=comment, language="ru", text=word(), base_sha=sha, actor=by, at=at)
    commenting.check_comment(comment=comment, language="ru", sha=row.sha, actor=second, at=at)
    handed = commenting.Handover("ru", "form", at.date(), word())
    return commenting.hand_over(comment=comment, handed=handed, actor=by, at=at)


def _to_come(lake: Member, people: dict[str, Person], now: datetime, word: Callable[[], str]) -> None:
    """Let another one be open, which waits on desks, and one be called off."""
    by = people["delegate"].pk
    _open, off = (
        recording.record_consultation(
            facts=_facts(Institution.objects.get(number=90_777), now, word),
            closes_at=now + 9 * DAY,
            words=_words(word),
            language="en",
            member=lake,
            form_key=uuid4(),
            actor=by,
            at=now,
        )
        for _time in range(2)
    )
    called_off = two_persons.propose_to_cancel(
        consultation=off,
        source_url=f"https://{word()}.example.org/",
        form_key=uuid4(),
        by=visitor_with(by, now),
    )
    # Forgotten a month later, as the other one.
    approve(proposal=called_off, by=people["other delegate"].pk, at=now).delete()
