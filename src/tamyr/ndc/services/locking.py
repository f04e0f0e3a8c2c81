"""What every act on a submission begins with: the row locked, the right asked again."""

from datetime import datetime
from uuid import UUID

from rules.predicates import Predicate

from tamyr.ndc.models import Section, Submission
from tamyr.network.models import Visitor
from tamyr.positions.services.locking import asked_again
from tamyr.procedures.services import NotNow


class AtAnotherStage(NotNow):
    """A submission is at another stage than this act needs; ``submission`` is how it stands."""

    def __init__(self, submission: Submission) -> None:
        Exception.__init__(self, f"{submission.number} is {submission.stage}")
        self.submission = submission


class MovedMeanwhile(Exception):
    """Its words are others than those that were read."""


class NotWhole(Exception):
    """It says nothing yet, or not in both languages alike."""


class SourceGone(Exception):
    """What a section would rest on is there no more, or not for those who will read it."""


def locked_for(
    rule: Predicate, submission: Submission, *stages: str, actor: UUID, at: datetime
) -> tuple[Submission, Visitor]:
    """Lock a submission's row and return it as it stands, with who acts, as the database has both now.

    Raises ``AtAnotherStage`` where its stage does not allow the act, ``MayNot`` where the right has ended.
    """
    standing = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    if standing.stage not in stages:
        raise AtAnotherStage(standing)
    return standing, asked_again(rule, actor, standing, at)


def section_in(standing: Submission, section: Section) -> Section:
    """Return a section as it stands; raise ``MovedMeanwhile`` where it was taken out."""
    found = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    if found.removed_at is not None or found.submission_id != standing.pk:
        raise MovedMeanwhile
    return found
