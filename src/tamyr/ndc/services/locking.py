"""Why an act on a submission is refused, and its sections as they stand."""

from tamyr.ndc.models import Section, Submission
from tamyr.procedures.services import MovedMeanwhile


class NotWhole(Exception):
    """It says nothing yet, or not in both languages alike."""


class SourceGone(Exception):
    """What a section would rest on is there no more, or not for those who will read it."""


def section_in(standing: Submission, section: Section) -> Section:
    """Return a section as it stands; raise ``MovedMeanwhile`` where it was taken out."""
    found = Section.objects.select_for_update(no_key=True, of=("self",)).get(pk=section.pk)
    if found.removed_at is not None or found.submission_id != standing.pk:
        raise MovedMeanwhile("")
    return found
