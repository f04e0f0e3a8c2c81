"""Two positions of the example network: one adopted and signed, one before the members and being amended."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.evidence.queries.assessments import current_versions
from tamyr.network.models import Mandate
from tamyr.network.services.example import example_people, mark_example, member_of
from tamyr.positions.logic import example as words
from tamyr.positions.models import Nature, Position, Version
from tamyr.positions.models.amendments import Act
from tamyr.positions.models.texts import Kind
from tamyr.positions.queries.positions import newest_version
from tamyr.positions.queries.texts import places_of
from tamyr.positions.services import amending, beginning, signing, translating, voicing, writing

DAY = timedelta(days=1)
QUOTED = "KAZ"
# Of these members' delegates every second one signs without a name: one or two would not even be counted.
SIGNERS = (
    "delegate-2",
    "delegate-12",
    "delegate-20",
    "delegate-27",
    "delegate-40",
    "delegate-8",
    "delegate-10",
    "delegate-31",
)


@transaction.atomic
def run_example_positions(*, at: datetime) -> None:
    """Write, adopt and sign one position, and let members amend another one."""
    people = {person.sign_in_name: person for person in example_people()}
    if not {"aygul", "bela", "dana", "cyra"} <= people.keys():
        return
    _adopted(people, at)
    _amended(people, at)


def _begun(texts: Sequence[tuple[str, str]], by: Person, checker: Person, at: datetime) -> Position:
    member = member_of(by)
    plan = beginning.Plan(
        title=texts[0][0],
        authoritative="en",
        days=14,
        cap_days=28,
        accepts=(Nature.LANGUAGE, Nature.FORM, Nature.AGREED),
        is_public=True,
    )
    position = beginning.begin_position(plan=plan, member=member, form_key=uuid4(), actor=by.pk, at=at)
    mark_example(position)
    version = newest_version(position)
    for english, _russian in texts[1:]:
        last = places_of(version)[-1].code
        writing.add_clause(
            version=version, after=last, kind=Kind.CLAUSE, text=english, member=member, actor=by.pk, at=at
        )
    for place, (_english, russian) in zip(places_of(version), texts, strict=True):
        row = translating.write_translation(
            version=version,
            code=place.code,
            language="ru",
            text=russian,
            is_machine=False,
            base_sha="",
            source_sha=place.authoritative.sha,
            member=member,
            actor=by.pk,
            at=at,
        )
        translating.check_translation(
            version=version, code=place.code, language="ru", base_sha=row.sha, actor=checker.pk, at=at
        )
    return position


def _adopted(people: dict[str, Person], at: datetime) -> None:
    facilitator, begun_at = people["aygul"], at - 40 * DAY
    position = _begun(words.ADOPTED, facilitator, people["bela"], begun_at)
    version = newest_version(position)
    assessment = current_versions().get(QUOTED)
    if assessment:
        writing.quote_evidence(
            version=version, iso3=QUOTED, assessment=assessment, actor=facilitator.pk, at=begun_at
        )
    opened = voicing.open_version(version=version, actor=facilitator.pk, at=begun_at + DAY)
    assert opened.closes_at is not None
    ended = voicing.record_outcome(version=opened, actor=facilitator.pk, at=opened.closes_at)
    signing.ask_for_signatures(
        version=ended, until=at + 10 * DAY, actor=facilitator.pk, at=opened.closes_at + DAY
    )
    _sign(ended, facilitator, at - 20 * DAY)
    delegates = Mandate.objects.filter(person__sign_in_name__in=SIGNERS, member__status="active")
    for number, mandate in enumerate(delegates.select_related("person").order_by("person__sign_in_name")):
        _sign(ended, mandate.person, at - (10 + number) * DAY, is_sealed=number % 2 == 1)


def _sign(version: Version, person: Person, at: datetime, *, is_sealed: bool = False) -> None:
    member = member_of(person)
    approved = signing.approve_inside(
        version=version, member=member, approval=words.APPROVAL, is_sealed=is_sealed, actor=person.pk, at=at
    )
    signing.sign(version=version, member=member, sha=approved.sha, actor=person.pk, at=at)


def _amended(people: dict[str, Person], at: datetime) -> None:
    facilitator, proposer = people["aygul"], people["bela"]
    version = newest_version(_begun(words.AMENDED, facilitator, proposer, at - 6 * DAY))
    opened = voicing.open_version(version=version, actor=facilitator.pk, at=at - 4 * DAY)
    _title, first, second = places_of(opened)
    for place, act, nature, text, reason in (
        (first, Act.REPLACE, Nature.SUBSTANCE, words.SHORTER, words.REASONS[0]),
        (first, Act.REPLACE, Nature.LANGUAGE, words.PLAINER, words.REASONS[1]),
        (second, Act.AFTER, Nature.AGREED, words.INSERTED, words.REASONS[2]),
    ):
        wanted = amending.AmendmentDraft(place.code, "en", act, nature, place.authoritative.sha, text, reason)
        amending.propose_amendment(
            version=opened,
            wanted=wanted,
            member=member_of(proposer),
            form_key=uuid4(),
            actor=proposer.pk,
            at=at - 3 * DAY,
        )
    amending.comment(
        version=opened,
        code=first.code,
        words=words.COMMENT,
        member=member_of(proposer),
        form_key=uuid4(),
        actor=proposer.pk,
        at=at - 2 * DAY,
    )
