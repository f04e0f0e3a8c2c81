"""A submission of the example network: begun by one invented person, agreed to by another, signed by two members."""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from tamyr.accounts.models import Person
from tamyr.demands.models import Demand
from tamyr.demands.models import Stage as DemandStage
from tamyr.evidence.queries.assessments import current_versions
from tamyr.ndc.logic.example import TITLES, WORDS
from tamyr.ndc.models import Kind, Submission
from tamyr.ndc.pages.sources import Source
from tamyr.ndc.queries.submissions import section_sha, sections_of, words_sha
from tamyr.ndc.services import making, signing
from tamyr.network.services.example import example_people, mark_example, member_of
from tamyr.safety.models import ExposureLevel

COUNTRY, DOCUMENT, DAY = "KAZ", "ndc-3", timedelta(days=1)


@transaction.atomic
def run_example_submission(*, at: datetime) -> None:
    """Write a submission on one country's NDC, where its assessment is there to quote."""
    people = {person.sign_in_name: person for person in example_people()}
    if COUNTRY not in current_versions() or not {"aygul", "bela", "cyra"} <= people.keys():
        return
    author, second = people["aygul"], people["cyra"]
    plan = making.Plan(COUNTRY, DOCUMENT, ExposureLevel.PUBLIC, TITLES["en"], TITLES["ru"])
    made = making.begin_submission(
        plan=plan, member=member_of(author), form_key=uuid4(), actor=author.pk, at=at - 3 * DAY
    )
    mark_example(made)
    _write(made, Source(Kind.VERSIONS, "own"), WORDS["own"], author, at - 2 * DAY)
    _write(made, Source(Kind.CRITERION, "methane"), WORDS["methane"], author, at - 2 * DAY)
    # One for everybody: a submission that the world reads quotes no other.
    demand = Demand.objects.filter(
        iso3=COUNTRY, stage=DemandStage.AGREED, exposure=ExposureLevel.PUBLIC
    ).first()
    if demand is not None:
        _write(made, Source(Kind.DEMAND, demand=demand), WORDS["demand"], author, at - 2 * DAY)
    sha = words_sha(made, sections_of(made))
    making.agree_to_submission(submission=made, sha=sha, actor=second.pk, at=at - DAY)
    other = people["bela"]
    signing.sign_submission(
        submission=made, member=member_of(other), is_named=True, actor=other.pk, at=at - DAY
    )


def _write(made: Submission, source: Source, words: dict[str, str], author: Person, at: datetime) -> None:
    section = making.add_section(submission=made, source=source, form_key=uuid4(), actor=author.pk, at=at)
    making.write_section(
        section=section,
        headings=section.headings,
        words=words,
        base_sha=section_sha(section),
        actor=author.pk,
        at=at,
    )
