"""The page that compares the twelve assessments."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from climate_pathways.assessment import AXES, Assessment, axis_name
from climate_pathways.charts import ROW_SIZES, region_chart, region_words
from climate_pathways.charts import tables as picture_tables
from climate_pathways.exports import with_licences_in
from tamyr.evidence.logic import comparison as tables
from tamyr.evidence.logic.choices import BY_NAME, ComparisonChoice
from tamyr.evidence.pages.assessment import FILES, picture_words
from tamyr.evidence.pages.drawings import for_the_press, on_page
from tamyr.evidence.pages.kept import PreparedPage, prepared, prepared_page
from tamyr.evidence.pages.links import crumbs, downloads
from tamyr.evidence.queries.assessments import AssessmentsAbsent, assessments_at
from tamyr.evidence.queries.standing import Stamp


@prepared
def comparison(stamp: Stamp, choice: ComparisonChoice, language: str) -> PreparedPage:
    page = comparison_page(compared_at(stamp), choice, language)
    head = {"lede": page["lede"], "picture_title": page["words"].title}
    return prepared_page(head, main=render_to_string("evidence/comparison_main.html", page))


def comparison_page(
    assessments: Sequence[Assessment], choice: ComparisonChoice, language: str
) -> dict[str, Any]:
    words = region_words(assessments, language)
    return {
        "crumbs": crumbs(_("Pledges compared")),
        "words": picture_words(words, None),
        "drawn": on_page(
            lambda size: region_chart(assessments, language, size=size),
            (ROW_SIZES.wide, ROW_SIZES.narrow),
            words.alternative,
            language,
        ),
        "downloads": downloads(
            lambda form: reverse("evidence:comparison_file", args=(form,)), reverse("evidence:comparison_csv")
        ),
        "lede": picture_tables.compared_sentence(assessments, language),
        "columns": tables.assessment_columns(_labels(language), _units(), choice),
        "rows": _rows(assessments, choice, language),
        "files": FILES,
        "shared": picture_tables.shared_steps(assessments, language),
    }


def _rows(assessments: Sequence[Assessment], choice: ComparisonChoice, language: str) -> list[dict[str, Any]]:
    return [
        {
            "name": row.name,
            "href": reverse("evidence:assessment", args=(row.iso3,)),
            "cells": list(row.cells.values()),
        }
        for row in tables.ordered_assessments(picture_tables.compared_rows(assessments, language), choice)
    ]


def _labels(language: str) -> dict[str, str]:
    return {
        BY_NAME: _("Country"),
        "pledge": _("Main pledge"),
        "share": _("Fair share"),
        "gap": _("Would have to be lower by"),
        "chance": _("Combinations in which it is enough"),
        **{picture_tables.axis_column(axis): axis_name(axis, language) for axis in AXES},
        "neutral": _("Neutral by"),
    }


def _units() -> dict[str, str]:
    return {
        "pledge": _("Mt CO₂e"),
        "share": _("Mt CO₂e"),
        **{picture_tables.axis_column(axis): _("axis of the rating") for axis in AXES},
    }


def compared_at(stamp: Stamp) -> list[Assessment]:
    """Return the current assessments; raise ``AssessmentsAbsent`` where there are none."""
    if not stamp.assessments:
        raise AssessmentsAbsent
    return list(assessments_at(stamp.assessments).values())


def comparison_picture(assessments: Sequence[Assessment], language: str, form: str) -> bytes:
    return for_the_press(region_chart(assessments, language, framed=True), language, form)


def comparison_rows(assessments: Sequence[Assessment], language: str) -> tuple[tuple[object, ...], ...]:
    return tuple(with_licences_in(language, region_words(assessments, language).rows))
