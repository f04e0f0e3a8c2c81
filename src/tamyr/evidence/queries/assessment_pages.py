"""What the pages of assessments show: one country's, and the twelve compared."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from django.core.cache import cache
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment.assessment import Assessment
from climate_pathways.assessment.tables import ShownTable
from climate_pathways.charts import captions as chart_words
from climate_pathways.charts import intervals as row_charts
from climate_pathways.charts import pathway as pathway_charts
from climate_pathways.charts.captions import Words
from climate_pathways.charts.csv_rows import GAPS, PRINCIPLES, WAY
from climate_pathways.charts.drawing import for_page
from climate_pathways.charts.specification import Size, Specification
from climate_pathways.charts.tables.gaps import gaps_table
from climate_pathways.charts.tables.pathway import pathway_table
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name
from climate_pathways.core.provenance import code_version
from climate_pathways.exports.brief.file import printed
from tamyr.evidence.logic import assessed, promises
from tamyr.evidence.logic.figures import Figure
from tamyr.evidence.queries.assessments import AssessmentsAbsent, assessment, assessments_at
from tamyr.evidence.queries.standing import DRAWINGS, IMAGE_FORMS, Choice, Stamp, edition_at

Draw = Callable[..., Specification]
FILES = (("xlsx", "XLSX"), ("csv", "CSV"), ("json", "JSON"), ("iamc.csv", "IAMC (CSV)"))
BRIEF_TYPES = {"pdf": "application/pdf", "html": "text/html; charset=utf-8"}
# Each picture: its words, its drawing, and how wide it is.
CHARTS: Mapping[str, tuple[Callable[[Assessment, str], Words], Draw, tuple[Size, Size]]] = {
    WAY: (
        chart_words.pathway_words,
        pathway_charts.pathway_chart,
        (pathway_charts.PATHWAY_SIZES.wide, pathway_charts.PATHWAY_SIZES.narrow),
    ),
    PRINCIPLES: (
        chart_words.principle_words,
        row_charts.principle_chart,
        (row_charts.ROW_SIZES.wide, row_charts.ROW_SIZES.narrow),
    ),
    GAPS: (
        chart_words.gap_words,
        row_charts.gap_chart,
        (row_charts.ROW_SIZES.wide, row_charts.ROW_SIZES.narrow),
    ),
}


def version_or_current(stamp: Stamp, iso3: str, version: str | None) -> str:
    """Return the version asked for, or the current one; raise ``AssessmentsAbsent`` where there is none."""
    found = version or stamp.version(iso3)
    if found is None:
        raise AssessmentsAbsent
    return found


# --- one country ----------------------------------------------------------------------------


@lru_cache(maxsize=32)
def assessment_page(stamp: Stamp, iso3: str, version: str, language: str) -> dict[str, Any]:
    """Return what the page of one version shows; raise ``Http404`` for a version that never was."""
    found, current = assessment(iso3, version), stamp.version(iso3)
    listed = assessed.sources_of(found, edition_at(stamp).source_by_id(), language)
    words = assessed.assessed_words(found, listed, language)
    return {
        "found": found,
        "country": COUNTRIES[iso3],
        "name": place_name(iso3, language),
        "crumbs": assessment_crumbs(iso3, _("Pledge and fair share"), language),
        "sections": sections(iso3, "assessment", language),
        "is_current": version == current,
        "words": words,
        "documents": promises.documents(found, language),
        "figures": _figures(found, words, version == current, language),
        "sources": listed,
        "cited": sorted(found.pledges.citations.values(), key=lambda one: one.title),
        "made": _made(found),
        "files": FILES,
    }


def assessment_crumbs(iso3: str, here: str, language: str) -> list[tuple[str, str]]:
    return [
        (_("All twelve countries"), reverse("evidence:region")),
        (place_name(iso3, language), reverse("evidence:country", args=(iso3,))),
        (here, ""),
    ]


def sections(iso3: str, here: str, language: str) -> list[Choice]:
    """Return the pages about one country, as links to each other."""
    pages = (
        ("country", _("Figures")),
        ("assessment", _("Pledge and fair share")),
        ("what_if", _("What if?")),
    )
    return [Choice(label, reverse(f"evidence:{name}", args=(iso3,)), name == here) for name, label in pages]


def what_if_frame(iso3: str, language: str, *, is_own: bool) -> dict[str, Any]:
    """Return what stands around a what-if: where one is, and the pages beside it."""
    return {
        "country": COUNTRIES[iso3],
        "name": place_name(iso3, language),
        "crumbs": assessment_crumbs(
            iso3, _("With figures of your own") if is_own else _("What if?"), language
        ),
        "sections": sections(iso3, "what_if", language),
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
        WAY: pathway_table(found, language),
        PRINCIPLES: words.principles,
        GAPS: gaps_table(found, language),
    }
    return {
        name: {
            "words": picture_words(CHARTS[name][0](found, language), tables[name]),
            "drawn": drawings(found, name, language),
            "first": table.head[0] if (table := tables[name]) else "",
            "downloads": chart_downloads(found, name, is_current),
        }
        for name in CHARTS
        if name != GAPS or found.judged
    }


def picture_words(words: Words, table: ShownTable | None) -> Figure:
    return Figure(
        words.id, words.title, words.caption, words.alternative, words.note, words.legend,
        head=table.head[1:] if table else (), rows=table.rows if table else (), shortened=words.id == WAY,
    )  # fmt: skip


def drawings(found: Assessment, name: str, language: str) -> dict[str, str]:
    """Return a picture as SVG for the page, once wide and once narrow."""
    words, draw, sizes = CHARTS[name]
    label = words(found, language).alternative
    return {
        form: for_page(DRAWINGS.svg(draw(found, language, size=size), language), label, f"chart chart-{form}")
        for form, size in zip(("wide", "narrow"), sizes, strict=True)
    }


def chart_downloads(found: Assessment, name: str, is_current: bool) -> list[tuple[str, str]]:
    query = "" if is_current else f"?version={found.version}"
    pictures = [
        (form.upper(), reverse("evidence:assessment_chart_file", args=(found.iso3, name, form)))
        for form in reversed(IMAGE_FORMS)
    ]
    table = ("CSV", reverse("evidence:assessment_chart_csv", args=(found.iso3, name)))
    return [(label, address + query) for label, address in (*pictures, table)]


def chart_rows(found: Assessment, name: str, language: str) -> tuple[tuple[object, ...], ...]:
    return CHARTS[name][0](found, language).rows


def chart_picture(found: Assessment, name: str, language: str, form: str) -> bytes:
    """Return a picture with title, legend and sources as ``svg`` or ``png``, for the press."""
    return drawn(CHARTS[name][1](found, language, framed=True), language, form)


def drawn(spec: Specification, language: str, form: str) -> bytes:
    if form not in IMAGE_FORMS:
        raise Http404
    return DRAWINGS.png(spec, language) if form == "png" else DRAWINGS.svg(spec, language).encode("utf-8")


def described(page: Mapping[str, Any], address: str, language: str) -> dict[str, Any]:
    """Describe an assessment to search engines, by schema.org's vocabulary."""
    found, words = page["found"], page["words"]
    rows = reverse("evidence:assessment_chart_csv", args=(found.iso3, WAY))
    return {
        "@type": "Dataset",
        "name": _("%(name)s: pledge and fair share") % {"name": page["name"]},
        "description": f"{words.promised.text} {words.enough.text}",
        "url": address,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "dateModified": found.standing.edition,
        "version": found.version,
        "spatialCoverage": page["name"],
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": urljoin(address, rows),
        },
    }


# --- the brief ------------------------------------------------------------------------------


def brief_file(stamp: Stamp, iso3: str, version: str, language: str, form: str) -> bytes:
    """Return the printable brief of a version as ``pdf`` or ``html``, set once for every reader."""
    if form not in BRIEF_TYPES:
        raise Http404
    found = assessment(iso3, version)
    key = f"brief:{code_version()}:{iso3}:{version}:{language}:{form}"
    stored: bytes | None = cache.get(key)
    if stored is None:
        sources = edition_at(stamp).source_by_id()
        stored = printed(found, sources, language, as_html=form == "html")
        cache.set(key, stored, timeout=None)
    return stored


# --- the short answer on a country's other pages --------------------------------------------


@lru_cache(maxsize=64)
def answer_for(stamp: Stamp, iso3: str, language: str) -> assessed.Answer | None:
    """Return the answer in short; ``None`` before the first assessment."""
    if stamp.version(iso3) is None:
        return None
    return assessed.short_answer(assessments_at(stamp.assessments)[iso3], language)
