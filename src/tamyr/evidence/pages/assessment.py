"""The page of one country's assessment, its pictures and its brief, and what members judge beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment
from climate_pathways.assessment.tables import ShownTable
from climate_pathways.charts import (
    GAPS,
    PATHWAY_SIZES,
    PRINCIPLES,
    ROW_SIZES,
    WAY,
    Size,
    Specification,
    Words,
    gap_chart,
    gap_words,
    pathway_chart,
    pathway_words,
    principle_chart,
    principle_words,
)
from climate_pathways.charts import tables as picture_tables
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name
from climate_pathways.exports import with_licences_in
from climate_pathways.exports.brief import answer_sheet as sheet_of
from climate_pathways.exports.brief import printed
from climate_pathways.figures import CERP_LICENCE, OWN_LICENCE
from climate_pathways.pledges import listed_citations
from tamyr.evidence.logic import assessed, promises
from tamyr.evidence.logic.figures import Figure
from tamyr.evidence.logic.methods import anchor_of
from tamyr.evidence.pages.drawings import for_the_press, on_page
from tamyr.evidence.pages.kept import WAYS_HERE, PreparedPage, hashed, kept_file, prepared, prepared_page
from tamyr.evidence.pages.links import country_crumbs, dataset, downloads, sections
from tamyr.evidence.pages.references import corrections_listed
from tamyr.evidence.queries import judgements
from tamyr.evidence.queries.assessments import AssessmentsAbsent, current_version, current_versions
from tamyr.evidence.queries.assessments import assessment as assessment_at
from tamyr.evidence.queries.standing import Stamp, edition_at
from tamyr.evidence.queries.subjects import Subject, criterion_said
from tamyr.network.models import Visitor
from tamyr.procedures.queries import organisations_of
from tamyr.procedures.rules import may_follow, speaks_for_an_active_member

Draw = Callable[..., Specification]
# Where the page says what was corrected lately: that depends on the day and stands in the frame.
CORRECTED_HERE = "<!--corrected-->"
FILES = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"), ("iamc.csv", "IAMC (CSV)"))
BRIEF_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
# Each picture: its words, its drawing, and how wide it is.
CHARTS: Mapping[str, tuple[Callable[[Assessment, str], Words], Draw, tuple[Size, Size]]] = {
    WAY: (
        pathway_words,
        pathway_chart,
        (PATHWAY_SIZES.wide, PATHWAY_SIZES.narrow),
    ),
    PRINCIPLES: (
        principle_words,
        principle_chart,
        (ROW_SIZES.wide, ROW_SIZES.narrow),
    ),
    GAPS: (
        gap_words,
        gap_chart,
        (ROW_SIZES.wide, ROW_SIZES.narrow),
    ),
}


def version_or_current(stamp: Stamp, iso3: str, version: str | None) -> str:
    """Return the version asked for, or the current one; raise ``AssessmentsAbsent`` where there is none."""
    found = version or stamp.version(iso3)
    if found is None:
        raise AssessmentsAbsent
    return found


# --- the page -------------------------------------------------------------------------------


# What the network says stands between two parts that are the same for every reader.
@prepared
def assessment(stamp: Stamp, iso3: str, version: str, language: str) -> PreparedPage:
    """Return the page of one version; raise ``Http404`` for a version that never was."""
    page = assessment_page(stamp, iso3, version, language)
    words, name = page["words"], page["name"]
    facts = dataset(
        _("%(name)s: pledge and fair share") % {"name": name},
        f"{words.promised.text} {words.enough.text}",
        place=name,
        dated=page["found"].standing.edition,
        version=version,
        table=reverse("evidence:assessment_chart_csv", args=(iso3, WAY)),
        language=language,
        sources=page["sources"],
        results=(OWN_LICENCE, CERP_LICENCE),
    )
    head = {
        "name": name,
        "promised": words.promised.text,
        "enough": words.enough.text,
        "picture_title": page["figures"][WAY]["words"].title,
        "facts": facts,
        # Those of the last months are chosen on the day of reading, which loads no words of the science.
        "corrections": corrections_listed(iso3, language),
    }
    top, main = render_to_string("evidence/assessment_main.html", page).split(CORRECTED_HERE)
    rest, end = render_to_string("evidence/assessment_rest.html", page).split(WAYS_HERE)
    return prepared_page(head, top=top, main=main, rest=rest, end=end)


def assessment_page(stamp: Stamp, iso3: str, version: str, language: str) -> dict[str, Any]:
    found, is_current = assessment_at(iso3, version), version == stamp.version(iso3)
    listed = assessed.sources_of(found, edition_at(stamp).source_by_id(), language)
    words = assessed.assessed_words(found, listed, language)
    return {
        "found": found,
        "country": COUNTRIES[iso3],
        "name": place_name(iso3, language),
        "crumbs": country_crumbs(iso3, _("Pledge and fair share"), language),
        "sections": sections(iso3, "assessment"),
        "is_current": is_current,
        "words": words,
        "documents": promises.documents(found, language),
        "figures": _figures(found, words, is_current, language),
        "sources": listed,
        "cited": listed_citations(found.pledges.citations.values(), language),
        "made": _made(found),
        "files": FILES,
    }


def _made(found: Assessment) -> dict[str, Any]:
    made = found.made_of
    return {
        "inputs": made["inputs"],
        "figures": made["figures"]["sha256"],
        "pledges": made["pledges"]["sha256"],
        "code": made["code_version"],
        "draws": made["parameters"]["draws"],
        "seed": made["parameters"]["seed"],
        "rule": made["rating_rule"],
        "as_of": made["as_of"],
    }


def _figures(
    found: Assessment, words: assessed.AssessedWords, is_current: bool, language: str
) -> dict[str, dict[str, Any]]:
    tables = {
        WAY: picture_tables.pathway_table(found, language),
        PRINCIPLES: words.principles,
        GAPS: picture_tables.gaps_table(found, language),
    }
    # Without a target that a fair share can be set beside there is no gap to draw.
    names = [name for name in CHARTS if name != GAPS or found.judged]
    return {name: _figure(found, name, tables[name], is_current, language) for name in names}


def _figure(
    found: Assessment, name: str, table: ShownTable | None, is_current: bool, language: str
) -> dict[str, Any]:
    told, draw, sizes = CHARTS[name]
    words = told(found, language)
    return {
        "words": picture_words(words, table),
        "drawn": on_page(lambda size: draw(found, language, size=size), sizes, words.alternative, language),
        "first": table.head[0] if table else "",
        "downloads": downloads(
            lambda form: reverse("evidence:assessment_chart_file", args=(found.iso3, name, form)),
            reverse("evidence:assessment_chart_csv", args=(found.iso3, name)),
            # Without it the files of an earlier version would be those of the current one.
            "" if is_current else f"?version={found.version}",
        ),
    }


def picture_words(words: Words, table: ShownTable | None) -> Figure:
    return Figure(
        id=words.id,
        title=words.title,
        caption=words.caption,
        alternative=words.alternative,
        note=words.note,
        legend=words.legend,
        head=table.head[1:] if table else (),
        rows=table.rows if table else (),
        shortened=words.id == WAY,
    )


def answer_sheet(iso3: str, version: str | None, language: str) -> dict[str, Any]:
    """Return the sheet on a version's target; raise ``Http404`` for a version that never was."""
    current = current_version(iso3)
    return {
        "sheet": sheet_of(assessment_at(iso3, version or current), language),
        "country": COUNTRIES[iso3],
        "crumbs": country_crumbs(iso3, _("Answer to a ministry"), language),
        "is_current": version in (None, current),
        "method": anchor_of("pledge_readings"),
    }


# --- files ----------------------------------------------------------------------------------


def chart_rows(found: Assessment, name: str, language: str) -> tuple[tuple[object, ...], ...]:
    return tuple(with_licences_in(language, CHARTS[name][0](found, language).rows))


def chart_picture(found: Assessment, name: str, language: str, form: str) -> bytes:
    """Return a picture with title, legend and sources as ``svg`` or ``png``, for the press."""
    return for_the_press(CHARTS[name][1](found, language, framed=True), language, form)


def brief_file(stamp: Stamp, iso3: str, version: str, language: str, form: str) -> bytes:
    """Return the printable brief of a version as ``pdf`` or ``html``, set once for every reader."""
    if form not in BRIEF_TYPES:
        raise Http404
    found = assessment_at(iso3, version)

    def make() -> bytes:
        sources = edition_at(stamp).source_by_id()
        return printed(found, sources, language, as_html=form == "html")

    # The sources it quotes are those of the figures, which the assessment's version does not name.
    return kept_file(f"brief:{hashed(f'{stamp.digest} {iso3} {version} {language} {form}')}", make)


# --- what members judge beside it -----------------------------------------------------------


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
        "version": current_versions().get(subject.iso3, ""),
    }


def current_of(iso3: str) -> Assessment:
    return assessment_at(iso3, current_version(iso3))


def _frame(subject: Subject, heading: str, language: str) -> dict[str, Any]:
    """Return the frame of a page about a subject; ``said`` is what its documents say of a criterion."""
    iso3 = subject.iso3
    said = criterion_said(subject, current_of(iso3), language) if subject.is_criterion else None
    return {
        "country": COUNTRIES[iso3],
        "name": COUNTRIES[iso3].name(language),
        "heading": heading,
        "said": said,
        "here": judgements.subject_address(subject),
        "crumbs": country_crumbs(iso3, heading, language),
    }
