"""The pages on a judgement: how it stands beside what it judges, and the form that proposes one."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment
from climate_pathways.core.countries import COUNTRIES
from tamyr.evidence.pages.links import country_crumbs
from tamyr.evidence.queries import assessments, judgements
from tamyr.evidence.queries.subjects import Subject, criterion_said
from tamyr.network.models import Visitor
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member


def judgement_page(subject: Subject, visitor: Visitor, language: str) -> dict[str, Any]:
    """Return what is published of a subject and what runs; ``voices``: what each of one's organisations said."""
    running = judgements.open_judgement(subject, visitor, language)
    heading = _("Judgement of an NDC") if subject.is_criterion else _("Judgement beside the rating")
    return {
        **_frame(subject, heading, language),
        "published": judgements.published_judgement(subject, visitor, language),
        "running": running,
        "is_closed": bool(running and running.judgement.has_closed_at(visitor.at)),
        "follows": may_follow(visitor),
        # The database allows one open judgement of a subject: the form would be sent in vain.
        "may_propose": running is None and speaks_for_an_active_member(visitor),
        "voices": judgements.own_voices(running.judgement, visitor) if running and running.may_speak else [],
    }


def proposal_page(subject: Subject, visitor: Visitor, language: str) -> dict[str, Any]:
    """Return what stands around the form."""
    return {
        **_frame(subject, _("Propose a judgement"), language),
        "members": organisations_of(visitor),
        "days": settings.OBJECTION_DAYS,
        "version": assessments.current_versions().get(subject.iso3, ""),
    }


def current_of(iso3: str) -> Assessment:
    return assessments.assessment(iso3, assessments.current_version(iso3))


def _frame(subject: Subject, heading: str, language: str) -> dict[str, Any]:
    """Return the frame of a page about a subject; ``said`` is what its documents say of a criterion."""
    iso3 = subject.iso3
    said = criterion_said(subject, current_of(iso3), language) if subject.is_criterion else None
    return {
        "country": COUNTRIES[iso3],
        "name": COUNTRIES[iso3].name(language),
        "heading": heading,
        "subject": subject,
        "said": said,
        "here": judgements.subject_address(subject),
        "crumbs": country_crumbs(iso3, heading, language),
    }
