"""What the tests of this room begin with, filled once a run (``tests.databases``)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone
from tests.databases import world
from tests.people import make_aygul, make_green_lake, with_role

from tamyr.accounts.models import Person
from tamyr.ndc.models import Kind, Section, Submission
from tamyr.ndc.pages.sources import Source
from tamyr.ndc.queries.submissions import sections_of, words_sha
from tamyr.ndc.services import commenting, making
from tamyr.network.models import Member, Role

NOON = datetime(2040, 1, 2, 12, tzinfo=UTC)  # Pages ask the real clock: the submission is open to them.
TITLES = {"title_en": "Comments on the NDC 3.0", "title_ru": "Замечания к ОНУВ 3.0"}


@dataclass(frozen=True)
class DraftedSubmission:
    """What Aygul assembled, and who may be the second."""

    aygul: Person
    cyra: Person
    green_lake: Member
    submission: Submission


def begun(by: Person, member: Member, exposure: str = "public") -> Submission:
    plan = making.Plan("KAZ", "ndc-3", exposure, TITLES["title_en"], TITLES["title_ru"])
    return making.begin_submission(plan=plan, member=member, form_key=uuid4(), actor=by.pk, at=timezone.now())


def quoting(submission: Submission, by: Person, **source: Any) -> Section:
    return making.add_section(
        submission=submission, source=Source(**source), form_key=uuid4(), actor=by.pk, at=timezone.now()
    )


def draft_of(aygul: Person, green_lake: Member) -> Submission:
    submission = begun(aygul, green_lake)
    quoting(submission, aygul, kind=Kind.VERSIONS, item="own")
    return submission


def opened_by(submission: Submission, person: Person) -> Submission:
    sha = words_sha(submission, sections_of(submission))
    return commenting.open_for_comments(submission=submission, sha=sha, days=30, actor=person.pk, at=NOON)


@world("drafted_submission", after="figures")
def fill_drafted_submission() -> DraftedSubmission:
    green_lake, cyra = make_green_lake(), with_role("cyra", "Cyra Example", Role.COORDINATOR)
    aygul = make_aygul(green_lake)
    return DraftedSubmission(aygul, cyra, green_lake, draft_of(aygul, green_lake))


@world("open_submission", after="drafted_submission")
def fill_open_submission() -> Submission:
    return opened_by(Submission.objects.get(), Person.objects.get(sign_in_name="cyra"))
