"""Why an act on a submission is refused, and its sections as they stand."""

from tamyr.ndc.models import Section, Submission


class MovedMeanwhile(Exception):
    """Its words are others than those that were read; ``text`` is how they stand, ``sha`` the mark of these."""

    def __init__(self, text: str = "", sha: str = "") -> None:
        super().__init__(text[:40])
        self.text, self.sha = text, sha


class NotWhole(Exception):
    """It says nothing yet, or not in both languages alike."""


class SourceGone(Exception):
    """What a section would rest on is there no more, or not for those who will read it."""


def section_in(standing: Submission, section: Section) -> Section:
    """Return a section as it stands; raise ``MovedMeanwhile`` where it was taken out."""
    found = Section.objects.select_for_update(of=("self",)).get(pk=section.pk)
    if found.removed_at is not None or found.submission_id != standing.pk:
        raise MovedMeanwhile
    return found
