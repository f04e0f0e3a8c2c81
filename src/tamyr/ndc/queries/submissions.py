"""Which submissions a visitor may know of."""

from collections.abc import Mapping
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.http import Http404

from tamyr.demands.queries.backers import BackersShown, named_and_counted
from tamyr.ndc.models import Kind, Section, Signatory, Stage, Submission
from tamyr.network.models import Visitor
from tamyr.priorities.logic.texts import hash_of
from tamyr.procedures.rules import may_follow
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import BOUND_LANGUAGES


def submissions_visible_to(visitor: Visitor) -> QuerySet[Submission]:
    """Return the submissions this visitor may know of.

    Once agreed, a public one is anybody's to read, one of the network is the network's. A draft is read by those
    who act for members, and coordinators; by everybody where it was opened for comments, as far as
    ``reads_its_words`` says.
    """
    # By the moment and not by the stage: what was agreed and then withdrawn can still be looked up.
    agreed = Q(agreed_at__isnull=False)
    # Also when its time is over: whoever commented finds the draft again.
    opened = Q(stage=Stage.DRAFT, open_until__isnull=False)
    seen = Q(exposure=ExposureLevel.PUBLIC) & (agreed | opened) | Q(member__in=visitor.members)
    if visitor.is_in_network:
        seen |= agreed
    if may_follow(visitor):
        seen |= Q(agreed_at__isnull=True)
    return Submission.objects.filter(seen).select_related("member")


def reads_its_words(visitor: Visitor, submission: Submission) -> bool:
    """Whether a visitor may read what a submission says now: strangers only what two persons put before them."""
    if submission.agreed_at is not None or submission.member_id in visitor.members or may_follow(visitor):
        return True
    # Compared each time and not marked: no act that changes a word can forget to close it.
    return words_sha(submission, sections_of(submission)) == submission.open_sha


def find_submission(visitor: Visitor, number: int) -> Submission:
    """Return a submission this visitor may know of; for any other the answer is that there is none."""
    found = submissions_visible_to(visitor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def submissions_of(visitor: Visitor, iso3: str = "") -> list[Submission]:
    """Return the submissions a visitor may know of, of one country or all, the newest first."""
    found = submissions_visible_to(visitor)
    return list(found.filter(iso3=iso3) if iso3 else found)


def sections_of(submission: Submission) -> list[Section]:
    """Return the sections that stand, in order."""
    standing = submission.sections.filter(removed_at=None)
    return list(standing.select_related("demand", "version__position", "submission"))


def is_whole(submission: Submission, sections: list[Section]) -> bool:
    """Whether it says something, and in both languages alike."""
    return bool(sections) and all(
        submission.titles[code] and all(_is_said(section, code) for section in sections)
        for code in BOUND_LANGUAGES
    )


def _is_said(section: Section, code: str) -> bool:
    """Whether a section is there in a language; a quote may stand without words of our own, in both or in none."""
    if section.kind == Kind.WORDS or any(section.words.values()):
        return bool(section.words[code] and section.headings[code])
    return bool(section.quotes[code])


def words_sha(submission: Submission, sections: list[Section]) -> str:
    """Return the hash of all that a submission says, in both languages."""
    parts: list[str] = list(submission.titles.values())
    for section in sections:
        for texts in (section.headings, section.quotes, section.words):
            parts.extend(texts[code] for code in BOUND_LANGUAGES)
    # A character that no form lets in stands between: no text can end where another one begins.
    return sha256("\x00".join(parts).encode()).hexdigest()


def titles_sha(submission: Submission) -> str:
    """Return the hash of what a form of the titles shows."""
    return hash_of(*submission.titles.values())


def section_sha(section: Section) -> str:
    """Return the hash of what a form of a section shows."""
    return hash_of(*section.headings.values(), *section.words.values())


def signatories_of(submission: Submission, visitor: Visitor) -> BackersShown:
    """Return who signs it now; whoever is counted only is named to nobody, not to its own people."""
    rows = Signatory.objects.filter(submission=submission, left_on=None).values_list("member", "is_named")
    return named_and_counted(list(rows), visitor)


def own_signatures(submission: Submission, visitor: Visitor) -> Mapping[object, Signatory]:
    """Return by member how the organisations that a visitor acts for sign it."""
    rows = Signatory.objects.filter(submission=submission, member__in=visitor.members, left_on=None)
    return {row.member_id: row for row in rows}
