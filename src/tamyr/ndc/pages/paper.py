"""A submission as a paper to hand over and as data: the same words as on its page."""

from datetime import UTC, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tamyr.ndc.pages.submission import SubmissionPage
from tamyr.positions.pages.paper import DASH, Paper
from tamyr.shared.languages import BOUND_LANGUAGES


def paper_of(page: SubmissionPage, origin: str) -> Paper:
    """Return a submission as a paper; ``origin``: the site's public address."""
    agreed = page.submission.agreed_at
    assert agreed is not None
    named = {"number": page.submission.number, "country": page.country, "about": page.about}
    subtitle = _("Submission %(number)s about the NDC of %(country)s: %(about)s.") % named
    return Paper(
        language=page.language,
        title=page.title,
        subtitle=subtitle,
        authority=_("Agreed by two persons on %(day)s.") % {"day": date_format(agreed)},
        lines=tuple(_lines(page)),
        signatures_heading=_("Signed by"),
        signatures=tuple(signature_lines(page)),
        # The form is that of a position’s paper: a submission has its evidence in its sections.
        annex_heading="",
        annex_note="",
        annex=(),
        hash_line=_("SHA-256 of the agreed text: %(hash)s") % {"hash": page.submission.sha},
        address=origin + reverse("ndc:submission", args=[page.submission.number]),
        page_label=_("page {page} of {pages}"),
        # The day it was agreed and not today: the same words always make the same bytes.
        made_at=datetime.combine(agreed.date(), time(), UTC),
    )


def _lines(page: SubmissionPage) -> list[tuple[str, str, bool]]:
    lines: list[tuple[str, str, bool]] = []
    # Numbered as they stand: by its place, one that was taken out would leave a gap.
    for number, shown in enumerate(page.sections, start=1):
        lines.append(("", f"{number}. {shown.heading}", True))
        lines += [(DASH, line, False) for line in shown.quote]
        lines += [("", shown.words, False)] if shown.words else []
    return lines


def signature_lines(page: SubmissionPage) -> list[str]:
    """Return the signatures as lines: names, and the others counted."""
    named = [f"{member.name}, {member.country.name}" for member in page.signatories.named]
    return [*named, *page.unnamed] or [_("Nobody has signed it yet.")]


def facts_of(page: SubmissionPage, address: str) -> dict[str, Any]:
    """Return a submission as data, in both languages; of who signs the names that this reader may know."""
    submission = page.submission
    assert submission.agreed_at is not None
    return {
        "submission": submission.number,
        "address": address,
        "country": submission.iso3,
        "document": submission.document,
        "stage": submission.stage,
        "agreed_on": submission.agreed_at.date().isoformat(),
        "sha256": submission.sha,
        "title": dict(submission.titles),
        "sections": [
            {
                "kind": shown.section.kind,
                "item": shown.section.item,
                "assessment": shown.section.assessment,
                "quoted_on": shown.section.quoted_at.date().isoformat(),
                "source_changed_since": shown.changed,
                "heading": {code: shown.section.headings[code] for code in BOUND_LANGUAGES},
                "quote": {code: shown.section.quotes[code] for code in BOUND_LANGUAGES},
                "words": {code: shown.section.words[code] for code in BOUND_LANGUAGES},
            }
            for shown in page.sections
        ],
        "signed_by": signature_lines(page),
        "comments": [
            {
                "words": comment.words,
                "by": comment.name,
                "language": comment.language,
                "taken_up": comment.taken_up,
                "answer": {"en": comment.why_en, "ru": comment.why_ru},
            }
            for comment in page.comments
        ],
    }
