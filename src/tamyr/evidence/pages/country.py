"""The page of one country: where it stands, in sentences, charts and key figures."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.countries import COUNTRIES
from climate_pathways.figures import Standing
from tamyr.evidence.logic.assessed import Answer, short_answer
from tamyr.evidence.logic.choices import FIRST_YEARS, CountryChoice
from tamyr.evidence.logic.country import country_words
from tamyr.evidence.logic.figures import LONG_CHART, Figure, figures
from tamyr.evidence.logic.references import sources_used
from tamyr.evidence.pages.drawings import chart_on_page
from tamyr.evidence.pages.kept import PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import Choice, crumbs, dataset, downloads, sections
from tamyr.evidence.queries.assessments import assessments_at
from tamyr.evidence.queries.standing import Stamp, edition_at, standings


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
    )
    around = {"answer": answer_for(stamp, iso3, language), "sections": sections(iso3, "country")}
    main = render_to_string("evidence/country_main.html", {**page, **around})
    return prepared_page({"name": words.name, "headline": words.headline, "facts": facts}, main=main)


@lru_cache(maxsize=64)
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
    return short_answer(assessments_at(stamp.assessments)[iso3], language)
