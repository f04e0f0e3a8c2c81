"""The page of one country: where it stands, in sentences, charts and key figures."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import Assessment, HotAir, Methane, hot_air_of, methane_of
from climate_pathways.assessment.sentences import hot_air_sentences, methane_sentences
from climate_pathways.assessment.tables import hot_air_tables, methane_tables
from climate_pathways.charts.panels import NARROW, WIDE, alternative, panel_chart
from climate_pathways.core.countries import COUNTRIES
from climate_pathways.core.naming import place_name
from climate_pathways.core.panels import Panel
from climate_pathways.core.provenance import Source
from climate_pathways.figures import Sentence, Standing, snapshot
from climate_pathways.pledges import listed_citations
from tamyr.evidence.logic import figures as chart_words
from tamyr.evidence.logic.assessed import Answer, noted, short_answer, shown_context
from tamyr.evidence.logic.choices import FIRST_YEARS, CountryChoice
from tamyr.evidence.logic.country import country_words
from tamyr.evidence.logic.figures import LONG_CHART, Figure, figures
from tamyr.evidence.logic.references import NamedSource, Reference, Statement, named_sources, sources_used
from tamyr.evidence.pages.drawings import chart_on_page, on_page
from tamyr.evidence.pages.kept import WAYS_HERE, PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import Choice, country_crumbs, crumbs, dataset, downloads, sections
from tamyr.evidence.queries.assessments import AssessmentsAbsent, assessments_at
from tamyr.evidence.queries.standing import Stamp, edition_at, standings
from tamyr.shared.languages import in_its_language


@prepared
def country(stamp: Stamp, iso3: str, choice: CountryChoice, language: str) -> PreparedPage:
    page = country_page(stamp, iso3, choice, language)
    words, edition = page["words"], page["edition"]
    facts = dataset(
        words.name,
        words.headline,
        place=words.name,
        dated=edition.figures_on.isoformat(),
        version=edition.digest,
        table=reverse("evidence:country_csv", args=(iso3,)),
        language=language,
        sources=page["sources"],
    )
    around = {"answer": answer_for(stamp, iso3, language), "sections": sections(iso3, "country")}
    main, rest = render_to_string("evidence/country_main.html", {**page, **around}).split(WAYS_HERE)
    head = {"name": words.name, "headline": words.headline, "facts": facts}
    return prepared_page(head, main=main, rest=rest)


@lru_cache(maxsize=64)
@in_its_language
def country_page(stamp: Stamp, iso3: str, choice: CountryChoice, language: str) -> dict[str, Any]:
    edition, standing = edition_at(stamp), standings(stamp)[iso3]
    listed = sources_used(standing, edition.source_by_id(), language)
    return {
        "edition": edition,
        "country": COUNTRIES[iso3],
        "crumbs": crumbs(COUNTRIES[iso3].name(language)),
        "words": country_words(standing, listed, language),
        "figures": [
            figure(standing, words, choice, language) for words in figures(standing, choice.since, language)
        ],
        "sources": listed,
    }


def figure(standing: Standing, words: Figure, choice: CountryChoice, language: str) -> dict[str, Any]:
    """Return a chart for the page: words, drawings, and where to take it away."""
    is_long = words.id == LONG_CHART
    years = [
        Choice(_("since %(year)s") % {"year": year}, f"?since={year}#{words.id}", year == choice.since)
        for year in FIRST_YEARS
    ]
    return {
        "words": words,
        "drawn": chart_on_page(standing, words.id, choice.since, language),
        "choices": years if is_long else [],
        "downloads": downloads(
            lambda form: reverse("evidence:chart_file", args=(standing.iso3, words.id, form)),
            reverse("evidence:chart_csv", args=(standing.iso3, words.id)),
            f"?since={choice.since}" if is_long else "",
        ),
    }


@lru_cache(maxsize=64)
def answer_for(stamp: Stamp, iso3: str, language: str) -> Answer | None:
    """Return the answer in short for a country's other pages; ``None`` before the first assessment."""
    if stamp.version(iso3) is None:
        return None
    # Words of the science, which is told the language: one of the site's own
    # here would speak that of the first reader.
    return short_answer(assessments_at(stamp.assessments)[iso3], language)


def _assessed(stamp: Stamp, iso3: str) -> Assessment:
    """Return a country's current assessment; raise ``AssessmentsAbsent`` before the first one."""
    if stamp.version(iso3) is None:
        raise AssessmentsAbsent
    return assessments_at(stamp.assessments)[iso3]


# --- hot air and land use -----------------------------------------------------------------------


@prepared
def land_use(stamp: Stamp, iso3: str, language: str) -> PreparedPage:
    """Return the page on hot air and land use; raise ``AssessmentsAbsent`` before the first assessment."""
    page = _land_use_page(stamp, iso3, language)
    name, lede = page["name"], page["lede"].text
    facts = dataset(
        _("%(name)s: hot air and land use") % {"name": name},
        lede,
        place=name,
        dated=str(page["edition"].figures_on),
        version=page["found"].version,
        table=reverse("evidence:land_use_csv", args=(iso3,)),
        language=language,
        sources=page["sources"],
    )
    head = {"name": name, "lede": lede, "facts": facts}
    return prepared_page(head, main=render_to_string("evidence/land_use_main.html", page))


@lru_cache(maxsize=64)
def hot_air_at(stamp: Stamp, iso3: str) -> HotAir:
    """Return what the page says; raise ``AssessmentsAbsent`` before the first assessment."""
    return hot_air_of(_assessed(stamp, iso3), snapshot.region())


def _land_use_page(stamp: Stamp, iso3: str, language: str) -> dict[str, Any]:
    found, edition = hot_air_at(stamp, iso3), edition_at(stamp)
    assessed, known = _assessed(stamp, iso3), edition.source_by_id()
    listed = named_sources(_sources_of(found, known), language)
    chapters = _chapters(hot_air_sentences(found, language), listed)
    texts = {fact.text for printed in found.printed for fact in printed.facts}
    cited = {citation.id: citation for text in texts if (citation := assessed.pledges.citation_of(text))}
    return {
        "edition": edition,
        "found": found,
        "country": COUNTRIES[iso3],
        "name": place_name(iso3, language),
        "crumbs": country_crumbs(iso3, _("Hot air and land use"), language),
        "sections": sections(iso3, "land_use"),
        "lede": chapters["already"][-1],
        "chapters": chapters,
        "tables": hot_air_tables(found, dict(known), language),
        "figure": _own_figure(found.panel, iso3, "land_use", language),
        "words": {"context": shown_context(replace(assessed, context=found.context), language)},
        "cited": listed_citations(cited.values(), language),
        "sources": listed,
    }


def _sources_of(found: HotAir, known: Mapping[str, Source]) -> dict[str, Source]:
    names = {series.source for series in (*found.land, *found.gross)}
    return {name: known[name] for name in names if name in known}


def _own_figure(panel: Panel | None, iso3: str, matter: str, language: str) -> dict[str, Any] | None:
    """Return the chart of a page on one matter; nothing where nothing is known."""
    if panel is None:
        return None
    return {
        "words": chart_words.figure(panel, iso3, language),
        "drawn": on_page(
            lambda size: panel_chart(panel, iso3, language, size=size),
            (WIDE, NARROW),
            alternative(panel, iso3, language),
            language,
        ),
        "first": _("Year"),
        "downloads": downloads(
            lambda form: reverse(f"evidence:{matter}_file", args=(iso3, form)),
            reverse(f"evidence:{matter}_chart_csv", args=(iso3,)),
        ),
    }


def _chapters(
    said: Mapping[str, tuple[Sentence, ...]], listed: Sequence[NamedSource]
) -> dict[str, tuple[Statement, ...]]:
    """Return the sentences of each chapter, which refer to the sources listed by number."""
    notes = {source.id: Reference(i, source.id, name) for i, (name, source) in enumerate(listed, start=1)}
    return {chapter: tuple(noted(sentence, notes) for sentence in spoken) for chapter, spoken in said.items()}


# --- methane ------------------------------------------------------------------------------------


@prepared
def methane(stamp: Stamp, iso3: str, language: str) -> PreparedPage:
    """Return the page on methane; raise ``AssessmentsAbsent`` before the first assessment."""
    found, edition = methane_at(stamp, iso3), edition_at(stamp)
    assessed, known = _assessed(stamp, iso3), edition.source_by_id()
    used = {told.series.source: known[told.series.source] for told in found.told}
    listed = named_sources(used, language)
    chapters = _chapters(methane_sentences(found, language), listed)
    texts = [aim.text for _document, aim in found.aims] + [found.passage[1].text if found.passage else ""]
    cited = {citation.id: citation for text in texts if (citation := assessed.pledges.citation_of(text))}
    name, lede = place_name(iso3, language), chapters["level"][0].text
    facts = dataset(
        _("%(name)s: methane") % {"name": name},
        lede,
        place=name,
        dated=str(edition.figures_on),
        version=found.version,
        table=reverse("evidence:methane_csv", args=(iso3,)),
        language=language,
        sources=listed,
    )
    page = {
        "edition": edition,
        "country": COUNTRIES[iso3],
        "name": name,
        "crumbs": country_crumbs(iso3, _("Methane"), language),
        "sections": sections(iso3, "methane"),
        "lede": lede,
        "chapters": chapters,
        "tables": methane_tables(found, known, language),
        "figure": _own_figure(found.panel, iso3, "methane", language),
        "cited": listed_citations(cited.values(), language),
        "sources": listed,
    }
    head = {"name": name, "lede": lede, "facts": facts}
    return prepared_page(head, main=render_to_string("evidence/methane_main.html", page))


@lru_cache(maxsize=64)
def methane_at(stamp: Stamp, iso3: str) -> Methane:
    """Return what the page says; raise ``AssessmentsAbsent`` before the first assessment."""
    return methane_of(_assessed(stamp, iso3), snapshot.region())
