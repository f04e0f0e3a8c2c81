"""A submission for the cast of the house: every thing that the room of NDCs keeps, once."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid4

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.ndc.models import Comment, CommentRequest, Kind, PublishedComment, Submission
from tamyr.ndc.pages.sources import Source
from tamyr.ndc.queries.submissions import section_sha, sections_of, words_sha
from tamyr.ndc.services import commenting, making, signing
from tamyr.network.logic.hashes import hash_of
from tamyr.network.models import Member
from tamyr.safety.models import ExposureLevel

SECRET = "a-link-for-a-town-hall-of-the-cast"


def add_submission(
    lake: Member, quiet: Member, people: dict[str, Person], now: datetime, *, word: Callable[[], str]
) -> dict[str, object]:
    """Let the network submit a text that rests on a demand; a hidden member signs it."""
    by = people["delegate"].pk
    plan = making.Plan("KAZ", "ndc-3", ExposureLevel.NETWORK, word(), word())
    made = making.begin_submission(plan=plan, member=lake, form_key=uuid4(), actor=by, at=now)
    demand = Demand.objects.get(agreed_at__isnull=False)
    section = making.add_section(
        submission=made, source=Source(Kind.DEMAND, demand=demand), form_key=uuid4(), actor=by, at=now
    )
    texts = {"en": word(), "ru": word()}
    making.write_section(
        section=section,
        headings=texts,
        words={"en": word(), "ru": word()},
        base_sha=section_sha(section),
        actor=by,
        at=now,
    )
    sha = words_sha(made, sections_of(made))
    making.agree_to_submission(submission=made, sha=sha, actor=people["deputy"].pk, at=now)
    hidden = people["hidden delegate"].pk
    signing.sign_submission(submission=made, member=quiet, is_named=True, actor=hidden, at=now)
    asked = CommentRequest.objects.create(submission=made, body=word(), secret_hash="0" * 64, asked_at=now)
    comment = _answered(made, asked, by, now, word)
    _open_draft(lake, people, now)
    one = "ndc/submissions/<int:number>"
    return {
        "ndc/asked/<str:secret>": SECRET,
        f"{one}/asked/<uuid:key>": asked.pk,
        f"{one}/comments/<uuid:key>": comment.pk,
        "ndc/<country:iso3>": "kaz",
        one: made.number,
        f"{one}/sections/<uuid:key>": section.pk,
        "countries/<country:iso3>/judgement/<slug:document>": "ndc-3",
        "countries/<country:iso3>/judgement/<slug:document>/<slug:criterion>": "methane",
    }


def _answered(
    made: Submission, asked: CommentRequest, by: UUID, now: datetime, word: Callable[[], str]
) -> Comment:
    """Let somebody who was asked say something that may be published, and answer it."""
    comment = Comment.objects.create(
        form_key=uuid4(),
        submission=made,
        asked=asked,
        language="en",
        words=word(),
        name=word(),
        may_be_published=True,
        arrived_at=now,
    )
    PublishedComment.objects.create(
        submission=made,
        language="en",
        words=word(),
        name=word(),
        taken_up=True,
        why_en=word(),
        why_ru=word(),
        arrived_at=now,
        published_at=now,
    )
    answer = commenting.Answer(taken_up=False, section=None, why={"en": word(), "ru": word()})
    return commenting.answer_comment(comment=comment, answer=answer, actor=by, at=now)


def _open_draft(lake: Member, people: dict[str, Person], now: datetime) -> None:
    """Put another draft before everybody, and ask a town hall by a link."""
    by = people["delegate"].pk
    plan = making.Plan("KAZ", "ndc-3", ExposureLevel.PUBLIC, "Example draft", "Пример черновика")
    draft = making.begin_submission(plan=plan, member=lake, form_key=uuid4(), actor=by, at=now)
    source = Source(Kind.VERSIONS, "own")
    making.add_section(submission=draft, source=source, form_key=uuid4(), actor=by, at=now)
    sha = words_sha(draft, sections_of(draft))
    second = people["deputy"].pk
    commenting.open_for_comments(submission=draft, sha=sha, days=30, actor=second, at=now)
    asked, _secret = commenting.ask_for_a_comment(
        submission=draft, body="Example Town Hall", actor=by, at=now
    )
    CommentRequest.objects.filter(pk=asked.pk).update(secret_hash=hash_of(SECRET))
