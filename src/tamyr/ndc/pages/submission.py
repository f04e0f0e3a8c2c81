"""A submission as one visitor may read it: its sections with what they rest on, who signs, and what one may do."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from tamyr.demands.queries.backers import BackersShown
from tamyr.evidence.queries.assessments import AssessmentsAbsent
from tamyr.ndc import rules
from tamyr.ndc.models import Kind, PublishedComment, Section, Stage, Submission
from tamyr.ndc.pages.country import crumbs, current_of
from tamyr.ndc.pages.sources import Source, source_address, source_words
from tamyr.ndc.queries.comments import published_comments
from tamyr.ndc.queries.submissions import (
    is_whole,
    own_signatures,
    reads_its_words,
    sections_of,
    signatories_of,
    words_sha,
)
from tamyr.network.models import Member, Visitor
from tamyr.network.queries.members import members_visible_to
from tamyr.procedures.pages import unnamed_lines
from tamyr.procedures.queries import organisations_of
from tamyr.safety.models import ExposureLevel
from tamyr.shared.languages import bound_language, language

MISSING = {"en": "ru", "ru": "en"}


@dataclass(frozen=True)
class SectionShown:
    """A section in the reader's language, else in the other one.

    ``changed``: what its source says today is not what is quoted; ``demand_address``: where a demand can be made of it.
    """

    section: Section
    language: str
    heading: str
    quote: tuple[str, ...]
    words: str
    address: str
    changed: bool
    demand_address: str


@dataclass(frozen=True)
class SubmissionPage:
    submission: Submission
    language: str
    title: str
    about: str
    country: str
    is_read: bool
    sections: tuple[SectionShown, ...]
    signatories: BackersShown
    unnamed: list[str]
    author: Member | None
    is_whole: bool
    sha: str
    comments: list[PublishedComment]

    @property
    def will_be_public(self) -> bool:
        return self.submission.exposure == ExposureLevel.PUBLIC and self.submission.stage == Stage.DRAFT

    @property
    def is_public(self) -> bool:
        return self.submission.exposure == ExposureLevel.PUBLIC and self.submission.agreed_at is not None


def submission_page(submission: Submission, visitor: Visitor) -> SubmissionPage:
    sections = sections_of(submission)
    is_read = reads_its_words(visitor, submission)
    shown, signatories = bound_language(), signatories_of(submission, visitor)
    member = submission.member
    # Whose draft it is tells as much as a signature: here too it is named to none but those who may know it.
    known = member is not None and members_visible_to(visitor).filter(pk=member.pk).exists()
    return SubmissionPage(
        submission=submission,
        language=shown,
        # Not even the title: it may be what was rewritten.
        title=submission.titles[shown] if is_read else unread_title(submission),
        about=document_title(submission.iso3, submission.document),
        country=COUNTRIES[submission.iso3].name(language()),
        is_read=is_read,
        sections=tuple(_section(submission, section) for section in sections if is_read),
        signatories=signatories,
        unnamed=unnamed_lines(signatories),
        author=member if known else None,
        is_whole=is_whole(submission, sections),
        sha=words_sha(submission, sections),
        comments=published_comments(submission),
    )


def unread_title(submission: Submission) -> str:
    """Name a draft that was rewritten since it was put before everybody."""
    return _("Submission %(number)s") % {"number": submission.number}


def document_title(iso3: str, document: str) -> str:
    """Name a version of an NDC; by its code alone where the evidence is not there to say it."""
    try:
        return current_of(iso3).pledges.document(document).title(language())
    # The search for a version that this release does not have ends so.
    except (AssessmentsAbsent, StopIteration):
        return document


def _section(submission: Submission, section: Section) -> SectionShown:
    own = bound_language()
    shown = own if section.headings[own] else MISSING[own]
    return SectionShown(
        section=section,
        language=shown,
        heading=section.headings[shown],
        quote=tuple(section.quotes[shown].splitlines()),
        words=section.words[shown],
        address=source_address(section) if section.kind != Kind.WORDS else "",
        changed=section.kind != Kind.WORDS and _has_changed(submission, section),
        demand_address=_demand_address(section),
    )


def _has_changed(submission: Submission, section: Section) -> bool:
    try:
        today = source_words(submission, Source.of(section))
    # Without the evidence nobody can say whether the source changed: it is not said that it did.
    except AssessmentsAbsent:
        return False
    return today is None or today.sha != section.source_sha


def _demand_address(section: Section) -> str:
    """Return where a letter begins that asks for what a section says: its demand, or a new one from its clause."""
    if section.demand is not None:
        return reverse("demands:add", args=[section.demand.number])
    if section.version is not None:
        clause = f"?position={section.version.position.number}&clause={section.code}"
        return f"{reverse('demands:begin')}{clause}"
    return ""


def acts_of(submission: Submission, visitor: Visitor) -> dict[str, Any]:
    """Return what this visitor may do with a submission now."""
    own = own_signatures(submission, visitor)
    return {
        "may_write": rules.may_write(visitor, submission),
        "may_agree": rules.may_agree(visitor, submission),
        "may_withdraw": rules.may_withdraw(visitor, submission),
        "may_sign": rules.may_sign(visitor, submission),
        "may_open": rules.may_open(visitor, submission) and not _is_put_before_all(submission, visitor),
        "may_hear": rules.may_hear(visitor, submission) and submission.exposure == ExposureLevel.PUBLIC,
        "hears_comments": submission.hears_comments_at(visitor.at),
        "is_draft": submission.stage == Stage.DRAFT,
        "follows": rules.may_see_inside(visitor),
        "own": [(member, own.get(member.pk)) for member in organisations_of(visitor)],
    }


def _is_put_before_all(submission: Submission, visitor: Visitor) -> bool:
    """Whether everybody may comment on its words as they are: others have to be put before everybody again."""
    if not submission.hears_comments_at(visitor.at):
        return False
    return words_sha(submission, sections_of(submission)) == submission.open_sha


def submission_crumbs(page: SubmissionPage, *here: str) -> list[tuple[str, str]]:
    way = [*crumbs(page.submission.iso3)[:-1], _country_crumb(page), (page.title, _address(page))]
    way.extend((words, "") for words in here)
    return [*way[:-1], (way[-1][0], "")]


def _country_crumb(page: SubmissionPage) -> tuple[str, str]:
    return page.country, reverse("ndc:country", args=[page.submission.iso3])


def _address(page: SubmissionPage) -> str:
    return reverse("ndc:submission", args=[page.submission.number])


def unsaid(page: SubmissionPage) -> str:
    """Say what is missing before a second person can agree; empty where nothing is."""
    if not page.sections:
        return _("It has no section yet.")
    return "" if page.is_whole else _("Something is missing in one of the two languages.")
