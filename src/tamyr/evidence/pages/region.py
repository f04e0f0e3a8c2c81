"""The page of the region: its map, the table that compares the countries, and its summary."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.core.naming import REGION
from tamyr.evidence.logic.choices import RegionChoice
from tamyr.evidence.logic.comparison import comparison, ordered, table_columns
from tamyr.evidence.logic.measures import axis_choices, measure_choices
from tamyr.evidence.logic.references import sources_used
from tamyr.evidence.logic.region import region_words
from tamyr.evidence.pages.drawings import country_links, map_on_page
from tamyr.evidence.pages.kept import PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import Choice
from tamyr.evidence.queries.assessments import assessed_for
from tamyr.evidence.queries.standing import Stamp, edition_at, standings
from tamyr.shared.languages import in_its_language


@prepared
def region(stamp: Stamp, choice: RegionChoice, language: str) -> PreparedPage:
    page = region_page(stamp, choice, language)
    head = {"text": page["words"].summary[0].text, "map_title": page["words"].map.title}
    return prepared_page(head, main=render_to_string("evidence/region_main.html", page))


@lru_cache(maxsize=64)
@in_its_language
def region_page(stamp: Stamp, choice: RegionChoice, language: str) -> dict[str, Any]:
    edition, everything = edition_at(stamp), standings(stamp)
    measures = measure_choices(everything, language)
    listed = sources_used(everything[REGION], edition.source_by_id(), language)
    rows = ordered(comparison(everything, language), choice.sort, descending=choice.descending)
    words = region_words(everything, choice.measure, assessed_for(stamp, choice.measure), listed, language)
    return {
        "edition": edition,
        "has_assessments": bool(stamp.assessments),
        "words": words,
        "map": map_on_page(words.map, country_links(language), language),
        "is_axis": choice.measure.slug not in {measure.slug for measure in measures},
        "map_query": f"?measure={choice.measure.slug}",
        "measures": [
            Choice(measure.label, f"?measure={measure.slug}#map", measure.slug == choice.measure.slug)
            for measure in (*measures, *(axis_choices(language) if stamp.assessments else ()))
        ],
        "columns": table_columns(
            measures, _("Country"), choice.measure, choice.sort, descending=choice.descending
        ),
        "rows": [
            {"name": row.name, "href": reverse("evidence:country", args=(row.iso3,)), "cells": row.cells}
            for row in rows
        ],
        "sources": listed,
    }
